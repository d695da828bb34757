import { asFailure, LinqError, type Failure } from '../errors';
import type { Session } from '../session';
import { textOf, type JsonObject } from '../values/json';
import { timeIn } from '../values/times';
import type { Answered, LinqRequest, Patience } from '../wire/client';
import type { Watched } from '../wire/confirmations';
import type { Write } from '../wire/doubt';
import { isNotOfAnother } from '../wire/evidence';
import { path } from '../wire/path';
import { chatSince, isMine, senderOf } from './later';
import { getPoll, votesOf, type Vote } from './polls';

/** What may be waited for once a message is sent. */
export type Awaited = 'delivered' | 'read' | 'reply';

/** Something that Linq took to send it. */
export interface Sent {
	kind: 'message' | 'poll';
	chatId: string;
	messageId: string;
	/** Linq's object about it. */
	details: JsonObject;
	/** Requests it took. */
	attempts: number;
	/** What sending it once more would do. */
	write: Write;
}

/** How it stands with a message, as far as Linq says, in Linq's words. */
interface Receipts {
	delivery_status?: string;
	sent_at?: string;
	delivered_at?: string;
	read_at?: string;
}

/** What one reading shows. */
interface Reading {
	/** The message that was sent; undefined where the reading doesn't show it. */
	message: JsonObject | undefined;
	/** What others said to it first. */
	reply: JsonObject | undefined;
}

/** Linq tells no more of what goes by SMS than that it was sent (https://docs.linqapp.com/). */
const withoutReceipts = 'SMS';

type OutcomeSession = Pick<Session, 'client' | 'confirmations' | 'ownLines'>;

/** A message as it is now, by its ID. */
export function messageRequest(messageId: string): LinqRequest {
	return {
		method: 'GET',
		path: path`/v3/messages/${messageId}`,
		evidence: isNotOfAnother('id', messageId),
	};
}

/** A message that Linq answered with, under `message`. */
export function sentIn({ body, attempts }: Answered, chatId: string, write: Write): Sent {
	const details = body.message as JsonObject;
	const messageId = textOf(details.id, 500)!;
	return { kind: 'message', chatId, messageId, details, attempts, write };
}

/** A poll that Linq answered with. */
export function pollIn({ body, attempts }: Answered, chatId: string, write: Write): Sent {
	const messageId = textOf(body.message_id, 500)!;
	return { kind: 'poll', chatId, messageId, details: body, attempts, write };
}

/**
 * Waits until Linq says of what was sent that it is delivered or read, or until somebody else writes
 * into the chat or votes in the poll.
 *
 * @param wish.time milliseconds until it is given up
 * @returns what is known of it then, and for `reply` Linq's message that came first, or the vote
 * @throws LinqError, always as one that may be done: `server_error` when Linq could not deliver it;
 *   `not_confirmed` when it is not so in time, can't be read, or goes by a service without receipts
 */
export async function outcomeOf(
	sent: Sent,
	{ what, time }: { what: Awaited; time: number },
	session: OutcomeSession,
	patience: Patience,
): Promise<JsonObject> {
	let receipts: Receipts = {};
	const see = ({ message, reply }: Reading): JsonObject | LinqError | undefined => {
		receipts = { ...receipts, ...receiptsOf(message) };
		if (what === 'reply' && reply) return { ...receipts, reply };
		const { delivery_status: status } = receipts;
		if (status === 'failed') return undelivered(sent, receipts);
		if (what === 'reply') return undefined;
		if (status === what || status === 'read') return { ...receipts };
		return message?.service === withoutReceipts ? unseen(sent, what, receipts) : undefined;
	};
	const watched = what === 'reply' ? watchedReplies(sent, session) : watchedMessage(sent, session);
	const outcome =
		see({ message: sent.details, reply: undefined }) ??
		(await session.confirmations
			.until(watched, see, time, patience)
			.catch((error: unknown) => unread(sent, receipts, asFailure(error))));
	if (outcome === undefined) throw late(sent, what, time, receipts);
	if (outcome instanceof LinqError) throw outcome;
	return outcome;
}

function watchedMessage({ messageId, chatId }: Sent, { client }: OutcomeSession): Watched<Reading> {
	return {
		name: `message ${messageId}`,
		lane: chatId,
		read: async (patience) => ({
			message: await client.request(messageRequest(messageId), patience),
			reply: undefined,
		}),
	};
}

function watchedReplies(sent: Sent, session: OutcomeSession): Watched<Reading> {
	const { kind, messageId, chatId, details } = sent;
	const { client } = session;
	const question = { chatId, messageId, createdAt: timeIn(details.created_at) };
	return {
		name: `replies to ${messageId}`,
		lane: chatId,
		async read(patience) {
			const { earlier, later } = await chatSince(client, question, patience);
			const votes = kind === 'poll' ? votesOf(await getPoll(client, messageId, patience)) : [];
			const said = [...later.map(asMessage), ...votes.map(asVote)].sort(
				(one, other) => one.time - other.time,
			);
			return { message: earlier, reply: await firstOfOthers(said, session, patience) };
		},
	};
}

/** A message or a vote that came after what was sent. */
interface Said {
	/** Who it is of; empty where it is one's own, or nobody is named. */
	by: string;
	/** In milliseconds since 1970; what has no time comes last. */
	time: number;
	reply: JsonObject;
}

function asMessage(message: JsonObject): Said {
	const by = isMine(message) ? '' : senderOf(message);
	return { by, time: timeOrLast(message.created_at), reply: message };
}

function asVote(vote: Vote): Said {
	const { from_handle, voted_at } = vote;
	const by = isMine({ from_handle }) ? '' : senderOf({ from_handle });
	return { by, time: timeOrLast(voted_at), reply: { ...vote } };
}

function timeOrLast(value: unknown): number {
	return timeIn(value) ?? Number.MAX_VALUE;
}

/** Another of one's own lines may be in the same chat: Linq says only of one that it is this one's. */
async function firstOfOthers(
	said: Said[],
	{ ownLines }: OutcomeSession,
	patience: Patience,
): Promise<JsonObject | undefined> {
	for (const { by, reply } of said) {
		if (by !== '' && !(await ownLines.has(by, patience))) return reply;
	}
	return undefined;
}

const receiptNames = ['delivery_status', 'sent_at', 'delivered_at', 'read_at'] as const;

function receiptsOf(message: JsonObject | undefined): Receipts {
	const given = receiptNames.map((name) => [name, textOf(message?.[name], 50)] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function undelivered(sent: Sent, receipts: Receipts): LinqError {
	return failed(sent, receipts, {
		message: `Linq could not deliver the ${sent.kind}`,
		hint: `See whether the person can be reached; the Linq Chat Trigger tells why it failed (${sent.kind}.failed). To send it anew, use a record without this error: with it, the record only comes back to the ${sent.kind} that failed.`,
		category: 'server_error',
	});
}

function unseen(sent: Sent, what: Awaited, receipts: Receipts): LinqError {
	return failed(sent, receipts, {
		message: `The message goes by ${withoutReceipts}, where nobody learns whether it is ${what}`,
		hint: 'It was sent, so there is nothing to do for this record. To go on when people answer, set the option Wait For to Reply.',
		category: 'not_confirmed',
	});
}

/** What is told where the chat or the message can't be read any more. */
function unread(sent: Sent, receipts: Receipts, { failure }: LinqError): LinqError {
	return unconfirmed(sent, receipts, `but ${failure.message}`, failure);
}

function late(sent: Sent, what: Awaited, time: number, receipts: Receipts): LinqError {
	const { delivery_status: status } = receipts;
	const answered = sent.kind === 'poll' ? 'nobody answered or voted' : 'nobody answered';
	const missing = what === 'reply' ? answered : `it is not ${what}`;
	const soFar = status === undefined ? '' : ` (so far: ${status})`;
	const told = `but ${missing} after ${time / 1_000} seconds${soFar}`;
	return unconfirmed(sent, receipts, told);
}

function unconfirmed(
	sent: Sent,
	receipts: Receipts,
	told: string,
	{ trace_id }: Partial<Failure> = {},
): LinqError {
	const { kind, chatId, messageId, write } = sent;
	const isKept = write.again === 'once';
	return failed(sent, receipts, {
		message: `Linq took the ${kind}, ${told}`,
		hint: isKept
			? `It may still come: unchanged and with its error, this record can be tried again in the same step, which waits for the same ${kind} and sends no second one.`
			: `It may still come, so do not send it again: look with Message → Get, by the message ID ${messageId}, or with Message → Get Many into the chat ${chatId}.`,
		category: 'not_confirmed',
		retryable: isKept,
		trace_id,
	});
}

/** Linq has sent it, so the record needs its key. */
function failed(
	{ messageId, attempts }: Sent,
	{ delivery_status }: Receipts,
	failure: Failure,
): LinqError {
	const error = new LinqError({
		...failure,
		isPerhapsDone: true,
		message_id: messageId,
		delivery_status,
	});
	error.attempts = attempts;
	return error;
}
