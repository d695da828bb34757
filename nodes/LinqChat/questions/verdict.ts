import { asFailure, isGone, LinqError } from '../../linq/errors';
import { activeParticipants, getChat, hasLeft, isSameHandle } from '../../linq/chats/chats';
import { lookForAnswer, type Answer, type Look } from '../../linq/messages/answers';
import { listSubscriptions } from '../../linq/webhooks/webhookSubscriptions';
import { otherQuestions } from '../../linq/webhooks/waits';
import type { LinqClient, Patience } from '../../linq/wire/client';
import { allOf, hasText, isAbout, within } from '../../linq/wire/evidence';
import { path } from '../../linq/wire/path';
import { keyOfPiece } from '../parameters/automaticKeys';
import type { OpenQuestion } from '../steps/openQuestion';

/** How a question stands. */
export type Verdict =
	| { kind: 'open' }
	| { kind: 'answered'; answer: Answer }
	/** Nobody can answer it any more. */
	| { kind: 'ended'; failure: LinqError };

/**
 * Looks how the question stands, and sends the reminder that is due.
 *
 * @param hasSomeoneGone someone may have left the chat, or may have been removed
 * @throws LinqError when that can't be told now
 */
export async function verdictOn(
	client: LinqClient,
	open: OpenQuestion,
	hasSomeoneGone: boolean,
	patience: Patience,
): Promise<Verdict> {
	const look = await lookAt(client, open, patience).catch(asFailure);
	if (look instanceof LinqError) {
		if (!isClosed(look)) throw look;
		return { kind: 'ended', failure: look };
	}
	const { answer, unclear, optedOut } = look;
	if (answer !== undefined) return { kind: 'answered', answer };
	if (optedOut !== undefined) return { kind: 'ended', failure: noMoreMessages() };
	if (unclear !== undefined && open.onUnclear === 'takeIt') {
		return { kind: 'answered', answer: unclear };
	}
	if (look.isUndelivered) return { kind: 'ended', failure: undelivered() };
	const failure = hasSomeoneGone ? await nobodyLeft(client, open, patience) : undefined;
	if (failure !== undefined) return { kind: 'ended', failure };
	await remind(client, open, look, patience);
	return { kind: 'open' };
}

/** Other questions matter only where an answer doesn't say which it belongs to. */
async function lookAt(
	client: LinqClient,
	{ question, subscriptionId }: OpenQuestion,
	patience: Patience,
): Promise<Look> {
	const look = await lookForAnswer(client, question, [], patience);
	if (!look.isPlain) return look;
	const all = await listSubscriptions(client, patience);
	const others = otherQuestions(all, subscriptionId, question.chatId, Date.now());
	return others.length === 0 ? look : await lookForAnswer(client, question, others, patience);
}

/** Linq's 2013: one's own line has left. A deleted chat can't be read either. */
function isClosed({ failure }: LinqError): boolean {
	return isGone(failure) || failure.code === 2013;
}

async function nobodyLeft(
	client: LinqClient,
	{ question: { chatId, allowed, own } }: OpenQuestion,
	patience: Patience,
): Promise<LinqError | undefined> {
	const chat = await getChat(client, chatId, patience);
	if (chat === undefined) return undefined;
	if (hasLeft(chat)) {
		return closed(
			'Your number has left the chat, so no answer can come',
			'Ask in another chat, or have somebody in it add your number again.',
		);
	}
	const isOwn = (handle: string) => own.some((line) => isSameHandle(line, handle));
	const mayAnswer = (handle: string) =>
		allowed === undefined || allowed.some((one) => isSameHandle(one, handle));
	const left = activeParticipants(chat).filter(
		(one) => !one.isOwn && !isOwn(one.handle) && mayAnswer(one.handle),
	);
	if (left.length > 0) return undefined;
	return closed(
		'Nobody who may answer is in the chat any more',
		'Ask someone who is in it, or add the person again and ask once more.',
	);
}

/** With a key of its own for each number, so that Linq sends it once whoever looks at the same time. */
async function remind(
	client: LinqClient,
	{ question: { chatId, reminder }, onUnclear, mostReminders, key }: OpenQuestion,
	{ reminders, isUnclearSince }: Look,
	patience: Patience,
): Promise<void> {
	if (onUnclear !== 'askAgain' || reminder === undefined) return;
	if (!isUnclearSince || reminders >= mostReminders) return;
	const parts = [{ type: 'text', value: reminder }];
	const idempotency_key = keyOfPiece(key, `reminder ${reminders + 1}`);
	const asked = {
		method: 'POST',
		path: path`/v3/chats/${chatId}/messages`,
		body: { message: { parts, idempotency_key } },
		evidence: allOf(isAbout('chat_id', chatId), within('message', hasText('id'))),
	} as const;
	// The wait goes on without it: the next message of the chat is another occasion.
	await client.request(asked, patience).catch(asFailure);
}

function undelivered(): LinqError {
	return new LinqError({
		message: 'Linq could not deliver the question',
		hint: 'See whether the person can be reached, also by the service in the option Messaging Service where that is used. The Linq Chat Trigger tells why (message.failed).',
		category: 'server_error',
	});
}

function noMoreMessages(): LinqError {
	return new LinqError({
		message: 'The person asked not to be contacted any more',
		hint: 'Until they write to you again, nothing reaches them directly from any of your numbers: leave them out.',
		category: 'forbidden',
	});
}

function closed(message: string, hint: string): LinqError {
	return new LinqError({ message, hint, category: 'conflict' });
}
