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
 *
 * @param lines the account's own lines in E.164, as far as they are known: in a group with two of
 *   them, each gets what the other writes
 */
export function isOwnDoing({ event_type, data }: LinqEvent, lines: string[]): boolean {
	if (!isObject(data)) return false;
	const isOwn = (handle: unknown) =>
		isObject(handle) && (handle.is_me === true || lines.some((line) => line === handle.handle));
	if (event_type.startsWith('reaction.')) {
		return data.is_from_me === true || isOwn(data.from_handle);
	}
	if (event_type !== 'message.received' && event_type !== 'message.edited') return false;
	return data.direction === 'outbound' || data.is_from_me === true || isOwn(data.sender_handle);
}

function parsed(text: string): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
