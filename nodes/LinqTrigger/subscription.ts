import type { IHookFunctions } from 'n8n-workflow';
import type { LinqClient, Patience } from '../linq/client';
import { connect } from '../linq/connect';
import { asFailure, LinqError } from '../linq/errors';
import {
	createSubscription,
	deleteSubscription,
	isGone,
	listSubscriptions,
	updateSubscription,
	type NewSubscription,
	type Subscription,
	type SubscriptionWish,
} from '../linq/webhookSubscriptions';
import { deliveryAddress, isPublic } from './address';
import { asNodeError } from './failures';
import { TriggerMemory, type OwnSubscription } from './memory';
import { readChoice } from './parameters';

const patience: Patience = { maxRetries: 3, timeout: 20_000 };

/** A request to subscribe may have been done though its answer got lost: it is not sent blindly. */
const once: Patience = { ...patience, maxRetries: 0 };

/** How often subscribing is tried, each time after removing what the try before may have left. */
const mostTries = 3;

/** What n8n's three questions about a trigger have in common. */
interface Situation {
	client: LinqClient;
	memory: TriggerMemory;
	/** Nobody else has a subscription at this address: the path in it is this node's own. */
	targetUrl: string;
	/** In the editor, for one event. */
	isTest: boolean;
}

/**
 * n8n asks when a workflow is activated, when n8n starts, and when someone tests the step: is there
 * a subscription for this address? One that tells other events, other lines or nothing at all is
 * put right. Without its secret, which Linq never shows again, it counts as none.
 *
 * @throws NodeOperationError when the settings can't be used, NodeApiError with Linq's reason
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	return await explained(context, async () => {
		const [situation, wish] = await readSituation(context);
		const { client, memory, targetUrl } = situation;
		const found = (await listSubscriptions(client, patience)).find(at(targetUrl));
		const own = memory.subscriptions.find(at(targetUrl));
		if (found === undefined || found.id !== own?.id) return false;
		await forgetOldAddresses(situation);
		return tells(found, wish) || (await repaired(client, found.id, wish));
	});
}

/**
 * Subscribes. Whatever stands at the address already, of which the secret is not known, goes first.
 *
 * @throws NodeOperationError when the settings can't be used, NodeApiError with Linq's reason;
 *   nothing is left on Linq's side then
 */
export async function subscribe(context: IHookFunctions): Promise<void> {
	await explained(context, async () => {
		const [situation, wish] = await readSituation(context);
		const { client, memory, targetUrl, isTest } = situation;
		await forgetOldAddresses(situation);
		const { id, secret } = await createAfresh(client, wish);
		memory.subscriptions = [
			...memory.subscriptions.filter((own) => !at(targetUrl)(own)),
			{ id, secret, targetUrl, isTest },
		];
	});
}

/**
 * Ends the subscription, as often as n8n asks. When Linq can't be asked, the trigger remembers the
 * subscription and removes it when it is switched on again.
 *
 * @throws NodeApiError with Linq's reason, which n8n tells the user while it goes on switching off
 */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	const memory = new TriggerMemory(context.getWorkflowStaticData('node'));
	const webhookUrl = context.getNodeWebhookUrl('default');
	// n8n doesn't say here whether it means the test or production; their paths differ. The host
	// may have changed since.
	const own = memory.subscriptions.filter(({ targetUrl }) => isSamePath(targetUrl, webhookUrl));
	if (own.length === 0 && !isPublic(webhookUrl)) return;
	await explained(context, async () => {
		const client = await connect(context);
		for (const subscription of own) await end(client, memory, subscription);
		if (own.length === 0) await clear(client, deliveryAddress(webhookUrl));
	});
}

async function readSituation(context: IHookFunctions): Promise<[Situation, SubscriptionWish]> {
	const targetUrl = deliveryAddress(context.getNodeWebhookUrl('default'));
	const choice = readChoice(context);
	const situation = {
		client: await connect(context),
		memory: new TriggerMemory(context.getWorkflowStaticData('node')),
		targetUrl,
		isTest: context.getMode() === 'manual',
	};
	return [situation, { targetUrl, ...choice }];
}

/** The address may be in use although nobody knows why: a try whose answer got lost, a backup. */
async function createAfresh(client: LinqClient, wish: SubscriptionWish): Promise<NewSubscription> {
	await clear(client, wish.targetUrl);
	for (let tries = 1; ; tries++) {
		const made = await createSubscription(client, wish, once).catch(asFailure);
		if (!(made instanceof LinqError)) return made;
		const left = await clear(client, wish.targetUrl).catch(asFailure);
		if (tries === mostTries || left instanceof LinqError || !mayPass(made)) throw made;
	}
}

function mayPass({ failure: { retryable, category } }: LinqError): boolean {
	return retryable === true || category === 'conflict' || category === 'invalid_response';
}

/** @returns false when it has gone meanwhile */
async function repaired(client: LinqClient, id: string, wish: SubscriptionWish): Promise<boolean> {
	const failure = await updateSubscription(client, id, wish, patience).catch(asFailure);
	if (!(failure instanceof LinqError)) return true;
	if (isGone(failure)) return false;
	throw failure;
}

/** The address changes with n8n's WEBHOOK_URL; nothing arrives at the old one any more. */
async function forgetOldAddresses({ client, memory, targetUrl, isTest }: Situation) {
	const old = memory.subscriptions.filter((own) => own.isTest === isTest && !at(targetUrl)(own));
	for (const subscription of old) await end(client, memory, subscription);
}

async function end(client: LinqClient, memory: TriggerMemory, { id }: OwnSubscription) {
	await deleteSubscription(client, id, patience);
	memory.subscriptions = memory.subscriptions.filter((own) => own.id !== id);
}

/** Removes what stands at this address. */
async function clear(client: LinqClient, targetUrl: string): Promise<void> {
	const found = (await listSubscriptions(client, patience)).filter(at(targetUrl));
	for (const { id } of found) await deleteSubscription(client, id, patience);
}

function at(targetUrl: string) {
	return (subscription: { targetUrl: string }) => subscription.targetUrl === targetUrl;
}

function isSamePath(targetUrl: string, webhookUrl: string | undefined): boolean {
	if (webhookUrl === undefined || !URL.canParse(webhookUrl) || !URL.canParse(targetUrl))
		return false;
	return new URL(targetUrl).pathname === new URL(webhookUrl).pathname;
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

async function explained<Result>(
	context: IHookFunctions,
	ask: () => Promise<Result>,
): Promise<Result> {
	try {
		return await ask();
	} catch (error) {
		throw asNodeError(context.getNode(), error);
	}
}
