import type { IWebhookFunctions, IWebhookResponseData, INodeExecutionData } from 'n8n-workflow';
import { asFailure } from '../../linq/errors';
import { chatOf, largestEvent, parseEvent } from '../../linq/webhooks/events';
import { oneAtATime } from '../../linq/webhooks/oneAtATime';
import { endWait } from '../../linq/webhooks/waits';
import type { LinqClient, Patience } from '../../linq/wire/client';
import { connect } from '../../linq/wire/connect';
import { readOpenQuestion, type OpenQuestion } from '../steps/openQuestion';
import { answered, successItem, unansweredOutputs } from './outcomes';
import { verdictOn, type Verdict } from './verdict';

/** Linq delivers again what isn't answered soon. */
const patience: Patience = { maxRetries: 1, timeout: 10_000 };

/** An execution that was resumed needs a moment to be so for everyone, in milliseconds. */
const resuming = 60_000;

/** When executions of this process were resumed, by their question. */
const resumed = new Map<string, number>();

/** The part of Node's response that is used here. */
interface Response {
	statusCode: number;
	writableEnded: boolean;
	status(code: number): Response;
	end(): void;
	once(event: 'finish', listener: () => void): void;
}

/**
 * One call of the address that an execution waits at. It is a bell: whatever it says, the answer is
 * read from the chat. n8n has checked its own signature of the address before.
 *
 * Nothing is thrown: n8n would go on with an execution that has lost its data.
 */
export async function ring(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const response = context.getResponseObject() as unknown as Response;
	// 503 has Linq ring again, for about half an hour.
	const heard = await hear(context, response).catch(() => 503);
	if (typeof heard === 'object') return { workflowData: heard };
	if (!response.writableEnded) response.status(heard).end();
	return { noWebhookResponse: true };
}

async function hear(
	context: IWebhookFunctions,
	response: Response,
): Promise<INodeExecutionData[][] | number> {
	const stored = readOpenQuestion(context);
	if (stored === undefined) return 200;
	const { open, items } = stored;
	const { rawBody: body } = context.getRequestObject() as { rawBody?: unknown };
	const event = Buffer.isBuffer(body) && body.length <= largestEvent ? parseEvent(body) : undefined;
	// n8n's own question whether anybody waits here.
	if (event === undefined) return 204;
	const { chatId, messageId } = open.question;
	const chat = chatOf(event);
	if (chat !== undefined && chat !== chatId.toLowerCase()) return 200;
	return await oneAtATime(`${context.getExecutionId()} ${messageId}`, async () => {
		if (isResuming(messageId)) return 503;
		const client = await connect(context);
		const hasSomeoneGone = event.event_type === 'participant.removed';
		const verdict = await verdictOn(client, open, hasSomeoneGone, patience);
		if (verdict.kind === 'open') return 200;
		resumed.set(messageId, Date.now());
		// n8n answers once the execution is surely resumed, and by nobody else.
		response.once('finish', () => {
			if (response.statusCode < 300) void endSubscription(client, open);
			else resumed.delete(messageId);
		});
		return outputsOf(verdict, open, items);
	});
}

function isResuming(messageId: string): boolean {
	for (const [id, since] of resumed) {
		if (Date.now() - since > resuming) resumed.delete(id);
	}
	return resumed.has(messageId);
}

/** What Linq doesn't let go, the next wait sweeps away. */
async function endSubscription(client: LinqClient, { subscriptionId }: OpenQuestion) {
	await endWait(client, subscriptionId, patience).catch(asFailure);
}

/** By output. The items that could not be asked beside this one come out as they were. */
function outputsOf(
	verdict: Exclude<Verdict, { kind: 'open' }>,
	open: OpenQuestion,
	[onSuccess = [], onError = []]: INodeExecutionData[][],
): INodeExecutionData[][] {
	const [item, others] = open.isOnError ? [onError[0], onError.slice(1)] : [onSuccess[0], []];
	if (verdict.kind === 'answered') {
		return [[successItem(open, answered(open, verdict.answer), item)], others];
	}
	return unansweredOutputs(open, 'ended', verdict.failure, { item, others });
}
