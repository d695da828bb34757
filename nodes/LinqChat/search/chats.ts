import {
	NodeApiError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { activeParticipants, listChats, type Chat, type ChatPage } from '../../linq/chats';
import type { LinqClient, Patience } from '../../linq/client';
import { connect } from '../../linq/connect';
import { asFailure, invalidInput, LinqError } from '../../linq/errors';
import { parseHandle } from '../../linq/handles';

/** Someone is waiting in front of the list. */
const patience: Patience = { maxRetries: 1, timeout: 20_000 };

/** What fills the list in the editor so that it scrolls; only then can it ask for more. */
const enough = 20;

/** Pages of 100 chats read for one look. */
const mostPages = 100;

/**
 * The account's group chats, for the picker. Linq can't search by name, so pages are read until
 * the list is full; a whole phone number or email address Linq can look up itself.
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
	const result = await search(this, filter?.trim() ?? '', paginationToken).catch(asFailure);
	if (!(result instanceof LinqError)) return result;
	const { message, hint, status } = result.failure;
	// Of all errors, the picker shows the description of this one only.
	throw new NodeApiError(
		this.getNode(),
		{},
		{
			message,
			description: hint,
			httpCode: status?.toString(),
		},
	);
}

async function search(
	context: ILoadOptionsFunctions,
	filter: string,
	cursor: string | undefined,
): Promise<INodeListSearchResult> {
	const client = await connect(context);
	if (cursor === undefined) {
		const members = await chatsOfMember(client, filter);
		if (members.length > 0) return { results: members.map(entry) };
	}
	const found: Chat[] = [];
	let page: ChatPage = { chats: [], nextCursor: cursor };
	for (let pages = 0; pages < mostPages && found.length < enough; pages++) {
		const place = page.nextCursor;
		page = await listChats(client, { cursor: place }, patience);
		found.push(...page.chats.filter((chat) => chat.isGroup && matches(chat, filter)));
		if (page.nextCursor === undefined || page.nextCursor === place) {
			return { results: found.map(entry) };
		}
	}
	if (found.length === 0) throw tooManyChats();
	return { results: found.map(entry), paginationToken: page.nextCursor };
}

/** An empty list would read as if there were no such chat. */
function tooManyChats(): LinqError {
	return invalidInput(
		'Your account has more chats than can be searched by name',
		'Type the whole phone number or email address of a member, or choose By ID and give the chat ID.',
	);
}

/** Groups with this very person in them; none unless the whole handle was typed. */
async function chatsOfMember(client: LinqClient, filter: string): Promise<Chat[]> {
	const handle = wholeHandle(filter);
	if (handle === undefined) return [];
	const { chats } = await listChats(client, { to: handle }, patience);
	return chats.filter((chat) => chat.isGroup);
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
