import {
	activeParticipants,
	changeParticipants,
	checkNotLeft,
	getChat,
	type Chat,
	type Participant,
} from '../../../../linq/chats/chats';
import { asFailure, LinqError } from '../../../../linq/errors';
import { isSameHandle } from '../../../../linq/people/sameHandle';
import type { Session } from '../../../../linq/session';
import { textOf, type JsonObject } from '../../../../linq/values/json';
import type { Patience } from '../../../../linq/wire/client';
import type { Accepted } from '../confirmed';

/** Linq keeps groups at three people or more (https://docs.linqapp.com/, Remove a participant). */
export const smallestGroup = 3;

/** One person and one chat. */
export interface Membership {
	chatId: string;
	handle: string;
}

export function findActive(chat: Chat, handle: string): Participant | undefined {
	return activeParticipants(chat).find((one) => isSameHandle(one.handle, handle));
}

/**
 * Refuses a chat in which nobody can be added or removed, before Linq is asked to.
 *
 * @throws LinqError `conflict`
 */
export function checkGroup(chat: Chat): void {
	if (!chat.isGroup) {
		throw conflict(
			'This is a chat between two people',
			'Pick a group chat instead, or create a new group with everyone.',
		);
	}
	checkNotLeft(chat);
	const count = activeParticipants(chat).length;
	if (count < smallestGroup) {
		throw conflict(
			`This chat has only ${count} people`,
			'Linq changes groups of at least three people, your own number among them; create a new group with everyone instead.',
		);
	}
}

/** @throws LinqError `conflict` when the person can't be taken out of the chat */
export function checkRemoval(chat: Chat, handle: string): void {
	checkGroup(chat);
	const participant = findActive(chat, handle);
	if (participant === undefined) {
		throw conflict('The person is not in this chat', 'There is nothing to do for this record.');
	}
	if (participant.isOwn) {
		throw conflict(
			'This is your own number in the chat',
			'To have your number leave the chat, use Chat → Leave.',
		);
	}
	if (activeParticipants(chat).length <= smallestGroup) {
		throw tooFewRemain();
	}
}

/** @param hint what to do, where that is something else than to add someone */
export function tooFewRemain(
	hint = 'Linq keeps groups at three people or more, your own number among them; add someone else first.',
): LinqError {
	return conflict('Fewer than three people would remain in this chat', hint);
}

export function conflict(message: string, hint: string): LinqError {
	return new LinqError({ message, hint, category: 'conflict' });
}

/**
 * Asks Linq for the change and remembers it for the items that follow.
 *
 * @throws LinqError unless Linq took it, or refused only because an earlier try that failed had
 *   done it
 */
export async function change(
	kind: 'add' | 'remove',
	membership: Membership,
	session: Session,
	patience: Patience,
): Promise<Accepted> {
	const { chatId, handle } = membership;
	const { client, readings } = session;
	const answer = await changeParticipants(client, kind, membership, patience).catch(asFailure);
	const isRefused = answer instanceof LinqError;
	if (isRefused && !(await isDone(kind, membership, answer, session, patience))) throw answer;
	await readings.changed(chatId, handle, kind);
	const { status, message, trace_id } = isRefused ? done[kind] : answer.body;
	return {
		output: {
			chat_id: chatId,
			handle,
			status: textOf(status, 100) ?? null,
			message: textOf(message, 500) ?? null,
			trace_id: textOf(trace_id, 200) ?? null,
		},
		attempts: answer.attempts,
	};
}

/** What comes out for a change that Linq refused since it was done already. */
const done: Record<'add' | 'remove', JsonObject> = {
	add: {
		status: 'already_in_chat',
		message: 'The person is in the chat; an earlier try that failed may have done it',
	},
	remove: {
		status: 'not_in_chat',
		message: 'The person is no longer in the chat; an earlier try that failed may have done it',
	},
};

/** With these, Linq may refuse a change that is done already; with others, it says something else. */
const maybeDoneAlready = [400, 404, 409];

/** Whether the chat shows the change that was refused; where that is in doubt, it is looked up. */
async function isDone(
	kind: 'add' | 'remove',
	{ chatId, handle }: Membership,
	{ failure }: LinqError,
	{ client }: Session,
	patience: Patience,
): Promise<boolean> {
	if (!failure.inDoubt || !maybeDoneAlready.includes(failure.status ?? 0)) return false;
	const chat = await getChat(client, chatId, patience).catch(asFailure);
	if (chat === undefined || chat instanceof LinqError) return false;
	return (findActive(chat, handle) !== undefined) === (kind === 'add');
}
