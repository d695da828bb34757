import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { chatOf, isOwnDoing, parseEvent, type LinqEvent } from '../linq/events';
import { isFromLinq, signedAt } from '../linq/signatures';
import { Backlog } from './backlog';
import { TriggerMemory } from './memory';
import { readFilter, type Filter } from './parameters';
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
	const { subscriptions } = memory;
	if (subscriptions.length === 0) return 503;
	const call = { headers: context.getHeaderData(), body };
	const now = Date.now();
	const at = signedAt(call);
	const isGenuine = (when: number) =>
		subscriptions.some(({ secret }) => isFromLinq(call, secret, when));
	if (at === undefined || !isGenuine(now)) {
		const grewOldHere = at !== undefined && backlog.isLikely(now) && isGenuine(at);
		if (!grewOldHere) return 401;
		backlog.note(at, now);
		return 503;
	}
	backlog.note(at, now);
	const event = parseEvent(body);
	if (event === undefined) return 400;
	const filter = readFilter(context);
	if (!passes(event, filter)) return 200;
	// A test takes one event and remembers nothing.
	if (!filter.skipDuplicates || context.getMode() === 'manual') return { event };
	const turn = await turnFor(`${context.getWorkflow().id} ${context.getNode().id}`, {
		id: event.event_id,
		response: context.getResponseObject() as WebhookResponse,
		memory,
	});
	if (turn.kind === 'run') return { event, stored: turn.stored };
	return turn.kind === 'duplicate' ? 200 : 503;
}

function passes(event: LinqEvent, { events, chatId, ignoreOwn }: Filter): boolean {
	if (!events.includes(event.event_type)) return false;
	if (chatId !== undefined && chatOf(event) !== chatId) return false;
	return !(ignoreOwn && isOwnDoing(event));
}
