import { asFailure, counted, LinqError, type Failure } from '../errors';
import type { Session } from '../session';
import { isObject, objectsOf, textOf, type JsonObject } from '../values/json';
import type { Answered, LinqClient, LinqRequest, Patience } from '../wire/client';
import type { Write } from '../wire/doubt';
import { allOf, hasText, isAbout, within, type Evidence } from '../wire/evidence';
import { path } from '../wire/path';
import { messageToChat } from './messages';

/** A poll has at least this many choices (https://docs.linqapp.com/, Create a poll). */
export const fewestChoices = 2;

const onIMessageOnly =
	'Polls work in iMessage chats only; pick another chat, or ask in a message instead.';

/** A poll to be created. */
export interface NewPoll {
	chatId: string;
	/** Sent as a message right before, since a poll has no title; undefined for none. */
	question: { text: string; idempotencyKey: string } | undefined;
	choices: string[];
	idempotencyKey: string;
	/** What asking for it once more would do. */
	write: Write;
}

/** A choice of a poll. */
export interface Choice {
	id: string;
	text: string;
}

/**
 * Creates a poll, after its question. The chat is looked at before the question is sent, which would
 * stand alone in one that takes no poll.
 *
 * @returns Linq's answer, with `question_message_id` where there is a question, and the number of all
 *   requests
 * @throws LinqError with the number of all requests; `conflict` for a chat that is not on iMessage
 */
export async function createPoll(
	{ client, readings }: Pick<Session, 'client' | 'readings'>,
	poll: NewPoll,
	patience: Patience,
): Promise<Answered> {
	if (poll.question === undefined) return await client.send(creation(poll), patience);
	refuseOtherService(await readings.of(poll.chatId, patience));
	const asked = await client.send(questionOf(poll, poll.question), patience);
	const { body, attempts } = await client.send(creation(poll), patience).catch((error: unknown) => {
		throw counted(afterQuestion(asFailure(error), poll.write), asked.attempts);
	});
	return {
		body: { ...body, question_message_id: idOf(asked) },
		attempts: asked.attempts + attempts,
	};
}

/** The poll as it is now: see `isPoll`. */
export async function getPoll(
	client: LinqClient,
	messageId: string,
	patience: Patience,
): Promise<JsonObject> {
	return await client.request(reading(messageId), patience);
}

/** The request that reads a poll. */
export function reading(messageId: string): LinqRequest {
	return {
		method: 'GET',
		path: path`/v3/messages/${messageId}/poll`,
		evidence: isPoll(messageId),
		hints: pollHints,
	};
}

/** What to do where Linq refuses something about a poll that is there. */
export const pollHints = {
	2002: 'Check the poll: give the message_id that Poll → Create answered with. It may have been deleted, or belong to another account.',
	2017: onIMessageOnly,
};

/** The answer to everything about a poll is the poll. */
export function isPoll(messageId: string): Evidence {
	return allOf(
		isAbout('message_id', messageId),
		within('poll', () => true),
	);
}

/** What can be voted for. */
export function choicesOf({ poll }: JsonObject): Choice[] {
	return objectsOf(isObject(poll) ? poll.options : undefined).flatMap(({ option_id, text }) => {
		const id = textOf(option_id, 200);
		return id === undefined ? [] : [{ id, text: textOf(text, 200) ?? 'Choice without a text' }];
	});
}

/** Someone's vote for a choice. */
export interface Vote {
	/** Who voted, under `handle`: Linq gives that alone, where others have an object about them. */
	from_handle: JsonObject;
	option_id: string;
	/** What the choice says. */
	text: string;
	/** As Linq gives it: ISO 8601; null where it gives none. */
	voted_at: string | null;
}

/** Who voted for what, in the order of the choices. */
export function votesOf({ poll }: JsonObject): Vote[] {
	return objectsOf(isObject(poll) ? poll.options : undefined).flatMap((option) => {
		const [choice] = choicesOf({ poll: { options: [option] } });
		if (choice === undefined) return [];
		return objectsOf(option.voters).flatMap(({ handle, voted_at }): Vote[] => {
			const from_handle = isObject(handle) ? handle : { handle: textOf(handle, 254) };
			if (from_handle.handle === undefined) return [];
			const chosen = { option_id: choice.id, text: choice.text };
			return [{ from_handle, ...chosen, voted_at: textOf(voted_at, 50) ?? null }];
		});
	});
}

function creation({ chatId, choices, idempotencyKey, write }: NewPoll): LinqRequest {
	const options = choices.map((text) => ({ text }));
	return {
		method: 'POST',
		path: path`/v3/chats/${chatId}/polls`,
		body: { poll: { options, idempotency_key: idempotencyKey } },
		evidence: allOf(
			isAbout('chat_id', chatId),
			hasText('message_id'),
			within('poll', () => true),
		),
		write,
		hints: { 2017: onIMessageOnly },
	};
}

function questionOf(
	{ chatId, write }: NewPoll,
	{ text, idempotencyKey }: NonNullable<NewPoll['question']>,
): LinqRequest {
	const parts = [{ type: 'text', value: text }];
	return { ...messageToChat(chatId, { parts, idempotency_key: idempotencyKey }), write };
}

function idOf({ body: { message } }: Answered): string | null {
	return (isObject(message) ? textOf(message.id, 200) : undefined) ?? null;
}

function refuseOtherService({ service }: { service: string | undefined }): void {
	if (service === undefined || service === 'iMessage') return;
	throw new LinqError({
		message: `This chat is on ${service}, where there are no polls`,
		hint: onIMessageOnly,
		category: 'conflict',
	});
}

/** The question is in the chat, so the record needs its key even where Linq refused the poll. */
function afterQuestion({ failure, attempts }: LinqError, { again }: Write): LinqError {
	const hint = `${failure.hint} The question was sent already${again === 'once' ? onceFor(failure) : ': leave it empty when you try again.'}`;
	return counted(new LinqError({ ...failure, hint, isPerhapsDone: true }), attempts);
}

/** Whoever corrects the choices makes other work of it, to which the record's key no longer belongs. */
function onceFor({ retryable, isPerhapsDone }: Failure): string {
	if (retryable && isPerhapsDone) return ': of that, too, Linq sends it only once.';
	const unchanged = 'can come back into the same step, and Linq sends the question only once.';
	return retryable
		? `: unchanged and with its error, this record ${unchanged}`
		: `: leave Question empty when you correct this record; unchanged and with its error, it ${unchanged}`;
}
