import { eventTypes } from '../../nodes/linq/webhooks/eventTypes';
import { note, type Fields } from './surface';

/** The fields of a request, with those inside them or the values they take; none: any value. */
interface Tree {
	[field: string]: Tree | string[];
}

/** Any value. */
const any: string[] = [];

const layout = {
	...{ caption: any, subcaption: any, trailing_caption: any, trailing_subcaption: any },
	...{ image_url: any, image_title: any, image_subtitle: any },
};

const app = { bundle_id: any, name: any, team_id: any, app_store_id: any };
const experience = { name: any, action: any, params: any };

const message = {
	parts: {
		type: ['text', 'media', 'link', 'imessage_app', 'app_clip'],
		value: any,
		text_decorations: {
			range: any,
			style: ['bold', 'italic', 'strikethrough', 'underline'],
			animation: ['big', 'small', 'shake', 'nod', 'explode', 'ripple', 'bloom', 'jitter'],
		},
		...{ mention: any, mention_range: any },
		...{ url: any, attachment_id: any, sticker: any },
		...{ app, layout, fallback_text: any, interactive: any, caption: any },
	},
	experience,
	effect: {
		type: ['screen', 'bubble'],
		name: [
			...['confetti', 'fireworks', 'lasers', 'sparkles', 'celebration', 'hearts', 'love'],
			...['balloons', 'happy_birthday', 'echo', 'spotlight'],
			...['slam', 'loud', 'gentle', 'invisible'],
		],
	},
	idempotency_key: any,
	preferred_service: ['iMessage', 'SMS', 'RCS'],
	reply_to: { message_id: any, part_index: any },
};

const sent = { message, override_optout: any };
const page = { limit: any, cursor: any };
const contactCard = { phone_number: any, first_name: any, last_name: any, image_url: any };
const addressCheck = { address: any, from: any };
const subscription = {
	...{ target_url: any, phone_numbers: any },
	subscribed_events: eventTypes.map(({ type }) => type),
};

/** Every call that the package makes, with everything that it can say there. */
const trees = {
	'GET /v3/chats': { from: any, to: any, ...page },
	'POST /v3/chats': { from: any, to: any, ...sent },
	'GET /v3/chats/{chatId}': {},
	'PUT /v3/chats/{chatId}': { display_name: any, group_chat_icon: any },
	'POST /v3/chats/{chatId}/background': {
		type: ['color', 'dynamic', 'photo'],
		variant: [
			...['mango', 'ice', 'plum', 'deep_sea', 'green_apple', 'cherry', 'bubblegum', 'tangerine'],
			...['magenta', 'lime', 'silver', 'carbon', 'stone', 'custom'],
			...['dusk', 'haze', 'sunset', 'clear', 'sunrise', 'dawn'],
			...['light', 'dark', 'green', 'purple', 'pink'],
		],
		style: ['sky', 'water', 'aurora'],
		...{ shades: any, image_url: any },
	},
	'DELETE /v3/chats/{chatId}/background': {},
	'POST /v3/chats/{chatId}/leave': {},
	'GET /v3/chats/{chatId}/location': {},
	'POST /v3/chats/{chatId}/location/request': {},
	'GET /v3/chats/{chatId}/messages': page,
	'POST /v3/chats/{chatId}/messages': sent,
	'POST /v3/chats/{chatId}/participants': { handle: any },
	'DELETE /v3/chats/{chatId}/participants': { handle: any },
	'POST /v3/chats/{chatId}/polls': { poll: { options: { text: any }, idempotency_key: any } },
	'POST /v3/chats/{chatId}/read': {},
	'POST /v3/chats/{chatId}/share_contact_card': {},
	'POST /v3/chats/{chatId}/typing': {},
	'DELETE /v3/chats/{chatId}/typing': {},
	'POST /v3/chats/{chatId}/voicememo': {
		...{ voice_memo_url: any, attachment_id: any, override_optout: any },
	},
	'POST /v3/messages': {
		to: any,
		...sent,
		exclude_from: any,
		continuation_message: { text: any },
	},
	'GET /v3/messages/{messageId}': {},
	'PATCH /v3/messages/{messageId}': { text: any, part_index: any },
	'DELETE /v3/messages/{messageId}': {},
	'GET /v3/messages/{messageId}/poll': {},
	'POST /v3/messages/{messageId}/poll/options': { options: { text: any } },
	'POST /v3/messages/{messageId}/poll/votes': { operation: ['add', 'remove'], option_id: any },
	'POST /v3/messages/{messageId}/reactions': {
		operation: ['add', 'remove'],
		type: [...['love', 'like', 'dislike', 'laugh', 'emphasize', 'question', 'custom', 'sticker']],
		...{ custom_emoji: any, part_index: any, url: any, attachment_id: any, emoji: any },
		placement: { x: any, y: any, scale: any, rotation: any },
	},
	'PATCH /v3/messages/{messageId}/reactions/{reactionId}': {
		placement: { x: any, y: any, scale: any, rotation: any },
	},
	'GET /v3/messages/{messageId}/thread': { ...page, order: ['asc', 'desc'] },
	'POST /v3/messages/{messageId}/update': {
		...{ layout, url: any, fallback_text: any, interactive: any, experience, app },
	},
	'POST /v3/attachments': {
		filename: any,
		content_type: [
			...['image/jpeg', 'image/png', 'image/gif', 'image/heic', 'image/heif', 'image/tiff'],
			...['image/bmp', 'image/x-icon', 'video/mp4', 'video/quicktime', 'video/mpeg'],
			...['video/mpeg2', 'video/x-m4v', 'video/x-msvideo', 'video/3gpp', 'audio/mpeg'],
			...['audio/x-m4a', 'audio/x-caf', 'audio/x-wav', 'audio/x-aiff', 'audio/aac'],
			...['audio/midi', 'audio/amr', 'application/pdf', 'application/vnd.apple.pkpass'],
			...['text/plain', 'text/markdown', 'text/vcard', 'text/rtf', 'text/csv', 'text/html'],
			...['text/calendar', 'text/xml', 'application/json', 'application/msword'],
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'application/vnd.ms-excel',
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'application/vnd.ms-powerpoint',
			'application/vnd.openxmlformats-officedocument.presentationml.presentation',
			'application/x-iwork-pages-sffpages',
			'application/x-iwork-numbers-sffnumbers',
			'application/x-iwork-keynote-sffkey',
			...['application/epub+zip', 'application/zip', 'application/x-gzip'],
		],
		size_bytes: any,
	},
	'GET /v3/attachments/{attachmentId}': {},
	'DELETE /v3/attachments/{attachmentId}': {},
	'GET /v3/contact_card': { phone_number: any },
	'POST /v3/contact_card': contactCard,
	'PATCH /v3/contact_card': contactCard,
	'GET /v3/phone_numbers': {},
	'PUT /v3/phone_numbers/{phoneNumberId}': { forwarding_number: any },
	'POST /v3/phone_numbers/{phoneNumber}/reputation_audit': {},
	'GET /v3/phone_numbers/{phoneNumber}/reputation_audit/{auditId}': {},
	'GET /v3/available_number': { to: any, exclude_from: any },
	'POST /v3/capability/check_imessage': addressCheck,
	'POST /v3/capability/check_rcs': addressCheck,
	'GET /v3/blocked_handles': {},
	'POST /v3/blocked_handles': { handle: any, reason: any },
	'DELETE /v3/blocked_handles': { handle: any },
	'GET /v3/payment_requests': {
		...{ limit: any, offset: any },
		status: ['requested', 'authorized', 'succeeded', 'canceled', 'expired', 'declined'],
	},
	'POST /v3/payment_requests': {
		'Idempotency-Key': any,
		mode: ['payment', 'subscription'],
		amount: any,
		currency: ['usd'],
		...{ price_id: any, quantity: any, trial_period_days: any, trial_end: any },
		...{ customer_id: any, description: any, metadata: any, from: any, payer_handle: any },
		rail: ['stripe', 'natural'],
	},
	'GET /v3/payment_requests/{paymentRequestId}': {},
	'POST /v3/payment_requests/{paymentRequestId}/cancel': {},
	'GET /v3/experiences': {},
	'GET /v3/experiences/{experience}': {},
	'GET /v3/payments/providers/{provider}': {},
	'POST /v3/payments/providers/{provider}/connect': { return_url: any },
	'POST /v3/payments/handles/{handle}/connect': {},
	'POST /v3/payments/handles/{handle}/verify': { code: any, connect_id: any },
	'GET /v3/payments/handles/{handle}/connection': {},
	'DELETE /v3/payments/handles/{handle}/connection': {},
	'POST /v3/payments': {
		...{ 'Idempotency-Key': any, amount_cents: any, currency: any, handle: any },
		...{ description: any, merchant: { name: any, url: any }, metadata: any },
	},
	'GET /v3/payments/{paymentId}': {},
	'POST /v3/payments/{paymentId}/cancel': {},
	'GET /v3/payments/{paymentId}/credentials': {},
	'GET /v3/webhook-events': {},
	'GET /v3/webhook-subscriptions': {},
	'POST /v3/webhook-subscriptions': subscription,
	'GET /v3/webhook-subscriptions/{subscriptionId}': {},
	'PUT /v3/webhook-subscriptions/{subscriptionId}': { ...subscription, is_active: any },
	'DELETE /v3/webhook-subscriptions/{subscriptionId}': {},
} satisfies Record<string, Tree>;

/** A call of Linq's API, such as `POST /v3/chats/{chatId}/polls`. */
export type Call = keyof typeof trees;

/** Every call that the package makes, in the order of Linq's documentation. */
export const calls = Object.keys(trees) as Call[];

/** Everything that the package can say in a call. */
export function fieldsOf(call: Call): Fields {
	const fields: Fields = new Map();
	noteTree(trees[call], '', fields);
	return fields;
}

function noteTree(tree: Tree, place: string, fields: Fields): void {
	for (const [name, inside] of Object.entries(tree)) {
		const path = place === '' ? name : `${place}.${name}`;
		note(fields, path, Array.isArray(inside) ? inside : []);
		if (!Array.isArray(inside)) noteTree(inside, path, fields);
	}
}
