import type { IDataObject } from 'n8n-workflow';
import { watchedChat, type Chat } from '../../../linq/chats/chats';
import { LinqError } from '../../../linq/errors';
import type { Session } from '../../../linq/session';
import { textOf } from '../../../linq/values/json';
import type { Patience } from '../../../linq/wire/client';
import type { Later } from '../../steps/step';

/** What Linq said to a change, as it comes out on Success. */
export interface Accepted {
	output: IDataObject & { chat_id: string };
	/** Requests it took. */
	attempts: number;
}

/**
 * Waits until the chat shows the change that Linq accepted.
 *
 * @param find what the output gains once it does, undefined until then
 * @param time milliseconds
 */
export function confirmed(
	accepted: Accepted,
	find: (chat: Chat) => IDataObject | undefined,
	session: Session,
	{ time, patience }: { time: number; patience: Patience },
): Later {
	const { output } = accepted;
	const chat = watchedChat(session.client, output.chat_id);
	const later = session.confirmations.until(chat, find, time, patience).then(
		(found) => {
			if (found !== undefined) return [{ json: { ...output, ...found } }];
			throw notConfirmed(accepted, `the chat does not show it after ${time / 1000} seconds`);
		},
		(error: unknown) => {
			const reason = error instanceof LinqError ? error.message : 'the chat could not be read';
			throw notConfirmed(accepted, reason);
		},
	);
	return { later };
}

function notConfirmed({ output, attempts }: Accepted, reason: string): LinqError {
	const error = new LinqError({
		message: `Linq accepted it, but ${reason}`,
		hint: 'It may still happen: look into the chat before you try this record again.',
		category: 'not_confirmed',
		trace_id: textOf(output.trace_id, 200),
		retryable: true,
	});
	error.attempts = attempts;
	return error;
}
