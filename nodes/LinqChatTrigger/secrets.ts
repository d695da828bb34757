import { isSameAddress } from '../linq/webhooks/addresses';
import type { EndedSubscription, OwnSubscription, TriggerMemory } from './memory';
import { knownTo, replacedSubscriptions } from './processMemory';

/** So long Linq delivers again what was not taken, in milliseconds. */
const halfAnHour = 30 * 60_000;

/**
 * The subscriptions of which calls are let in: at each address the newest one that is known, here or
 * in the memory. An older one was given up, or replaced.
 */
export function currentSubscriptions(
	trigger: string,
	memory: TriggerMemory,
	isTest: boolean,
): OwnSubscription[] {
	const known = knownTo({ trigger, memory, isTest }).filter((own) => own.isTest === isTest);
	return known.filter(
		({ madeAt, targetUrl }) =>
			!known.some((other) => other.madeAt > madeAt && isSameAddress(other.targetUrl, targetUrl)),
	);
}

/**
 * Those that were replaced within the last half hour, while the trigger stayed on: Linq may still
 * deliver for them what it could not deliver before.
 *
 * @param now milliseconds since 1970
 */
export function lateSubscriptions(
	trigger: string,
	memory: TriggerMemory,
	now: number,
): EndedSubscription[] {
	return stillLate([...memory.replaced, ...replacedSubscriptions(trigger)], now);
}

/** Of those that have ended, the ones that calls may still come for; each once. */
export function stillLate(ended: EndedSubscription[], now: number): EndedSubscription[] {
	const byId = new Map(ended.map((subscription) => [subscription.id, subscription]));
	return [...byId.values()].filter(({ endedAt }) => Math.abs(now - endedAt) <= halfAnHour);
}
