import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { runInLanes, type Aside, type Task } from '../items/lanes';
import { routeToOutputs, type Outcome, type Output } from '../items/outputs';
import { asFailure, LinqError } from '../linq/errors';
import { openSession } from '../linq/session';
import { connect } from '../linq/wire/connect';
import { n8nFileTransport } from '../linq/wire/transport';
import { isToolOfAgent, nothingFound, toolError } from './agentTool';
import { askedFor } from './parameters/askedFor';
import { StepKeys } from './parameters/idempotencyKeys';
import { ItemParameters } from './parameters/itemParameters';
import { StepParameters } from './parameters/stepParameters';
import { readWhenNothingWorks } from './parameters/whenNothingWorks';
import {
	asLinqError,
	bothSessions,
	isPreviewed,
	patienceOf,
	Planning,
	sessionOf,
	type Plan,
	type Sessions,
} from './planning';
import { beginWaiting } from './questions/begin';
import type { Wait } from './steps/step';
import { failWhereNobodyHears, noteFailures } from './whenNothingWorks';

/**
 * Does for every input item what its parameters ask for.
 *
 * @returns output 0 Success, output 1 Error: each item on exactly one, in input order
 * @throws NodeOperationError when an agent's tool fails, when nothing worked and nobody would hear of
 *   it, or when the execution is cancelled
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const isTool = isToolOfAgent(context);
	const itemAt = itemsOf(context, isTool);
	const signal = context.getExecutionCancelSignal();
	const planning = new Planning(items.length, itemAt, signal);
	// One width holds for the whole execution: that of the first item with usable parameters.
	const width = (await planning.firstUsable())?.options.concurrency ?? 1;
	const client = await connect(context, signal, width).catch(asFailure);
	const files = n8nFileTransport(context.helpers, signal);
	const sessions =
		client instanceof LinqError ? client : bothSessions(openSession(client, files, signal));
	const unfinished = await runInLanes(tasksOf(planning, sessions), width);
	const settled = await Promise.all(unfinished.map(async ({ result }) => await result));
	if (signal?.aborted) {
		throw new NodeOperationError(context.getNode(), 'The execution was canceled', {
			level: 'warning',
		});
	}

	const errors = settled.flatMap(({ failure }) => failure ?? []);
	if (isTool && errors[0]) throw toolError(context, errors[0]);
	if (!isTool) {
		const whenNothingWorks = () => readWhenNothingWorks(itemAt(0));
		failWhereNobodyHears(context, items.length, errors, whenNothingWorks);
		noteFailures(context, items.length, errors);
		notePreviews(context, settled.filter(({ isPreview }) => isPreview).length);
	}
	const outputs = routeToOutputs(
		items.map((item, index) => (settled[index]!.carriedKey === 'spent' ? spent(item) : item)),
		settled.map(({ outcome }) => outcome),
	);
	const waiting = settled.findIndex(({ wait }) => wait !== undefined);
	const { wait } = settled[waiting] ?? {};
	if (wait) return await beginWaiting(context, wait, items[waiting]!, outputs[1]);
	return isTool && outputs[0].length === 0 ? [[nothingFound()], []] : outputs;
}

/** The parameters of each item, by its place in the input. */
function itemsOf(context: IExecuteFunctions, isTool: boolean): (place: number) => ItemParameters {
	const shared = {
		parameters: new StepParameters(context),
		keys: new StepKeys(context, isTool),
		isTool,
	};
	return (place) => new ItemParameters(context, place, shared);
}

/** What became of an item. Nothing else of it is kept, since there may be many thousands. */
interface Settled {
	outcome: Outcome;
	/** Why it is on Error. */
	failure?: LinqError;
	/** The execution is to wait for what comes out. */
	wait?: Wait;
	isPreview: boolean;
	carriedKey: 'kept' | 'spent' | undefined;
}

async function* tasksOf(
	planning: Planning,
	sessions: Sessions | LinqError,
): AsyncGenerator<Task<{ result: Settled | Promise<Settled> }>> {
	let place = 0;
	for await (const { item, plan } of planning.inOrder(sessions)) {
		const lane = plan instanceof LinqError ? undefined : plan.step.lane;
		yield {
			lane: lane ?? `item ${place++}`,
			run: async (aside) => await settle(item, plan, sessions, aside),
		};
	}
}

/** @returns what became of it in an object of its own, so that a lane goes on while it is waited for */
async function settle(
	item: ItemParameters,
	plan: Plan | LinqError,
	sessions: Sessions | LinqError,
	aside: Aside,
): Promise<{ result: Settled | Promise<Settled> }> {
	const failed = (error: unknown) => failureOf(item, asLinqError(error));
	if (plan instanceof LinqError) return { result: failed(plan) };
	if (sessions instanceof LinqError) return { result: failed(sessions) };
	const { step, options } = plan;
	const about = { isPreview: options.patience.onlyReads === true, carriedKey: carriedKeyOf(item) };
	const done = (answers: Output[]): Settled => ({
		outcome: {
			answers: about.isPreview ? answers.map(asPreview) : answers,
			includeInputFields: options.includeInputFields,
			keepsOldError: about.carriedKey === 'kept',
		},
		...about,
	});
	try {
		const answers = await step.run(sessionOf(plan, sessions), patienceOf(plan, aside));
		if ('later' in answers) return { result: answers.later.then(done, failed) };
		if (!('waiting' in answers)) return { result: done(answers) };
		const outcome = { answers: [], includeInputFields: false };
		return { result: { outcome, wait: answers.waiting, ...about } };
	} catch (error) {
		return { result: failed(error) };
	}
}

function failureOf(item: ItemParameters, failure: LinqError): Settled {
	const isPreview = isPreviewed(item);
	const report = { ...failure.report(), ...keyFor(failure, item), ...askedFor(item) };
	const error = isPreview ? { ...report, preview: true } : report;
	return { outcome: { error }, failure, isPreview, carriedKey: carriedKeyOf(item) };
}

/** The key to try again with, where Linq may have done it under that key already. */
function keyFor({ failure }: LinqError, { usedKey }: ItemParameters) {
	if (usedKey?.inError === undefined) return {};
	const isNeeded = usedKey.isCarried || failure.isPerhapsDone === true;
	return isNeeded ? { idempotency_key: usedKey.inError } : {};
}

/** What becomes of the key that the item's error brought along, if it did: a look uses up none. */
function carriedKeyOf(item: ItemParameters): 'kept' | 'spent' | undefined {
	if (!item.usedKey?.isCarried) return undefined;
	return isPreviewed(item) ? 'kept' : 'spent';
}

/**
 * The item without the key that its error brought along, which has done its work: with the input's
 * fields on Success, the next message of the same words would not be sent.
 */
function spent(item: INodeExecutionData): INodeExecutionData {
	const error = { ...(item.json.error as IDataObject) };
	delete error.idempotency_key;
	return { ...item, json: { ...item.json, error } };
}

/** Whoever forgets that the option is on would wonder why nothing happens. */
function notePreviews(context: IExecuteFunctions, count: number): void {
	if (count === 0) return;
	const items = count === 1 ? '1 item was' : `${count} items were`;
	context.addExecutionHints({
		message: `${items} only looked at: nothing was sent or changed. Remove the option Preview Only to do it.`,
		type: 'info',
		location: 'outputPane',
	});
}

function asPreview({ json, ...rest }: Output): Output {
	return { json: { preview: true, ...json }, ...rest };
}
