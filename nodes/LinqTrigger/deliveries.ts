import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { chatOf, isOwnDoing, parseEvent, type LinqEvent } from '../linq/events';
import { isFromLinq, mayBeSigned, signedAt, type WebhookCall } from '../linq/signatures';
import { isSameAddress } from './address';
import { Backlog } from './backlog';
import { TriggerMemory, type OwnSubscription } from './memory';
import { readFilter, type Filter } from './parameters';
import { newestSubscription, note, triggerOf } from './processMemory';
import { repair } from './repairs';
import { turnFor, type WebhookResponse } from './turns';

/** Far above any event of Linq's, in bytes; checking and reading more is work for a stranger. */
const largestBody = 1_000_000;

/** Of this process, for all its triggers. */
const backlog = new Backlog();

/** What is answered where no run starts: the status and nothing else. */
type Refusal =
	/** Nothing to do: left out by the settings, or started a run already. */
	| 200
	/** No event, though Linq may have signed it. */
	| 400
	/** Not from Linq, or too old. */
	| 401
	/** Something is amiss here: Linq sends it again, up to 10 times in 25 minutes. */
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
	if (!Buffer.isBuffer(body) || body.length > largestBody) return 400;
	const memory = new TriggerMemory(context.getWorkflowStaticData('node'));
	const subscription = await authenticate(
		context,
		{ headers: context.getHeaderData(), body },
		memory,
	);
	if (typeof subscription === 'number') return subscription;
	const keepSecret = keeping(memory, subscription);
	keepSecret?.();
	const event = parseEvent(body);
	if (event === undefined) return 400;
	const filter = readFilter(context);
	if (!passes(event, filter, memory.lines)) return 200;
	// A test takes one event and remembers nothing.
	if (!filter.skipDuplicates || subscription.isTest) return { event, stored: keepSecret };
	const turn = await turnFor(triggerOf(context), {
		id: event.event_id,
		response: context.getResponseObject() as WebhookResponse,
		memory,
	});
	if (turn.kind !== 'run') return turn.kind === 'duplicate' ? 200 : 503;
	return { event, stored: turn.stored };
}

/** @returns the subscription that Linq made the call for; what is answered where it made none */
async function authenticate(
	context: IWebhookFunctions,
	call: WebhookCall,
	memory: TriggerMemory,
): Promise<OwnSubscription | 401 | 503> {
	const trigger = triggerOf(context);
	const isTest = context.getMode() === 'manual';
	const newest = newestSubscription(trigger, isTest);
	const candidates = [
		...memory.subscriptions.filter((own) => own.isTest === isTest),
		...(newest ? [newest] : []),
	];
	const sender = (when: number) => candidates.find(({ secret }) => isFromLinq(call, secret, when));
	const now = Date.now();
	const subscription = sender(now);
	const at = signedAt(call);
	if (subscription !== undefined && at !== undefined) {
		backlog.note(at, now);
		note(trigger, subscription);
		return subscription;
	}
	if (at !== undefined && backlog.isLikely(now) && sender(at)) {
		backlog.note(at, now);
		return 503;
	}
	if (isTest || !mayBeSigned(call, now)) return candidates.length === 0 ? 503 : 401;
	return (await repair(context, now)) === 'inOrder' ? 401 : 503;
}

/**
 * Puts a secret back that an older copy of the memory has replaced: now, and again once a run is
 * stored, or n8n would not save it.
 */
function keeping(memory: TriggerMemory, subscription: OwnSubscription): (() => void) | undefined {
	const { subscriptions } = memory;
	const isInPlace = subscriptions.some(
		({ id, madeAt }) => id === subscription.id || madeAt > subscription.madeAt,
	);
	if (isInPlace) return undefined;
	const others = subscriptions.filter(
		({ targetUrl }) => !isSameAddress(targetUrl, subscription.targetUrl),
	);
	return () => {
		memory.subscriptions = [...others, subscription];
	};
}

function passes(event: LinqEvent, { events, chatId, ignoreOwn }: Filter, lines: string[]): boolean {
	if (!events.includes(event.event_type)) return false;
	if (chatId !== undefined && chatOf(event) !== chatId) return false;
	return !(ignoreOwn && isOwnDoing(event, lines));
}
