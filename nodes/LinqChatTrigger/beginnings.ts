import { asFailure, isGone, LinqError } from '../linq/errors';
import {
	createSubscription,
	updateSubscription,
	type NewSubscription,
	type Subscription,
	type SubscriptionWish,
} from '../linq/webhooks/webhookSubscriptions';
import type { LinqClient, Patience } from '../linq/wire/client';
import { waitBeforeRetry } from '../linq/wire/retries';
import { sleep } from '../linq/wire/sleep';
import { clear } from './endings';
import { longestPause, look } from './looks';
import type { OwnSubscription } from './memory';
import { knownTo, note } from './processMemory';
import { patience, remember, type Own, type Situation } from './situation';

/** A request to subscribe may have been done though its answer got lost: it is not sent blindly. */
const once: Patience = { ...patience, maxRetries: 0 };

/** How often subscribing is tried, each time after removing what the try before may have left. */
const mostTries = 3;

/**
 * Has the subscription tell what was chosen.
 *
 * @returns false when it has gone meanwhile
 */
export async function putRight(
	{ found, known }: Own,
	situation: Situation,
	wish: SubscriptionWish,
): Promise<boolean> {
	const { client, memory, trigger } = situation;
	note(trigger, known);
	if (!memory.subscriptions.some(({ id }) => id === found.id)) remember(situation, known);
	return tells(found, wish) || (await repaired(client, found.id, wish));
}

/**
 * Subscribes in place of whatever stands at the address.
 *
 * @param all every subscription of the account
 * @throws LinqError when Linq doesn't let it be, or doesn't let go what stands there
 */
export async function subscribeAfresh(
	all: Subscription[],
	situation: Situation,
	wish: SubscriptionWish,
): Promise<OwnSubscription> {
	const { targetUrl, isTest } = situation;
	// The newer one holds, also where the clock was set back.
	const after = knownTo(situation).map(({ madeAt }) => madeAt + 1);
	await clear(all, situation);
	const made = await createAfresh(situation, wish);
	const own = { ...made, targetUrl, isTest, madeAt: Math.max(Date.now(), ...after) };
	remember(situation, own);
	return own;
}

/** The address may be in use although nobody knows why: a try whose answer got lost, a backup. */
async function createAfresh(
	situation: Situation,
	wish: SubscriptionWish,
): Promise<NewSubscription> {
	const { client } = situation;
	for (let tries = 1; ; tries++) {
		const made = await createSubscription(client, wish, once).catch(asFailure);
		if (!(made instanceof LinqError)) return made;
		const wait = waitBeforeRetry(made, tries - 1);
		// Linq did nothing, and would let nothing more through before that.
		if (made.failure.category === 'rate_limited' && wait > longestPause) throw made;
		const left = await look(client)
			.then(async (all) => await clear(all, situation))
			.catch(asFailure);
		const isLast = tries === mostTries || wait > longestPause;
		if (isLast || left instanceof LinqError || !mayPass(made)) throw made;
		await sleep(wait);
	}
}

/** Whether Linq may do it when it is asked again, or n8n asks again. */
export function mayPass({ failure: { retryable, category } }: LinqError): boolean {
	return retryable === true || category === 'conflict' || category === 'invalid_response';
}

/** @returns false when it has gone meanwhile */
async function repaired(client: LinqClient, id: string, wish: SubscriptionWish): Promise<boolean> {
	const failure = await updateSubscription(client, id, wish, patience).catch(asFailure);
	if (!(failure instanceof LinqError)) return true;
	if (isGone(failure.failure)) return false;
	throw failure;
}

function tells(found: Subscription, wish: SubscriptionWish): boolean {
	return (
		found.isActive &&
		isSameSet(found.events, wish.events) &&
		isSameSet(found.phoneNumbers, wish.phoneNumbers)
	);
}

function isSameSet(some: string[], others: string[]): boolean {
	return [...new Set(some)].sort().join() === [...new Set(others)].sort().join();
}
