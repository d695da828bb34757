import type { IDataObject } from 'n8n-workflow';
import { readChat, type Chat } from '../../linq/chats/chats';
import { asFailure, counted, LinqError } from '../../linq/errors';
import {
	messageToChat,
	messageToPeople,
	sendMessage,
	type MessageDraft,
} from '../../linq/messages/messages';
import { createPoll } from '../../linq/messages/polls';
import { linesOf } from '../../linq/messages/words';
import type { Session } from '../../linq/session';
import { isObject, textOf } from '../../linq/values/json';
import { timeIn } from '../../linq/values/times';
import type { LinqRequest, Patience } from '../../linq/wire/client';
import { keyOfPiece } from '../parameters/idempotencyKeys';
import type { Wish } from './wish';

/** A question that is sent, and waited for. */
export interface Asked {
	chat: Chat | undefined;
	chatId: string;
	messageId: string;
	/** Milliseconds since 1970, by Linq's clock. */
	createdAt: number | undefined;
	service: string | undefined;
	/** The poll's message; undefined where there is none. */
	pollId: string | undefined;
}

/**
 * Sends the question, with its poll or list of choices.
 *
 * @param chat where it is asked, as it was read before; undefined where people are asked
 * @throws LinqError; where the question is out already, its hint says so
 */
export async function sendQuestion(
	wish: Wish,
	chat: Chat | undefined,
	session: Session,
	patience: Patience,
): Promise<Asked> {
	const asked = await send(wish, chat, session, patience);
	return { ...asked, pollId: await sendChoices(wish, asked, session, patience) };
}

async function send(
	wish: Wish,
	chat: Chat | undefined,
	session: Session,
	patience: Patience,
): Promise<Omit<Asked, 'pollId'>> {
	const isByPoll = willBePoll(wish, chat?.service);
	const draft = chat && !isByPoll ? withChoices(wish) : wish.draft;
	const answer = await sendMessage(draft, requestFor(wish), session, patience);
	const message = isObject(answer.message) ? answer.message : {};
	return {
		chat: chat ?? readChat({ ...answer, id: answer.chat_id })[0],
		chatId: textOf(answer.chat_id, 100)!,
		messageId: textOf(message.id, 100)!,
		createdAt: timeIn(message.created_at),
		service: textOf(message.service, 20) ?? textOf(answer.service, 20) ?? chat?.service,
	};
}

function requestFor(wish: Wish): (message: IDataObject) => LinqRequest {
	const { chatId, to, despite } = wish;
	return (message) =>
		chatId === undefined
			? messageToPeople(to, message, despite)
			: messageToChat(chatId, message, despite);
}

/** @returns the poll's message; undefined where there is none */
async function sendChoices(
	wish: Wish,
	{ chatId, service, chat }: Omit<Asked, 'pollId'>,
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
