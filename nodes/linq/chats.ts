import type { LinqClient, Patience } from './client';
import { objectsOf, textOf, type JsonObject } from './json';
import { parseChatId } from './identifiers';
import { path } from './path';

/** A chat as Linq lists it, checked field by field. */
export interface Chat {
	id: string;
	/** As Linq does where a chat has no name: the other members' handles, separated by commas. */
	name: string;
	isGroup: boolean;
	/** iMessage, RCS or SMS; a dash when Linq doesn't say. */
	service: string;
	/** Handles of everyone in the chat now, one's own number among them. */
	members: string[];
}

/** One page of the account's chats. */
export interface ChatPage {
	chats: Chat[];
	/** Where the next page begins; undefined on the last. */
	nextCursor: string | undefined;
}

/** Linq's highest page size (https://docs.linqapp.com/, List all chats). */
const pageSize = 100;

/**
 * One page of the account's chats, newest first.
 *
 * @param place.cursor where the page before said the next begins
 * @param place.to only chats with this handle in them
 */
export async function listChats(
	client: LinqClient,
	place: { cursor?: string; to?: string },
	patience: Patience,
): Promise<ChatPage> {
	const answer = await client.request(
		{ method: 'GET', path: path`/v3/chats`, query: { limit: pageSize, ...place } },
		patience,
	);
	return {
		chats: objectsOf(answer.chats).flatMap(readChat),
		nextCursor: textOf(answer.next_cursor, 1_000),
	};
}

/**
 * Asks Linq to add someone to a group chat. Linq queues it: its answer says that the request was
 * taken, not that the person is in the chat.
 *
 * @returns Linq's `{ message, status, trace_id }`
 */
export async function addParticipant(
	client: LinqClient,
	chatId: string,
	handle: string,
	patience: Patience,
): Promise<JsonObject> {
	return await client.request(
		{ method: 'POST', path: path`/v3/chats/${chatId}/participants`, body: { handle } },
		patience,
	);
}

function readChat(chat: JsonObject): Chat[] {
	const active = objectsOf(chat.handles).filter(
		({ status }) => status === undefined || status === null || status === 'active',
	);
	const handlesOf = (participants: JsonObject[]) =>
		participants.flatMap(({ handle }) => textOf(handle, 254) ?? []);
	try {
		return [
			{
				id: parseChatId(chat.id),
				name:
					textOf(chat.display_name, 200) ??
					handlesOf(active.filter(({ is_me }) => is_me !== true)).join(', '),
				isGroup: chat.is_group === true,
				service: textOf(chat.service, 20) ?? '–',
				members: handlesOf(active),
			},
		];
	} catch {
		return [];
	}
}
