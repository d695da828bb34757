import type { Output } from '../../items/outputs';
import { activeParticipants, checkNotLeft, type Chat } from '../../linq/chats/chats';
import { asFailure, LinqError } from '../../linq/errors';
import type { Question } from '../../linq/messages/answers';
import { isSameHandle } from '../../linq/people/sameHandle';
import type { Session } from '../../linq/session';
import { isPublic, notPublic } from '../../linq/webhooks/addresses';
import { endWait, markOf, type WaitMark } from '../../linq/webhooks/waits';
import { moveSubscription } from '../../linq/webhooks/webhookSubscriptions';
import type { Patience } from '../../linq/wire/client';
import { askedFor } from '../parameters/askedFor';
import type { ItemParameters } from '../parameters/itemParameters';
import { includesInputFields } from '../parameters/options';
import type { OpenQuestion } from '../steps/openQuestion';
import type { Step, Waiting } from '../steps/step';
import { answered, unanswered } from './outcomes';
import { sendQuestion } from './sendQuestion';
import { subscribe } from './subscribe';
import { verdictOn } from './verdict';
import { checkAllowed, readWish, type Wish } from './wish';

/**
 * Asks in a chat, and has the execution wait for the answer: unless it is there before.
 *
 * @throws LinqError `invalid_input` where the parameters can't be used, or n8n can't wait; nothing
 *   is sent then
 */
export function asking(item: ItemParameters): Step {
	const wish = readWish(item);
	return {
		lane: wish.chatId ?? wish.to.join(' '),
		run: async (session, patience) => await ask(item, wish, session, patience),
	};
}

async function ask(
	item: ItemParameters,
	wish: Wish,
	session: Session,
	patience: Patience,
): Promise<Output[] | Waiting> {
	const { client } = session;
	const chat =
		wish.chatId === undefined ? undefined : await session.readings.of(wish.chatId, patience);
	if (chat) checkNotLeft(chat);
	const own = await linesAmong(chat, wish, session, patience);
	const asked = chat ? activeParticipants(chat).map(({ handle }) => handle) : wish.to;
	const people = asked.filter((person) => !own.some((line) => isSameHandle(line, person)));
	checkAllowed(wish.question.allowed, people, 'ask in a chat with this person');
	const addressFor = (mark: Omit<WaitMark, 'until'>) => {
		const address = item.execution.resumeAddress(markOf({ ...mark, until: wish.until }));
		if (!isPublic(address)) throw notPublic(address);
		return address;
	};
	const targetUrl = addressFor({ chatId: wish.chatId, questionId: undefined });
	const subscriptionId = await subscribe(
		client,
		wish.question.expected,
		{ targetUrl, lines: chat ? linesIn(chat) : [], isOver: item.execution.isOver },
		patience,
	);
	const over = async () => {
		await endWait(client, subscriptionId, patience).catch(asFailure);
	};
	const { open, lines } = await sent(
		item,
		wish,
		{ chat, own, subscriptionId },
		session,
		patience,
	).catch(async (error: unknown) => {
		await over();
		throw error;
	});
	const { chatId, messageId } = open.question;
	const moved = { targetUrl: addressFor({ chatId, questionId: messageId }), phoneNumbers: lines };
	// The question is out: from here on nothing keeps from waiting for the answer.
	await moveSubscription(client, subscriptionId, moved, patience).catch(asFailure);
	const verdict = await verdictOn(client, open, false, patience).catch(asFailure);
	if (verdict instanceof LinqError || verdict.kind === 'open') {
		return { waiting: { open, until: wish.until } };
	}
	await over();
	if (verdict.kind === 'answered') return [{ json: answered(open, verdict.answer) }];
	// Of a review, the agent sees nothing but Success.
	if (open.isReview) return [{ json: unanswered(open, 'ended', verdict.failure) }];
	throw verdict.failure;
}

/**
 * One's own lines among those who are asked. Linq says only of one that it is yours, so for a group
 * the account's lines are looked at; where one of them alone is asked, it is the one to answer.
 *
 * @throws LinqError when they can't be read: nothing is sent then
 */
async function linesAmong(
	chat: Chat | undefined,
	{ to }: Wish,
	{ ownLines }: Session,
	patience: Patience,
): Promise<string[]> {
	const known = chat ? linesIn(chat) : [];
	const others = chat
		? activeParticipants(chat).flatMap(({ handle, isOwn }) => (isOwn ? [] : [handle]))
		: to;
	if (others.length < 2) return known;
	const found = await Promise.all(
		others.map(async (handle) => ((await ownLines.has(handle, patience)) ? [handle] : [])),
	);
	return [...known, ...found.flat()];
}

/** Where it is asked. */
interface Place {
	chat: Chat | undefined;
	/** One's own lines among those who are asked, as far as they were known before. */
	own: string[];
	subscriptionId: string;
}

/**
 * Sends the question.
 *
 * @returns it as it is waited for, and the lines of the chat that Linq says are one's own, whose events matter
 */
async function sent(
	item: ItemParameters,
	wish: Wish,
	{ chat: known, own, subscriptionId }: Place,
	session: Session,
	patience: Patience,
): Promise<{ open: OpenQuestion; lines: string[] }> {
	const asked = await sendQuestion(wish, known, session, patience);
	const { chat, chatId, messageId, createdAt, pollId } = asked;
	const { isReview, takesBothOutputs } = item.execution;
	const lines = chat ? linesIn(chat) : [];
	const question: Question = {
		...{ chatId, messageId, createdAt, pollId, ...wish.question },
		own: [...new Set([...own, ...lines])],
		isDirect: known ? !known.isGroup : wish.to.length === 1,
	};
	const open = {
		...{ question, subscriptionId, isReview, isOnError: takesBothOutputs && !isReview },
		onUnclear: wish.onUnclear,
		mostReminders: wish.mostReminders,
		key: wish.draft.idempotency_key,
		includeInputFields: includesInputFields(item),
		output: { chat_id: chatId, message_id: messageId },
		askedFor: askedFor(item),
	};
	return { open, lines };
}

function linesIn(chat: Chat): string[] {
	return activeParticipants(chat).flatMap(({ handle, isOwn }) => (isOwn ? [handle] : []));
}
