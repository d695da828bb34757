import { asFailure, isGone } from '../errors';
import { isSameHandle } from '../people/sameHandle';
import { isObject, objectsOf, textOf, type JsonObject } from '../values/json';
import { timeIn } from '../values/times';
import { trimmed } from '../values/trimmed';
import type { LinqClient, Patience } from '../wire/client';
import { chatSince, isMine, isSameId, senderOf, wordsOf, type Earlier, type Since } from './later';
import { getPoll, votesOf } from './polls';
import {
	approvalIn,
	approvalOf,
	choiceIn,
	isOptOut,
	linesOf,
	tapbackIn,
	wordsIn,
	type ApprovalWords,
} from './words';

/** What counts as an answer. */
export type Expected =
	| { type: 'approval'; words: ApprovalWords }
	| { type: 'freeText' }
	| { type: 'choice'; choices: string[] };

/** A question that stands in a chat. */
export interface Question extends Earlier {
	/** What it says. */
	text: string;
	expected: Expected;
	/** The message that stands for its poll, where it has one. */
	pollId: string | undefined;
	/** One's own lines in the chat. */
	own: string[];
	/** Who may answer; undefined for everybody but one's own lines. */
	allowed: string[] | undefined;
	/** A chat between two people, where Linq takes some words for an opt-out. */
	isDirect: boolean;
	/** What is sent where an answer fits nothing. */
	reminder: string | undefined;
}

/** A message that asks something else in the same chat. */
export interface OtherQuestion {
	/** Undefined while it is being sent, or where nobody could note it. */
	messageId: string | undefined;
	/** Not before this, in milliseconds since 1970. */
	askedAt: number;
	/** Since when nobody waits for its answer, in milliseconds since 1970; undefined while somebody does. */
	closedAt: number | undefined;
}

/** How somebody answered; what does not apply is left out. */
export interface Answer {
	/** Of an approval; null for an answer that fits nothing and is taken all the same. */
	approved?: boolean | null;
	text?: string;
	choice?: string;
	/** From 0. */
	choiceIndex?: number;
	/** ISO 8601, by Linq's clock; of a tapback, which has no time, when it was seen. */
	respondedAt: string;
	/** Their handle. */
	respondedBy: string;
	/** The message that answers, or the one that was reacted to or voted in. */
	messageId: string;
	via: 'text' | 'reaction' | 'poll';
}

/** What a look into the chat found. */
export interface Look {
	/** The first that fits. */
	answer: Answer | undefined;
	/** It rests on a message that doesn't name the question: another one may have been meant. */
	isPlain: boolean;
	/** The first message that fits nothing, as an answer. */
	unclear: Answer | undefined;
	/** How many reminders were sent since the question. */
	reminders: number;
	/** Something unclear was written after the last of these. */
	isUnclearSince: boolean;
	/** Who asked not to be written to again, before anything that fits. */
	optedOut: string | undefined;
	/** Linq could not deliver the question. */
	isUndelivered: boolean;
}

/**
 * Looks for the answer in the chat itself.
 *
 * What was written before the question never counts. Of several answers the first that fits does,
 * by Linq's times; tapbacks, which have none, come after all that has. A message that replies to
 * another one than the question belongs to that one, and one that replies to nothing belongs to the
 * question that was asked last before it, of those that nobody had answered by then. Who replies to
 * what they wrote themselves goes on with it.
 *
 * @param others finds what else is asked in this chat; called only where an answer doesn't say which
 *   question it belongs to
 * @throws LinqError when the chat can't be read; whatever `others` throws
 */
export async function lookForAnswer(
	client: LinqClient,
	question: Question,
	others: () => Promise<OtherQuestion[]>,
	patience: Patience,
): Promise<Look> {
	const since = await chatSince(client, question, patience);
	const reading = { ...since, poll: await pollOf(question, client, patience) };
	const look = lookAt(reading, question, []);
	if (!look.isPlain) return look;
	const asked = await others();
	return asked.length === 0 ? look : lookAt(reading, question, asked);
}

/** What was read of the chat, and of the question's poll: nothing where it has none. */
type Reading = Since & { poll: JsonObject };

function lookAt(
	{ earlier, later, poll }: Reading,
	question: Question,
	others: OtherQuestion[],
): Look {
	const { said, reminders, isUnclearSince } = conversationIn(later, { question, others, earlier });
	const [first] = [...said.flatMap(({ fits }) => fits ?? []), ...votesIn(poll, question)].sort(
		inOrder,
	);
	const answer = first?.answer ?? tapbackOn(earlier, question);
	const unclear = said.filter(({ fits }) => fits === undefined);
	const optOut = optOutIn(later, said, question);
	const isOver = optOut !== undefined && !(first && inOrder(first, optOut) < 0);
	const resting = said.filter(({ fits }) => fits !== undefined && fits === first);
	return {
		answer: isOver ? undefined : answer,
		isPlain: (answer?.via === 'text' ? resting : unclear).some(({ isPlain }) => isPlain),
		unclear: unclear[0] && { approved: null, ...aboutMessage(unclear[0].message) },
		reminders,
		isUnclearSince,
		isUndelivered: earlier?.delivery_status === 'failed',
		optedOut: isOver ? optOut.answer.respondedBy : undefined,
	};
}

/** What somebody who may answer said to the question. */
interface Said {
	message: JsonObject;
	/** Undefined where it is nothing that is expected. */
	fits: Candidate | undefined;
	/** It doesn't name the question or its poll, nor does what it goes on with. */
	isPlain: boolean;
}

/**
 * What people said to the question, and how often they were reminded: not what belongs to something
 * else. One's own line may have asked the same elsewhere in the chat, so that of several like messages
 * only one that this question gave rise to is its own.
 */
function conversationIn(
	later: JsonObject[],
	about: { question: Question; others: OtherQuestion[]; earlier: JsonObject | undefined },
): { said: Said[]; reminders: number; isUnclearSince: boolean } {
	const { question, others } = about;
	const onIt = new Set([question.messageId, question.pollId].flatMap((id) => idOf(id) ?? []));
	const asking = new Set(onIt);
	const said = new Map<string, Said>();
	let list = listStillToCome(about);
	let askedSince = others.filter(({ messageId }) => messageId === undefined);
	let [isUnclearSince, reminders] = [false, 0];
	for (const [place, message] of later.entries()) {
		const id = idOf(message.id) ?? '';
		const asked = others.filter(({ messageId }) => messageId && isSameId(id, messageId));
		if (asked.length > 0) {
			askedSince.push(...asked);
		} else if (isOwn(message, question)) {
			const isReminder = isUnclearSince && wordsOf(message) === question.reminder;
			const isList = list !== undefined && wordsIn(wordsOf(message)).join(' ') === list;
			if (!isReminder && !isList) continue;
			if (isReminder) [isUnclearSince, reminders] = [false, reminders + 1];
			else list = undefined;
			asking.add(id);
			askedSince = [];
		} else if (mayAnswer(senderOf(message), question)) {
			const target = targetOf(message);
			const before = said.get(target ?? '');
			const goesOn = before && isSameHandle(senderOf(before.message), senderOf(message));
			const isAskedLast = !askedSince.some((other) => isOpenAt(other, orderOf(message)));
			if (!(target === undefined ? isAskedLast : goesOn || asking.has(target))) continue;
			const fits = answerIn(message, place, question);
			if (!fits) isUnclearSince = true;
			// A reminder or a list in the same words may be another question's.
			const isOnIt = onIt.has(target ?? '') || before?.isPlain === false;
			said.set(id, { message, fits, isPlain: !isOnIt });
		}
	}
	return { said: [...said.values()], reminders, isUnclearSince };
}

/** Whether somebody waits for the answer to another question at a time, in milliseconds since 1970. */
function isOpenAt({ messageId, askedAt, closedAt }: OtherQuestion, time: number): boolean {
	return !(closedAt! <= time) && (messageId !== undefined || askedAt <= time);
}

/** The choices as a message of their own, where they follow the question; undefined elsewhere. */
function listStillToCome({
	question: { expected, pollId },
	earlier,
}: {
	question: Question;
	earlier: JsonObject | undefined;
}): string | undefined {
	if (expected.type !== 'choice' || pollId !== undefined) return undefined;
	const list = wordsIn(linesOf(expected.choices)).join(' ');
	return earlier && wordsIn(wordsOf(earlier)).join(' ').endsWith(list) ? undefined : list;
}

/** Who opts out does so whatever they were asked last, unless it is the very answer. */
function optOutIn(later: JsonObject[], said: Said[], question: Question): Candidate | undefined {
	if (!question.isDirect) return undefined;
	const place = later.findIndex(
		(message) =>
			isOptOut(wordsOf(message)) &&
			!isOwn(message, question) &&
			mayAnswer(senderOf(message), question) &&
			!said.some((one) => one.message === message && one.fits),
	);
	const message = later[place];
	return message && { answer: aboutMessage(message), order: orderOf(message), place };
}

/** The message that another replies to. */
function targetOf({ reply_to }: JsonObject): string | undefined {
	return isObject(reply_to) ? idOf(reply_to.message_id) : undefined;
}

function idOf(value: unknown): string | undefined {
	return textOf(value, 100)?.toLowerCase();
}

/** As it is now: nothing where there is none, or where it was deleted, since words count as well. */
async function pollOf(
	{ pollId }: Question,
	client: LinqClient,
	patience: Patience,
): Promise<JsonObject> {
	if (pollId === undefined) return {};
	return await getPoll(client, pollId, patience).catch((error: unknown) => {
		if (isGone(asFailure(error).failure)) return {};
		throw error;
	});
}

function isOwn(message: JsonObject, { own }: Question): boolean {
	return isMine(message) || own.some((line) => isSameHandle(line, senderOf(message)));
}

/** Whether someone's answer counts, by their handle: never one's own line's. */
export function mayAnswer(handle: string, { own, allowed }: Question): boolean {
	if (handle === '' || own.some((line) => isSameHandle(line, handle))) return false;
	return allowed === undefined || allowed.some((one) => isSameHandle(one, handle));
}

interface Candidate {
	answer: Answer;
	/** When it came: milliseconds since 1970, by Linq's clock. */
	order: number;
	/** Among what came at the same time. */
	place: number;
}

function inOrder(one: Candidate, other: Candidate): number {
	return one.order - other.order || one.place - other.place;
}

/** Undefined where the message fits nothing that is expected. */
function answerIn(message: JsonObject, place: number, question: Question): Candidate | undefined {
	const fits = fitting(wordsOf(message), question);
	return fits && { answer: { ...fits, ...aboutMessage(message) }, order: orderOf(message), place };
}

function orderOf(message: JsonObject): number {
	return timeIn(message.created_at) ?? Date.parse(aboutMessage(message).respondedAt);
}

function fitting(
	text: string,
	{ expected, text: asked, isDirect, pollId }: Question,
): Pick<Answer, 'approved' | 'choice' | 'choiceIndex'> | undefined {
	const tapback = tapbackIn(text, asked);
	if (expected.type === 'approval') {
		const { words } = expected;
		const approved = tapback ? approvalOf(tapback, words) : approvalIn(text, words);
		return approved === undefined ? undefined : { approved };
	}
	if (expected.type === 'choice') {
		const choiceIndex = choiceIn(text, expected.choices, pollId === undefined);
		if (choiceIndex === undefined) return undefined;
		return { choice: expected.choices[choiceIndex], choiceIndex };
	}
	return trimmed(text) === '' || tapback || (isDirect && isOptOut(text)) ? undefined : {};
}

function aboutMessage(message: JsonObject): Answer {
	const text = wordsOf(message);
	return {
		...(text !== '' && { text }),
		respondedAt: isoOf(timeIn(message.sent_at) ?? timeIn(message.created_at)),
		respondedBy: senderOf(message),
		messageId: textOf(message.id, 100) ?? '',
		via: 'text',
	};
}

function votesIn(poll: JsonObject, question: Question): Candidate[] {
	const { expected, pollId } = question;
	if (expected.type !== 'choice' || pollId === undefined) return [];
	return votesOf(poll).flatMap(({ from_handle, text, voted_at }): Candidate[] => {
		const choiceIndex = expected.choices.findIndex((choice) => choice === text);
		const voter = otherIn(from_handle);
		if (choiceIndex < 0 || !mayAnswer(voter, question)) return [];
		const respondedAt = isoOf(timeIn(voted_at));
		const choice = expected.choices[choiceIndex];
		const how = { respondedAt, respondedBy: voter, messageId: pollId, via: 'poll' } as const;
		const [order, place] = [Date.parse(respondedAt), Number.MAX_SAFE_INTEGER];
		return [{ answer: { choice, choiceIndex, ...how }, order, place }];
	});
}

function tapbackOn(message: JsonObject | undefined, question: Question): Answer | undefined {
	const { expected, messageId } = question;
	if (expected.type !== 'approval' || message === undefined) return undefined;
	for (const { type, custom_emoji, handle, is_me } of objectsOf(message.parts).flatMap(
		({ reactions }) => objectsOf(reactions),
	)) {
		const by = otherIn(handle);
		if (is_me === true || !mayAnswer(by, question)) continue;
		const approved = approvalOf({ type, emoji: textOf(custom_emoji, 40) }, expected.words);
		if (approved === undefined) continue;
		const respondedAt = isoOf();
		return { approved, respondedAt, respondedBy: by, messageId, via: 'reaction' };
	}
	return undefined;
}

/** Whose handle it is; nobody's where it is one's own. */
function otherIn(handle: unknown): string {
	if (!isObject(handle) || handle.is_me === true) return '';
	return textOf(handle.handle, 254) ?? '';
}

/** In ISO 8601; now where Linq doesn't say. */
function isoOf(time = Date.now()): string {
	return new Date(time).toISOString();
}
