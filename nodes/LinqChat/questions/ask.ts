import type { IDataObject } from 'n8n-workflow';
import type { Output } from '../../items/outputs';
import {
	activeParticipants,
	hasLeft,
	isSameHandle,
	readChat,
	type Chat,
} from '../../linq/chats/chats';
import { asFailure, counted, invalidInput, LinqError } from '../../linq/errors';
import type { Question } from '../../linq/messages/answers';
import { sendMessage, type MessageDraft } from '../../linq/messages/messages';
import { createPoll } from '../../linq/messages/polls';
import { linesOf } from '../../linq/messages/words';
import type { Session } from '../../linq/session';
import { isObject, textOf } from '../../linq/values/json';
import { isPublic, isSameAddress, notPublic } from '../../linq/webhooks/addresses';
import { endWait, markOf, sweepWaits, type WaitMark } from '../../linq/webhooks/waits';
import {
	createSubscription,
	deleteSubscription,
	listSubscriptions,
	moveSubscription,
	type Subscription,
} from '../../linq/webhooks/webhookSubscriptions';
import type { LinqRequest, Patience } from '../../linq/wire/client';
import { allOf, hasText, isAbout, isWith, within } from '../../linq/wire/evidence';
import { path } from '../../linq/wire/path';
import { keyOfPiece } from '../parameters/automaticKeys';
import { askedFor, type ItemParameters } from '../parameters/itemParameters';
import { includesInputFields } from '../parameters/options';
import type { Step, Waiting } from '../steps/step';
import { answered, unanswered } from './outcomes';
import { readWish, type Wish } from './wish';
import { verdictOn } from './verdict';
import type { OpenQuestion } from '../steps/openQuestion';

/** What may bring an answer, or tell that none can come any more. */
const bells = ['message.received', 'message.edited', 'reaction.added', 'participant.removed'];

/**
 * What becomes of the question itself rings as well: whether it came through at all, and an answer
 * that came while n8n was still storing the execution, and took no call, is found then.
 */
const receipts = ['message.delivered', 'message.read', 'message.failed'];

const ofPolls = ['poll.vote.added', 'poll.delivered', 'poll.read'];

/** A question that is sent, and waited for. */
interface Asked {
	chat: Chat | undefined;
	chatId: string;
	messageId: string;
	/** Milliseconds since 1970, by Linq's clock. */
	createdAt: number | undefined;
	service: string | undefined;
}

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
	if (chat) checkChat(chat);
	const own = await linesAmong(chat, wish, session, patience);
	checkAllowed(wish, chat, own);
	const addressFor = (mark: Omit<WaitMark, 'until'>) => {
		const address = item.execution.resumeAddress(markOf({ ...mark, until: wish.until }));
		if (!isPublic(address)) throw notPublic(address);
		return address;
	};
	const targetUrl = addressFor({ chatId: wish.chatId, questionId: undefined });
	const subscriptionId = await subscribe(item, wish, { targetUrl, chat }, session, patience);
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

/** @throws LinqError `conflict` where nobody could answer */
function checkChat(chat: Chat): void {
	if (!hasLeft(chat)) return;
	throw new LinqError({
		message: 'Your number has left this chat',
		hint: 'Pick another chat, or have somebody in it add your number again.',
		category: 'conflict',
	});
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

/** @throws LinqError `invalid_input` for someone who is not among those asked */
function checkAllowed({ allowed = [], to }: Wish, chat: Chat | undefined, own: string[]): void {
	const asked = chat ? activeParticipants(chat).map(({ handle }) => handle) : to;
	const people = asked.filter((person) => !own.some((line) => isSameHandle(line, person)));
	const stranger = allowed.find((one) => !people.some((person) => isSameHandle(person, one)));
	if (stranger === undefined) return;
	throw invalidInput(
		`${stranger} may answer, but is not among those who are asked`,
		'Correct the option Who May Answer, or ask in a chat with this person.',
	);
}

/** One subscription for each wait, made before the question: no answer comes without a bell. */
async function subscribe(
	{ execution }: ItemParameters,
	{ question: { expected } }: Wish,
	{ targetUrl, chat }: { targetUrl: string; chat: Chat | undefined },
	{ client }: Session,
	patience: Patience,
): Promise<string> {
	const all = await listSubscriptions(client, patience);
	await sweepWaits(
		client,
		all,
		{ here: targetUrl, isOver: execution.isOver, now: Date.now() },
		patience,
	);
	// Of this step in this execution, which n8n runs again.
	const left = all.filter((one) => isOfSameStep(one.targetUrl, targetUrl));
	for (const { id } of left) await deleteSubscription(client, id, patience);
	const events = [...bells, ...receipts, ...(expected.type === 'choice' ? ofPolls : [])];
	const wish = { targetUrl, events, phoneNumbers: chat ? linesIn(chat) : [] };
	const made = await createSubscription(client, wish, patience).catch(asFailure);
	if (!(made instanceof LinqError)) return made.id;
	// It may have been made, though its answer got lost. Its secret isn't needed.
	const now = await listSubscriptions(client, patience).catch(asFailure);
	const found = now instanceof LinqError ? undefined : now.find(isAt(targetUrl));
	if (found === undefined) throw made;
	return found.id;
}

function isAt(targetUrl: string): (subscription: Subscription) => boolean {
	return (subscription) => isSameAddress(subscription.targetUrl, targetUrl);
}

/** The path names the execution and the step. */
function isOfSameStep(one: string, other: string): boolean {
	if (!URL.canParse(one) || !URL.canParse(other)) return false;
	const [first, second] = [new URL(one), new URL(other)];
	return isSameAddress(first.origin + first.pathname, second.origin + second.pathname);
}

function linesIn(chat: Chat): string[] {
	return activeParticipants(chat).flatMap(({ handle, isOwn }) => (isOwn ? [handle] : []));
}

async function send(
	wish: Wish,
	chat: Chat | undefined,
	session: Session,
	patience: Patience,
): Promise<Asked> {
	const isByPoll = willBePoll(wish, chat?.service);
	const draft = chat && !isByPoll ? withChoices(wish) : wish.draft;
	const answer = await sendMessage(draft, requestFor(wish), session, patience);
	const message = isObject(answer.message) ? answer.message : {};
	const createdAt = Date.parse(textOf(message.created_at, 50) ?? '');
	return {
		chat: chat ?? readChat({ ...answer, id: answer.chat_id })[0],
		chatId: textOf(answer.chat_id, 100)!,
		messageId: textOf(message.id, 100)!,
		createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
		service: textOf(message.service, 20) ?? textOf(answer.service, 20) ?? chat?.service,
	};
}

function requestFor(wish: Wish): (message: IDataObject) => LinqRequest {
	const { chatId, to, despite } = wish;
	if (chatId !== undefined) {
		return (message) => ({
			method: 'POST',
			path: path`/v3/chats/${chatId}/messages`,
			body: { message, ...despite },
			evidence: allOf(isAbout('chat_id', chatId), within('message', hasText('id'))),
		});
	}
	return (message) => ({
		method: 'POST',
		path: path`/v3/messages`,
		body: { to, message, ...despite },
		evidence: allOf(hasText('chat_id'), isWith(to), within('message', hasText('id'))),
	});
}

/** Where it is asked. */
interface Place {
	chat: Chat | undefined;
	/** One's own lines among those who are asked, as far as they were known before. */
	own: string[];
	subscriptionId: string;
}

/**
 * Sends the question, with its poll or list of choices.
 *
 * @returns also the lines of the chat that Linq says are one's own, whose events matter
 */
async function sent(
	item: ItemParameters,
	wish: Wish,
	{ chat: known, own, subscriptionId }: Place,
	session: Session,
	patience: Patience,
): Promise<{ open: OpenQuestion; lines: string[] }> {
	const asked = await send(wish, known, session, patience);
	const { chat, chatId, messageId, createdAt } = asked;
	const pollId = await sendChoices(wish, asked, session, patience);
	const { isReview, takesBothOutputs } = item.execution;
	const lines = chat ? linesIn(chat) : [];
	const question: Question = {
		...{ chatId, messageId, createdAt, pollId, ...wish.question },
		own: [...new Set([...own, ...lines])],
		isDirect: known ? !known.isGroup : wish.to.length === 1,
	};
	const open = {
		...{ question, subscriptionId, isReview, takesBothOutputs },
		onUnclear: wish.onUnclear,
		mostReminders: wish.mostReminders,
		key: wish.draft.idempotency_key,
		includeInputFields: includesInputFields(item),
		output: { chat_id: chatId, message_id: messageId },
		askedFor: askedFor(item),
	};
	return { open, lines };
}

/** @returns the poll's message; undefined where there is none */
async function sendChoices(
	wish: Wish,
	{ chatId, service, chat }: Asked,
	session: Session,
	patience: Patience,
): Promise<string | undefined> {
	const { draft, question } = wish;
	if (question.expected.type !== 'choice') return undefined;
	const isInQuestion = wish.chatId !== undefined && !willBePoll(wish, chat?.service);
	if (isInQuestion) return undefined;
	const { choices } = question.expected;
	const key = (piece: string) => keyOfPiece(draft.idempotency_key, piece);
	if (willBePoll(wish, service)) {
		const poll = {
			chatId,
			question: undefined,
			choices,
			idempotencyKey: key('poll'),
			write: draft.write,
		};
		const made = await createPoll(session, poll, patience).catch(asFailure);
		if (!(made instanceof LinqError)) return textOf(made.body.message_id, 100);
		// There may be one that nobody knows: what people vote for would never be seen.
		if (made.failure.isPerhapsDone) throw afterQuestion(made);
	}
	// Where there is no poll, the choices follow as a list.
	const list: MessageDraft = {
		parts: [{ type: 'text', value: linesOf(choices) }],
		...(draft.preferred_service !== undefined && { preferred_service: draft.preferred_service }),
		idempotency_key: key('choices'),
		write: draft.write,
	};
	await sendMessage(list, requestFor({ ...wish, chatId }), session, patience).catch(
		(error: unknown) => {
			throw afterQuestion(asFailure(error));
		},
	);
	return undefined;
}

function afterQuestion({ failure, attempts }: LinqError): LinqError {
	const hint = `${failure.hint} The question itself was sent already, without its choices.`;
	return counted(new LinqError({ ...failure, hint, isPerhapsDone: true }), attempts);
}

/** Polls are iMessage's (https://docs.linqapp.com/, Create a poll). */
function willBePoll({ question, draft }: Wish, service: string | undefined): boolean {
	const { preferred_service = 'iMessage' } = draft;
	return (
		question.expected.type === 'choice' &&
		service === 'iMessage' &&
		preferred_service === 'iMessage'
	);
}

/** The question with its choices as lines below. */
function withChoices({ draft, question }: Wish): MessageDraft {
	const { expected } = question;
	if (expected.type !== 'choice') return draft;
	const parts = draft.parts.map((part) =>
		part.type === 'text'
			? { ...part, value: `${part.value}\n\n${linesOf(expected.choices)}` }
			: part,
	);
	return { ...draft, parts };
}
