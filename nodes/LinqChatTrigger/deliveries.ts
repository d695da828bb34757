import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isSameAddress } from '../linq/webhooks/addresses';
import {
	chatOf,
	isRecovered,
	largestEvent,
	parseEvent,
	type LinqEvent,
} from '../linq/webhooks/events';
import { isRecent, isSignedWith, mayBeSigned, type WebhookCall } from '../linq/webhooks/signatures';
import { memoryOf, triggerOf, type TriggerMemory } from './memory';
import { isOwnLinesDoing, learnLines } from './ownLines';
import { readFilter, type Filter } from './parameters';
import { newestSubscription, note } from './processMemory';
import { repair } from './repairs';
import { currentSubscriptions, lateSubscriptions } from './secrets';
import { turnFor, type WebhookResponse } from './turns';

/** What is answered where no run starts: the status and nothing else. */
type Refusal =
	/** Nothing to do: left out by the settings, or started a run already. */
	| 200
	/** No event, though Linq may have signed it. */
	| 400
	/** Not from Linq. */
	| 401
	/**
	 * Something is amiss here, or it can't be told yet who sent it: Linq sends it again for about half
	 * an hour. Linq takes all the others for final.
	 */
	| 503;

/**
 * One call of n8n's address for the trigger. n8n answers 200 itself when a run has started.
 *
 * Nothing is thrown, since n8n would store a failed execution for it and log what came.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const admitted = await admit(context).catch((): Refusal => 503);
	if (typeof admitted === 'object') return run(admitted);
	const response = context.getResponseObject() as WebhookResponse;
	if (!response.writableEnded) response.status(admitted).end();
	return { noWebhookResponse: true };
}

/**
 * Starts a run. n8n saves the trigger's memory when it answers, but only what was assigned since it
 * stored the run: storing it makes n8n 2.41 take everything for saved
 * (`establishContextForPersistence` in its workflow-runner). In between it reads the answer's body,
 * which is empty.
 */
function run({ event, stored }: Admitted): IWebhookResponseData {
	return {
		workflowData: [[{ json: event as IDataObject }]],
		get webhookResponse() {
			stored?.();
			return '';
		},
	};
}

/** An event that starts a run. */
interface Admitted {
	event: LinqEvent;
	/** To be called once n8n has stored the run, where events are remembered. */
	stored?: () => void;
}

async function admit(context: IWebhookFunctions): Promise<Admitted | Refusal> {
	const { rawBody: body } = context.getRequestObject() as { rawBody?: unknown };
	if (!Buffer.isBuffer(body) || body.length > largestEvent) return 400;
	const isTest = context.getMode() === 'manual';
	// n8n 1.x goes on taking calls of a workflow that was switched off while Linq refused that.
	if (!isTest && context.getWorkflow().active === false) return 503;
	const trigger = triggerOf(context);
	const memory = memoryOf(context, trigger);
	const call = { headers: context.getHeaderData(), body };
	const refusal = await refusalOf(context, call, trigger, memory);
	if (refusal !== undefined) return refusal;
	putBack(trigger, memory, isTest);
	const event = parseEvent(body);
	if (event === undefined) return 400;
	learnLines(event, trigger, memory);
	const filter = readFilter(context);
	const isOwn = async () => await isOwnLinesDoing(event, context, trigger, memory);
	if (!(await passes(event, filter, isOwn))) return 200;
	// What was assigned before the run is stored is not saved.
	const saveAgain = () => {
		if (memory.hasChanged) memory.saveAgain();
	};
	// A test takes one event and remembers nothing.
	if (!filter.skipDuplicates || isTest) return { event, stored: saveAgain };
	const turn = await turnFor(trigger, {
		id: event.event_id,
		response: context.getResponseObject() as WebhookResponse,
		memory,
	});
	if (turn.kind !== 'run') return turn.kind === 'duplicate' ? 200 : 503;
	return { event, stored: turn.stored };
}

/**
 * Lets in what was signed with the secret of a subscription of this trigger. What no secret fits is
 * refused for good only by a look at Linq that began after the call came in: a subscription may be
 * younger than what is known of it here.
 *
 * @returns undefined for a call of Linq's
 */
async function refusalOf(
	context: IWebhookFunctions,
	call: WebhookCall,
	trigger: string,
	memory: TriggerMemory,
): Promise<401 | 503 | undefined> {
	if (!mayBeSigned(call)) return 401;
	const now = Date.now();
	const isTest = context.getMode() === 'manual';
	const asked = { trigger, memory, isTest, now, unfit: new Set<string>() };
	const known = verdictOn(call, asked);
	if (known !== 'unknown') return known;
	if (isTest) return 503;
	const { finding, isFresh } = await repair(context, trigger, now);
	const verdict = verdictOn(call, asked);
	if (verdict !== 'unknown') return verdict;
	return finding === 'inOrder' && isFresh ? 401 : 503;
}

/**
 * What the secrets that are known now say of a call.
 *
 * @param unfit those that don't fit it, to which others are added: nobody shall make n8n try one twice
 */
function verdictOn(
	call: WebhookCall,
	{
		trigger,
		memory,
		isTest,
		now,
		unfit,
	}: { trigger: string; memory: TriggerMemory; isTest: boolean; now: number; unfit: Set<string> },
): undefined | 503 | 'unknown' {
	const current = currentSubscriptions(trigger, memory, isTest);
	const late = isTest ? [] : lateSubscriptions(trigger, memory, now);
	const subscription = [...current, ...late].find(({ secret }) => {
		if (unfit.has(secret)) return false;
		const fits = isSignedWith(call, secret);
		if (!fits) unfit.add(secret);
		return fits;
	});
	if (subscription === undefined) return 'unknown';
	// It grew old on its way or in an n8n that is behind; sent again, it is signed anew.
	if (!isRecent(call, now)) return 503;
	if (current.includes(subscription)) note(trigger, subscription);
	return undefined;
}

/** Puts the newest secret back where an older copy of the memory has replaced it. */
function putBack(trigger: string, memory: TriggerMemory, isTest: boolean): void {
	const newest = newestSubscription(trigger, isTest);
	if (newest === undefined) return;
	const { subscriptions } = memory;
	const isInPlace = subscriptions.some(
		({ id, madeAt }) => id === newest.id || madeAt > newest.madeAt,
	);
	if (isInPlace) return;
	const others = subscriptions.filter(
		({ targetUrl }) => !isSameAddress(targetUrl, newest.targetUrl),
	);
	memory.subscriptions = [...others, newest];
}

async function passes(
	event: LinqEvent,
	{ events, chatId, ignoreOwn, ignoreRecovered }: Filter,
	isOwn: () => Promise<boolean>,
): Promise<boolean> {
	if (!events.includes(event.event_type)) return false;
	if (chatId !== undefined && chatOf(event) !== chatId) return false;
	if (ignoreRecovered && isRecovered(event)) return false;
	return !(ignoreOwn && (await isOwn()));
}
