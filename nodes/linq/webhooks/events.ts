import { isLineNumber } from '../people/lines';
import { isObject, objectsOf, type JsonObject } from '../values/json';

/**
 * The version of the payloads that is asked for, as `?version=` in the address of a subscription
 * (https://docs.linqapp.com/guides/webhooks/): what an event holds then stays the same.
 */
export const payloadVersion = '2026-02-03';

/** Far above any event of Linq's, in bytes; checking and reading more is work for a stranger. */
export const largestEvent = 1_000_000;

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
 * Whether one of the account's own lines surely wrote, edited, reacted, sent a poll, voted or added
 * choices: what may be someone else's is not left out.
 * What became of a message or a poll one sent (sent, delivered, read, failed) is no such event: those
 * are about nothing else.
 *
 * @param lines the account's own lines in E.164, as far as they are known: in a group with two of
 *   them, each gets what the other writes
 */
export function isOwnDoing(event: LinqEvent, lines: string[]): boolean {
	const { event_type, data } = event;
	const doers = doersOf(event);
	if (doers === undefined || !isObject(data)) return false;
	if (data.is_from_me === true) return true;
	// Of votes and choices it may be the direction of the poll.
	if (writings.has(event_type) && data.direction === 'outbound') return true;
	const isOwn = ({ is_me, handle }: JsonObject) =>
		is_me === true || lines.some((line) => line === handle);
	return doers.length > 0 && doers.every(isOwn);
}

/**
 * Whether it is a message that Linq missed and found later: genuine, but it may have been written
 * long ago (https://docs.linqapp.com/, `reconciled_at` of a message).
 */
export function isRecovered({ event_type, data }: LinqEvent): boolean {
	if (!event_type.startsWith('message.') || !isObject(data)) return false;
	return data.reconciled_at !== undefined && data.reconciled_at !== null;
}

/** The number that wrote, reacted, voted or the like, in E.164; undefined when it was no phone number. */
export function doerOf(event: LinqEvent): string | undefined {
	return doersOf(event)
		?.map(({ handle }) => handle)
		.find(isLineNumber);
}

/** The account's own lines that an event names, in E.164. */
export function ownLinesIn({ event_type, data }: LinqEvent): string[] {
	if (!isObject(data)) return [];
	const { chat, handles, owner_handle, sender_handle, from_handle, participant } = data;
	const inChat = isObject(chat) ? [chat.owner_handle] : [];
	const named = [owner_handle, sender_handle, from_handle, participant, ...inChat];
	const own = [...objectsOf(named), ...objectsOf(handles)].filter(({ is_me }) => is_me === true);
	const changed = ownNumberEvents.has(event_type) ? [data.phone_number] : [];
	// Here it is the number itself.
	const shown = event_type === 'contact_card.received' ? [owner_handle] : [];
	return [...own.map(({ handle }) => handle), ...changed, ...shown].filter(isLineNumber);
}

/** Events about a number that is the account's. */
const ownNumberEvents = new Set(['phone_number.status_updated', 'phone_number.assigned']);

/** Their direction is that of who wrote. */
const writings = new Set(['message.received', 'message.edited', 'poll.received']);

const votes = new Set(['poll.vote.added', 'poll.vote.removed']);

function isReaction(type: string): boolean {
	return type.startsWith('reaction.') || type.startsWith('poll.reaction.');
}

/**
 * Who wrote, edited, reacted, sent a poll, voted or added choices, as far as the event says: of added
 * choices one for each, without a handle where Linq names nobody. Undefined when it is about something
 * else.
 */
function doersOf({ event_type, data }: LinqEvent): JsonObject[] | undefined {
	const { from_handle, sender_handle, added_options } = isObject(data) ? data : {};
	if (isReaction(event_type)) return objectsOf([from_handle]);
	if (writings.has(event_type) || votes.has(event_type)) return objectsOf([sender_handle]);
	if (event_type !== 'poll.updated') return undefined;
	// Its sender may be one's own line whoever added them.
	return objectsOf(added_options).map(({ creator_handle }) =>
		isObject(creator_handle) ? creator_handle : {},
	);
}

function parsed(text: string): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
