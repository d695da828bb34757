/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import './environment';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import type {
	Workflow,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	IWebhookData,
	IWebhookFunctions,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { bytesOf } from '../emulator/requests';
import { loadAnew, type Loaded } from './anew';

/** What n8n's processes share: the stored workflow with its static data. */
export class Database {
	staticData = '{}';
	/** How often it was written. */
	saves = 0;
	/** The workflow is switched on. */
	isActive = false;

	constructor(
		/** Of the trigger. */
		public parameters: INodeParameters = {},
		readonly workflowId = 'workflow',
	) {}

	/** What the trigger has stored. */
	get remembered(): { subscriptions?: IDataObject[]; events?: string } {
		const data = JSON.parse(this.staticData) as Record<string, IDataObject>;
		return data['node:Linq Chat Trigger'] ?? {};
	}
}

/**
 * One process of n8n with one workflow that begins with the trigger, as far as webhooks go: it
 * calls the node with n8n-core's own contexts, in the order of n8n 2.41's `webhook-helpers`,
 * `live-webhooks`, `test-webhooks` and `active-workflow-manager`.
 */
export class TriggerHost {
	/** What the started runs began with. */
	readonly runs: IDataObject[] = [];
	/** Errors the node threw on a call, of which n8n would make failed executions. */
	readonly crashes: unknown[] = [];
	/** Called before a run is stored; throws where it can't be. */
	beforeRun: () => Promise<void> = async () => {
		// Storing a run takes n8n a while, in which other calls come in.
		for (let rounds = 0; rounds < 20; rounds++) await new Promise(setImmediate);
	};
	/** Called after n8n has read for a call what the trigger remembers, before it calls the node. */
	afterReading: () => Promise<void> = async () => {};
	/** Of the node; n8n makes the path of the workflow and the node's name where there is none. */
	webhookId: string | undefined = 'trigger-path';
	/** Of the node. */
	nodeId = 'trigger';
	/** What n8n thinks its address is. */
	webhookBase = 'https://n8n.example.com';
	private testStaticData: IDataObject | undefined;
	private readonly server = createServer((request, response) => {
		void this.answer(request, response);
	});

	private constructor(
		private readonly loaded: Loaded,
		private readonly database: Database,
		private readonly credential: ICredentialDataDecryptedObject,
	) {}

	/** Loads the built package anew, so that it shares no variable with another process. */
	static async start(
		database: Database,
		credential: ICredentialDataDecryptedObject,
	): Promise<TriggerHost> {
		const host = new TriggerHost(await loadAnew(), database, credential);
		host.server.listen(0, '127.0.0.1');
		await once(host.server, 'listening');
		return host;
	}

	/** Another workflow in the same process. */
	async beside(database: Database): Promise<TriggerHost> {
		const host = new TriggerHost(this.loaded, database, this.credential);
		host.server.listen(0, '127.0.0.1');
		await once(host.server, 'listening');
		return host;
	}

	/** Where the emulator can deliver. */
	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** What n8n says the webhook's address is, without the version. */
	get webhookUrl(): string {
		return `${this.webhookBase}/webhook/${this.webhookId}/webhook`;
	}

	async end(): Promise<void> {
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
		this.loaded.unload();
	}

	/**
	 * Switching the workflow on, or n8n starting with it on.
	 *
	 * @throws what the node threw, after n8n has cleaned up
	 */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		this.database.isActive = true;
		const workflow = this.workflow(this.stored());
		try {
			await this.ask(workflow, 'trigger', activation);
		} catch (error) {
			// What goes wrong here n8n only logs.
			await this.remove().catch(() => {});
			// What fails while it starts, n8n tries again.
			this.database.isActive = activation === 'init';
			throw error;
		}
		this.save(workflow);
	}

	/** Publishing a changed trigger: the workflow stays on. */
	async publish(): Promise<void> {
		await this.remove();
		await this.activate('update');
	}

	/** Switching the workflow off; where that fails, n8n 1.x goes on taking calls. */
	async deactivate(): Promise<void> {
		try {
			await this.remove();
		} finally {
			this.database.isActive = false;
		}
	}

	private async remove(): Promise<void> {
		const workflow = this.workflow(this.stored());
		try {
			await this.hooks.delete.call(this.hookContext(workflow, 'internal', 'update'));
		} finally {
			this.save(workflow);
		}
	}

	/** "Listen for test event": resolves when n8n listens. */
	async listenForTest(): Promise<void> {
		const workflow = this.workflow({});
		try {
			await this.ask(workflow, 'manual', 'manual', true);
		} finally {
			this.testStaticData = workflow.staticData;
		}
	}

	/** After the first event, after two minutes, or when the user stops it. */
	async endTest(): Promise<void> {
		const workflow = this.workflow(this.testStaticData ?? {});
		this.testStaticData = undefined;
		await this.hooks.delete.call(this.hookContext(workflow, 'internal', 'update', true));
	}

	/** What a menu of the node's shows. */
	async menu(method: string): Promise<INodePropertyOptions[]> {
		return await this.type.methods!.loadOptions![method]!.call(this.editorContext('phoneNumbers'));
	}

	/** What a picker of the node's shows for what was typed. */
	async search(method: string, filter?: string): Promise<INodeListSearchResult> {
		const context = this.editorContext('options.chatId');
		return await this.type.methods!.listSearch![method]!.call(context, filter);
	}

	private editorContext(parameter: string): LoadOptionsContext {
		const workflow = this.workflow({});
		return new LoadOptionsContext(
			workflow,
			workflow.getNode('Linq Chat Trigger')!,
			this.additionalData(),
			`parameters.${parameter}`,
		);
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await bytesOf(request);
		const isTest = request.url!.startsWith('/webhook-test/');
		const staticData = this.stored();
		await this.afterReading();
		const workflow = this.workflow(staticData, !isTest && this.database.isActive);
		if (isTest) workflow.setTestStaticData(this.testStaticData!);
		const express = Object.assign(response, {
			status: (code: number) => Object.assign(response, { statusCode: code }),
		});
		try {
			Object.assign(request, { rawBody, body: parsed(rawBody) });
			const mode = isTest ? 'manual' : 'webhook';
			const webhookData = this.webhookData(isTest);
			const context = new WebhookContext(
				workflow,
				workflow.getNode('Linq Chat Trigger')!,
				{
					...webhookData.workflowExecuteAdditionalData,
					httpRequest: request,
					httpResponse: express,
				},
				mode,
				webhookData,
				[],
				null,
			);
			const result = await this.type
				.webhook!.call(context as unknown as IWebhookFunctions)
				.catch((error: unknown) => {
					this.crashes.push(error);
					throw error;
				});
			if (result.workflowData) {
				// As n8n does when it stores a run: all static data counts as saved from here on.
				this.workflow(staticData);
				await this.beforeRun();
				this.runs.push(result.workflowData[0]![0]!.json);
			}
			const body: unknown = result.webhookResponse;
			this.save(workflow, isTest);
			if (result.noWebhookResponse !== true) express.status(200).end(body);
		} catch {
			express.status(500).end('{"message":"Internal error"}');
		}
	}

	/** As `createWebhookIfNotExists`. */
	private async ask(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest = false,
	): Promise<void> {
		const context = () => this.hookContext(workflow, mode, activation, isTest);
		if (await this.hooks.checkExists.call(context())) return;
		await this.hooks.create.call(context());
	}

	private get type() {
		return this.loaded.engine.nodeType('linqChatTrigger');
	}

	private get hooks() {
		return this.type.webhookMethods!.default!;
	}

	private stored(): IDataObject {
		return JSON.parse(this.database.staticData) as IDataObject;
	}

	private save({ staticData }: Workflow, isTest = false): void {
		if (isTest || (staticData as { __dataChanged?: boolean }).__dataChanged !== true) return;
		this.database.staticData = JSON.stringify(staticData);
		this.database.saves++;
	}

	private workflow(staticData: IDataObject, active = true): Workflow {
		const trigger: INode = {
			id: this.nodeId,
			name: 'Linq Chat Trigger',
			type: 'n8n-nodes-linq-chat.linqChatTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: this.webhookId,
			parameters: structuredClone(this.database.parameters),
			credentials: { linqApi: { id: 'credential', name: 'Linq' } },
		};
		return this.loaded.engine.workflow(
			{ nodes: [trigger], connections: {} },
			{ id: this.database.workflowId, active, staticData },
		);
	}

	private hookContext(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest = false,
	): HookContext {
		return new HookContext(
			workflow,
			workflow.getNode('Linq Chat Trigger')!,
			this.additionalData(),
			mode,
			activation,
			this.webhookData(isTest),
		);
	}

	private webhookData(isTest: boolean): IWebhookData {
		return {
			httpMethod: 'POST',
			node: 'Linq Chat Trigger',
			path: `${this.webhookId}/webhook`,
			webhookDescription: this.type.description.webhooks![0]!,
			workflowId: this.database.workflowId,
			workflowExecuteAdditionalData: this.additionalData(),
			isTest,
		};
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		return {
			...this.loaded.engine.additionalDataFor(this.credential),
			webhookBaseUrl: `${this.webhookBase}/webhook`,
			webhookTestBaseUrl: `${this.webhookBase}/webhook-test`,
		};
	}
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString());
	} catch {
		return {};
	}
}
