/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { setTimeout as sleep } from 'node:timers/promises';
import { ACME_ONBOARDING_ID } from '../emulator/demoAccount';
import { expectedErrors, expectedSuccess } from '../examples/addCrmContacts';
import { exampleWith, linqNode } from '../examples/examples';
import { outputOf, type StoredCredential } from '../n8n/shapes';
import { chain, installVersions, linqChat, setStage, trigger, versions, type Stage } from './stage';

/** Than Linq asks for below. Milliseconds. */
const longerThanTheWait = 4_000;

beforeAll(installVersions, 3_600_000);

describe.each(versions)('n8n %s', (version) => {
	let stage: Stage;
	let credential: StoredCredential;

	beforeAll(async () => {
		stage = await setStage(() => ({ version }));
		const { apiKey, baseUrl } = stage.linq;
		const data = { apiKey, baseUrl };
		credential = await stage.client.createCredential({ name: 'Linq', type: 'linqApi', data });
	});

	afterAll(async () => {
		await stage.end();
	});

	test('shows the node with both outputs', async () => {
		const types = await stage.client.nodeTypes();
		const ours = types.find(({ name }) => name === 'n8n-nodes-linq-chat.linqChat');
		expect(ours).toMatchObject({
			displayName: 'Linq Chat',
			outputs: [{ displayName: 'Success' }, { displayName: 'Error' }],
			credentials: [{ name: 'linqApi', required: true }],
		});
	});

	test('tests the credential with the node', async () => {
		const { client } = stage;
		expect(await client.testCredential(credential)).toEqual({
			status: 'OK',
			message: 'Connected to Linq',
		});
		const elsewhere = await client.testCredential(credential, { baseUrl: 'ftp://127.0.0.1/' });
		expect(elsewhere.message).toContain('is not a web address');
	});

	test('fills the pickers', async () => {
		const look = async (methodName: string, filter?: string) => {
			const { results } = await stage.client.resourceLocatorResults({
				nodeTypeAndVersion: { name: 'n8n-nodes-linq-chat.linqChat', version: 1 },
				path: 'parameters.chatId',
				methodName,
				currentNodeParameters: {},
				credentials: { linqApi: { id: credential.id, name: credential.name } },
				filter,
			});
			return results.map(({ name }) => name);
		};
		expect(await look('searchGroupChats', 'London')).toEqual(['London viewings (RCS)']);
		expect(await look('searchPhoneNumbers')).toHaveLength(2);
	});

	test('brings the example out item by item on Success and Error', async () => {
		const { client, linq, server } = stage;
		const example = exampleWith('add-crm-contacts-to-group-chat', credential.name, credential.id);
		const execution = await client.runWorkflow(await client.createWorkflow(example), 'Deals won');
		expect(execution.status).toBe('success');
		const [success, error] = outputOf(execution, linqNode);
		expect(success!.map(({ json }) => [json.name, json.handle])).toEqual(expectedSuccess);
		expect(
			error!.map(({ json }) => {
				const { category, code, attempts } = json.error as Record<string, unknown>;
				return [json.name, category, code, attempts];
			}),
		).toEqual(expectedErrors);
		expect([...success!, ...error!].map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 12 }, (_, item) => ({ item })),
		);
		expect(JSON.stringify(execution.data)).not.toContain(linq.apiKey);
		expect(server.log()).not.toContain(linq.apiKey);
	});

	test('sends a file that an earlier step made', async () => {
		const { client, linq } = stage;
		const content = 'Welcome aboard\n'.repeat(20_000);
		const workflow = await client.createWorkflow(
			chain(
				[{ json: { content: Buffer.from(content).toString('base64') } }],
				{
					name: 'File',
					type: 'n8n-nodes-base.convertToFile',
					typeVersion: 1.1,
					parameters: {
						operation: 'toBinary',
						sourceProperty: 'content',
						options: { fileName: 'welcome.txt', mimeType: 'text/plain' },
					},
				},
				linqChat(credential, {
					resource: 'message',
					operation: 'send',
					chatId: { __rl: true, mode: 'id', value: ACME_ONBOARDING_ID },
					text: 'Your folder',
					files: { file: [{ source: 'binaryData', binaryPropertyName: 'data' }] },
				}),
			),
		);
		const execution = await client.runWorkflow(workflow, trigger);
		const [success, error] = outputOf(execution, 'Linq Chat');
		expect(error).toEqual([]);
		expect(success!.map(({ json }) => json.chat_id)).toEqual([ACME_ONBOARDING_ID]);
		expect(linq.account.messages.at(-1)!.parts).toMatchObject([
			{ type: 'text', value: 'Your folder' },
			{ type: 'media', filename: 'welcome.txt' },
		]);
		expect(linq.account.attachments.at(-1)).toMatchObject({ size_bytes: content.length });
		expect(linq.uploads).toHaveLength(1);
	});

	test.each([
		['while Linq is silent', { kind: 'hang', times: Infinity } as const],
		[
			'while waiting to try again',
			{ kind: 'error', status: 503, retryAfter: 2, times: Infinity } as const,
		],
	])('the stop button %s: nothing more is sent', async (_, fault) => {
		const { client, linq } = stage;
		const items = [0, 1, 2].map((index) => ({ json: { phone: `+1202557100${index}` } }));
		const node = linqChat(credential, {
			resource: 'chat',
			operation: 'addParticipant',
			// A chat each, so that all are sent at once.
			chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
			handle: '={{ $json.phone }}',
		});
		items.forEach(({ json }) => {
			const { id } = linq.account.addChat({
				is_group: true,
				handles: ['+12025550101', '+12025550102'],
			});
			Object.assign(json, { chat: id });
		});
		const workflow = await client.createWorkflow(chain(items, node));
		const before = linq.requests.length;
		linq.faults.add(fault);
		try {
			const id = await client.startWorkflow(workflow, trigger);
			await linq.received(before + 3);
			await client.stopExecution(id);
			expect((await client.waitForExecution(id, 5_000)).status).toBe('canceled');
			await sleep(longerThanTheWait);
		} finally {
			linq.faults.clear();
		}
		expect(linq.requests.length - before).toBe(3);
	});
});
