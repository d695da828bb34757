/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { expectedErrors, expectedSuccess } from '../examples/addCrmContacts';
import { linqNode } from '../examples/examples';
import * as makeSureTheyJoined from '../examples/makeSureTheyJoined';
import { outputOf } from '../n8n/shapes';
import { setStage, type Stage } from './stage';

let stage: Stage;

const reasonOf = ({ json }: INodeExecutionData) => {
	const { category, code, attempts } = json.error as Record<string, unknown>;
	return [json.name, category, code, attempts];
};

beforeAll(async () => {
	stage = await setStage();
}, 900_000);

afterAll(async () => {
	await stage.end();
});

test('n8n knows the node, its tool, its review and its credential', async () => {
	const types = await stage.client.nodeTypes();
	const ours = types.filter(({ name }) => name.startsWith('n8n-nodes-linq-chat.'));
	expect(ours.map(({ name }) => name)).toEqual([
		'n8n-nodes-linq-chat.linqChat',
		'n8n-nodes-linq-chat.linqChatTrigger',
		'n8n-nodes-linq-chat.linqChatTool',
		'n8n-nodes-linq-chat.linqChatHitlTool',
	]);
	expect(ours[0]).toMatchObject({
		displayName: 'Linq Chat',
		outputs: [{ displayName: 'Success' }, { displayName: 'Error' }],
		credentials: [{ name: 'linqApi', required: true }],
	});
	expect(ours[0]!.iconUrl).toMatchObject({
		light: expect.stringContaining('linqChat.svg') as string,
		dark: expect.stringContaining('linqChat.dark.svg') as string,
	});
});

test("the credential test says connected with a good key and Linq's reason with a bad one", async () => {
	const { client, credential, refusedCredential } = stage;
	expect(await client.testCredential(credential)).toMatchObject({ status: 'OK' });
	expect(await client.testCredential(refusedCredential)).toEqual({
		status: 'Error',
		message:
			'Unauthorized - missing or invalid authentication token. Copy the API key from your Linq dashboard again, put it in here, and save.',
	});
	const elsewhere = await client.testCredential(credential, { baseUrl: 'ftp://127.0.0.1/' });
	expect(elsewhere.message).toContain('is not a web address');
});

test('the example comes out item by item on Success and Error', async () => {
	const { client, credential, linq } = stage;
	const workflow = await stage.workflow(credential);
	const execution = await client.runWorkflow(workflow, 'Deals won');
	expect(execution.status).toBe('success');
	const [success, error] = outputOf(execution, linqNode);
	expect(success!.map(({ json }) => [json.name, json.handle])).toEqual(expectedSuccess);
	expect(error!.map(reasonOf)).toEqual(expectedErrors);
	expect(success!.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2, 3, 4, 5, 6].map((item) => ({ item })),
	);
	expect(outputOf(execution, 'Tell the CRM it worked')[0]).toHaveLength(7);
	expect(outputOf(execution, 'Follow up by hand')[0]).toHaveLength(5);
	expect(JSON.stringify(execution.data)).not.toContain(linq.apiKey);
	expect(stage.server.log()).not.toContain(linq.apiKey);
});

test('making sure that they joined: every outcome there is', async () => {
	const { client, credential } = stage;
	const workflow = await stage.workflow(credential, undefined, {
		example: 'make-sure-they-joined',
	});
	const [success, error] = outputOf(await client.runWorkflow(workflow, 'Deals won'), linqNode);
	expect(success!.map(({ json }) => [json.name, json.status, json.joined])).toEqual(
		makeSureTheyJoined.expectedSuccess,
	);
	expect(error!.map(reasonOf)).toEqual(makeSureTheyJoined.expectedErrors);
});

test('a file of 100 MB on disk is uploaded, byte for byte, without the key', async () => {
	const { client, credential, linq, server } = stage;
	const folder = path.join(server.userFolder, '.n8n-files');
	await mkdir(folder, { recursive: true });
	const bytes = Buffer.alloc(100 * 1024 * 1024, randomBytes(1024));
	const file = path.join(folder, 'offer.pdf');
	await writeFile(file, bytes);
	const node = (name: string, type: string, parameters: INodeParameters, place: number) => ({
		id: `00000000-0000-4000-8000-00000000000${place}`,
		name,
		type,
		typeVersion: 1,
		position: [place * 200, 0] as [number, number],
		parameters,
	});
	const linqApi = { id: credential.id, name: credential.name };
	const follows = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const workflow = await client.createWorkflow({
		name: 'A large file',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}, 0),
			node('Read', 'n8n-nodes-base.readWriteFile', { operation: 'read', fileSelector: file }, 1),
			{
				...node(
					'Upload',
					'n8n-nodes-linq-chat.linqChat',
					{ resource: 'attachment', operation: 'upload', binaryPropertyName: 'data' },
					2,
				),
				credentials: { linqApi },
			},
		],
		connections: { Start: follows('Read'), Read: follows('Upload') },
		settings: { executionOrder: 'v1' },
	});
	const execution = await client.runWorkflow(workflow, 'Start');
	const [[uploaded]] = outputOf(execution, 'Upload') as [INodeExecutionData[]];
	expect(uploaded!.json).toMatchObject({
		filename: 'offer.pdf',
		content_type: 'application/pdf',
		size_bytes: bytes.length,
	});
	const { size, sha256, headers } = linq.uploads.at(-1)!;
	expect([size, sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
	expect(headers.authorization).toBeUndefined();
});

test('a refused key is asked once, and every record says so', async () => {
	const { client, refusedCredential, linq } = stage;
	const before = linq.requests.length;
	const workflow = await stage.workflow(refusedCredential, {
		resource: 'chat',
		operation: 'addParticipant',
		chatId: { __rl: true, mode: 'id', value: '5f0c7f4e-3a52-4d8b-9c1e-0a6b1d2e3f40' },
		handle: '={{ "+1202556" + (1000 + $itemIndex) }}',
	});
	const [success, error] = outputOf(await client.runWorkflow(workflow, 'Deals won'), linqNode);
	expect(success).toEqual([]);
	expect(error!.map(({ json }) => (json.error as { category: string }).category)).toEqual(
		Array.from({ length: 12 }, () => 'unauthorized'),
	);
	expect(linq.requests.length - before).toBe(1);
});

test('the picker lists, searches, and pages', async () => {
	const { client, credential } = stage;
	const look = async (filter?: string) =>
		await client.resourceLocatorResults({
			nodeTypeAndVersion: { name: 'n8n-nodes-linq-chat.linqChat', version: 1 },
			path: 'parameters.chatId',
			methodName: 'searchGroupChats',
			currentNodeParameters: {},
			credentials: { linqApi: { id: credential.id, name: credential.name } },
			filter,
		});
	const { results } = await look();
	expect(results.map(({ name }) => name)).toContain('London viewings (RCS)');
	const found = await look('London');
	expect(found.results.map(({ name }) => name)).toEqual(['London viewings (RCS)']);
});

describe('ending an execution early', () => {
	const parameters = {
		resource: 'chat',
		operation: 'addParticipant',
		chatId: { __rl: true, mode: 'id', value: '={{ $json.chat_id }}' },
		handle: '={{ "+1202557" + (1000 + $itemIndex) }}',
	};

	/** Linq falls silent; the first five requests begin, each for another chat. */
	async function startAgainstSilence(settings = {}) {
		const { client, credential, linq } = stage;
		const workflow = await stage.workflow(credential, parameters, { settings });
		linq.faults.add({ kind: 'hang', times: Infinity });
		const before = linq.requests.length;
		const id = await client.startWorkflow(workflow, 'Deals won');
		await linq.received(before + 5);
		return { id, workflow, before };
	}

	/** Linq speaks again; of the ended execution nothing must follow, of another one all. */
	async function expectNothingMore({
		id,
		workflow,
		before,
	}: Awaited<ReturnType<typeof startAgainstSilence>>) {
		const { client, linq } = stage;
		expect((await client.waitForExecution(id)).status).toBe('canceled');
		linq.faults.clear();
		expect((await client.runWorkflow(workflow, 'Deals won')).status).toBe('success');
		expect(linq.requests.length - before).toBe(5 + 12);
	}

	test('by the stop button: nothing more is sent', async () => {
		const started = await startAgainstSilence();
		await stage.client.stopExecution(started.id);
		await expectNothingMore(started);
	});

	test('by the time limit of the workflow: nothing more is sent', async () => {
		await expectNothingMore(await startAgainstSilence({ executionTimeout: 2 }));
	});
});
