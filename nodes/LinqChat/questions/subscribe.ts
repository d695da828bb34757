import { asFailure, LinqError } from '../../linq/errors';
import type { Expected } from '../../linq/messages/answers';
import { isSameAddress } from '../../linq/webhooks/addresses';
import { sweepWaits, type IsOver } from '../../linq/webhooks/waits';
import {
	createSubscription,
	deleteSubscription,
	listSubscriptions,
	type Subscription,
} from '../../linq/webhooks/webhookSubscriptions';
import type { LinqClient, Patience } from '../../linq/wire/client';

/** What may bring an answer, or tell that none can come any more. */
const bells = ['message.received', 'message.edited', 'reaction.added', 'participant.removed'];

/**
 * What becomes of the question itself rings as well: whether it came through at all, and an answer
 * that came while n8n was still storing the execution, and took no call, is found then.
 */
const receipts = ['message.delivered', 'message.read', 'message.failed'];

const ofPolls = ['poll.vote.added', 'poll.delivered', 'poll.read'];

/**
 * One subscription for each wait, made before the question: no answer comes without a bell. What
 * waits have left is swept on the way.
 *
 * @param place.lines one's own lines whose events matter; none for all
 * @returns its ID
 * @throws LinqError when there is none
 */
export async function subscribe(
	client: LinqClient,
	expected: Expected,
	{ targetUrl, lines, isOver }: { targetUrl: string; lines: string[]; isOver: IsOver },
	patience: Patience,
): Promise<string> {
	const all = await listSubscriptions(client, patience);
	await sweepWaits(client, all, { here: targetUrl, isOver, now: Date.now() }, patience);
	// Of this step in this execution, which n8n runs again.
	const left = all.filter((one) => isOfSameStep(one.targetUrl, targetUrl));
	for (const { id } of left) await deleteSubscription(client, id, patience);
	const events = [...bells, ...receipts, ...(expected.type === 'choice' ? ofPolls : [])];
	const wish = { targetUrl, events, phoneNumbers: lines };
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
