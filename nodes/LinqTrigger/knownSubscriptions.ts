import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { OwnSubscription } from './memory';

/** A subscription is made anew when a trigger is changed; calls for those before may be on their way. */
const mostKept = 4;

/**
 * The subscriptions that this process made, or had a genuine call from, by trigger, the newest
 * first.
 *
 * n8n keeps one memory for all of a workflow, and whoever writes to it puts his whole copy back: a
 * run that began before the subscription was made, a polling trigger beside this one. The secret in
 * it may then be an old one.
 */
const known = new Map<string, OwnSubscription[]>();

/** What tells one trigger from another, whatever their names. */
export function triggerOf(context: IHookFunctions | IWebhookFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

export function knownSubscriptions(trigger: string): OwnSubscription[] {
	return known.get(trigger) ?? [];
}

export function know(trigger: string, subscription: OwnSubscription): void {
	const [newest] = knownSubscriptions(trigger);
	if (newest?.id === subscription.id) return;
	const others = knownSubscriptions(trigger).filter(({ id }) => id !== subscription.id);
	known.set(trigger, [subscription, ...others].slice(0, mostKept));
}

/** It was ended. */
export function forget(trigger: string, id: string): void {
	const left = knownSubscriptions(trigger).filter((one) => one.id !== id);
	if (left.length > 0) known.set(trigger, left);
	else known.delete(trigger);
}
