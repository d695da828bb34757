/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import type {
	ExecutionStatus,
	ICredentialDataDecryptedObject,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeTypeDescription,
	IRunExecutionData,
} from 'n8n-workflow';
import type {
	Execution,
	NewCredential,
	NewWorkflow,
	PublicationStatus,
	ResourceLocatorRequest,
	StoredCredential,
	StoredWorkflow,
} from './shapes';

/** The owner that `setUpOwner` creates. n8n asks for 8 characters, a digit and a capital letter. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olive',
	lastName: 'Owner',
	password: 'Correct-horse-7',
};

/** n8n's answer to a request it refused. `body` is its JSON, mostly `{ code, message }`. */
export class N8nRequestError extends Error {
	constructor(
		request: string,
		readonly status: number,
		readonly body: unknown,
	) {
		super(`${request} answered ${status}: ${JSON.stringify(body)}`);
		this.name = 'N8nRequestError';
	}
}

const pollInterval = 100;

const unfinished: ExecutionStatus[] = ['new', 'running', 'waiting', 'unknown'];
const everyStatus: ExecutionStatus[] = [...unfinished, 'success', 'error', 'canceled', 'crashed'];

/** The REST interface the editor uses, as one logged-in user. */
export class N8nClient {
	/**
	 * n8n binds a session to the value the editor keeps in local storage and sends as the
	 * `browser-id` header: a browser that takes over the cookie must have the same one.
	 */
	readonly browserId: string = randomUUID();

	private cookie = '';

	/** @param url the server's address without a slash at the end */
	constructor(readonly url: string) {}

	/** The session cookie in the shape Playwright's `context.addCookies` takes. */
	get cookies(): Array<{ name: string; value: string; url: string }> {
		const [name = '', ...value] = this.cookie.split('=');
		return [{ name, value: value.join('='), url: this.url }];
	}

	/** Creates the owner on a new n8n, or logs in as that owner where there is one already. */
	async setUpOwner(): Promise<void> {
		try {
			await this.request('POST', '/rest/owner/setup', owner);
		} catch (error) {
			if (!(error instanceof N8nRequestError) || error.status !== 400) throw error;
			const { email, password } = owner;
			await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		}
		if (!this.cookie) throw new Error('n8n is still starting: it set no session cookie.');
	}

	async createCredential(credential: NewCredential): Promise<StoredCredential> {
		return await this.data('POST', '/rest/credentials', credential);
	}

	/**
	 * Tests a stored credential as the editor does on Save: it sends the fields as n8n gave them,
	 * with secrets blanked, and n8n puts the stored secrets back.
	 * @param changes fields to test with another value than the stored one
	 * @returns `OK` with "Connection successful!", or `Error` with the reason the editor shows
	 */
	async testCredential(
		{ id, name, type }: StoredCredential,
		changes: ICredentialDataDecryptedObject = {},
	): Promise<INodeCredentialTestResult> {
		const stored = await this.data<{ data: ICredentialDataDecryptedObject }>(
			'GET',
			`/rest/credentials/${id}?includeData=true`,
		);
		return await this.data('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data: { ...stored.data, ...changes } },
		});
	}

	async createWorkflow(workflow: NewWorkflow): Promise<StoredWorkflow> {
		// n8n 1 wants to hear that it isn't active.
		const complete = { active: false, settings: {}, ...workflow };
		return await this.data('POST', '/rest/workflows', complete);
	}

	/** Stores changes of a workflow; while it is switched on they count from the next `publish` on. */
	async updateWorkflow(workflow: StoredWorkflow): Promise<StoredWorkflow> {
		const { name, nodes, connections, settings, versionId } = workflow;
		const changes = { name, nodes, connections, settings, versionId };
		return await this.data('PATCH', `/rest/workflows/${workflow.id}`, changes);
	}

	/**
	 * Switches a workflow on as it is stored, or that version of it instead of the one that is on.
	 * @throws Error with the trigger's message, as n8n shows it, when it can't be switched on
	 */
	async publish({ id, versionId }: StoredWorkflow): Promise<StoredWorkflow> {
		const workflow = await this.data<StoredWorkflow>('POST', `/rest/workflows/${id}/activate`, {
			versionId,
		});
		const { triggers } = await this.publication(id);
		const failed = triggers.find(({ errorMessage }) => errorMessage !== null);
		if (failed) throw new Error(failed.errorMessage!);
		return workflow;
	}

	/** Switches a workflow off. */
	async unpublish({ id }: StoredWorkflow): Promise<void> {
		await this.data('POST', `/rest/workflows/${id}/deactivate`, {});
		await this.publication(id);
	}

	/** Archives a workflow and deletes it, as the editor does. */
	async deleteWorkflow({ id }: StoredWorkflow): Promise<void> {
		await this.data('POST', `/rest/workflows/${id}/archive`, {});
		await this.publication(id);
		await this.data('DELETE', `/rest/workflows/${id}`);
	}

	/** Listens for one event as "Execute workflow" does where the trigger is a webhook. */
	async listenForTest(workflow: StoredWorkflow, triggerName: string): Promise<void> {
		await this.data('POST', `/rest/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: triggerName },
		});
	}

	/**
	 * The IDs of a workflow's executions, the oldest first, at most 100. Every status is named, since
	 * n8n otherwise lists what runs and what has ended by two queries at once: an execution that ends
	 * in between would be in both lists or in none.
	 */
	async executionsOf({ id }: StoredWorkflow): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: everyStatus }));
		const { results } = await this.data<{ results: Array<{ id: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return results
			.map((execution) => execution.id)
			.sort((one, other) => Number(one) - Number(other));
	}

	/** The options of a menu that the node loads. */
	async menu(
		request: Omit<ResourceLocatorRequest, 'filter' | 'paginationToken'>,
	): Promise<INodePropertyOptions[]> {
		return await this.data('POST', '/rest/dynamic-node-parameters/options', request);
	}

	/** Starts a workflow as "Execute workflow" does, and returns the id of its execution. */
	async startWorkflow(workflow: StoredWorkflow, triggerName: string): Promise<string> {
		const answer = await this.data<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: triggerName } },
		);
		return answer.executionId;
	}

	/** An execution as it stands. n8n stores the data of one that runs when it ends. */
	async execution(id: string): Promise<Execution> {
		const stored = await this.data<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...stored, data: parse(stored.data) as IRunExecutionData };
	}

	/**
	 * Waits until an execution has ended, well or badly.
	 * @param timeout in milliseconds
	 * @throws Error when it hasn't ended by then
	 */
	async waitForExecution(id: string, timeout = 60_000): Promise<Execution> {
		const deadline = Date.now() + timeout;
		for (;;) {
			const execution = await this.execution(id);
			// n8n 1 stores the status of an execution a moment before its data.
			const isStored = execution.status === 'canceled' || Boolean(execution.data);
			if (!unfinished.includes(execution.status) && isStored) return execution;
			if (Date.now() > deadline) {
				throw new Error(`Execution ${id} is still ${execution.status} after ${timeout} ms`);
			}
			await sleep(pollInterval);
		}
	}

	/** Waits until an execution waits for something outside, or has ended, and n8n has stored that. */
	async waitUntilStored(id: string): Promise<Execution> {
		for (;;) {
			const execution = await this.execution(id);
			if (!['new', 'running', 'unknown'].includes(execution.status)) return execution;
			await sleep(pollInterval);
		}
	}

	/**
	 * Waits until an execution waits for something outside.
	 * @throws Error when it ended instead
	 */
	async waitUntilWaiting(id: string): Promise<Execution> {
		const execution = await this.waitUntilStored(id);
		if (execution.status === 'waiting') return execution;
		const { error } = execution.data.resultData;
		throw new Error(`Execution ${id} ended (${execution.status}): ${error?.message ?? ''}`);
	}

	/** Runs a workflow from the named trigger to its end. Times out as `waitForExecution` does. */
	async runWorkflow(
		workflow: StoredWorkflow,
		triggerName: string,
		timeout?: number,
	): Promise<Execution> {
		return await this.waitForExecution(await this.startWorkflow(workflow, triggerName), timeout);
	}

	/** Cancels a running execution, as the editor's stop button does. */
	async stopExecution(id: string): Promise<void> {
		await this.data('POST', `/rest/executions/${id}/stop`);
	}

	/** All node types as the editor sees them; a community node's name is `<package>.<node>`. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await this.request('GET', '/types/nodes.json')) as INodeTypeDescription[];
	}

	/**
	 * What the picker of a resource locator is filled with.
	 * @throws N8nRequestError when the node's list search method threw
	 */
	async resourceLocatorResults(request: ResourceLocatorRequest): Promise<INodeListSearchResult> {
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		return await this.data('POST', path, request);
	}

	/** What became of switching a workflow on or off, which n8n does after it has answered. */
	private async publication(id: string): Promise<PublicationStatus> {
		for (;;) {
			const publication = await this.data<PublicationStatus>(
				'GET',
				`/rest/workflows/${id}/publication-status`,
			);
			if (publication.status !== 'in_progress') return publication;
			await sleep(pollInterval);
		}
	}

	/** The `data` of n8n's JSON answer. */
	private async data<T>(method: string, path: string, body?: object): Promise<T> {
		const answer = (await this.request(method, path, body)) as { data: T };
		return answer.data;
	}

	private async request(method: string, path: string, body?: object): Promise<unknown> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': this.browserId,
				cookie: this.cookie,
				...(body && { 'content-type': 'application/json' }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		const [setCookie] = response.headers.getSetCookie();
		if (setCookie) this.cookie = setCookie.split(';')[0] ?? '';
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		const answer: unknown = isJson ? JSON.parse(text) : text;
		if (!response.ok) throw new N8nRequestError(`${method} ${path}`, response.status, answer);
		return answer;
	}
}
