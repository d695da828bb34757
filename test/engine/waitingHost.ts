/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import './environment';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parse, stringify } from 'flatted';
import {
	ExecutionLifecycleHooks,
	validateUrlSignature,
	WAITING_TOKEN_QUERY_PARAM,
	WebhookContext,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	SEND_AND_WAIT_OPERATION,
	WAIT_INDEFINITELY,
	type ExecutionError,
	type ExecutionStatus,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type IRunExecutionData,
	type ITaskData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { bytesOf } from '../emulator/requests';
import { loadAnew, type Loaded } from './anew';
import { later } from './clock';
import type { WorkflowFile } from './engine';

/** A row of n8n's table of executions, and its data. */
interface StoredExecution {
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	finished: boolean;
	/** When it resumes by itself; null unless it waits. */
	waitTill: Date | null;
	/** As n8n writes run data. */
	data: string;
	/** The workflow as it was when the execution began, as JSON. */
	workflow: string;
}

/** What became of an execution. */
export interface WaitingResult {
	status: ExecutionStatus;
	/** What came out of the last asking step on Success, or of the only one. */
	success: INodeExecutionData[];
	/** What came out of any asking step on Error. */
	error: INodeExecutionData[];
	/** By the name of the step. */
	runs: Record<string, ITaskData[]>;
}

/** Which n8n a process is. */
export interface WaitingKind {
	/** Before it, nothing signs resume addresses. */
	signsResumeUrls: boolean;
	/** From 2.39 on: all outputs of a step that resumes. Before it: the first. */
	forwardsAllOutputs: boolean;
	/** What n8n thinks its address is, without a slash at the end. */
	address: string;
}

const newest: WaitingKind = {
	signsResumeUrls: true,
	forwardsAllOutputs: true,
	address: 'https://n8n.example.com',
};

const packageName = 'n8n-nodes-linq-chat';
const root = path.join(__dirname, '../..');

/** What n8n's processes share: one workflow and its executions. */
export class Executions {
	/** How often one was resumed, by its ID. */
	readonly resumes = new Map<string, number>();
	private readonly rows = new Map<string, StoredExecution>();
	private listeners: Array<() => void> = [];
	private next = 1000;

	/** @param steps parameters of the asking steps, one behind another on Success */
	constructor(
		public steps: INodeParameters[],
		/** What n8n makes `linqChatHitlTool` of, to review what an agent does. */
		public type = 'linqChat',
	) {}

	/** An execution that begins. */
	add(mode: WorkflowExecuteMode, data: IRunExecutionData | undefined, file: WorkflowFile): string {
		const id = String(++this.next);
		this.rows.set(id, {
			status: 'running',
			mode,
			finished: false,
			waitTill: null,
			data: stringify(data),
			workflow: JSON.stringify(file),
		});
		return id;
	}

	/** What is stored of an execution now. */
	find(id: string) {
		const row = this.rows.get(id);
		if (!row) return undefined;
		// Without run data n8n stores "[]", as long as a run from the editor lasts.
		const data = row.data === '[]' ? undefined : (parse(row.data) as IRunExecutionData);
		return { ...row, data, workflow: JSON.parse(row.workflow) as WorkflowFile };
	}

	/** Where an execution is; undefined when there is none. */
	status(id: string): ExecutionStatus | undefined {
		return this.rows.get(id)?.status;
	}

	/** When an execution resumes by itself; `WAIT_INDEFINITELY` for never, null unless it waits. */
	waitTill(id: string): Date | null {
		return this.rows.get(id)!.waitTill;
	}

	/** The text that n8n keeps of an execution. */
	text(id: string): string {
		return this.rows.get(id)!.data;
	}

	/** Stores what a run ended with, unless it has been stopped. */
	store(id: string, { data, status, finished, waitTill }: IRun): void {
		const row = this.rows.get(id);
		if (!row || row.status === 'canceled') return;
		const hasFailed = status === 'success' && data.resultData.error !== undefined;
		this.change(id, {
			...row,
			data: stringify(data),
			status: hasFailed ? 'error' : status,
			finished: finished === true,
			waitTill: waitTill ? new Date(waitTill.getTime()) : null,
		});
	}

	/** Makes a waiting execution a running one: the lock against resuming twice. */
	claim(id: string, data: IRunExecutionData): boolean {
		const row = this.rows.get(id);
		if (row?.status !== 'waiting') return false;
		this.change(id, { ...row, data: stringify(data), status: 'running', waitTill: null });
		this.resumes.set(id, (this.resumes.get(id) ?? 0) + 1);
		return true;
	}

	/** As `stopDuringRun`. */
	cancel(id: string): void {
		this.endWith(id, 'canceled', 'ManualExecutionCancelledError');
	}

	/** n8n could not run it. */
	fail(id: string, message: string): void {
		this.endWith(id, 'error', message);
	}

	/** What n8n finds running when it starts has died with it. */
	recover(): void {
		for (const [id, { status }] of this.rows) {
			if (status === 'running') this.endWith(id, 'crashed', 'WorkflowCrashedError');
		}
	}

	/** Someone deletes it, or n8n prunes it. */
	delete(id: string): void {
		this.rows.delete(id);
	}

	/** Resolves once an execution neither runs nor waits. */
	async ended(id: string): Promise<WaitingResult> {
		for (;;) {
			const { status } = this.rows.get(id)!;
			if (status !== 'running' && status !== 'waiting') return this.result(id);
			await new Promise<void>((resolve) => this.listeners.push(resolve));
		}
	}

	/** Resolves once an execution waits. */
	async waits(id: string): Promise<void> {
		while (this.status(id) !== 'waiting') {
			await new Promise<void>((resolve) => this.listeners.push(resolve));
		}
	}

	/** What is known of an execution now. */
	result(id: string): WaitingResult {
		const { status, data } = this.find(id)!;
		const runs = data?.resultData.runData ?? {};
		const cameTo = (step: string) =>
			(runs[step] ?? []).flatMap((task) => task.data?.main?.[0] ?? []);
		return { status, success: cameTo('Answered'), error: cameTo('Failed'), runs };
	}

	private endWith(id: string, status: ExecutionStatus, name: string): void {
		const row = this.rows.get(id)!;
		const data = this.find(id)!.data ?? createRunExecutionData();
		data.resultData.error = { name, message: name } as unknown as ExecutionError;
		this.change(id, { ...row, data: stringify(data), status, waitTill: null });
	}

	private change(id: string, row: StoredExecution): void {
		this.rows.set(id, row);
		const listeners = this.listeners;
		this.listeners = [];
		for (const listener of listeners) listener();
	}
}

/**
 * One process of n8n, as far as waiting executions go: it runs workflows through n8n-core, stores
 * them as n8n 2.41 does, and answers under `/webhook-waiting/` in the order of its
 * `waiting-webhooks` and `webhook-helpers`.
 */
export class WaitingHost {
	/** Errors that `webhook()` threw; n8n ends the execution over each. */
	readonly crashes: unknown[] = [];
	/** Statuses of the calls that were answered, in order. */
	readonly answers: number[] = [];
	/** Called with an execution's ID when its run is over, before it is stored. */
	beforeStoring: (id: string) => Promise<void> = async () => {
		// Storing takes n8n a while, in which calls come in.
		for (let rounds = 0; rounds < 20; rounds++) await new Promise(setImmediate);
	};
	/** Called with an execution's ID when a call has been let in, before the node sees it. */
	beforeWebhook: (id: string) => Promise<void> = async () => {};
	private readonly running = new Map<string, { cancel: () => void }>();
	private isDead = false;
	private readonly server = createServer((request, response) => {
		response.on('finish', () => this.answers.push(response.statusCode));
		void this.answer(request, expressLike(response));
	});

	private constructor(
		private readonly loaded: Loaded,
		private readonly executions: Executions,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly kind: WaitingKind,
	) {}

	/** Loads the built package anew, so that it shares no variable with another process. */
	static async start(
		executions: Executions,
		credential: ICredentialDataDecryptedObject,
		kind: Partial<WaitingKind> = {},
	): Promise<WaitingHost> {
		const whole = { ...newest, ...kind };
		const loaded = await loadAnew(whole.forwardsAllOutputs ? undefined : addOlderWorkflow);
		const host = new WaitingHost(loaded, executions, credential, whole);
		host.settleIn();
		host.server.listen(0, '127.0.0.1');
		await once(host.server, 'listening');
		return host;
	}

	/** Where the emulator can deliver. */
	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** The node, to look at its description. */
	nodeType(): INodeType {
		return this.loaded.engine.nodeType('linqChat');
	}

	/** n8n ends, and what it had in memory with it. What it runs is never stored. */
	async end(): Promise<void> {
		this.isDead = true;
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
		this.loaded.unload();
	}

	/**
	 * Starts an execution as n8n starts one of a workflow that is published.
	 *
	 * @param mode `manual` as from the editor, of which nothing is stored while it runs
	 * @returns its ID at once, and what is stored once it waits or has ended
	 */
	begin(
		items: INodeExecutionData[],
		mode: WorkflowExecuteMode = 'trigger',
	): { id: string; stored: Promise<WaitingResult> } {
		const file = workflowOf(this.executions);
		const workflow = this.loaded.engine.workflow(structuredClone(file));
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{ node: workflow.getNode('Start')!, data: { main: [items] }, source: null },
				],
			},
		});
		const id = this.executions.add(mode, mode === 'manual' ? undefined : data, file);
		return { id, stored: this.process(id, workflow, data, mode) };
	}

	/** The same, and resolves once it waits or has ended. */
	async run(items: INodeExecutionData[], mode?: WorkflowExecuteMode): Promise<string> {
		const { id, stored } = this.begin(items, mode);
		await stored;
		return id;
	}

	/** Time goes on until an execution's is up, and n8n resumes it, as its wait tracker does. */
	async timeUp(id: string): Promise<WaitingResult> {
		const waitTill = this.executions.waitTill(id);
		if (!waitTill || waitTill.getTime() === WAIT_INDEFINITELY.getTime()) {
			throw new Error(`Execution ${id} doesn't wait for a time`);
		}
		later(Math.max(0, waitTill.getTime() - Date.now()));
		const { data, workflow, mode } = this.executions.find(id)!;
		if (!this.executions.claim(id, data!)) throw new Error(`Execution ${id} is resumed already`);
		return await this.process(id, this.loaded.engine.workflow(workflow), data!, mode, id);
	}

	/** What the stop button does. */
	stop(id: string): void {
		this.running.get(id)?.cancel();
		this.executions.cancel(id);
	}

	/**
	 * Has requests to n8n's own address, which a test can't reach, come to this process, and takes
	 * from the node what its n8n doesn't have.
	 */
	private settleIn(): void {
		const type = this.loaded.engine.nodeType('linqChat');
		const execute = Reflect.get(type, 'execute') as () => Promise<INodeExecutionData[][]>;
		type.execute = new Proxy(execute, {
			apply: (target, context: IExecuteFunctions, given) => {
				const { helpers } = context;
				const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
					const url = options.url.replace(this.kind.address, this.origin);
					return await helpers.httpRequest({ ...options, url });
				};
				const own: unknown = Object.create(context, {
					helpers: { value: { ...helpers, httpRequest } },
					...(!this.kind.signsResumeUrls && { getSignedResumeUrl: { value: undefined } }),
				});
				return Reflect.apply(target, own, given) as unknown;
			},
		});
	}

	/** Runs what is on the stack, and stores it. */
	private async process(
		id: string,
		workflow: Workflow,
		data: IRunExecutionData,
		mode: WorkflowExecuteMode,
		restartExecutionId?: string,
	): Promise<WaitingResult> {
		const additionalData = this.additionalData(id, mode, workflow);
		additionalData.restartExecutionId = restartExecutionId;
		additionalData.hooks!.addHandler('workflowExecuteAfter', async (run) => {
			await this.beforeStoring(id);
			if (!this.isDead) this.executions.store(id, run);
		});
		const execute = new WorkflowExecute(additionalData, mode, data);
		if (!this.kind.forwardsAllOutputs) forwardFirstOutput(execute);
		const running = execute.processRunExecutionData(workflow);
		this.running.set(id, running);
		await running;
		this.running.delete(id);
		return this.executions.result(id);
	}

	/** `executeWebhook` of n8n's `waiting-webhooks`. */
	private async answer(request: IncomingMessage, response: ExpressLike): Promise<void> {
		const rawBody = await bytesOf(request);
		const url = new URL(request.url!, `http://${request.headers.host ?? 'localhost'}`);
		const [, endpoint, id = '', suffix] = url.pathname.split('/').map(decodeURIComponent);
		try {
			if (endpoint !== 'webhook-waiting') throw new ResponseError(404, 'Cannot be found');
			const execution = this.executions.find(id);
			// Where n8n has the execution, but not its data yet, it fails to read the data's token.
			if (execution && !execution.data) throw new Error('There is no run data');
			if (execution?.data?.resumeToken !== undefined) {
				const workflow = this.loaded.engine.workflow(execution.workflow);
				if (isSendAndWait(workflow, suffix)) {
					if (!isSigned(url)) return void response.status(401).send('<p>Invalid token</p>');
				} else if (!hasToken(url, execution.data.resumeToken)) {
					return void response.status(401).json({ error: 'Invalid token' });
				}
			}
			if (!execution) throw new ResponseError(404, `The execution "${id}" does not exist.`);
			if (execution.status === 'running') {
				throw new ResponseError(409, `The execution "${id}" is running already.`);
			}
			if (execution.data!.resultData.error) {
				throw new ResponseError(409, `The execution "${id}" has finished with error.`);
			}
			const workflow = this.loaded.engine.workflow(execution.workflow);
			if (execution.finished && !isSendAndWait(workflow, suffix)) {
				throw new ResponseError(409, `The execution "${id} has finished already.`);
			}
			if (execution.finished) return void response.send(nothingToDo);
			const data = execution.data!;
			const name = data.resultData.lastNodeExecuted!;
			const [entry] = data.executionData!.nodeExecutionStack;
			entry!.node.disabled = true;
			if (entry!.node.type.endsWith('HitlTool')) entry!.node.rewireOutputLogTo = 'ai_tool';
			data.waitTill = undefined;
			data.resultData.runData[name]!.pop();
			const node = workflow.getNode(name);
			if (!node) throw new ResponseError(404, 'Could not find node to process webhook.');
			const webhook = this.webhookOf(workflow, node, request.method!, suffix);
			if (!webhook && isSendAndWait(workflow, suffix)) return void response.send(nothingToDo);
			if (!webhook) throw new ResponseError(404, 'There is no waiting webhook with this path.');
			Object.assign(request, {
				rawBody,
				body: parsed(rawBody),
				query: Object.fromEntries(url.searchParams),
				params: {},
			});
			await this.beforeWebhook(id);
			await this.callNode(
				{ id, workflow, node, data, webhook, mode: execution.mode },
				request,
				response,
			);
		} catch (error) {
			if (response.writableEnded) return;
			const status = error instanceof ResponseError ? error.status : 500;
			response.status(status).json({ code: status, message: (error as Error).message });
		}
	}

	/** `executeWebhook` of n8n's `webhook-helpers`. */
	private async callNode(
		{ id, workflow, node, data, webhook, mode }: WaitingCall,
		request: IncomingMessage,
		response: ExpressLike,
	): Promise<void> {
		const additionalData = {
			...this.additionalData(id, mode, workflow),
			hooks: undefined,
			httpRequest: request,
			httpResponse: response,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			mode,
			{ ...webhook, workflowExecuteAdditionalData: additionalData },
			[],
			data,
		);
		let result: IWebhookResponseData;
		try {
			const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			result = await type.webhook!.call(context);
		} catch (error) {
			// n8n answers, forgets all that ran, and resumes with an empty item and this error.
			this.crashes.push(error);
			response.status(500).json({ message: 'Workflow Webhook Error' });
			data.resultData = {
				runData: {},
				lastNodeExecuted: node.name,
				error: error as ExecutionError,
			};
			result = { noWebhookResponse: true, workflowData: [[{ json: {} }]] };
		}
		const { workflowData, noWebhookResponse } = result;
		const webhookResponse: unknown = result.webhookResponse;
		if (!workflowData) {
			if (noWebhookResponse) return;
			response.say(webhookResponse ?? { message: 'Webhook call received' });
			return;
		}
		const [entry] = data.executionData!.nodeExecutionStack;
		entry!.data.main = workflowData;
		if (this.kind.forwardsAllOutputs) {
			entry!.metadata = { ...entry!.metadata, forwardAllOutputs: true };
		}
		if (!this.executions.claim(id, data)) {
			throw new Error('Execution is already being resumed by another process');
		}
		const stored = this.executions.find(id)!;
		const resumed = this.process(id, this.loaded.engine.workflow(stored.workflow), data, mode, id);
		// What n8n can't even start, it makes a failed execution.
		resumed.catch((error: unknown) => this.executions.fail(id, String(error)));
		if (noWebhookResponse) return;
		response.say(webhookResponse ?? { message: 'Workflow was started' });
	}

	private webhookOf(workflow: Workflow, node: INode, method: string, suffix?: string) {
		const { webhooks = [] } = workflow.nodeTypes.getByNameAndVersion(
			node.type,
			node.typeVersion,
		).description;
		const webhookDescription = webhooks.find(
			({ httpMethod, path: address, restartWebhook }) =>
				httpMethod === method &&
				restartWebhook === true &&
				workflow.expression.getSimpleParameterValue(node, address, 'internal', {}) ===
					(suffix ?? ''),
		);
		return (
			webhookDescription && {
				httpMethod: webhookDescription.httpMethod as 'POST',
				node: node.name,
				path: suffix ?? '',
				webhookDescription,
				workflowId: workflow.id,
			}
		);
	}

	private additionalData(
		executionId: string,
		mode: WorkflowExecuteMode,
		{ id, nodes, connectionsBySourceNode }: Workflow,
	): IWorkflowExecuteAdditionalData {
		const now = new Date();
		const { address } = this.kind;
		return {
			...this.loaded.engine.additionalDataFor(this.credential),
			executionId,
			hooks: new ExecutionLifecycleHooks(mode, executionId, {
				id,
				name: 'Workflow',
				nodes: Object.values(nodes),
				connections: connectionsBySourceNode,
				active: true,
				activeVersionId: null,
				isArchived: false,
				createdAt: now,
				updatedAt: now,
			}),
			// In n8n it tells the process only: what is stored changes when the run is over.
			setExecutionStatus: () => {},
			instanceBaseUrl: `${address}/`,
			webhookBaseUrl: `${address}/webhook`,
			webhookWaitingBaseUrl: `${address}/webhook-waiting`,
			webhookTestBaseUrl: `${address}/webhook-test`,
		};
	}
}

/** A call that was let in. */
interface WaitingCall {
	id: string;
	workflow: Workflow;
	node: INode;
	data: IRunExecutionData;
	webhook: NonNullable<ReturnType<WaitingHost['webhookOf']>>;
	mode: WorkflowExecuteMode;
}

/** Start → Linq Chat → Linq Chat 1 → … → Answered; what fails goes to Failed. */
function workflowOf({ steps, type }: Executions): WorkflowFile {
	let made = 0;
	const node = (name: string, typeName: string, parameters: INodeParameters = {}): INode => ({
		// n8n gives each step a UUID.
		id: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
		name,
		type: typeName,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const asking = steps.map((parameters, index) => ({
		...node(stepName(index), `${packageName}.${type}`, {
			resource: 'message',
			operation: SEND_AND_WAIT_OPERATION,
			...parameters,
		}),
		credentials: { linqApi: { id: 'credential', name: 'Linq' } },
	}));
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const connections = Object.fromEntries(
		asking.map(({ name }, index) => [
			name,
			{ main: [to(asking[index + 1]?.name ?? 'Answered'), to('Failed')] },
		]),
	);
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			...asking,
			node('Answered', 'n8n-nodes-base.noOp'),
			node('Failed', 'n8n-nodes-base.noOp'),
		],
		connections: { ...connections, Start: { main: [to(stepName(0))] } },
	};
}

/** The name that n8n gives a further step of the same kind. */
function stepName(index: number): string {
	return index === 0 ? 'Linq Chat' : `Linq Chat${index}`;
}

/** Whether this part of an address names a step that sends and waits. */
function isSendAndWait({ nodes }: Workflow, suffix: string | undefined): boolean {
	return Object.values(nodes).some(
		({ id, parameters }) => id === suffix && parameters.operation === SEND_AND_WAIT_OPERATION,
	);
}

function isSigned(url: URL): boolean {
	const signature = url.searchParams.get(WAITING_TOKEN_QUERY_PARAM);
	return (
		signature !== null &&
		validateUrlSignature(signature, url, process.env.N8N_HMAC_SIGNATURE_SECRET!)
	);
}

function hasToken(url: URL, token: string): boolean {
	return url.searchParams.get(WAITING_TOKEN_QUERY_PARAM) === token;
}

/** What nodes import, as it was before 2.39, by which they tell that n8n. */
function addOlderWorkflow(nodeModules: string): void {
	const folder = path.join(nodeModules, 'n8n-workflow');
	mkdirSync(folder, { recursive: true });
	const newer = JSON.stringify(path.join(root, 'node_modules/n8n-workflow'));
	const code = `const { checkNodesApiVersion, ...older } = require(${newer});\nmodule.exports = older;\n`;
	writeFileSync(path.join(folder, 'index.js'), code);
}

/** As n8n before 2.39, whatever the step says. */
function forwardFirstOutput(execute: WorkflowExecute): void {
	const name = 'handleDisabledNode';
	const handle = Reflect.get(execute, name) as (input: unknown) => unknown;
	if (typeof handle !== 'function') throw new Error('n8n resumes steps in another way now');
	Object.assign(execute, { [name]: (input: unknown) => handle.call(execute, input) });
}

/** An answer with what n8n's nodes use of Express. */
type ExpressLike = ServerResponse & {
	status: (code: number) => ExpressLike;
	send: (body: string) => void;
	json: (body: unknown) => void;
	/** As n8n answers with what a node returned. */
	say: (body: unknown) => void;
};

function expressLike(response: ServerResponse): ExpressLike {
	const send = (body: string) => void response.end(body);
	const json = (body: unknown) => send(JSON.stringify(body));
	return Object.assign(response, {
		send,
		json,
		say: (body: unknown) => (typeof body === 'string' ? send(body) : json(body)),
		status: (code: number) => Object.assign(response, { statusCode: code }) as ExpressLike,
	});
}

/** What n8n shows whoever opens the address of a step that has its answer. */
const nothingToDo = '<title>No action required</title>';

/** How n8n answers what it throws itself. */
class ResponseError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** @throws ResponseError 422 */
function parsed(body: Buffer): unknown {
	if (body.length === 0) return {};
	try {
		return JSON.parse(body.toString());
	} catch {
		throw new ResponseError(422, 'Failed to parse request body');
	}
}
