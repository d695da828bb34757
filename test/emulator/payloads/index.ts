import type { AccountChat } from '../chats';
import { ownerOf, reactionData } from '../events';
import type { NewerEventType } from '../eventTypes';
import {
	accountData,
	apiToken,
	change,
	contactCard,
	environment,
	teamMember,
	webhookSubscription,
} from './account';
import { backgroundData, backgroundFailureData } from './backgrounds';
import { paymentData } from './payments';
import { choicesAddedData, pollData, pollFailureData, pollOption, voteData } from './polls';

type Payload = (chat: AccountChat, person: string) => Record<string, unknown>;

const line = '+12025550100';

/** That a number came to the account or left it. */
const lineChanged: Payload = (chat) => ({
	phone_number: ownerOf(chat).handle,
	changed_at: new Date().toISOString(),
});

const sticker = {
	file_name: 'sticker.heic',
	mime_type: 'image/heic',
	url: 'https://cdn.linqapp.com/sticker.heic',
	width: 320,
	height: 320,
};

const account =
	(summary: string, changed: Record<string, unknown> = {}): Payload =>
	() =>
		accountData(summary, changed);

/** What each of the newer events holds in version 2026-02-03, about a chat and a person in it. */
export const payloads: Record<NewerEventType, Payload> = {
	'poll.received': (chat, person) => pollData(chat, 'received_at', person),
	'poll.sent': (chat) => pollData(chat, 'sent_at', ownerOf(chat).handle),
	'poll.delivered': (chat) => pollData(chat, 'delivered_at', ownerOf(chat).handle),
	'poll.read': (chat) => pollData(chat, 'read_at', ownerOf(chat).handle),
	'poll.failed': (chat) => pollFailureData(chat, ownerOf(chat).handle),
	'poll.updated': (chat, person) => choicesAddedData(chat, [pollOption(chat, person, 'Sunday')]),
	'poll.vote.added': voteData,
	'poll.vote.removed': voteData,
	'poll.reaction.added': (chat, person) => ({
		...reactionData(chat, person),
		reaction_type: 'sticker',
		sticker,
	}),
	'chat.background_updated': (chat, person) =>
		backgroundData(chat, person, { type: 'color', variant: 'mango', shades: null }),
	'chat.background_update_failed': backgroundFailureData,
	'contact_card.received': (chat, person) => ({
		first_name: 'Ann',
		last_name: '',
		owner_handle: ownerOf(chat).handle,
		sender_handle: person,
		media_url: null,
	}),
	'payment.succeeded': () => paymentData('succeeded'),
	'payment.authorized': () => paymentData('succeeded'),
	'payment.declined': () => paymentData('failed'),
	'payment.canceled': () => paymentData('canceled'),
	'payment.expired': () => paymentData('expired'),
	'connection.created': () => paymentData('succeeded'),
	'connection.revoked': () => paymentData('canceled'),
	'phone_number.assigned': lineChanged,
	'phone_number.released': lineChanged,
	'phone_number.forwarding_updated': account('Forwarding updated', {
		phone_number: line,
		...change(null, '+12025550188'),
	}),
	'zero_day_retention.updated': account('Zero-day retention updated', change(false, true)),
	'environment.created': account('Environment created', environment()),
	'environment.renamed': account('Environment renamed', {
		...environment(),
		...change('Tests', 'Trials'),
	}),
	'environment.deleted': account('Environment deleted', {
		...environment(),
		...{ tokens_revoked: 1, lines_moved_to_production: 2 },
	}),
	'environment.line_moved': account('Line moved', {
		phone_number: line,
		...change({ id: null, name: 'Production', type: 'production' }, environment().environment),
	}),
	'contact_card.created': account('Contact card created', contactCard()),
	'contact_card.updated': account('Contact card updated', {
		...contactCard({ photo_updated: true }),
		change: { name: { from: null, to: 'Acme' } },
	}),
	'contact_card.deleted': account('Contact card deleted', contactCard()),
	'api_token.created': account('API token created', apiToken({ token_prefix: 'linq_ab' })),
	'api_token.renamed': account('API token renamed', { ...apiToken(), ...change(null, 'n8n') }),
	'api_token.expiry_scheduled': account('API token expiry scheduled', {
		...apiToken(),
		...change(null, '2026-12-31T00:00:00.000Z'),
	}),
	'api_token.expired': account('API token expired', apiToken()),
	'api_token.activated': account('API token activated', apiToken()),
	'api_token.deleted': account('API token deleted', apiToken({ token_prefix: 'linq_ab' })),
	'webhook_subscription.created': account(
		'Webhook subscription created',
		webhookSubscription({ events: ['message.received'] }),
	),
	'webhook_subscription.deleted': account('Webhook subscription deleted', webhookSubscription()),
	'webhook_subscription.target_url_changed': account('Webhook target changed', {
		...webhookSubscription(),
		...change('https://example.com/old', 'https://example.com/linq'),
	}),
	'webhook_subscription.enabled': account('Webhook subscription enabled', webhookSubscription()),
	'webhook_subscription.disabled': account('Webhook subscription disabled', webhookSubscription()),
	'webhook_subscription.events.updated': account('Webhook events updated', {
		...webhookSubscription(),
		...change(['message.received'], ['message.received', 'message.read']),
	}),
	'webhook_subscription.phone_numbers.updated': account('Webhook numbers updated', {
		...webhookSubscription(),
		...change(null, [line]),
	}),
	'webhook_subscription.routing_headers_set': account('Routing headers set', {
		...webhookSubscription(),
		...change(null, ['chat_id']),
	}),
	'webhook_subscription.routing_headers_cleared': account('Routing headers cleared', {
		...webhookSubscription(),
		...change(['chat_id'], null),
	}),
	'team_member.added': account('Team member added', teamMember({ role: 'member' })),
	'team_member.signed_in': account('Signed in', { ...teamMember(), method: 'code' }),
	'team_member.signed_out': account('Signed out', teamMember()),
};
