import { isSameHandle } from '../chats/chats';
import { isObject, objectsOf, textOf, type JsonObject } from '../values/json';
import { trimmed } from '../values/trimmed';
import type { LinqClient, Patience } from '../wire/client';
import { chatSince, isSameId, senderOf, wordsOf, type Earlier } from './later';
import { getPoll } from './polls';
import { approvalIn, approvalOf, choiceIn, isOptOut, tapbackIn, type ApprovalWords } from './words';

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
	/** It rests on a message that names no other: another question may have been meant. */
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
 * question that was asked last before it, of those that nobody had answered by then.
 *
 * @param others what else is asked in this chat
 * @throws LinqError when the chat can't be read
 */
export async function lookForAnswer(
	client: LinqClient,
	question: Question,
	others: OtherQuestion[],
	patience: Patience,
): Promise<Look> {
	const { earlier, later } = await chatSince(client, question, patience);
	const poll =
		question.pollId === undefined ? {} : await getPoll(client, question.pollId, patience);
	const messages = messagesToIt(later, question, others);
	const [first] = [
		...messages.flatMap((message) => answerIn(message, question) ?? []),
		...votesIn(poll, question),
	].sort((one, other) => one.order - other.order);
	const answer = first?.answer ?? tapbackOn(earlier, question);
	const unclear = messages.filter((message) => answerIn(message, question) === undefined);
	// Whatever was asked last: it is about the chat.
	const optOut = later.find(
		(message) =>
			question.isDirect &&
			!isOwn(message, question) &&
			isOptOut(wordsOf(message)) &&
			answerIn(message, question) === undefined,
	);
	const isFirst = optOut && !(first && first.order < orderOf(optOut));
	const reminded = later.filter(
		(message) => isOwn(message, question) && wordsOf(message) === question.reminder,
	);
	const last = later.lastIndexOf(unclear.at(-1)!);
	const isReply = messages.some(
		({ id, reply_to }) => id === answer?.messageId && isObject(reply_to),
	);
	return {
		answer: isFirst ? undefined : answer,
		isPlain:
			answer?.via === 'text' ? !isReply : unclear.some(({ reply_to }) => !isObject(reply_to)),
		unclear: unclear[0] && { approved: null, ...aboutMessage(unclear[0]) },
		reminders: question.reminder === undefined ? 0 : reminded.length,
		isUnclearSince: last > later.lastIndexOf(reminded.at(-1)!),
		optedOut: isFirst ? senderOf(optOut) : undefined,
		isUndelivered: earlier?.delivery_status === 'failed',
	};
}

/** What people wrote who may answer, but for what belongs to something else. */
function messagesToIt(
	later: JsonObject[],
	question: Question,
	others: OtherQuestion[],
): JsonObject[] {
	const { messageId, pollId, reminder, expected } = question;
	const asking = new Set([messageId, ...(pollId === undefined ? [] : [pollId])]);
	let askedSince = others.filter(({ messageId }) => messageId === undefined);
	return later.filter((message) => {
		const { id, reply_to } = message;
		const target = isObject(reply_to) ? textOf(reply_to.message_id, 100) : undefined;
		askedSince.push(...others.filter((other) => other.messageId && isSameId(id, other.messageId)));
		if (isOwn(message, question)) {
			const isOurs =
				wordsOf(message) === reminder ||
				(expected.type === 'choice' &&
					expected.choices.every((one) => wordsOf(message).includes(one)));
			if (isOurs) {
				asking.add(String(id));
				askedSince = [];
			}
			return false;
		}
		const isOpen = ({ messageId: known, askedAt, closedAt }: OtherQuestion) =>
			!(closedAt! <= orderOf(message)) && (known !== undefined || askedAt <= orderOf(message));
		const isToIt = target === undefined ? !askedSince.some(isOpen) : asking.has(target);
		if (isToIt && mayAnswer(senderOf(message), question)) {
			asking.add(String(id));
			return true;
		}
		return false;
	});
}

function isOwn(message: JsonObject, { own }: Question): boolean {
	const sender = senderOf(message);
	const isMe = isObject(message.from_handle) && message.from_handle.is_me === true;
	return message.is_from_me === true || isMe || own.some((line) => isSameHandle(line, sender));
}

function mayAnswer(handle: string, { own, allowed }: Question): boolean {
	if (handle === '' || own.some((line) => isSameHandle(line, handle))) return false;
	return allowed === undefined || allowed.some((one) => isSameHandle(one, handle));
}

/** Something that fits, and when it came: milliseconds since 1970, by Linq's clock. */
interface Candidate {
	answer: Answer;
	order: number;
}

/** Undefined where the message fits nothing that is expected. */
function answerIn(message: JsonObject, question: Question): Candidate | undefined {
	const fits = fitting(wordsOf(message), question);
	return fits && { answer: { ...fits, ...aboutMessage(message) }, order: orderOf(message) };
}

function orderOf(message: JsonObject): number {
	return Date.parse(timeIn(message.created_at) ?? aboutMessage(message).respondedAt);
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
		respondedAt: timeIn(message.sent_at) ?? timeIn(message.created_at) ?? new Date().toISOString(),
		respondedBy: senderOf(message),
		messageId: textOf(message.id, 100) ?? '',
		via: 'text',
	};
}

function votesIn({ poll }: JsonObject, question: Question): Candidate[] {
	const { expected, pollId } = question;
	if (expected.type !== 'choice' || pollId === undefined || !isObject(poll)) return [];
	return objectsOf(poll.options).flatMap(({ text, voters }) => {
		const choiceIndex = expected.choices.findIndex((choice) => choice === text);
		if (choiceIndex < 0) return [];
		return objectsOf(voters).flatMap(({ handle, voted_at }): Candidate[] => {
			const voter = textOf(isObject(handle) ? handle.handle : handle, 254) ?? '';
			if (!mayAnswer(voter, question) || (isObject(handle) && handle.is_me === true)) return [];
			const respondedAt = timeIn(voted_at) ?? new Date().toISOString();
			const choice = expected.choices[choiceIndex];
			const how = { respondedAt, respondedBy: voter, messageId: pollId, via: 'poll' } as const;
			return [{ answer: { choice, choiceIndex, ...how }, order: Date.parse(respondedAt) }];
		});
	});
}

function tapbackOn(message: JsonObject | undefined, question: Question): Answer | undefined {
	const { expected, messageId } = question;
	if (expected.type !== 'approval' || message === undefined) return undefined;
	for (const { type, custom_emoji, handle, is_me } of objectsOf(message.parts).flatMap(
		({ reactions }) => objectsOf(reactions),
	)) {
		const by = isObject(handle) ? (textOf(handle.handle, 254) ?? '') : '';
		if (is_me === true || !mayAnswer(by, question)) continue;
		const approved = approvalOf({ type, emoji: textOf(custom_emoji, 40) }, expected.words);
		if (approved === undefined) continue;
		const respondedAt = new Date().toISOString();
		return { approved, respondedAt, respondedBy: by, messageId, via: 'reaction' };
	}
	return undefined;
}

/** ISO 8601; undefined for what is no time. */
function timeIn(value: unknown): string | undefined {
	const time = Date.parse(textOf(value, 50) ?? '');
	return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
