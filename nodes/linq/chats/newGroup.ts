import { asFailure, LinqError } from '../errors';
import { isSameHandle } from '../people/sameHandle';
import { isObject, objectsOf } from '../values/json';
import type { LinqClient, Patience } from '../wire/client';
import { largestPage, readPage } from '../wire/lists';
import { path } from '../wire/path';
import { mayBeDone, tooLongAWait, waitBeforeRetry } from '../wire/retries';
import { sleep } from '../wire/sleep';
import { activeParticipants, listChats, messageList, readChat, type Chat } from './chats';

/** `to` holds at most this many (https://docs.linqapp.com/, Create a chat). */
export const mostRecipients = 31;

/** Clocks differ: a chat counts as created by us up to this long before, in milliseconds. */
export const clockDifference = 120_000;

/** Said where nobody knows whether there is a group now. */
const lookIntoChats =
	'Look into your chats before you try this record again: the new one may be there.';

/** A group to be created. */
export interface NewGroup {
	/** One's own line, E.164. */
	from: string;
	/** Everyone else. */
	to: string[];
	/** Its first message, without a link in it. */
	message: string;
	/** The same for every try, so that Linq sends the message once. */
	idempotencyKey: string;
}

/**
 * The members of a chat and others, each once, as a group of their own on the chat's own line.
 *
 * @throws LinqError `conflict` when the chat has no line of one's own in it, or too many people
 */
export function groupOf(chat: Chat, newcomers: string[]): Pick<NewGroup, 'from' | 'to'> {
	const active = activeParticipants(chat);
	const from = active.find(({ isOwn }) => isOwn)?.handle;
	const members = active.filter(({ isOwn }) => !isOwn).map(({ handle }) => handle);
	const people = new Map<string, string>();
	for (const handle of [...members, ...newcomers]) {
		people.delete(handle.toLowerCase());
		people.set(handle.toLowerCase(), handle);
	}
	const to = [...people.values()];
	if (from === undefined) {
		throw new LinqError({
			message: 'None of your numbers is in this chat, so no new one can be created from it',
			hint: 'Pick another chat, or have somebody in it add your number again.',
			category: 'conflict',
		});
	}
	if (to.length > mostRecipients) {
		throw new LinqError({
			message: `A new chat would have ${to.length} people besides your own number`,
			hint: `Linq creates chats with at most ${mostRecipients} people; create a smaller one by hand.`,
			category: 'conflict',
		});
	}
	return { from, to };
}

/**
 * Creates a group and sends its first message. When the answer is lost, the group is looked for
 * before it is created again; where that fails, nothing more is sent. A chat that was there at the
 * beginning is not the one, so groups of the same people have to be created one after another, and
 * neither is one that begins otherwise.
 *
 * @throws LinqError with the number of times it was asked for
 */
export async function createGroup(
	client: LinqClient,
	group: NewGroup,
	patience: Patience,
	signal?: AbortSignal,
): Promise<Chat> {
	const startedAt = Date.now();
	const before = await chatsWith(client, group, patience);
	const find = async () => {
		const chats = await chatsWith(client, group, patience);
		const found = findGroup(chats, group, before, startedAt);
		return found && (await holdsOther(client, found, group, patience)) ? undefined : found;
	};
	let perhapsDone = false;
	for (let attempts = 1; ; attempts++) {
		const result = await tryToCreate(client, group, patience);
		if (!(result instanceof LinqError)) return result;

		const { category, retryable } = result.failure;
		perhapsDone ||= mayBeDone(result);
		const found = perhapsDone ? await find().catch(asFailure) : undefined;
		if (found && !(found instanceof LinqError)) return found;
		const hopeless = !retryable || tooLongAWait(result) !== undefined;
		if (found || hopeless || attempts > patience.maxRetries) {
			const final = perhapsDone ? unclear(result) : result;
			final.attempts = attempts;
			throw final;
		}
		// After a refusal for too much at once, the client itself holds the next request back.
		if (category !== 'rate_limited') await sleep(waitBeforeRetry(result, attempts - 1), signal);
	}
}

/**
 * Names a group that was created just now. Where that fails, there is a group all the same.
 *
 * @returns why it has no name; undefined once Linq took it
 */
export async function tryToName(
	...group: Parameters<typeof nameGroup>
): Promise<string | undefined> {
	return await nameGroup(...group).then(
		() => undefined,
		(error: unknown) => (error instanceof LinqError ? error.message : 'Linq could not be asked'),
	);
}

/** @throws LinqError when Linq refuses the name */
export async function nameGroup(
	client: LinqClient,
	chatId: string,
	name: string,
	patience: Patience,
): Promise<void> {
	await client.request(
		{ method: 'PUT', path: path`/v3/chats/${chatId}`, body: { display_name: name } },
		patience,
	);
}

async function tryToCreate(
	client: LinqClient,
	{ from, to, message, idempotencyKey }: NewGroup,
	patience: Patience,
): Promise<Chat | LinqError> {
	const parts = [{ type: 'text', value: message }];
	const answer = await client
		.request(
			{
				method: 'POST',
				path: path`/v3/chats`,
				body: { from, to, message: { parts, idempotency_key: idempotencyKey } },
				write: { again: 'once', look: 'into your chats' },
			},
			{ ...patience, maxRetries: 0 },
		)
		.catch(asFailure);
	if (answer instanceof LinqError) return answer;
	return (isObject(answer.chat) ? readChat(answer.chat)[0] : undefined) ?? withoutChat();
}

/** The newest chats of the line with the last newcomer, who is likely to be in few. */
async function chatsWith(
	client: LinqClient,
	{ from, to }: NewGroup,
	patience: Patience,
): Promise<Chat[]> {
	return (await listChats(client, { from, to: to.at(-1) }, patience)).chats;
}

/** The newest group of exactly these people that was not there before. */
function findGroup(
	chats: Chat[],
	{ to }: NewGroup,
	before: Chat[],
	startedAt: number,
): Chat | undefined {
	return chats.find((chat) => {
		const others = activeParticipants(chat).filter(({ isOwn }) => !isOwn);
		return (
			chat.isGroup &&
			(chat.createdAt ?? 0) > startedAt - clockDifference &&
			before.every(({ id }) => id !== chat.id) &&
			others.length === to.length &&
			others.every(({ handle }) => to.some((other) => isSameHandle(handle, other)))
		);
	});
}

/** Whether we wrote into the chat, but something else: another run makes the same group, then. */
async function holdsOther(
	client: LinqClient,
	{ id }: Chat,
	{ message }: NewGroup,
	patience: Patience,
): Promise<boolean> {
	const page = await readPage(client, messageList(id), { limit: largestPage }, patience);
	const texts = page.entries
		.filter(({ is_from_me }) => is_from_me === true)
		.flatMap(({ parts }) => objectsOf(parts))
		// Where Linq keeps no messages, their text is empty.
		.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? value : []));
	return texts.length > 0 && !texts.includes(message);
}

/** Another run would not ask under the same key, and write to everyone once more. */
function unclear({ failure }: LinqError): LinqError {
	return new LinqError({ ...failure, hint: lookIntoChats, retryable: false, inDoubt: true });
}

function withoutChat(): LinqError {
	return new LinqError({
		message: 'Linq answered without the new chat',
		hint: lookIntoChats,
		category: 'invalid_response',
	});
}
