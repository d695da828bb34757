import { activeParticipants, getChat, hasLeft } from '../../linq/chats/chats';
import { asFailure, isGone, LinqError } from '../../linq/errors';
import { lookForAnswer, mayAnswer, type Answer, type Look } from '../../linq/messages/answers';
import { messageToChat } from '../../linq/messages/messages';
import { otherQuestions } from '../../linq/webhooks/waits';
import { listSubscriptions } from '../../linq/webhooks/webhookSubscriptions';
import type { LinqClient, Patience } from '../../linq/wire/client';
import { keyOfPiece } from '../parameters/idempotencyKeys';
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
	const { question, subscriptionId } = open;
	const others = async () => {
		const all = await listSubscriptions(client, patience);
		return otherQuestions(all, subscriptionId, question.chatId, Date.now());
	};
	const look = await lookForAnswer(client, question, others, patience).catch(asFailure);
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

/** Linq's 2013: one's own line has left. A deleted chat can't be read either. */
function isClosed({ failure }: LinqError): boolean {
	return isGone(failure) || failure.code === 2013;
}

async function nobodyLeft(
	client: LinqClient,
	{ question }: OpenQuestion,
	patience: Patience,
): Promise<LinqError | undefined> {
	const chat = await getChat(client, question.chatId, patience);
	if (chat === undefined) return undefined;
	if (hasLeft(chat)) {
		return closed(
			'Your number has left the chat, so no answer can come',
			'Ask in another chat, or have somebody in it add your number again.',
		);
	}
	const isLeft = activeParticipants(chat).some(
		({ isOwn, handle }) => !isOwn && mayAnswer(handle, question),
	);
	if (isLeft) return undefined;
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
	const asked = messageToChat(chatId, { parts, idempotency_key });
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
