import { isSameHandle } from '../people/sameHandle';
import { textOf, type JsonObject } from '../values/json';
import { trimmed } from '../values/trimmed';
import { activeParticipants, comparableName, hasLeft, type Chat } from './chats';

interface LineWish {
	/** The one of one's own lines that is in it, E.164; any of them where there is none. */
	from?: string;
}

/** The chat of exactly these people is looked for. */
export type PeopleWish = { people: string[] } & LineWish;

/** Which chat is looked for: that of exactly these people, or a group with this name. */
export type ChatWish = PeopleWish | ({ name: string } & LineWish);

/** Whether this chat is one that is looked for, and one's own line is in it still. */
export function fits(chat: Chat, wish: ChatWish): boolean {
	if ('people' in wish) return isOfExactly(chat, wish.people, wish.from);
	if (!chat.isGroup || hasLeft(chat)) return false;
	const isWanted = comparableName(nameOf(chat)) === comparableName(wish.name);
	return (
		isWanted && (wish.from === undefined || ownLinesBeside(chat, [], wish.from).includes(wish.from))
	);
}

/**
 * Whether these people, and nobody else, are in the chat with a line of one's own: a group where
 * there are several, else a chat between two. A line of one's own that is among the people counts as
 * one of them.
 *
 * @param from which line of one's own; any where there is none
 */
export function isOfExactly(chat: Chat, people: string[], from?: string): boolean {
	const own = ownLinesBeside(chat, people, from);
	const isMine = from === undefined ? own.length > 0 : own.includes(from);
	return isMine && strangersIn(chat, { people, from })?.length === 0;
}

/**
 * Who keeps the chat from being that of these people: those in it who are neither named nor known to
 * be one's own lines, which Linq need not mark.
 *
 * @returns undefined where it is another chat, whoever they are
 */
export function strangersIn(chat: Chat, { people, from }: PeopleWish): string[] | undefined {
	const active = activeParticipants(chat).map(({ handle }) => handle);
	const has = (handles: string[], one: string) => handles.some((other) => isSameHandle(other, one));
	if (chat.isGroup !== people.length > 1 || !people.every((one) => has(active, one))) {
		return undefined;
	}
	const known = [...people, ...ownLinesBeside(chat, people, from)];
	return active.filter((handle) => !has(known, handle));
}

/** Whether nobody has given the chat a name: Linq then shows who is in it. */
export function isUnnamed(chat: Chat): boolean {
	const handles = chat.participants.map(({ handle }) => handle.toLowerCase());
	const name = nameOf(chat);
	const pieces = (typeof name === 'string' ? name.toLowerCase() : '').split(',').map(trimmed);
	return pieces.every((piece) => piece === '' || handles.includes(piece));
}

/** The chats in the order in which they were last used, as far as Linq says; else in the order given. */
export function lastUsedFirst(chats: Chat[]): Chat[] {
	const used = ({ updatedAt, createdAt }: Chat) => updatedAt ?? createdAt ?? 0;
	return chats.toSorted((one, other) => used(other) - used(one));
}

/** What is told of a chat that would have fitted, too. */
export function inShort({ id, details }: Chat): JsonObject {
	return {
		chat_id: id,
		display_name: textOf(details.display_name, 500) ?? null,
		updated_at: textOf(details.updated_at, 50) ?? null,
	};
}

function nameOf({ details }: Chat): unknown {
	return details.display_name;
}

/**
 * The lines of one's own that are in the chat now, without those that are named.
 *
 * @param from one's own also where Linq doesn't mark it
 */
export function ownLinesBeside(chat: Chat, named: string[], from?: string): string[] {
	return activeParticipants(chat)
		.filter(({ isOwn, handle }) => isOwn || handle === from)
		.map(({ handle }) => handle)
		.filter((own) => !named.some((one) => isSameHandle(one, own)));
}
