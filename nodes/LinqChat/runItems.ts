import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { runInLanes, type Aside } from '../items/lanes';
import { routeToOutputs, type Outcome, type Output } from '../items/outputs';
import { asFailure, attempted, inOneLine, LinqError } from '../linq/errors';
import { openSession, previewIn, type Session } from '../linq/session';
import type { Patience } from '../linq/wire/client';
import { connect } from '../linq/wire/connect';
import { sleep } from '../linq/wire/sleep';
import { n8nFileTransport } from '../linq/wire/transport';
import { StepKeys } from './parameters/automaticKeys';
import { askedFor, ItemParameters } from './parameters/itemParameters';
import { isReviewTool } from './parameters/stepExecution';
import {
	isPreview,
	readCommonOptions,
	readWhenNothingWorks,
	type CommonOptions,
} from './parameters/options';
import { findOperation, hasChats } from './resources';
import type { Step, Wait } from './steps/step';
import { beginWaiting } from './questions/begin';
import { failWhereNobodyHears, noteFailures } from './whenNothingWorks';

/** An item whose parameters are in order. */
interface Plan {
	step: Step;
	options: CommonOptions;
}

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
	const keys = new StepKeys(context, isTool);
	const ownKeys = new Map<string, string>();
	const parameters = items.map(
		(_, index) => new ItemParameters(context, index, { keys, ownKeys, isTool }),
	);
	const signal = context.getExecutionCancelSignal();
	const announced: Step[] = [];
	const plans = await planAll(parameters, announced, signal);
	const width = widthOf(plans);
	const client = await connect(context, signal, width).catch(asFailure);
	const files = n8nFileTransport(context.helpers, signal);
	const sessions = client instanceof LinqError ? client : openSessions(client, files, signal);
	if (!(sessions instanceof LinqError)) {
		for (const step of announced) step.announce?.(sessions.earnest);
		await foresee(plans, sessions);
	}
	const unfinished = await runInLanes(
		plans.map((planned, index) => ({
			lane: (planned instanceof LinqError ? undefined : planned.step.lane) ?? `item ${index}`,
			run: async (aside) => await runPlan(planned, sessions, aside),
		})),
		width,
	);
	const results = await Promise.all(unfinished.map(async ({ result }) => await result));
	if (signal?.aborted) {
		throw new NodeOperationError(context.getNode(), 'The execution was canceled', {
			level: 'warning',
		});
	}

	const errors = results.filter((result) => result instanceof LinqError);
	const wait = results.find(isWait);
	if (isTool && errors[0]) throw toolError(context, errors[0]);
	if (!isTool) {
		failWhereNobodyHears(context, items.length, errors, readWhenNothingWorks(parameters));
		noteFailures(context, items.length, errors);
		notePreviews(context, parameters.filter(isPreviewed).length);
	}
	const outputs = routeToOutputs(
		items.map((item, index) => (carriedKeyOf(parameters[index]!) === 'spent' ? spent(item) : item)),
		results.map((result, index): Outcome => {
			if (isWait(result)) return { answers: [], includeInputFields: false };
			const item = parameters[index]!;
			if (!(result instanceof LinqError)) {
				return { ...result, keepsOldError: carriedKeyOf(item) === 'kept' };
			}
			const report = { ...result.report(), ...keyFor(result, item), ...askedFor(item) };
			return { error: isPreviewed(item) ? { ...report, preview: true } : report };
		}),
	);
	if (wait) return await beginWaiting(context, wait, items[results.indexOf(wait)]!, outputs[1]);
	return isTool && outputs[0].length === 0 ? [[nothingFound()], []] : outputs;
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

/** An agent's model would get an empty text for a list without entries, and make what it will of it. */
function nothingFound(): INodeExecutionData {
	return { json: { message: 'Nothing was found' }, pairedItem: { item: 0 } };
}

/** Reading parameters is work for n8n, half a millisecond for each expression. */
const readAtOnce = 20;

/**
 * Reads all parameters, and lets n8n see to other things in between.
 *
 * @param announced gets the steps of all items, also of those that can't be worked on
 */
async function planAll(
	parameters: ItemParameters[],
	announced: Step[],
	signal: AbortSignal | undefined,
): Promise<Array<Plan | LinqError>> {
	const plans: Array<Plan | LinqError> = [];
	for (const item of parameters) {
		if (signal?.aborted) break;
		plans.push(caught(() => plan(item, announced)));
		if (plans.length % readAtOnce === 0) await sleep(0);
	}
	return plans;
}

function plan(item: ItemParameters, announced: Step[]): Plan {
	const resource = item.fields.value('resource');
	const operation = findOperation(resource, item.fields.value('operation'));
	const options = attempted(() => readCommonOptions(item, hasChats(resource)));
	const preview = isPreviewed(item) ? operation.preview : undefined;
	const step = attempted(() => (preview ? preview(item) : operation.prepare(item)));
	if (!(step instanceof LinqError)) announced.push(step);
	if (options instanceof LinqError) throw options;
	if (step instanceof LinqError) throw step;
	return { options, step };
}

/** Also where something else of the item can't be used. */
function isPreviewed(item: ItemParameters): boolean {
	return attempted(() => isPreview(item)) === true;
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

/** What the items of one execution share: those that are worked on, and those that only ask. */
interface Sessions {
	earnest: Session;
	preview: Session;
}

function openSessions(...[client, files, signal]: Parameters<typeof openSession>): Sessions {
	const earnest = openSession(client, files, signal);
	return { earnest, preview: previewIn(earnest) };
}

function sessionOf({ options }: Plan, { earnest, preview }: Sessions): Session {
	return options.patience.onlyReads ? preview : earnest;
}

/** One width holds for the whole execution: that of the first item with usable parameters. */
function widthOf(plans: Array<Plan | LinqError>): number {
	const usable = plans.find((planned): planned is Plan => !(planned instanceof LinqError));
	return usable?.options.concurrency ?? 1;
}

async function foresee(plans: Array<Plan | LinqError>, sessions: Sessions): Promise<void> {
	await Promise.allSettled(
		plans.map(async (planned) => {
			if (planned instanceof LinqError) return;
			await planned.step.foresee?.(sessionOf(planned, sessions), patienceOf(planned));
		}),
	);
}

/** The item's patience, in the lane it runs in. */
function patienceOf({ step: { lane }, options }: Plan, aside?: Aside): Patience {
	return { ...options.patience, lane: lane === undefined ? undefined : { name: lane, aside } };
}

/** @returns the outcome in an object of its own, so that a lane goes on while it is waited for */
async function runPlan(
	planned: Plan | LinqError,
	sessions: Sessions | LinqError,
	aside: Aside,
): Promise<{ result: Result | Promise<Result> }> {
	if (planned instanceof LinqError) return { result: planned };
	if (sessions instanceof LinqError) return { result: sessions };
	const { step, options } = planned;
	const done = (answers: Output[]): Outcome => ({
		answers: options.patience.onlyReads ? answers.map(asPreview) : answers,
		includeInputFields: options.includeInputFields,
	});
	const session = sessionOf(planned, sessions);
	const answers = await step.run(session, patienceOf(planned, aside)).catch(asLinqError);
	if (answers instanceof LinqError) return { result: answers };
	if ('waiting' in answers) return { result: answers.waiting };
	return { result: 'later' in answers ? answers.later.then(done, asLinqError) : done(answers) };
}

function asPreview({ json, ...rest }: Output): Output {
	return { json: { preview: true, ...json }, ...rest };
}

/** What became of an item, or has yet to become. */
type Result = Outcome | Wait | LinqError;

function isWait(result: Result): result is Wait {
	return 'open' in result;
}

function caught<Value>(read: () => Value): Value | LinqError {
	try {
		return read();
	} catch (error) {
		return asLinqError(error);
	}
}

/** Whatever else goes wrong with one item must not take the others along. */
function asLinqError(error: unknown): LinqError {
	if (error instanceof LinqError) return error;
	return new LinqError({
		message: 'This item could not be worked on',
		hint: 'Run it again; if it fails again, report it to the makers of this node.',
		category: 'invalid_response',
	});
}

/**
 * n8n runs an agent's tool either directly, where `isToolExecution` tells, or as a node of its own
 * whose type ends in `Tool`, as does that of a review. Either way the agent sees output 0 only, or the
 * message of an error.
 */
function isToolOfAgent(context: IExecuteFunctions): boolean {
	// n8n has `isToolExecution` since 2.3; before that, nothing but the type tells.
	const onAnyN8n: Partial<IExecuteFunctions> = context;
	const { type } = context.getNode();
	const isCalled = type.endsWith('Tool') && !isReviewTool(type);
	return onAnyN8n.isToolExecution?.() === true || isCalled;
}

function toolError(context: IExecuteFunctions, { failure }: LinqError): NodeOperationError {
	const message = inOneLine(failure);
	const error = new NodeOperationError(context.getNode(), message, { level: 'warning' });
	// n8n replaces messages that name a connection error by advice of its own, such as to retry at once.
	error.message = message;
	return error;
}
