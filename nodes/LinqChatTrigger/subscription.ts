import type { IHookFunctions, IWebhookFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { asFailure, invalidInput, LinqError } from '../linq/errors';
import { deliveryAddress, isPublic } from '../linq/webhooks/addresses';
import { oneAtATime } from '../linq/webhooks/oneAtATime';
import { asksN8n } from '../linq/webhooks/ownN8n';
import { sweepWaits } from '../linq/webhooks/waits';
import type { SubscriptionWish } from '../linq/webhooks/webhookSubscriptions';
import { connect } from '../linq/wire/connect';
import { mayPass, putRight, subscribeAfresh } from './beginnings';
import { clear, end, endAll, removeLeftOvers } from './endings';
import { asNodeError } from './failures';
import { look, lookTwice } from './looks';
import { memoryOf, triggerOf } from './memory';
import { askForLines } from './ownLines';
import { isHeldByAnother, isSwitchedOff, note, settleEnded, switched } from './processMemory';
import { stillLate } from './secrets';
import {
	ownAmong,
	ownSegmentsOf,
	patience,
	readSituation,
	rememberedIn,
	type Situation,
} from './situation';

/** How n8n asks when the trigger has been on before and stays on. */
const stayingOn = new Set<WorkflowActivateMode>(['update', 'init', 'leadershipChange']);

/** How n8n asks when it starts, or takes over from another n8n. */
const starting = new Set<WorkflowActivateMode>(['init', 'leadershipChange']);

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
 * put right. Without its secret, which Linq never shows again, it counts as none. What waits for
 * answers have left is swept on the way.
 *
 * Where Linq can't be asked for the moment while n8n starts, the one that is remembered is taken to
 * be there, and in order: n8n would end it because of the failure.
 *
 * @throws NodeOperationError when the settings can't be used, NodeApiError with Linq's reason
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	return await changing(context, async (situation, wish) => {
		const { client, trigger, memory } = situation;
		const isHiccup = (failure: LinqError) =>
			starting.has(context.getActivationMode()) && mayPass(failure);
		const all = await look(client).catch(asFailure);
		if (all instanceof LinqError) {
			const remembered = rememberedIn(situation);
			if (remembered === undefined || !isHiccup(all)) throw all;
			note(trigger, remembered);
			return true;
		}
		const waits = { here: situation.targetUrl, isOver: asksN8n(context.helpers), now: Date.now() };
		await sweepWaits(client, all, waits, patience);
		const own = ownAmong(all, situation);
		if (own === undefined) return false;
		await removeLeftOvers(all, situation);
		await askForLines(client, trigger, memory);
		const isRight = await putRight(own, situation, wish).catch(asFailure);
		if (isRight instanceof LinqError) {
			// One that tells nothing is no loss: n8n asks again after it has ended it.
			if (!own.found.isActive || !isHiccup(isRight)) throw isRight;
			return true;
		}
		if (isRight) settle(situation, context);
		return isRight;
	});
}

/**
 * Subscribes, unless a second look finds what the question before has missed. Whatever else stands
 * at the address already, of which the secret is not known, goes first.
 *
 * @throws NodeOperationError when the settings can't be used, NodeApiError with Linq's reason;
 *   nothing is left on Linq's side then
 */
export async function subscribe(context: IHookFunctions): Promise<void> {
	await changing(context, async (situation, wish) => {
		const all = await look(situation.client);
		await removeLeftOvers(all, situation);
		await askForLines(situation.client, situation.trigger, situation.memory);
		const own = ownAmong(all, situation);
		const isRight = own !== undefined && (await putRight(own, situation, wish));
		if (!isRight) await subscribeAfresh(all, situation, wish);
		settle(situation, context);
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
	return await oneAtATime(situation.targetUrl, async () => {
		const { trigger, targetUrl } = situation;
		refuseWhenOff(situation);
		const [all, found] = await lookTwice(situation);
		if (ownAmong(all, situation) !== undefined) return 'inOrder';
		if (found !== undefined && found.id !== stranger) return { stranger: found.id };
		refuseWhenOff(situation);
		const { id } = await subscribeAfresh(all, situation, wish);
		if (isSwitchedOff(trigger, targetUrl)) await end(id, situation);
		return 'repaired';
	});
}

function refuseWhenOff({ trigger, targetUrl }: Situation): void {
	if (!isSwitchedOff(trigger, targetUrl)) return;
	throw invalidInput(
		'The trigger is switched off',
		'Publish the workflow (in an older n8n: switch it on).',
	);
}

/**
 * Ends the subscription, as often as n8n asks. When Linq can't be asked, the trigger remembers the
 * subscription and removes it when it is switched on again.
 *
 * @throws NodeApiError with Linq's reason
 */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	const trigger = triggerOf(context);
	const memory = memoryOf(context, trigger);
	const webhookUrl = context.getNodeWebhookUrl('default');
	const isReachable = isPublic(webhookUrl);
	if (memory.subscriptions.length === 0 && !isReachable) return;
	const targetUrl = isReachable ? deliveryAddress(webhookUrl) : '';
	if (isReachable) switched(trigger, targetUrl, 'off');
	await explained(context, async () => {
		const asked = { client: await connect(context), memory, trigger };
		await oneAtATime(targetUrl, async () => {
			// n8n gives a test a memory of its own, so these are all of one kind.
			const own = memory.subscriptions;
			await endAll(own, targetUrl, asked);
			// Another one that n8n refused to switch on, since its address is taken.
			if (!isReachable || isHeldByAnother(trigger, targetUrl)) return;
			// The one remembered may be an older one, and a test may have ended with n8n.
			const situation = {
				...asked,
				targetUrl,
				ownSegments: ownSegmentsOf(context),
				isTest: own[0]?.isTest ?? true,
			};
			const all = await look(asked.client);
			await clear(all, situation);
			await removeLeftOvers(all, situation);
		});
	});
}

/** The trigger is on: whether calls for what ended before are taken depends on how it came to be. */
function settle({ memory, trigger, isTest }: Situation, context: IHookFunctions): void {
	if (isTest) return;
	const stayedOn = stayingOn.has(context.getActivationMode());
	const late = settleEnded(trigger, stayedOn);
	const before = memory.replaced;
	if (before.length === 0 && late.length === 0) return;
	memory.replaced = stayedOn ? stillLate([...before, ...late], Date.now()) : [];
}

/** For n8n's questions that switch the trigger on, or find it on. */
async function changing<Result>(
	context: IHookFunctions,
	ask: (situation: Situation, wish: SubscriptionWish) => Promise<Result>,
): Promise<Result> {
	return await explained(context, async () => {
		const [situation, wish] = await readSituation(context);
		const { trigger, targetUrl } = situation;
		switched(trigger, targetUrl, 'on');
		return await oneAtATime(targetUrl, async () => await ask(situation, wish));
	});
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
