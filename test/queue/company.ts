/* eslint-disable @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { startEmulator, type Emulator } from '../emulator';
import type { NewWorkflow, StoredCredential, StoredWorkflow } from '../n8n/shapes';
import { accountOfChats, type Person } from './people';
import { startQueueMode, type QueueMode } from './queueMode';
import type { PeopleWorkflow } from './workflows';

/** A Linq server, and an n8n of many processes that has a credential for it. */
export interface Company {
	linq: Emulator;
	n8n: QueueMode;
	credential: StoredCredential;
	/** Stores a workflow and publishes it. */
	publish: (workflow: NewWorkflow) => Promise<StoredWorkflow>;
	/** Sends each list to the workflow's web address, all at once; returns their executions. */
	send: (workflow: PeopleWorkflow, lists: Person[][]) => Promise<string[]>;
	close: () => Promise<void>;
}

export async function openCompany(): Promise<Company> {
	const linq = await startEmulator({ account: accountOfChats() });
	try {
		const n8n = await startQueueMode();
		const credential = await n8n.client.createCredential({
			name: 'Linq',
			type: 'linqApi',
			data: { apiKey: linq.apiKey, baseUrl: linq.baseUrl },
		});
		return {
			linq,
			n8n,
			credential,
			publish: async (workflow) =>
				await n8n.client.publish(await n8n.client.createWorkflow(workflow)),
			send: async (workflow, lists) => await send(n8n, workflow, lists),
			close: async () => {
				await n8n.stop();
				await linq.close();
			},
		};
	} catch (error) {
		await linq.close();
		throw error;
	}
}

async function send(
	{ webhooks, journal }: QueueMode,
	{ path }: PeopleWorkflow,
	lists: Person[][],
): Promise<string[]> {
	const before = journal.enqueued.length;
	await Promise.all(
		lists.map(async (people) => {
			const response = await fetch(`${webhooks.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ people }),
			});
			if (!response.ok) throw new Error(`n8n answered ${response.status}`);
			await response.text();
		}),
	);
	await journal.until(() => journal.enqueued.length >= before + lists.length);
	return journal.enqueued.slice(before);
}
