import type {
	ExecutionStatus,
	IConnections,
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IPinData,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';

/** A credential to be stored; `type` is the name of a credential class, `data` its fields. */
export interface NewCredential {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** A credential as a node refers to it; n8n never gives its secrets back. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/** A workflow as exported to a file. */
export interface NewWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
}

export interface StoredWorkflow extends NewWorkflow {
	id: string;
	/** Changes with every change that is stored. */
	versionId: string;
}

/** How far n8n has come with switching a workflow on, and what its triggers said. */
export interface PublicationStatus {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ errorMessage: string | null }>;
}

/** A run of a workflow. Dates are ISO 8601. */
export interface Execution {
	id: string;
	status: ExecutionStatus;
	startedAt: string;
	stoppedAt?: string;
	data: IRunExecutionData;
}

/** The request the editor makes to fill a menu or the picker of a resource locator. */
export interface ResourceLocatorRequest {
	nodeTypeAndVersion: { name: string; version: number };
	/** Where the parameter is, such as `parameters.chatId`. */
	path: string;
	/** The node's method: `loadOptionsMethod`, or `searchListMethod` in the list mode's description. */
	methodName: string;
	currentNodeParameters: INodeParameters;
	/** By credential type. */
	credentials?: Record<string, { id: string; name: string }>;
	/** What the user typed into the search box. */
	filter?: string;
	/** From the previous answer; asks for what follows it. */
	paginationToken?: string;
}

/**
 * The items a node put out in the given run, one array per output.
 * @throws Error when the node did not run, with what it failed with
 */
export function outputOf(
	execution: Execution,
	nodeName: string,
	runIndex = 0,
): INodeExecutionData[][] {
	const { runData, error } = execution.data.resultData;
	const run = runData[nodeName]?.[runIndex];
	const outputs = run?.data?.main;
	if (!outputs) {
		const reason = run?.error?.message ?? error?.message ?? 'it did not run';
		throw new Error(`There is no output of ${nodeName}: ${reason}`);
	}
	return outputs.map((items) => items ?? []);
}

/** The items of one output of a node, over all the times it ran. */
export function everyItemOf(
	execution: Execution,
	nodeName: string,
	output = 0,
): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.flatMap((_, run) => outputOf(execution, nodeName, run)[output] ?? []);
}
