import { asFailure, counted, LinqError } from '../errors';
import { isSameHandle } from '../people/sameHandle';
import { parseChatId } from '../values/identifiers';
import { isObject, objectsOf, textOf, type JsonObject } from '../values/json';
import { timeIn } from '../values/times';
import type { Hints } from '../wire/advice';
import type { Answered, LinqClient, LinqRequest, Patience } from '../wire/client';
import type { Watched } from '../wire/confirmations';
import { inChat } from '../wire/doubt';
import { allOf, isAccepted, isNotOfAnother, isNotOfAnotherPerson } from '../wire/evidence';
import { largestPage, readPage, type PagedList } from '../wire/lists';
import { path } from '../wire/path';

/** Someone who is or was in a chat. */
export interface Participant {
	handle: string;
	/** One of the account's own lines. */
	isOwn: boolean;
	/** In the chat now, not left or removed. */
	isActive: boolean;
	/** Linq took a change that makes it so; the chat has not shown it yet. */
	isQueued?: true;
	/** Linq's own object about them. */
	details: JsonObject;
}

/** A chat as Linq describes it, checked field by field. */
export interface Chat {
	id: string;
	/** As Linq does where a chat has no name: the other members' handles, separated by commas. */
	name: string;
	isGroup: boolean;
	/** iMessage, RCS or SMS; undefined when Linq doesn't say. */
	service: string | undefined;
	participants: Participant[];
	/** Milliseconds since 1970; undefined when Linq doesn't say. */
	createdAt: number | undefined;
	/** When it was last changed, the same way. */
	updatedAt: number | undefined;
	/** Linq's own object about it. */
	details: JsonObject;
}

/** One page of the account's chats. */
export interface ChatPage {
	chats: Chat[];
	/** Where the next page begins; undefined on the last. */
	nextCursor: string | undefined;
}

/**
 * What to do where Linq refuses to add someone or to remove them. It says of no service but iMessage
 * that its groups can be changed.
 */
const changeHints: Record<'add' | 'remove', Hints> = {
	add: {
		2015: 'The chat does not allow this now: see whether it is on iMessage (others may not be changed), whether it has at least three people, and whether the person is in it already; the option Skip If Already in the Chat lets that pass.',
		2017: "The person can't be reached on the service this chat uses (iMessage, RCS or SMS), or Linq can't change chats on it; create a new chat with everyone instead.",
	},
	remove: {
		2015: 'The chat does not allow this now: see whether it is on iMessage (others may not be changed), whether the person is in it, and whether at least three people would remain.',
	},
};

/** What to do where it is known that they are in already. */
export const alreadyIn =
	'There is nothing to do for this record: with the option Skip If Already in the Chat, it comes out on Success.';

/**
 * The name of a chat as it is compared: upper and lower case don't matter, nor how much space is
 * between words.
 *
 * @param name as Linq gives it or somebody wrote it, of which the first 500 characters count
 * @returns undefined for what is no text or shows as nothing
 */
export function comparableName(name: unknown): string | undefined {
	return textOf(name, 500)?.toLowerCase();
}

/** Everyone who is in the chat now, one's own line among them. */
export function activeParticipants({ participants }: Chat): Participant[] {
	return participants.filter(({ isActive }) => isActive);
}

/** Whether none of one's own lines is in the chat any more. */
export function hasLeft({ participants }: Chat): boolean {
	const own = participants.filter(({ isOwn }) => isOwn);
	return own.length > 0 && own.every(({ isActive }) => !isActive);
}

/** @throws LinqError `conflict` where none of one's own lines is in the chat any more */
export function checkNotLeft(chat: Chat): void {
	if (!hasLeft(chat)) return;
	throw new LinqError({
		message: 'Your number has left this chat',
		hint: 'Pick another chat, or have somebody in it add your number again.',
		category: 'conflict',
	});
}

/** How people take what is written in a chat, by Linq's object about it: `HEALTHY`, for instance. */
export function healthOf({ health_status }: JsonObject): unknown {
	return isObject(health_status) ? health_status.status : undefined;
}

/**
 * One page of the account's chats, newest first.
 *
 * @param place.cursor where the page before said the next begins
 * @param place.from only chats of this line
 * @param place.to only chats with this handle in them
 */
export async function listChats(
	client: LinqClient,
	{ cursor, from, to }: { cursor?: string; from?: string; to?: string },
	patience: Patience,
): Promise<ChatPage> {
	const place = { limit: largestPage, cursor };
	const page = await readPage(client, chatList({ from, to }), place, patience);
	return { chats: page.entries.flatMap(readChat), nextCursor: page.nextCursor };
}

/** The account's chats, newest first: all, those of a line, those with someone in them. */
export function chatList(query: { from?: string; to?: string }): PagedList {
	return { path: path`/v3/chats`, query, field: 'chats' };
}

/** The messages of a chat. */
export function messageList(chatId: string): PagedList {
	return { path: path`/v3/chats/${chatId}/messages`, field: 'messages' };
}

/**
 * A chat as it is now.
 *
 * @returns undefined when Linq's answer describes no chat, or another
 */
export async function getChat(
	client: LinqClient,
	chatId: string,
	patience: Patience,
): Promise<Chat | undefined> {
	return (await lookAt(client, chatId, patience)).chat;
}

/** A chat, for those who wait until it shows something. */
export function watchedChat(client: LinqClient, chatId: string): Watched<Chat> {
	const read = async (patience: Patience) => await getChat(client, chatId, patience);
	return { name: `chat ${chatId}`, lane: chatId, read };
}

/**
 * The same where nothing can be done without it.
 *
 * @returns also the number of requests it took
 * @throws LinqError `invalid_response` when Linq's answer describes no chat, or another, or doesn't
 *   say who is in it
 */
export async function describedChat(
	client: LinqClient,
	chatId: string,
	patience: Patience,
): Promise<{ chat: Chat; attempts: number }> {
	const { chat, attempts } = await lookAt(client, chatId, patience);
	if (chat !== undefined && Array.isArray(chat.details.handles)) return { chat, attempts };
	const failure = new LinqError({
		message: 'Linq did not describe the chat',
		hint: 'Try this record again later; if it stays like this, report it to Linq.',
		category: 'invalid_response',
	});
	throw counted(failure, attempts);
}

async function lookAt(
	client: LinqClient,
	chatId: string,
	patience: Patience,
): Promise<{ chat: Chat | undefined; attempts: number }> {
	const asked = { method: 'GET', path: path`/v3/chats/${chatId}` } as const;
	const { body, attempts } = await client.send(asked, patience);
	return { chat: readChat(body).find(({ id }) => id === chatId.toLowerCase()), attempts };
}

/**
 * Asks Linq to add someone to a group chat, or to remove them. Linq queues it: its answer says that
 * the request was taken, not that it is done.
 *
 * @returns Linq's `{ message, status, trace_id }`, and after how many requests
 */
export async function changeParticipants(
	client: LinqClient,
	change: 'add' | 'remove',
	{ chatId, handle }: { chatId: string; handle: string },
	patience: Patience,
): Promise<Answered> {
	const request: LinqRequest = {
		method: change === 'add' ? 'POST' : 'DELETE',
		path: path`/v3/chats/${chatId}/participants`,
		body: { handle },
		hints: changeHints[change],
		evidence: allOf(
			isAccepted,
			isNotOfAnother('chat_id', chatId),
			isNotOfAnotherPerson('handle', handle),
		),
		write: { again: 'same', look: inChat },
	};
	return await client.send(request, patience).catch((error: unknown) => {
		const { failure, attempts } = asFailure(error);
		const isIn =
			change === 'add' &&
			failure.code === 2015 &&
			!failure.inDoubt &&
			/\balready\b/i.test(failure.message);
		throw isIn ? counted(new LinqError({ ...failure, hint: alreadyIn }), attempts) : error;
	});
}

/**
 * Linq's list of who is in a chat: everybody else who is in it now.
 *
 * @param own one's own number, which Linq need not mark
 * @returns null where there is no list
 */
export function othersIn(handles: unknown, own?: unknown): string[] | null {
	if (!Array.isArray(handles)) return null;
	const isNamed = (handle: string) => typeof own === 'string' && isSameHandle(handle, own);
	const others = othersAmong(objectsOf(handles).flatMap(readParticipant));
	return others.filter((handle) => !isNamed(handle));
}

function othersAmong(participants: Participant[]): string[] {
	return participants
		.filter(({ isActive, isOwn }) => isActive && !isOwn)
		.map(({ handle }) => handle);
}

/** Linq's object as a chat; none when its ID is missing or none. */
export function readChat(chat: JsonObject): Chat[] {
	const participants = objectsOf(chat.handles).flatMap(readParticipant);
	try {
		return [
			{
				id: parseChatId(chat.id),
				name: textOf(chat.display_name, 200) ?? othersAmong(participants).join(', '),
				isGroup: chat.is_group === true,
				service: textOf(chat.service, 20),
				participants,
				createdAt: timeIn(chat.created_at),
				updatedAt: timeIn(chat.updated_at),
				details: chat,
			},
		];
	} catch {
		return [];
	}
}

function readParticipant(details: JsonObject): Participant[] {
	const handle = textOf(details.handle, 254);
	if (handle === undefined) return [];
	const { status } = details;
	const isActive = status === undefined || status === null || status === 'active';
	return [{ handle, isOwn: details.is_me === true, isActive, details }];
}
