import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { OwnSubscription } from './memory';

/**
 * The newest subscription of each trigger that this process made, or had a genuine call from; those
 * for tests beside those for production.
 *
 * n8n keeps one memory for all of a workflow, and whoever writes to it puts his whole copy back: a
 * run that began before the subscription was made, a polling trigger beside this one. The secret in
 * it may then be an old one.
 */
const newest = new Map<string, OwnSubscription>();

/** The addresses of triggers that were switched off in this process. */
const switchedOff = new Set<string>();

/** What tells one trigger from another, whatever their names. */
export function triggerOf(context: IHookFunctions | IWebhookFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

/** @returns undefined when this process has had nothing to do with it yet */
export function newestSubscription(trigger: string, isTest: boolean): OwnSubscription | undefined {
	return newest.get(placeOf(trigger, isTest));
}

/** To be told of each subscription that was made, or that a genuine call came for. */
export function note(trigger: string, subscription: OwnSubscription): void {
	const place = placeOf(trigger, subscription.isTest);
	const known = newest.get(place);
	if (known === undefined || known.madeAt <= subscription.madeAt) newest.set(place, subscription);
}

/** To be told of each subscription that was ended. */
export function forget(trigger: string, id: string): void {
	for (const isTest of [true, false]) {
		const place = placeOf(trigger, isTest);
		if (newest.get(place)?.id === id) newest.delete(place);
	}
}

/** To be told before a trigger is switched on or off, by its address. */
export function switched(targetUrl: string, to: 'on' | 'off'): void {
	if (to === 'off') switchedOff.add(targetUrl);
	else switchedOff.delete(targetUrl);
}

/** Whether it was switched off here, though a call may still be on its way. */
export function isSwitchedOff(targetUrl: string): boolean {
	return switchedOff.has(targetUrl);
}

function placeOf(trigger: string, isTest: boolean): string {
	return `${trigger} ${isTest ? 'test' : 'production'}`;
}
