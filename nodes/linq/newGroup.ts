import { activeParticipants, isSameHandle, listChats, readChat, type Chat } from './chats';
import type { LinqClient, Patience } from './client';
import { asFailure, LinqError } from './errors';
import { isObject } from './json';
import { path } from './path';
import { mayBeDone, waitBeforeRetry } from './retries';
import { sleep } from './sleep';

/** `to` holds at most this many (https://docs.linqapp.com/, Create a chat). */
export const mostRecipients = 31;

/** Clocks differ: a chat counts as created by us up to this long before, in milliseconds. */
const clockDifference = 120_000;

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
 * The members of a chat and one more, as a group of their own on the chat's own line.
 *
 * @throws LinqError `conflict` when the chat has no line of one's own in it, or too many people
 */
export function groupOf(chat: Chat, newcomer: string): Pick<NewGroup, 'from' | 'to'> {
	const active = activeParticipants(chat);
	const from = active.find(({ isOwn }) => isOwn)?.handle;
	const others = active.filter(({ isOwn, handle }) => !isOwn && !isSameHandle(handle, newcomer));
	const to = [...others.map(({ handle }) => handle), newcomer];
	if (from === undefined) {
		throw new LinqError({
			message: 'None of your numbers is in this chat, so no new one can be created from it',
			hint: 'Pick another chat, or have a member add your number again.',
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
 * before it is created again; where that fails, nothing more is sent.
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
	for (let attempts = 1; ; attempts++) {
		const result = await tryToCreate(client, group, patience);
		if (!(result instanceof LinqError)) return result;

		const { category, retryable } = result.failure;
		const found = mayBeDone(result)
			? await findGroup(client, group, startedAt, patience).catch(asFailure)
			: undefined;
		if (found && !(found instanceof LinqError)) return found;
		if (found || !retryable || attempts > patience.maxRetries) {
			const final = found ? new LinqError({ ...result.failure, hint: lookIntoChats }) : result;
			final.attempts = attempts;
			throw final;
		}
		// After a refusal for too much at once, the client itself holds the next request back.
		if (category !== 'rate_limited') await sleep(waitBeforeRetry(result, attempts - 1), signal);
	}
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
			},
			{ ...patience, maxRetries: 0 },
		)
		.catch(asFailure);
	if (answer instanceof LinqError) return answer;
	return (isObject(answer.chat) ? readChat(answer.chat)[0] : undefined) ?? withoutChat();
}

/** The newest group of exactly these people that was not there before. */
async function findGroup(
	client: LinqClient,
	{ from, to }: NewGroup,
	startedAt: number,
	patience: Patience,
): Promise<Chat | undefined> {
	const { chats } = await listChats(client, { from, to: to.at(-1) }, patience);
	return chats.find((chat) => {
		const others = activeParticipants(chat).filter(({ isOwn }) => !isOwn);
		return (
			chat.isGroup &&
			(chat.createdAt ?? 0) > startedAt - clockDifference &&
			others.length === to.length &&
			others.every(({ handle }) => to.some((other) => isSameHandle(handle, other)))
		);
	});
}

function withoutChat(): LinqError {
	return new LinqError({
		message: 'Linq answered without the new chat',
		hint: lookIntoChats,
		category: 'invalid_response',
	});
}
