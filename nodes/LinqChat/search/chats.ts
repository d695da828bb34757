import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { activeParticipants, listChats, type Chat } from '../../linq/chats';
import type { LinqClient } from '../../linq/client';
import { invalidInput, type LinqError } from '../../linq/errors';
import { parseHandle } from '../../linq/handles';
import { answerPicker, fillList, patience } from './picker';

/**
 * The account's group chats, for the picker: see `searchAll`.
 *
 * @param filter what was typed: part of a name, of a member's number or of an email address
 * @param paginationToken where the look before stopped
 * @throws NodeApiError with Linq's reason, which the picker shows
 */
export async function searchGroupChats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await answerPicker(this, async (client) => {
		return await searchAll(client, ({ isGroup }) => isGroup, filter?.trim() ?? '', paginationToken);
	});
}

/** The same for all of the account's chats. */
export async function searchChats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await answerPicker(this, async (client) => {
		return await searchAll(client, () => true, filter?.trim() ?? '', paginationToken);
	});
}

/**
 * Linq can't search by name, so pages are read until the list is full; a whole phone number or
 * email address Linq can look up itself.
 */
async function searchAll(
	client: LinqClient,
	isWanted: (chat: Chat) => boolean,
	filter: string,
	cursor: string | undefined,
): Promise<INodeListSearchResult> {
	const member = cursor === undefined ? wholeHandle(filter) : undefined;
	if (member !== undefined) {
		const { chats } = await listChats(client, { to: member }, patience);
		const members = chats.filter(isWanted);
		if (members.length > 0) return { results: members.map(entry) };
	}
	return await fillList(cursor, tooManyChats, async (place) => {
		const { chats, nextCursor } = await listChats(client, { cursor: place }, patience);
		const found = chats.filter((chat) => isWanted(chat) && matches(chat, filter));
		return { results: found.map(entry), nextCursor };
	});
}

/** An empty list would read as if there were no such chat. */
function tooManyChats(): LinqError {
	return invalidInput(
		'Your account has more chats than can be searched by name',
		'Type the whole phone number or email address of a member, or choose By ID and give the chat ID.',
	);
}

function wholeHandle(filter: string): string | undefined {
	try {
		return parseHandle(filter);
	} catch {
		return undefined;
	}
}

function matches(chat: Chat, filter: string): boolean {
	const wanted = filter.toLowerCase();
	const wantedDigits = /^[\d\s().+-]+$/.test(filter) ? filter.replace(/\D/g, '') : '';
	return (
		chat.name.toLowerCase().includes(wanted) ||
		activeParticipants(chat).some(
			({ handle }) =>
				handle.toLowerCase().includes(wanted) ||
				(wantedDigits !== '' && handle.includes(wantedDigits)),
		)
	);
}

function entry(chat: Chat): INodeListSearchItems {
	const members = activeParticipants(chat).map(({ handle }) => handle);
	const people = members.length === 1 ? '1 person' : `${members.length} people`;
	return {
		name: `${chat.name} (${[people, chat.service].filter(Boolean).join(', ')})`,
		value: chat.id,
		description: members.join(', '),
	};
}
