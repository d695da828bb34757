import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { LinqClient, Patience } from '../linq/client';
import { connect } from '../linq/connect';
import { asFailure, LinqError } from '../linq/errors';
import { listLines } from '../linq/lines';
import { waitBeforeRetry } from '../linq/retries';
import { sleep } from '../linq/sleep';
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
import { deliveryAddress, isForSameNode, isPublic, isSameAddress } from './address';
import { asNodeError } from './failures';
import { forget, know, knownSubscriptions, triggerOf } from './knownSubscriptions';
import { TriggerMemory, type OwnSubscription } from './memory';
import { readChoice } from './parameters';

/**
 * For the first request of each question. n8n 2.41 asks five times, pauses in between, and gives up
 * without Linq's reason after 84 seconds.
 */
const looking: Patience = { maxRetries: 0, timeout: 4_000 };

/** How long a look may wait to be tried again, in milliseconds. */
const longestPause = 5_000;

const patience: Patience = { maxRetries: 1, timeout: 10_000 };

/** A request to subscribe may have been done though its answer got lost: it is not sent blindly. */
const once: Patience = { ...patience, maxRetries: 0 };

/** How often subscribing is tried, each time after removing what the try before may have left. */
const mostTries = 3;

/** What n8n's questions about a trigger have in common. */
interface Situation {
	client: LinqClient;
	memory: TriggerMemory;
	/** Of this node, whatever it is called. */
	trigger: string;
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
		const { client, memory, trigger } = situation;
		const all = await look(client);
		const own = ownAmong(all, situation);
		if (own === undefined) return false;
		know(trigger, own.known);
		if (!memory.subscriptions.some(({ id }) => id === own.found.id)) remember(situation, own.known);
		await removeLeftOvers(all, situation);
		await learnLines(situation);
		return tells(own.found, wish) || (await repaired(client, own.found.id, wish));
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
		const all = await look(situation.client);
		await removeLeftOvers(all, situation);
		await subscribeAfresh(all, situation, wish);
		await learnLines(situation);
	});
}

/**
 * The same for a trigger that is on, when a call comes that no known secret fits.
 *
 * @returns whether there is a new subscription; false when the one whose secret is known is there
 * @throws LinqError when Linq can't be asked
 */
export async function subscribeAgain(context: IWebhookFunctions): Promise<boolean> {
	const [situation, wish] = await readSituation(context);
	const all = await look(situation.client);
	if (ownAmong(all, situation) !== undefined) return false;
	await subscribeAfresh(all, situation, wish);
	return true;
}

/**
 * Ends the subscription, as often as n8n asks. When Linq can't be asked, the trigger remembers the
 * subscription and removes it when it is switched on again.
 *
 * @throws NodeApiError with Linq's reason
 */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	const memory = new TriggerMemory(context.getWorkflowStaticData('node'));
	const webhookUrl = context.getNodeWebhookUrl('default');
	// n8n gives a test a memory of its own, so these are all of one kind.
	const own = memory.subscriptions;
	const isReachable = isPublic(webhookUrl);
	if (own.length === 0 && !isReachable) return;
	await explained(context, async () => {
		const client = await connect(context);
		const trigger = triggerOf(context);
		for (const { id } of own) await end(id, { client, memory, trigger });
		if (!isReachable) return;
		// The one remembered may be an older one, and a test may have ended with n8n.
		const targetUrl = deliveryAddress(webhookUrl);
		const isTest = own[0]?.isTest ?? true;
		const all = await look(client);
		const left = all.filter(
			(one) =>
				isSameAddress(one.targetUrl, targetUrl) ||
				isAbandonedTest(one, { targetUrl, trigger, isTest }),
		);
		for (const { id } of left) await end(id, { client, memory, trigger });
	});
}

/** All subscriptions of the account. Silence is not waited for twice: n8n has no time for that. */
async function look(client: LinqClient): Promise<Subscription[]> {
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

async function readSituation(
	context: IHookFunctions | IWebhookFunctions,
): Promise<[Situation, SubscriptionWish]> {
	const targetUrl = deliveryAddress(context.getNodeWebhookUrl('default'));
	const choice = readChoice(context);
	const situation = {
		client: await connect(context),
		memory: new TriggerMemory(context.getWorkflowStaticData('node')),
		trigger: triggerOf(context),
		targetUrl,
		isTest: context.getMode() === 'manual',
	};
	return [situation, { targetUrl, ...choice }];
}

/** The subscription at this address of which the secret is known. */
function ownAmong(
	all: Subscription[],
	{ memory, trigger, targetUrl }: Situation,
): { found: Subscription; known: OwnSubscription } | undefined {
	const secrets = [...memory.subscriptions, ...knownSubscriptions(trigger)];
	for (const found of all) {
		const known = secrets.find(({ id }) => id === found.id);
		if (known && isSameAddress(found.targetUrl, targetUrl)) return { found, known };
	}
	return undefined;
}

async function subscribeAfresh(
	all: Subscription[],
	situation: Situation,
	wish: SubscriptionWish,
): Promise<void> {
	const { targetUrl, isTest } = situation;
	await clear(all, situation);
	const { id, secret } = await createAfresh(situation, wish);
	remember(situation, { id, secret, targetUrl, isTest });
}

function remember({ memory, trigger, targetUrl }: Situation, subscription: OwnSubscription): void {
	know(trigger, subscription);
	memory.subscriptions = [
		...memory.subscriptions.filter((own) => !isSameAddress(own.targetUrl, targetUrl)),
		subscription,
	];
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
		const left = await look(client)
			.then(async (all) => await clear(all, situation))
			.catch(asFailure);
		if (tries === mostTries || left instanceof LinqError || !mayPass(made)) throw made;
		await sleep(waitBeforeRetry(made, tries - 1));
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

/**
 * What this trigger left at other addresses: where n8n was before its WEBHOOK_URL changed, and at
 * the address for tests when n8n ended during one.
 */
async function removeLeftOvers(all: Subscription[], situation: Situation): Promise<void> {
	const { memory, targetUrl } = situation;
	const old = memory.subscriptions.filter((own) => !isSameAddress(own.targetUrl, targetUrl));
	const abandoned = all.filter((one) => isAbandonedTest(one, situation));
	for (const { id } of [...old, ...abandoned]) await end(id, situation);
}

function isAbandonedTest(
	{ id, targetUrl: found }: Subscription,
	{ targetUrl, trigger, isTest }: Pick<Situation, 'targetUrl' | 'trigger' | 'isTest'>,
): boolean {
	if (isTest || isSameAddress(found, targetUrl) || !isForSameNode(found, targetUrl)) return false;
	const isUnderWay = knownSubscriptions(trigger).some((own) => own.id === id && own.isTest);
	return !isUnderWay;
}

/** Which numbers are one's own is needed to leave out what they write; without it, Linq's word counts. */
async function learnLines({ client, memory }: Situation): Promise<void> {
	const lines = await listLines(client, looking).catch(asFailure);
	if (!(lines instanceof LinqError)) memory.lines = lines.map(({ phoneNumber }) => phoneNumber);
}

async function end(
	id: string,
	{ client, memory, trigger }: Pick<Situation, 'client' | 'memory' | 'trigger'>,
): Promise<void> {
	await deleteSubscription(client, id, patience);
	forget(trigger, id);
	memory.subscriptions = memory.subscriptions.filter((own) => own.id !== id);
}

/** Removes what stands at this address. */
async function clear(all: Subscription[], situation: Situation): Promise<void> {
	const found = all.filter((one) => isSameAddress(one.targetUrl, situation.targetUrl));
	for (const { id } of found) await end(id, situation);
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
