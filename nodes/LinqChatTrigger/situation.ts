import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { deliveryAddress, isSameAddress } from '../linq/webhooks/addresses';
import type { Subscription, SubscriptionWish } from '../linq/webhooks/webhookSubscriptions';
import type { LinqClient, Patience } from '../linq/wire/client';
import { connect } from '../linq/wire/connect';
import { memoryOf, triggerOf, type OwnSubscription, type TriggerMemory } from './memory';
import { readChoice } from './parameters';
import { knownTo, note } from './processMemory';

/** For what changes something on Linq. */
export const patience: Patience = { maxRetries: 1, timeout: 10_000 };

/** What n8n's questions about a trigger have in common. */
export interface Situation {
	client: LinqClient;
	memory: TriggerMemory;
	/** Of this node, whatever it is called. */
	trigger: string;
	/** Nobody else has a subscription at this address: the path in it is this node's own. */
	targetUrl: string;
	/** How many segments at the end of the address's path are this node's own. */
	ownSegments: number;
	/** In the editor, for one event. */
	isTest: boolean;
}

/** A subscription on Linq of which the secret is known. */
export interface Own {
	found: Subscription;
	known: OwnSubscription;
}

/** What the step and its settings say. @throws LinqError `invalid_input` when they can't be used */
export async function readSituation(
	context: IHookFunctions | IWebhookFunctions,
): Promise<[Situation, SubscriptionWish]> {
	const targetUrl = deliveryAddress(context.getNodeWebhookUrl('default'));
	const choice = readChoice(context);
	const trigger = triggerOf(context);
	const situation = {
		client: await connect(context),
		memory: memoryOf(context, trigger),
		trigger,
		targetUrl,
		ownSegments: ownSegmentsOf(context),
		isTest: context.getMode() === 'manual',
	};
	return [situation, { targetUrl, ...choice }];
}

/** n8n's paths end in the node's ID for webhooks, else in the workflow's ID and the node's name. */
export function ownSegmentsOf(context: IHookFunctions | IWebhookFunctions): number {
	const { webhookId } = context.getNode();
	return webhookId === undefined || webhookId === '' ? 3 : 2;
}

/** The newest subscription for this address whose secret is known. */
export function rememberedIn(situation: Situation): OwnSubscription | undefined {
	return knownTo(situation)
		.filter(({ targetUrl }) => isSameAddress(targetUrl, situation.targetUrl))
		.sort((one, other) => other.madeAt - one.madeAt)[0];
}

/** The subscription at this address of which the secret is known. */
export function ownAmong(all: Subscription[], situation: Situation): Own | undefined {
	const secrets = knownTo(situation);
	for (const found of all) {
		const known = secrets.find(({ id }) => id === found.id);
		if (known && isSameAddress(found.targetUrl, situation.targetUrl)) return { found, known };
	}
	return undefined;
}

/** Has the subscription stand in the memory for this address, in place of any other. */
export function remember(
	{ memory, trigger, targetUrl }: Situation,
	subscription: OwnSubscription,
): void {
	note(trigger, subscription);
	memory.subscriptions = [
		...memory.subscriptions.filter((own) => !isSameAddress(own.targetUrl, targetUrl)),
		subscription,
	];
}
