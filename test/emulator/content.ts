import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import { Refusal } from './answers';
import { appCardFrom } from './appCards';
import { appClipFrom } from './appClips';
import type { AccountAttachment } from './attachments';
import type { Service } from './chats';
import { experienceFrom } from './experienceMessages';
import { indexFrom, objectFrom, secureAddressFrom, textFrom } from './fields';
import { mentionFrom } from './mentions';
import { textPart, type MessagePart } from './messages';
import type { Call } from './routing';
import { textDecorationsFrom } from './textDecorations';

/** What a request asks to be sent, checked and in the shape in which Linq shows it again. */
export interface Content {
	parts: MessagePart[];
	effect: LinqAPIV3.MessageEffect | null;
	reply_to: LinqAPIV3.ReplyTo | null;
	preferred_service: Service | null;
	idempotency_key: string | null;
}

type MediaPart = Extract<MessagePart, { type: 'media' }>;

const mostParts = 100;
const mostDownloads = 40;
const longestLink = 2048;

const effects: Record<'screen' | 'bubble', readonly string[]> = {
	screen: [
		'confetti',
		'fireworks',
		'lasers',
		'sparkles',
		'celebration',
		'hearts',
		'love',
		'balloons',
		'happy_birthday',
		'echo',
		'spotlight',
	],
	bubble: ['slam', 'loud', 'gentle', 'invisible'],
};

/** The client's `MessageContent`, or 1001, 1004, 1005, 1008, 2003, 2007. */
export function contentFrom(value: unknown, call: Call): Content {
	const message = objectFrom(value, 'message');
	const { effect, reply_to, preferred_service, idempotency_key } = message;
	return {
		parts: shownFrom(message, call),
		effect: effect ? effectFrom(effect) : null,
		reply_to: reply_to ? replyFrom(reply_to) : null,
		preferred_service: serviceFrom(preferred_service),
		// The header is documented for POST /v3/messages only, where the message's own key is as good.
		idempotency_key: keyFrom(idempotency_key) ?? keyFrom(call.headers['idempotency-key']),
	};
}

/** Whether a message has a link part, or a URL in a text part. */
export function containsLink(parts: MessagePart[]): boolean {
	return parts.some(
		(part) =>
			part.type === 'link' ||
			(part.type === 'text' && /\b(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S/i.test(part.value)),
	);
}

/** The attachment, uploaded before, or 2003, 2007. */
export function uploadedAttachment({ account }: Call, id: unknown): AccountAttachment {
	const attachment = typeof id === 'string' ? account.attachment(id) : undefined;
	if (!attachment) throw new Refusal(2003);
	if (attachment.status !== 'complete') throw new Refusal(2007);
	return attachment;
}

/** A file that was uploaded before, in a message. */
export function uploadedMedia(attachment: AccountAttachment, { storage }: Call): MediaPart {
	const { id, filename, content_type: mime_type, size_bytes } = attachment;
	const url = storage.downloadAddressOf(attachment);
	return { type: 'media', id, url, filename, mime_type, size_bytes, reactions: null };
}

/** A file that Linq downloads to send it; what it is like isn't known here. */
export function linkedMedia(url: string): MediaPart {
	return {
		type: 'media',
		id: randomUUID(),
		url,
		filename: new URL(url).pathname.split('/').pop() ?? '',
		mime_type: 'application/octet-stream',
		size_bytes: 0,
		reactions: null,
	};
}

/** The parts, or the card that Linq makes of an experience: either of them, or 1001, 1004. */
function shownFrom({ parts, experience }: Record<string, unknown>, call: Call): MessagePart[] {
	const hasParts = parts !== undefined && parts !== null;
	if (experience === undefined || experience === null) {
		if (hasParts) return partsFrom(parts, call);
		throw new Refusal(1001, 'Missing required field: message.parts');
	}
	if (hasParts) throw new Refusal(1004, 'A message has either parts or an experience');
	return [experienceFrom(experience)];
}

function partsFrom(value: unknown, call: Call): MessagePart[] {
	if (!Array.isArray(value) || value.length === 0) {
		throw new Refusal(1004, 'A message needs at least one part');
	}
	if (value.length > mostParts) throw new Refusal(1004, `At most ${mostParts} parts are allowed`);
	const parts = value.map((part) => partFrom(part, call));
	const types = parts.map(({ type }) => type);
	if (types.length > 1 && types.includes('link')) {
		throw new Refusal(1004, 'A link part must be the only part');
	}
	if (types.length > 1 && types.includes('imessage_app')) {
		throw new Refusal(1008, 'An imessage_app part must be the only part');
	}
	if (types.length > 1 && types.includes('app_clip')) {
		throw new Refusal(1004, 'An app_clip part must be the only part');
	}
	if (types.some((type, index) => type === 'text' && types[index - 1] === 'text')) {
		throw new Refusal(1004, 'Consecutive text parts are not allowed');
	}
	const downloads = parts.filter(
		(part) => part.type === 'media' && !call.account.attachment(part.id),
	);
	if (downloads.length > mostDownloads) {
		throw new Refusal(1004, `At most ${mostDownloads} media parts may have a url`);
	}
	return parts;
}

function partFrom(value: unknown, call: Call): MessagePart {
	const part = objectFrom(value, 'part');
	switch (part.type) {
		case 'text': {
			const text = textFrom(part.value, 'value');
			const decorations = textDecorationsFrom(part.text_decorations, text);
			return textPart(text, decorations, mentionFrom(part, text));
		}
		case 'link':
			return { type: 'link', value: linkFrom(part.value), reactions: null };
		case 'media':
			return mediaFrom(part, call);
		case 'imessage_app':
			return appCardFrom(part);
		case 'app_clip':
			return appClipFrom(part);
		default:
			throw new Refusal(1004, 'Invalid message content: type of part');
	}
}

function linkFrom(value: unknown): string {
	const link = textFrom(value, 'value');
	if (link.length > longestLink) {
		throw new Refusal(1004, `A link may have at most ${longestLink} characters`);
	}
	if (URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)) return link;
	throw new Refusal(1004, 'Invalid message content: value must be a URL');
}

function mediaFrom(part: Record<string, unknown>, call: Call): MessagePart {
	const { url, attachment_id, sticker } = part;
	if (sticker !== undefined && typeof sticker !== 'boolean') {
		throw new Refusal(1004, 'Invalid message content: sticker');
	}
	if ((url === undefined) === (attachment_id === undefined)) {
		throw new Refusal(1004, 'Either url or attachment_id must be provided, but not both');
	}
	if (attachment_id !== undefined) {
		return uploadedMedia(uploadedAttachment(call, attachment_id), call);
	}
	const address = secureAddressFrom(url, 'url');
	const own = call.storage.attachmentAt(address);
	return own ? uploadedMedia(uploadedAttachment(call, own.id), call) : linkedMedia(address);
}

function effectFrom(value: unknown): LinqAPIV3.MessageEffect {
	const { type, name } = objectFrom(value, 'effect');
	if (type !== undefined && type !== 'screen' && type !== 'bubble') {
		throw new Refusal(1004, 'Invalid message content: type of effect');
	}
	const names = type === undefined ? Object.values(effects).flat() : effects[type];
	if (name !== undefined && !(typeof name === 'string' && names.includes(name))) {
		throw new Refusal(1004, 'Invalid message content: name of effect');
	}
	return { type, name };
}

function replyFrom(value: unknown): LinqAPIV3.ReplyTo {
	const { message_id, part_index } = objectFrom(value, 'reply_to');
	return {
		message_id: textFrom(message_id, 'reply_to.message_id').toLowerCase(),
		part_index: indexFrom(part_index, 'reply_to.part_index'),
	};
}

/** A service, null where none is named, or 1005. */
function serviceFrom(value: unknown): Service | null {
	if (value === undefined || value === null) return null;
	if (value === 'iMessage' || value === 'RCS' || value === 'SMS') return value;
	throw new Refusal(1005, 'Invalid parameter value: preferred_service');
}

/** An idempotency key, null where there is none or an empty one, or 1005. */
function keyFrom(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string') return value;
	throw new Refusal(1005, 'Invalid parameter value: idempotency_key');
}
