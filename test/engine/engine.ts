/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import './environment';
import path from 'node:path';
import {
	CredentialTestContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	SupplyDataContext,
	WorkflowExecute,
} from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type IPinData,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { OneCredential } from './credentials';
import { NodeTypes } from './nodeTypes';

/** What a workflow file holds that an execution needs. */
export interface WorkflowFile {
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
	settings?: IWorkflowSettings;
}

/** One execution, done or under way. */
export interface Execution {
	/** Resolves when n8n is done with it, however it ended. */
	finished: Promise<IRun>;
	/** What the stop button does. */
	cancel: () => void;
	credentials: OneCredential;
}

/** What came out of one node. */
export interface NodeResult {
	success: INodeExecutionData[];
	error: INodeExecutionData[];
	task: ITaskData;
	credentials: OneCredential;
}

const packageName = 'n8n-nodes-linq-chat';

let own: Promise<Engine> | undefined;

/** Each execution has a number of its own, as in n8n. */
let executions = 0;

/** n8n's own engine in this process, with the built package loaded as n8n loads it. */
export class Engine {
	private constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly nodeTypes: NodeTypes,
	) {}

	/** With `dist/`, which must have been built: one and the same engine for all who ask. */
	static async load(): Promise<Engine> {
		own ??= Engine.loadFrom(path.join(__dirname, '../..'));
		return await own;
	}

	/** With a copy of the package, in this folder. */
	static async loadFrom(folder: string): Promise<Engine> {
		const loader = new PackageDirectoryLoader(folder);
		await loader.loadAll();
		return new Engine(loader, new NodeTypes(loader));
	}

	/** The package's node, to look at its description. */
	nodeType(name: string): INodeType {
		return this.nodeTypes.getByName(`${packageName}.${name}`);
	}

	/**
	 * Runs a workflow from its first node.
	 *
	 * @param credential the fields of `linqApi`
	 * @param mode `manual` as from the editor, or how n8n runs a workflow that is published
	 */
	start(
		file: WorkflowFile,
		credential: ICredentialDataDecryptedObject,
		mode: WorkflowExecuteMode = 'manual',
	): Execution {
		const workflow = this.workflow(file);
		const credentials = new OneCredential(this.loader.credentialTypes, credential);
		const execute = new WorkflowExecute(this.additionalData(credentials, file), mode);
		const running = execute.run({
			workflow,
			startNode: workflow.getNode(file.nodes[0]!.name)!,
			pinData: file.pinData,
		});
		return { finished: running, cancel: () => running.cancel(), credentials };
	}

	/**
	 * Runs the node for these items.
	 *
	 * @param parameters of the node, on top of Chat → Add Participant
	 * @param settings of the workflow
	 * @throws what the node threw
	 */
	async run(
		items: INodeExecutionData[],
		parameters: INodeParameters,
		credential: ICredentialDataDecryptedObject,
		settings?: IWorkflowSettings,
	): Promise<NodeResult> {
		const file = { ...workflowOf(items, parameters), settings };
		const { finished, credentials } = this.start(file, credential);
		const { data } = await finished;
		const task = data.resultData.runData['Linq Chat']?.[0];
		if (task === undefined || task.error) throw task?.error ?? data.resultData.error!;
		return resultOf(task, credentials);
	}

	/**
	 * Calls the node as an agent's tool in this process, as n8n does where the agent doesn't hand the
	 * call to the engine.
	 *
	 * @returns what the agent gets: the items of output 0
	 * @throws what the node threw
	 */
	async callTool(
		parameters: INodeParameters,
		credential: ICredentialDataDecryptedObject,
	): Promise<INodeExecutionData[]> {
		const file = workflowOf([], parameters);
		const node = file.nodes[1]!;
		node.type = `${node.type}Tool`;
		const credentials = new OneCredential(this.loader.credentialTypes, credential);
		const context = new SupplyDataContext(
			this.workflow(file),
			node,
			this.additionalData(credentials, file),
			'manual',
			createEmptyRunExecutionData(),
			0,
			[],
			{},
			NodeConnectionTypes.AiTool,
			{ node, data: {}, source: null },
			[],
		);
		context.addInputData(NodeConnectionTypes.AiTool, [[{ json: {} }]]);
		const outputs = await this.nodeType('linqChat').execute!.call(
			context as unknown as IExecuteFunctions,
		);
		return (outputs as INodeExecutionData[][])[0]!;
	}

	/**
	 * What a picker of the node's shows.
	 *
	 * @param parameters of the node as they stand in the editor, on top of Chat → Add Participant
	 */
	async search(
		method: string,
		credential: ICredentialDataDecryptedObject,
		filter?: string,
		paginationToken?: string,
		parameters: INodeParameters = {},
	): Promise<INodeListSearchResult> {
		const context = this.editorContext(credential, parameters);
		const search = this.nodeType('linqChat').methods!.listSearch![method]!;
		return await search.call(context, filter, paginationToken);
	}

	private editorContext(
		credential: ICredentialDataDecryptedObject,
		parameters: INodeParameters,
	): LoadOptionsContext {
		const file = workflowOf([], parameters);
		const node = file.nodes[1]!;
		const credentials = new OneCredential(this.loader.credentialTypes, credential);
		return new LoadOptionsContext(
			this.workflow(file),
			node,
			{ ...this.additionalData(credentials, file), currentNodeParameters: node.parameters },
			'parameters.chatId',
		);
	}

	/**
	 * What a list of the node's shows that the editor fills by itself.
	 *
	 * @param parameters of the node as they stand in the editor, on top of Chat → Add Participant
	 */
	async loadOptions(
		method: string,
		credential: ICredentialDataDecryptedObject,
		parameters: INodeParameters = {},
	): Promise<INodePropertyOptions[]> {
		const context = this.editorContext(credential, parameters);
		return await this.nodeType('linqChat').methods!.loadOptions![method]!.call(context);
	}

	/** What a menu of the node's shows that it fills by itself. */
	async menu(
		method: string,
		credential: ICredentialDataDecryptedObject,
	): Promise<INodePropertyOptions[]> {
		const file = workflowOf([], {});
		const node = file.nodes[1]!;
		const credentials = new OneCredential(this.loader.credentialTypes, credential);
		const context = new LoadOptionsContext(
			this.workflow(file),
			node,
			{ ...this.additionalData(credentials, file), currentNodeParameters: node.parameters },
			'parameters.subscribedEvents',
		);
		return await this.nodeType('linqChat').methods!.loadOptions![method]!.call(context);
	}

	/** What the credential's test button shows. */
	async testCredential(
		credential: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult> {
		const credentials = new OneCredential(this.loader.credentialTypes, credential);
		const context = new CredentialTestContext(
			this.additionalData(credentials, { nodes: [], connections: {} }),
		);
		return await this.nodeType('linqChat').methods!.credentialTest!.linqApiTest!.call(context, {
			id: 'credential',
			name: 'Linq',
			type: 'linqApi',
			data: credential,
		});
	}

	/** A workflow as n8n has it in memory. */
	workflow(
		{ nodes, connections, settings }: WorkflowFile,
		{
			id = 'workflow',
			active = false,
			staticData,
		}: { id?: string; active?: boolean; staticData?: IDataObject } = {},
	): Workflow {
		return new Workflow({
			id,
			nodes,
			connections,
			active,
			nodeTypes: this.nodeTypes,
			staticData,
			settings: { executionOrder: 'v1', ...settings },
		});
	}

	/** What n8n hands to a node that is not part of an execution. */
	additionalDataFor(credential: ICredentialDataDecryptedObject): IWorkflowExecuteAdditionalData {
		const credentials = new OneCredential(this.loader.credentialTypes, credential);
		return this.additionalData(credentials, { nodes: [], connections: {} });
	}

	private additionalData(
		credentialsHelper: OneCredential,
		{ nodes, connections }: WorkflowFile,
	): IWorkflowExecuteAdditionalData {
		const address = 'http://127.0.0.1/';
		const now = new Date();
		const executionId = String(++executions);
		const hooks = new ExecutionLifecycleHooks('manual', executionId, {
			id: 'workflow',
			name: 'Workflow',
			nodes,
			connections,
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: now,
			updatedAt: now,
		});
		return {
			credentialsHelper,
			hooks,
			executionId,
			currentNodeExecutionIndex: 0,
			restApiUrl: address,
			instanceBaseUrl: address,
			formBaseUrl: address,
			formWaitingBaseUrl: address,
			formTestBaseUrl: address,
			webhookBaseUrl: address,
			// Linq has to reach an execution that waits.
			webhookWaitingBaseUrl: 'https://n8n.example.com/webhook-waiting',
			webhookTestBaseUrl: address,
			mcpBaseUrl: address,
			mcpTestBaseUrl: address,
			variables: {},
			logAiEvent: () => {},
		} as Partial<IWorkflowExecuteAdditionalData> as IWorkflowExecuteAdditionalData;
	}
}

/** What came out of a step that has run. */
export function resultOf(task: ITaskData, credentials: OneCredential): NodeResult {
	// A step that waits shows its input on the first output, and nothing else.
	const [success, error] = task.data!.main!;
	return { success: success!, error: error ?? [], task, credentials };
}

/** A trigger with these items, and the node behind it. */
export function workflowOf(items: INodeExecutionData[], parameters: INodeParameters): WorkflowFile {
	const node = (name: string, type: string, own: INodeParameters): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: own,
	});
	return {
		nodes: [
			node('Records', 'n8n-nodes-base.manualTrigger', {}),
			{
				...node('Linq Chat', `${packageName}.linqChat`, {
					resource: 'chat',
					operation: 'addParticipant',
					...parameters,
				}),
				credentials: { linqApi: { id: 'credential', name: 'Linq' } },
			},
		],
		connections: { Records: { main: [[{ node: 'Linq Chat', type: 'main', index: 0 }]] } },
		pinData: { Records: items },
	};
}
