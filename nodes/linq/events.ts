import { isObject, type JsonObject } from './json';

/**
 * The version of the payloads that is asked for, as `?version=` in the address of a subscription
 * (https://docs.linqapp.com/guides/webhooks/): what an event holds then stays the same.
 */
export const payloadVersion = '2026-02-03';

/** An event as Linq tells it: the envelope, with all it came with. */
export type LinqEvent = JsonObject & {
	/** Such as `message.received`. */
	event_type: string;
	/** The same whenever Linq delivers this event again. */
	event_id: string;
};

/**
 * Reads the body of a webhook call.
 *
 * @returns undefined when it is no event of Linq's
 */
export function parseEvent(body: Uint8Array): LinqEvent | undefined {
	const event = parsed(Buffer.from(body).toString('utf8'));
	if (typeof event?.event_type !== 'string' || event.event_type === '') return undefined;
	if (typeof event.event_id !== 'string' || event.event_id === '') return undefined;
	return event as LinqEvent;
}

/**
 * The chat an event is about. Messages bring the chat as an object, most others its ID, and of a
 * new chat the data are the chat itself.
 *
 * @returns its ID in lower case; undefined when the event is about no chat
 */
export function chatOf({ event_type, data }: LinqEvent): string | undefined {
	if (!isObject(data)) return undefined;
	const { chat, chat_id } = data;
	const id = chat_id ?? (isObject(chat) ? chat.id : undefined);
	const found = id ?? (event_type === 'chat.created' ? data.id : undefined);
	return typeof found === 'string' ? found.toLowerCase() : undefined;
}

/**
 * Whether one of the account's own lines wrote, edited or reacted. What became of a message one
 * sent (sent, delivered, read, failed) is no such event: those are about nothing else.
 */
export function isOwnDoing({ event_type, data }: LinqEvent): boolean {
	if (!isObject(data)) return false;
	if (event_type.startsWith('reaction.')) {
		return data.is_from_me === true || isMe(data.from_handle);
	}
	if (event_type !== 'message.received' && event_type !== 'message.edited') return false;
	return data.direction === 'outbound' || data.is_from_me === true || isMe(data.sender_handle);
}

function isMe(handle: unknown): boolean {
	return isObject(handle) && handle.is_me === true;
}

function parsed(text: string): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
