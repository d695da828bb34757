import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import {
	outputOf,
	type Execution,
	type StoredCredential,
	type StoredWorkflow,
} from '../n8n/shapes';
import { setStage, type Stage } from './stage';

const add = 'Add participant';
const chatId = '5f0c7f4e-3a52-4d8b-9c1e-0a6b1d2e3f40';

let stage: Stage;
let errorWorkflow: StoredWorkflow;

function step(name: string, type: string, parameters: INodeParameters, place: number): INode {
	return {
		id: `00000000-0000-4000-8000-00000000000${place}`,
		name,
		type,
		typeVersion: type.endsWith('.webhook') ? 2 : 1,
		position: [place * 200, 0],
		parameters,
	};
}

const next = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

/** A published workflow that adds a person whenever its address is called. */
async function publish(
	path: string,
	{ id, name }: StoredCredential,
	{ isErrorConnected }: { isErrorConnected: boolean },
): Promise<StoredWorkflow> {
	const { client } = stage;
	const parameters = {
		resource: 'chat',
		operation: 'addParticipant',
		chatId: { __rl: true, mode: 'id', value: chatId },
		handle: '={{ $json.query.phone }}',
	};
	const connections: IConnections = {
		Deal: { main: [next(add)] },
		[add]: { main: [[], isErrorConnected ? next('Follow up') : []] },
	};
	const webhook = { path, responseMode: 'lastNode', responseData: 'allEntries' };
	const workflow = await client.createWorkflow({
		name: path,
		nodes: [
			{ ...step('Deal', 'n8n-nodes-base.webhook', webhook, 0), webhookId: path },
			{
				...step(add, 'n8n-nodes-linq-chat.linqChat', parameters, 1),
				credentials: { linqApi: { id, name } },
			},
			step('Follow up', 'n8n-nodes-base.noOp', {}, 2),
		],
		connections,
		settings: { executionOrder: 'v1', errorWorkflow: errorWorkflow.id },
	});
	return await client.publish(workflow);
}

/** Calls the workflow's address as a CRM would, and waits for what becomes of it. */
async function run(workflow: StoredWorkflow, phone: string): Promise<Execution> {
	const { client } = stage;
	const before = await client.executionsOf(workflow);
	await fetch(`${client.url}/webhook/${workflow.name}?phone=${encodeURIComponent(phone)}`);
	const after = await client.executionsOf(workflow);
	expect(after).toHaveLength(before.length + 1);
	return await client.waitForExecution(after.at(-1)!);
}

beforeAll(async () => {
	stage = await setStage();
	errorWorkflow = await stage.client.createWorkflow({
		name: 'Tell the team',
		nodes: [
			step('Error Trigger', 'n8n-nodes-base.errorTrigger', {}, 0),
			step('Tell them', 'n8n-nodes-base.noOp', {}, 1),
		],
		connections: { 'Error Trigger': { main: [next('Tell them')] } },
		settings: { executionOrder: 'v1' },
	});
	await stage.client.publish(errorWorkflow);
}, 900_000);

afterAll(async () => {
	await stage.end();
});

test('a published workflow with a refused key fails, and the error workflow is told why', async () => {
	const { client, refusedCredential } = stage;
	const workflow = await publish('refused-key', refusedCredential, { isErrorConnected: false });
	const execution = await run(workflow, '+12025550190');
	expect(execution.status).toBe('error');
	const [told] = await client.executionsOf(errorWorkflow);
	const { json } = outputOf(await client.waitForExecution(told!), 'Tell them')[0]![0]!;
	expect(json).toMatchObject({
		workflow: { name: 'refused-key' },
		execution: {
			id: execution.id,
			lastNodeExecuted: add,
			error: { message: expect.stringContaining('Unauthorized') as string },
		},
	});
	expect(JSON.stringify(json)).not.toContain('another-key-0123456789');
});

test('with Error connected, and where somebody was added, nobody else is told', async () => {
	const { client, credential, refusedCredential } = stage;
	const before = await client.executionsOf(errorWorkflow);
	const connected = await publish('error-connected', refusedCredential, { isErrorConnected: true });
	const execution = await run(connected, '+12025550190');
	expect(execution.status).toBe('success');
	expect(outputOf(execution, 'Follow up')[0]).toMatchObject([
		{ json: { error: { category: 'unauthorized' } } },
	]);
	const added = await publish('somebody-added', credential, { isErrorConnected: false });
	expect((await run(added, '+12025550190')).status).toBe('success');
	expect(await client.executionsOf(errorWorkflow)).toEqual(before);
});
