import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import {
	activeParticipants,
	chatList,
	hasLeft,
	listChats,
	readChat,
	type Chat,
} from '../linq/chats/chats';
import { invalidInput, type LinqError } from '../linq/errors';
import { parseHandle } from '../linq/people/handles';
import type { LinqClient } from '../linq/wire/client';
import { readList } from '../linq/wire/lists';
import { answerPicker, fillList, patience, typed } from './picker';

/** Of one member; the editor asks for no further page where something was typed. */
const mostOfMember = 1_000;

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
		const isGroup = (chat: Chat) => chat.isGroup;
		return await searchAll(client, isGroup, filter, paginationToken, noGroupYet);
	});
}

/** The same for chats between two people that are on iMessage, or may be. */
export async function searchDirectChats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await answerPicker(this, async (client) => {
		const isWanted = ({ isGroup, service }: Chat) =>
			!isGroup && (service === undefined || service === 'iMessage');
		return await searchAll(client, isWanted, filter, paginationToken, noDirectChatYet);
	});
}

/** The same for all of the account's chats. */
export async function searchChats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await answerPicker(this, async (client) => {
		return await searchAll(client, () => true, filter, paginationToken, noChatYet);
	});
}

/**
 * Linq can't search by name, so pages are read until the list is full; a whole phone number or
 * email address Linq can look up itself.
 */
async function searchAll(
	client: LinqClient,
	isWanted: (chat: Chat) => boolean,
	given: string | undefined,
	cursor: string | undefined,
	nothingYet: () => LinqError,
): Promise<INodeListSearchResult> {
	const filter = typed(given);
	const member = wholeHandle(filter);
	const isMatch = matching(filter, member);
	if (member !== undefined && cursor === undefined) {
		const limit = mostOfMember;
		const listed = await readList(client, chatList({ to: member }), { limit }, patience);
		const theirs = listed.flatMap(readChat).filter(isWanted);
		if (theirs.length > 0) return { results: entriesOf(theirs) };
	}
	const found = await fillList(cursor, tooManyChats, async (place) => {
		const { chats, nextCursor } = await listChats(client, { cursor: place }, patience);
		const fitting = chats.filter((chat) => isWanted(chat) && isMatch(chat));
		return { results: entriesOf(fitting), nextCursor };
	});
	if (found.results.length === 0 && filter === '' && cursor === undefined) throw nothingYet();
	return found;
}

/** The editor's "No results" would leave people who see the list for the first time without advice. */
function noGroupYet(): LinqError {
	return invalidInput(
		'Your Linq account has no group chats yet',
		'Create one first: in another Linq Chat step, choose the operation Create of the resource Chat and write to two or more people.',
	);
}

function noDirectChatYet(): LinqError {
	return invalidInput(
		'Your Linq account has no iMessage chats between two people yet',
		'Create one first: in another Linq Chat step, choose the operation Create of the resource Chat and write to one person.',
	);
}

function noChatYet(): LinqError {
	return invalidInput(
		'Your Linq account has no chats yet',
		'Create one first: in another Linq Chat step, choose the operation Create of the resource Chat.',
	);
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

/** @param member whose whole number or address was typed, in whatever notation */
function matching(filter: string, member: string | undefined): (chat: Chat) => boolean {
	const name = filter.toLowerCase();
	const wanted = (member ?? filter).toLowerCase();
	const digits = /^[\d\s().+-]+$/.test(wanted) ? wanted.replace(/\D/g, '') : '';
	return (chat) =>
		chat.name.toLowerCase().includes(name) ||
		activeParticipants(chat).some(
			({ handle }) =>
				handle.toLowerCase().includes(wanted) || (digits !== '' && handle.includes(digits)),
		);
}

/**
 * The editor shows and keeps the name only, so it holds nothing that changes by itself, such as how
 * many people there are. Chats that would look the same are told apart by when they began.
 */
function entriesOf(chats: Chat[]): INodeListSearchItems[] {
	const titles = chats.map((chat) => titleOf(chat));
	return chats.map((chat, index) => {
		const isAlone = titles.indexOf(titles[index]!) === titles.lastIndexOf(titles[index]!);
		return {
			name: isAlone ? titles[index]! : titleOf(chat, beginningOf(chat)),
			value: chat.id,
			description: activeParticipants(chat)
				.map(({ handle }) => handle)
				.join(', '),
		};
	});
}

function titleOf(chat: Chat, beginning?: string): string {
	const details = [chat.service, beginning, hasLeft(chat) ? 'you left' : undefined].filter(Boolean);
	const name = chat.name || 'Chat without a name';
	return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

function beginningOf({ createdAt }: Chat): string | undefined {
	if (createdAt === undefined) return undefined;
	return `since ${new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
