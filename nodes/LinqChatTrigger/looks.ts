import { LinqError } from '../linq/errors';
import { isSameAddress } from '../linq/webhooks/addresses';
import { listSubscriptions, type Subscription } from '../linq/webhooks/webhookSubscriptions';
import type { LinqClient, Patience } from '../linq/wire/client';
import { waitBeforeRetry } from '../linq/wire/retries';
import { sleep } from '../linq/wire/sleep';
import type { Situation } from './situation';

/**
 * For the first request of each question. n8n 2.41 asks five times, pauses in between, and gives up
 * without Linq's reason after 84 seconds.
 */
const looking: Patience = { maxRetries: 0, timeout: 4_000 };

/** How long it may be waited before something is tried again, in milliseconds. */
export const longestPause = 5_000;

/** A list that lacks the subscription is asked for again after so long, in milliseconds. */
const secondLook = 1_000;

/** All subscriptions of the account. Silence is not waited for twice: n8n has no time for that. */
export async function look(client: LinqClient): Promise<Subscription[]> {
	const list = async () => await listSubscriptions(client, looking);
	return await list().catch(async (error: unknown) => {
		if (!(error instanceof LinqError)) throw error;
		const { retryable, category } = error.failure;
		const wait = waitBeforeRetry(error, 0);
		if (!retryable || category === 'timeout' || wait > longestPause) throw error;
		await sleep(wait);
		return await list();
	});
}

/** What stands at the address. That there is nothing counts only when a second look finds the same. */
export async function lookTwice(
	situation: Situation,
): Promise<[all: Subscription[], found: Subscription | undefined]> {
	const { client, targetUrl } = situation;
	const at = (all: Subscription[]) => all.find((one) => isSameAddress(one.targetUrl, targetUrl));
	const first = await look(client);
	const found = at(first);
	if (found !== undefined) return [first, found];
	await sleep(secondLook);
	const second = await look(client);
	return [second, at(second)];
}
