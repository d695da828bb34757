import { textOf, type JsonObject } from '../values/json';
import { activeParticipants, comparableName, hasLeft, isSameHandle, type Chat } from './chats';

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
	return isWanted && (wish.from === undefined || ownBeside(chat, []).includes(wish.from));
}

/**
 * Whether these people, and nobody else, are in the chat with a line of one's own: a group where
 * there are several, else a chat between two. A line of one's own that is among the people counts as
 * one of them.
 *
 * @param from which line of one's own; any where there is none
 */
export function isOfExactly(chat: Chat, people: string[], from?: string): boolean {
	if (chat.isGroup !== people.length > 1) return false;
	const active = activeParticipants(chat);
	const isNamed = (handle: string) => people.some((person) => isSameHandle(person, handle));
	const isIn = (person: string) => active.some(({ handle }) => isSameHandle(handle, person));
	const own = ownBeside(chat, people);
	return (
		people.every(isIn) &&
		active.every(({ handle, isOwn }) => isOwn || isNamed(handle)) &&
		(from === undefined ? own.length > 0 : own.includes(from))
	);
}

/** Whether nobody has given the chat a name: Linq then shows who is in it. */
export function isUnnamed(chat: Chat): boolean {
	const handles = chat.participants.map(({ handle }) => handle.toLowerCase());
	const pieces = (comparableName(nameOf(chat)) ?? '').split(',').map((piece) => piece.trim());
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

/** The lines of one's own that are in the chat now, without those that are named. */
function ownBeside(chat: Chat, named: string[]): string[] {
	return activeParticipants(chat)
		.filter(({ isOwn }) => isOwn)
		.map(({ handle }) => handle)
		.filter((own) => !named.some((one) => isSameHandle(one, own)));
}
