import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { LinqClient, Patience } from '../linq/client';
import { connect } from '../linq/connect';
import { asFailure, invalidInput, isGone, LinqError } from '../linq/errors';
import { listLines } from '../linq/lines';
import { waitBeforeRetry } from '../linq/retries';
import { sleep } from '../linq/sleep';
import {
	createSubscription,
	deleteSubscription,
	listSubscriptions,
	updateSubscription,
	type NewSubscription,
	type Subscription,
	type SubscriptionWish,
} from '../linq/webhookSubscriptions';
import { deliveryAddress, differInEndpointOnly, isPublic, isSameAddress } from './address';
import { asNodeError } from './failures';
import { TriggerMemory, type OwnSubscription } from './memory';
import { readChoice } from './parameters';
import {
	forget,
	isSwitchedOff,
	newestSubscription,
	note,
	switched,
	triggerOf,
} from './processMemory';

/**
 * For the first request of each question. n8n 2.41 asks five times, pauses in between, and gives up
 * without Linq's reason after 84 seconds.
 */
const looking: Patience = { maxRetries: 0, timeout: 4_000 };

/** How long it may be waited before something is tried again, in milliseconds. */
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
	/** How many segments at the end of the address's path are this node's own. */
	ownSegments: number;
	/** In the editor, for one event. */
	isTest: boolean;
}

/** What a look at Linq found. */
export type Finding =
	/** The subscription is the one whose secret is known. */
	| 'inOrder'
	/** There was none, or one that nobody here knows; there is a new one now. */
	| 'repaired'
	/** Linq could not be asked. */
	| 'unknown'
	/** There is one with this ID, which nobody here knows yet. */
	| { stranger: string };

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
		const { client, memory, trigger, targetUrl } = situation;
		switched(targetUrl, 'on');
		const all = await look(client);
		const own = ownAmong(all, situation);
		if (own === undefined) return false;
		note(trigger, own.known);
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
		switched(situation.targetUrl, 'on');
		const all = await look(situation.client);
		await removeLeftOvers(all, situation);
		await learnLines(situation);
		await subscribeAfresh(all, situation, wish);
	});
}

/**
 * The same for a trigger that is on, when a call comes that no known secret fits.
 *
 * @param stranger the ID of an unknown subscription that was found before: when it still stands
 *   there, and is still unknown, nobody will save its secret any more
 * @throws LinqError when Linq can't be asked, or the trigger is switched off meanwhile
 */
export async function subscribeAgain(
	context: IWebhookFunctions,
	stranger: string | undefined,
): Promise<Finding> {
	const [situation, wish] = await readSituation(context);
	const { client, targetUrl } = situation;
	refuseWhenOff(targetUrl);
	const all = await look(client);
	if (ownAmong(all, situation) !== undefined) return 'inOrder';
	const found = all.find((one) => isSameAddress(one.targetUrl, targetUrl));
	if (found !== undefined && found.id !== stranger) return { stranger: found.id };
	refuseWhenOff(targetUrl);
	const { id } = await subscribeAfresh(all, situation, wish);
	if (isSwitchedOff(targetUrl)) await end(id, situation);
	return 'repaired';
}

function refuseWhenOff(targetUrl: string): void {
	if (!isSwitchedOff(targetUrl)) return;
	throw invalidInput('The trigger is switched off', 'Switch the workflow on.');
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
	if (isReachable) switched(deliveryAddress(webhookUrl), 'off');
	await explained(context, async () => {
		const asked = { client: await connect(context), memory, trigger: triggerOf(context) };
		for (const { id } of own) await end(id, asked);
		if (!isReachable) return;
		// The one remembered may be an older one, and a test may have ended with n8n.
		const situation = {
			...asked,
			targetUrl: deliveryAddress(webhookUrl),
			ownSegments: ownSegmentsOf(context),
			isTest: own[0]?.isTest ?? true,
		};
		const all = await look(asked.client);
		await clear(all, situation);
		await removeLeftOvers(all, situation);
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
		ownSegments: ownSegmentsOf(context),
		isTest: context.getMode() === 'manual',
	};
	return [situation, { targetUrl, ...choice }];
}

/** n8n's paths end in the node's ID for webhooks, else in the workflow's ID and the node's name. */
function ownSegmentsOf(context: IHookFunctions | IWebhookFunctions): number {
	const { webhookId } = context.getNode();
	return webhookId === undefined || webhookId === '' ? 3 : 2;
}

/** The subscription at this address of which the secret is known. */
function ownAmong(
	all: Subscription[],
	{ memory, trigger, targetUrl, isTest }: Situation,
): { found: Subscription; known: OwnSubscription } | undefined {
	const newest = newestSubscription(trigger, isTest);
	const secrets = [...memory.subscriptions, ...(newest ? [newest] : [])];
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
): Promise<OwnSubscription> {
	const { targetUrl, isTest } = situation;
	await clear(all, situation);
	const made = await createAfresh(situation, wish);
	const own = { ...made, targetUrl, isTest, madeAt: Date.now() };
	remember(situation, own);
	return own;
}

function remember({ memory, trigger, targetUrl }: Situation, subscription: OwnSubscription): void {
	note(trigger, subscription);
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

function mayPass({ failure: { retryable, category } }: LinqError): boolean {
	return retryable === true || category === 'conflict' || category === 'invalid_response';
}

/** @returns false when it has gone meanwhile */
async function repaired(client: LinqClient, id: string, wish: SubscriptionWish): Promise<boolean> {
	const failure = await updateSubscription(client, id, wish, patience).catch(asFailure);
	if (!(failure instanceof LinqError)) return true;
	if (isGone(failure.failure)) return false;
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
	{ targetUrl, trigger, isTest, ownSegments }: Situation,
): boolean {
	if (isTest || !differInEndpointOnly(found, targetUrl, ownSegments)) return false;
	return newestSubscription(trigger, true)?.id !== id;
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
