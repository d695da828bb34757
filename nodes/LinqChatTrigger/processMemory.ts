import { isSameAddress } from '../linq/webhooks/addresses';
import type { EndedSubscription, OwnSubscription, TriggerMemory } from './memory';

/**
 * The newest subscription of each trigger that this process made, or had a genuine call from; those
 * for tests beside those for production.
 *
 * n8n keeps one memory for all of a workflow, and whoever writes to it puts his whole copy back: a
 * run that began before the subscription was made, a polling trigger beside this one. The secret in
 * it may then be an old one.
 */
const newest = new Map<string, { trigger: string; subscription: OwnSubscription }>();

/** By trigger: what this process ended since the trigger was last on. */
const ended = new Map<string, EndedSubscription[]>();

/** By trigger: what was replaced while it stayed on. */
const replaced = new Map<string, EndedSubscription[]>();

/** Triggers, by their address, that were switched off in this process. */
const switchedOff = new Set<string>();

/** @returns undefined when this process has had nothing to do with it yet */
export function newestSubscription(trigger: string, isTest: boolean): OwnSubscription | undefined {
	return newest.get(placeOf(trigger, isTest))?.subscription;
}

/** The subscriptions made for a trigger whose secrets are known, in its memory or here. */
export function knownTo({
	trigger,
	memory,
	isTest,
}: {
	trigger: string;
	memory: Pick<TriggerMemory, 'subscriptions'>;
	isTest: boolean;
}): OwnSubscription[] {
	const here = newestSubscription(trigger, isTest);
	return [...memory.subscriptions, ...(here ? [here] : [])];
}

/** To be told of each subscription that was made, or that a genuine call came for. */
export function note(trigger: string, subscription: OwnSubscription): void {
	const place = placeOf(trigger, subscription.isTest);
	const known = newest.get(place)?.subscription;
	if (known === undefined || known.madeAt <= subscription.madeAt) {
		newest.set(place, { trigger, subscription });
	}
}

/** Whether a trigger of this process has this subscription, by its ID. */
export function isInUse(id: string): boolean {
	return [...newest.values()].some(({ subscription }) => subscription.id === id);
}

/**
 * Whether another trigger of this process has its subscription at this address, and took it over
 * from this one, if this one had any. A copied workflow may bring the address of the original.
 */
export function isHeldByAnother(trigger: string, targetUrl: string): boolean {
	const there = [...newest.values()].filter(({ subscription }) =>
		isSameAddress(subscription.targetUrl, targetUrl),
	);
	const own = there.filter((one) => one.trigger === trigger);
	const since = Math.max(...own.map(({ subscription }) => subscription.madeAt));
	return there.some((one) => one.trigger !== trigger && one.subscription.madeAt > since);
}

/** To be told of each subscription that was ended, with its secret where it is known. */
export function forget(trigger: string, id: string, known: EndedSubscription | undefined): void {
	for (const isTest of [true, false]) {
		const place = placeOf(trigger, isTest);
		if (newest.get(place)?.subscription.id === id) newest.delete(place);
	}
	if (known !== undefined) ended.set(trigger, [...(ended.get(trigger) ?? []), known]);
}

/**
 * To be told when the trigger is on again, or still.
 *
 * @param stayedOn it was not switched off: what was ended meanwhile was replaced
 * @returns what was replaced, as far as this process knows
 */
export function settleEnded(trigger: string, stayedOn: boolean): EndedSubscription[] {
	const late = stayedOn ? [...replacedSubscriptions(trigger), ...(ended.get(trigger) ?? [])] : [];
	ended.delete(trigger);
	replaced.set(trigger, late);
	return late;
}

/** What was replaced in this process while the trigger stayed on. */
export function replacedSubscriptions(trigger: string): EndedSubscription[] {
	return replaced.get(trigger) ?? [];
}

/** To be told before a trigger is switched on or off. */
export function switched(trigger: string, targetUrl: string, to: 'on' | 'off'): void {
	if (to === 'off') switchedOff.add(`${trigger} ${targetUrl}`);
	else switchedOff.delete(`${trigger} ${targetUrl}`);
}

/** Whether it was switched off here, though a call may still be on its way. */
export function isSwitchedOff(trigger: string, targetUrl: string): boolean {
	return switchedOff.has(`${trigger} ${targetUrl}`);
}

function placeOf(trigger: string, isTest: boolean): string {
	return `${trigger} ${isTest ? 'test' : 'production'}`;
}
