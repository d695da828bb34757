import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import type { N8nClient } from '../n8n/client';
import type { NewWorkflow } from '../n8n/shapes';
import type { EventTaker, LinqServer } from './linq';
import { benchPackage } from './package';

type NodeInChain = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'> & Partial<INode>;

/** A step that starts a workflow with each event. */
export interface Starter {
	/** As it is called in the table. */
	name: string;
	workflow: NewWorkflow;
	to: EventTaker;
}

const arrivals: NodeInChain = {
	name: 'Arrivals',
	type: `${benchPackage}.arrivals`,
	typeVersion: 1,
	parameters: {},
};

/** Says how many executions the others came to, and when the last one did. */
export const tellingArrivals = chain('How many arrived', [
	{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
	{ ...arrivals, parameters: { tells: true } },
]);

/** This package's trigger, with its defaults. */
export async function triggerStarter(client: N8nClient, linq: LinqServer): Promise<Starter> {
	const name = 'Linq Chat Trigger';
	const credential = await client.createCredential({
		name: 'Linq',
		type: 'linqApi',
		data: { apiKey: linq.apiKey, baseUrl: linq.baseUrl },
	});
	const workflow = chain(name, [
		{
			name,
			type: 'n8n-nodes-linq-chat.linqChatTrigger',
			typeVersion: 1,
			webhookId: randomUUID(),
			credentials: { linqApi: { id: credential.id, name: credential.name } },
			parameters: {},
		},
		arrivals,
	]);
	return { name, workflow, to: { origin: client.url, headers: {} } };
}

/** n8n's Webhook step, which lets in whoever sends the right value in a header. */
export async function webhookStarter(client: N8nClient): Promise<Starter> {
	const name = 'Webhook with Header Auth';
	const header = { name: 'X-Bench-Key', value: randomUUID() };
	const credential = await client.createCredential({
		name: 'Header',
		type: 'httpHeaderAuth',
		data: header,
	});
	const path = randomUUID();
	const workflow = chain(name, [
		{
			name,
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: path,
			credentials: { httpHeaderAuth: { id: credential.id, name: credential.name } },
			parameters: {
				httpMethod: 'POST',
				path,
				authentication: 'headerAuth',
				responseMode: 'onReceived',
				options: {},
			},
		},
		arrivals,
	]);
	const to = {
		origin: client.url,
		path: `/webhook/${path}`,
		headers: { [header.name]: header.value },
	};
	return { name, workflow, to };
}

/** n8n stores nothing of the executions: else it would be its database that is measured. */
function chain(name: string, [first, second]: [NodeInChain, NodeInChain]): NewWorkflow {
	return {
		name,
		nodes: [first, second].map((node, place) => ({
			id: randomUUID(),
			position: [place * 200, 0],
			...node,
		})),
		connections: {
			[first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] },
		},
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		},
	};
}
