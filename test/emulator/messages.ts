import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import type { Account, AccountChat, AccountMessage, Service } from './account';
import { Refusal } from './answers';

type Part = AccountMessage['parts'][number];

/** What a request asks to be sent, checked and in the shape in which Linq shows it again. */
export interface Content {
	parts: Part[];
	effect: LinqAPIV3.MessageEffect | null;
	reply_to: LinqAPIV3.ReplyTo | null;
	preferred_service: Service | null;
	idempotency_key: string | null;
}

const mostParts = 100;
const mostDownloads = 40;

/** The client's `MessageContent`, or 1001, 1004, 1005, 2003. App cards are refused (1004). */
export function contentFrom(value: unknown): Content {
	const message = objectFrom(value, 'message');
	const { parts, effect, reply_to, preferred_service, idempotency_key } = message;
	if (parts === undefined || parts === null) {
		throw new Refusal(1001, 'Missing required field: message.parts');
	}
	return {
		parts: partsFrom(parts),
		effect: effect ? objectFrom(effect, 'effect') : null,
		reply_to: reply_to ? (objectFrom(reply_to, 'reply_to') as unknown as LinqAPIV3.ReplyTo) : null,
		preferred_service: serviceFrom(preferred_service),
		idempotency_key: keyFrom(idempotency_key),
	};
}

/** Whether a message has a link part, or a URL in a text part. */
export function containsLink(parts: Part[]): boolean {
	return parts.some(
		(part) =>
			part.type === 'link' ||
			(part.type === 'text' && /\b(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S/i.test(part.value)),
	);
}

/** Sends a message into the chat, from your own line. */
export function sendMessage(account: Account, chat: AccountChat, content: Content): AccountMessage {
	const created_at = new Date().toISOString();
	const message: AccountMessage = {
		id: randomUUID(),
		chat_id: chat.id,
		...content,
		service: chat.service,
		from_handle: chat.handles.find(({ is_me }) => is_me),
		delivery_status: 'queued',
		is_read: false,
		created_at,
		sent_at: null,
		delivered_at: null,
	};
	account.messages.push(message);
	chat.updated_at = created_at;
	return message;
}

function partsFrom(value: unknown): Part[] {
	if (!Array.isArray(value) || value.length === 0) {
		throw new Refusal(1004, 'A message needs at least one part');
	}
	if (value.length > mostParts) throw new Refusal(1004, `At most ${mostParts} parts are allowed`);
	const parts = value.map(partFrom);
	const types = parts.map(({ type }) => type);
	if (types.length > 1 && types.includes('link')) {
		throw new Refusal(1004, 'A link part must be the only part');
	}
	if (types.some((type, index) => type === 'text' && types[index - 1] === 'text')) {
		throw new Refusal(1004, 'Consecutive text parts are not allowed');
	}
	if (types.filter((type) => type === 'media').length > mostDownloads) {
		throw new Refusal(1004, `At most ${mostDownloads} media parts may have a url`);
	}
	return parts;
}

function partFrom(value: unknown): Part {
	const part = objectFrom(value, 'part');
	switch (part.type) {
		case 'text':
			return {
				type: 'text',
				value: textFrom(part.value, 'value'),
				text_decorations: Array.isArray(part.text_decorations)
					? (part.text_decorations as LinqAPIV3.TextDecoration[])
					: null,
				reactions: null,
			};
		case 'link':
			return { type: 'link', value: textFrom(part.value, 'value'), reactions: null };
		case 'media':
			return mediaFrom(part);
		default:
			throw new Refusal(1004, 'Invalid message content: type of part');
	}
}

function mediaFrom({ url, attachment_id }: Record<string, unknown>): Part {
	if ((url === undefined) === (attachment_id === undefined)) {
		throw new Refusal(1004, 'Either url or attachment_id must be provided, but not both');
	}
	// Nothing can be uploaded here beforehand.
	if (attachment_id !== undefined) throw new Refusal(2003);
	const address = textFrom(url, 'url');
	if (!URL.canParse(address) || !address.startsWith('https://')) {
		throw new Refusal(1004, 'Invalid message content: url must use HTTPS');
	}
	return {
		type: 'media',
		id: randomUUID(),
		url: address,
		filename: new URL(address).pathname.split('/').pop() ?? '',
		mime_type: 'application/octet-stream',
		size_bytes: 0,
		reactions: null,
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

function objectFrom(value: unknown, name: string): Record<string, unknown> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Record<string, unknown>;
	}
	throw new Refusal(1004, `Invalid message content: ${name}`);
}

function textFrom(value: unknown, name: string): string {
	if (typeof value === 'string' && value !== '') return value;
	throw new Refusal(1004, `Invalid message content: ${name}`);
}
