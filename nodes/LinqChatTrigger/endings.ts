import { asFailure, LinqError } from '../linq/errors';
import { differInEndpointOnly, isSameAddress } from '../linq/webhooks/addresses';
import { deleteSubscription, type Subscription } from '../linq/webhooks/webhookSubscriptions';
import type { OwnSubscription } from './memory';
import { forget, isInUse, knownTo } from './processMemory';
import { patience, type Situation } from './situation';

/**
 * Ends what is remembered, as far as Linq lets it.
 *
 * @throws LinqError when something is left; what is left elsewhere, beside one that stood at this
 *   address, waits for the next time
 */
export async function endAll(
	own: OwnSubscription[],
	targetUrl: string,
	asked: Pick<Situation, 'client' | 'memory' | 'trigger'>,
): Promise<void> {
	const isHere = (one: OwnSubscription) => isSameAddress(one.targetUrl, targetUrl);
	const failures: LinqError[] = [];
	for (const one of own) {
		const failure = await end(one.id, asked).catch(asFailure);
		const isLeftOver = !isHere(one) && own.some(isHere);
		if (failure instanceof LinqError && !isLeftOver) failures.push(failure);
	}
	if (failures[0] !== undefined) throw failures[0];
}

/**
 * What this trigger left at other addresses: where n8n was before its WEBHOOK_URL changed, and at
 * the address for tests when n8n ended during one. What Linq doesn't let go stays remembered.
 */
export async function removeLeftOvers(all: Subscription[], situation: Situation): Promise<void> {
	const { memory, targetUrl } = situation;
	const old = memory.subscriptions.filter((own) => !isSameAddress(own.targetUrl, targetUrl));
	const abandoned = all.filter((one) => isAbandonedTest(one, situation));
	for (const { id } of [...old, ...abandoned]) await end(id, situation).catch(asFailure);
}

function isAbandonedTest(
	{ id, targetUrl: found }: Subscription,
	{ targetUrl, isTest, ownSegments }: Situation,
): boolean {
	return !isTest && differInEndpointOnly(found, targetUrl, ownSegments) && !isInUse(id);
}

/**
 * Ends one subscription, and forgets it.
 *
 * @throws LinqError when Linq doesn't let it go; it stays remembered then
 */
export async function end(
	id: string,
	{ client, memory, trigger }: Pick<Situation, 'client' | 'memory' | 'trigger'>,
): Promise<void> {
	const known = knownTo({ trigger, memory, isTest: false }).find(
		(own) => own.id === id && !own.isTest,
	);
	await deleteSubscription(client, id, patience);
	forget(trigger, id, known && { ...known, endedAt: Date.now() });
	memory.subscriptions = memory.subscriptions.filter((own) => own.id !== id);
}

/** Removes what stands at this address. */
export async function clear(all: Subscription[], situation: Situation): Promise<void> {
	const found = all.filter((one) => isSameAddress(one.targetUrl, situation.targetUrl));
	for (const { id } of found) await end(id, situation);
}
