/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { startEmulator, type AccountChat, type AccountMessage, type Emulator } from '../emulator';
import { dataOfMessage, messageData } from '../emulator/events';
import { newEvent, standardHeaders } from '../emulator/webhooks';
import { exampleWith, type Example } from '../examples/examples';
import { N8nClient } from '../n8n/client';
import { packTarball } from '../n8n/package';
import { startN8n, type N8nServer } from '../n8n/server';
import {
	outputOf,
	type Execution,
	type StoredCredential,
	type StoredWorkflow,
} from '../n8n/shapes';

const line = '+12025550100';
const [ana, ben] = ['+12025550101', '+12025550102'] as const;
/** Linq takes no other; the emulator delivers to this machine instead. */
const publicAddress = 'https://n8n.example.com';
const question = 'Does Tuesday at 10 suit you?';

let linq: Emulator;
let chat: AccountChat;
let userFolder: string;
let tarball: string;
let server: N8nServer;
let client: N8nClient;
let credential: StoredCredential;

/** n8n as it was left, or a new one. */
async function start(): Promise<void> {
	const environment = { WEBHOOK_URL: `${publicAddress}/` };
	server = await startN8n({ userFolder, tarball, environment });
	client = new N8nClient(server.url);
	await client.setUpOwner();
	linq.webhooks.deliverTo(server.url);
}

beforeAll(async () => {
	linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: line });
	chat = linq.account.addChat({ from: line, handles: [ana, ben] });
	userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-waiting-'));
	tarball = await packTarball(userFolder);
	await start();
	credential = await client.createCredential({
		name: 'Linq',
		type: 'linqApi',
		data: { apiKey: linq.apiKey, baseUrl: linq.baseUrl },
	});
}, 900_000);

afterEach(() => {
	// What a failed test left must not fail the next.
	linq.account.webhookSubscriptions.length = 0;
});

afterAll(async () => {
	await server.stop();
	await linq.close();
	await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

const subscriptions = () => linq.account.webhookSubscriptions;

/** The step deletes its subscription once n8n has surely resumed the execution. */
async function untilNoneIsLeft(): Promise<void> {
	while (subscriptions().length > 0) await sleep(20);
}

/** Starts by a web address with the order in its body; ends in a step for each output. */
async function publishAsking(parameters: INodeParameters = {}): Promise<StoredWorkflow> {
	const address = randomUUID();
	const step = (name: string, node: Partial<INode>): INode => ({
		...{ id: randomUUID(), name, type: 'n8n-nodes-base.noOp', typeVersion: 1 },
		...{ position: [0, 0], parameters: {} },
		...node,
	});
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	return await client.publish(
		await client.createWorkflow({
			name: 'Ask',
			nodes: [
				step('Order', {
					...{ type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: address },
					parameters: { httpMethod: 'POST', path: address, options: {} },
				}),
				step('Ask', {
					type: 'n8n-nodes-linq-chat.linqChat',
					credentials: { linqApi: { id: credential.id, name: credential.name } },
					parameters: {
						...{ resource: 'message', operation: 'sendAndWait', message: question },
						chatId: { __rl: true, mode: 'id', value: chat.id },
						...parameters,
					},
				}),
				step('Answered', {}),
				step('Not answered', {}),
			],
			connections: {
				Order: { main: [to('Ask')] },
				Ask: { main: [to('Answered'), to('Not answered')] },
			},
			settings: { executionOrder: 'v1' },
		}),
	);
}

/** A question that is out, and waited for. */
interface Asked {
	execution: string;
	message: AccountMessage;
	/** What Linq calls, as the signed address of this n8n on this machine. */
	address: URL;
}

/** Has an order come in, which begins an execution. */
async function order(workflow: StoredWorkflow): Promise<void> {
	await fetch(`${server.url}/webhook/${workflow.nodes[0]!.webhookId}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ order_id: 4711 }),
	});
}

/** The same, and waits until n8n waits for what people say of it. */
async function ask(workflow: StoredWorkflow): Promise<Asked> {
	await order(workflow);
	const [execution] = await client.executionsOf(workflow);
	await client.waitUntilWaiting(execution!);
	const { pathname, search } = new URL(subscriptions().at(-1)!.target_url);
	return {
		execution: execution!,
		message: linq.account.messages.at(-1)!,
		address: new URL(server.url + pathname + search),
	};
}

/** The items that reached either of the last steps. */
const reached = (execution: Execution) =>
	Object.fromEntries(
		['Answered', 'Not answered'].flatMap((name) =>
			execution.data.resultData.runData[name]
				? [[name, outputOf(execution, name)[0]!.map(({ json }) => json)]]
				: [],
		),
	);

test('asked, answered, gone on: the answer comes out on Success and the subscription goes', async () => {
	const workflow = await publishAsking({ options: { includeInputFields: true } });
	const { execution, message, address } = await ask(workflow);
	expect(subscriptions()).toEqual([
		expect.objectContaining({
			target_url: publicAddress + address.pathname + address.search,
			phone_numbers: [line],
		}),
	]);
	// Neither what was said before nor what fits nothing is an answer.
	await linq.people.writes(chat, ben, { text: 'Let me look' });
	expect((await client.execution(execution)).status).toBe('waiting');

	const { calls, message: answer } = await linq.people.writes(chat, ana, { text: 'Yes, please!' });
	expect(calls.map(({ status }) => status)).toEqual([200]);
	const ended = await client.waitForExecution(execution);
	expect(ended.status).toBe('success');
	expect(reached(ended)).toEqual({
		Answered: [
			expect.objectContaining({
				body: { order_id: 4711 },
				chat_id: chat.id,
				message_id: message.id,
				data: {
					...{ approved: true, text: 'Yes, please!', respondedBy: ana, messageId: answer.id },
					...{ via: 'text', status: 'answered', respondedAt: expect.any(String) as string },
				},
			}),
		],
	});
	await untilNoneIsLeft();
	await client.unpublish(workflow);
});

test('n8n restarted in between: the answer that comes then goes on with the execution', async () => {
	const workflow = await publishAsking();
	const { execution, message } = await ask(workflow);
	await server.stop();
	await start();
	const { calls } = await linq.people.reacts(message, ben, 'dislike');
	expect(calls.map(({ status }) => status)).toEqual([200]);
	const ended = await client.waitForExecution(execution);
	const { Answered: [answered] = [], ...others } = reached(ended) as Record<string, IDataObject[]>;
	expect(answered!.data).toMatchObject({ approved: false, via: 'reaction', respondedBy: ben });
	expect(others).toEqual({});
	await untilNoneIsLeft();
	await client.unpublish(workflow);
}, 300_000);

test('nobody answers in time: it goes on from Error, and the next question clears up', async () => {
	const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' };
	const workflow = await publishAsking({ options: { limitWaitTime: { values: limit } } });
	const { execution, message } = await ask(workflow);
	// n8n looks every minute whose time is over.
	const ended = await client.waitForExecution(execution, 150_000);
	expect(ended.status).toBe('success');
	expect(reached(ended)).toEqual({
		'Not answered': [
			expect.objectContaining({
				body: { order_id: 4711 },
				message_id: message.id,
				data: { status: 'timed_out' },
				error: expect.objectContaining({ category: 'timeout' }) as unknown,
			}),
		],
	});

	// Linq calls on, and changes nothing any more.
	const { calls } = await linq.people.writes(chat, ana, { text: 'Yes' });
	expect(calls.map(({ status }) => status)).toEqual([200]);
	expect(reached(await client.execution(execution))).toEqual(reached(ended));

	const [left] = subscriptions();
	// As if that had been ten minutes ago.
	const address = new URL(left!.target_url);
	address.searchParams.set('until', String(Date.now() - 600_000));
	left!.target_url = address.href;
	const other = await publishAsking();
	const { execution: next } = await ask(other);
	expect(subscriptions()).toEqual([expect.not.objectContaining({ id: left!.id })]);
	await linq.people.writes(chat, ana, { text: 'No' });
	await client.waitForExecution(next);
	await untilNoneIsLeft();
	await client.unpublish(workflow);
	await client.unpublish(other);
}, 300_000);

test("a stranger's call is refused, and no call says by itself what people answered", async () => {
	const workflow = await publishAsking();
	const { execution, address } = await ask(workflow);
	const [subscription] = subscriptions();
	const forged = newEvent('message.received', messageData(chat, { from: ana, text: 'Yes' }));
	const body = Buffer.from(JSON.stringify(forged));
	const call = async (change: (stranger: URL) => void = () => {}) => {
		const stranger = new URL(address);
		change(stranger);
		const { status } = await linq.webhooks.call(
			{ ...subscription!, target_url: stranger.href },
			forged,
			body,
			standardHeaders(body, { secret: subscription!.signing_secret, id: forged.event_id }),
		);
		return status;
	};
	const signature = address.searchParams.get('signature')!;
	const wrong = `${signature.startsWith('0') ? '1' : '0'}${signature.slice(1)}`;
	expect(await call(({ searchParams }) => searchParams.set('signature', wrong))).toBe(401);
	expect(await call(({ searchParams }) => searchParams.delete('signature'))).toBe(401);
	expect(await call(({ searchParams }) => searchParams.set('approved', 'true'))).toBe(401);
	expect(await call((stranger) => (stranger.pathname += '1'))).toBe(401);
	// Nor does someone end it who has the address: the answer is read from the chat.
	expect(await call()).toBe(200);
	expect((await client.execution(execution)).status).toBe('waiting');
	expect(subscriptions()).toEqual([subscription]);

	await linq.people.writes(chat, ben, { text: 'Nope' });
	const ended = await client.waitForExecution(execution);
	expect(reached(ended)).toEqual({
		Answered: [
			expect.objectContaining({
				data: expect.objectContaining({ approved: false, respondedBy: ben }) as unknown,
			}),
		],
	});
	await untilNoneIsLeft();
	await client.unpublish(workflow);
});

/** Resolves once the step has looked for an answer that came before it waits. */
async function untilLooked(): Promise<void> {
	for (let count = linq.requests.length + 1; ; count++) {
		await linq.received(count);
		const { method, path: asked } = linq.requests[count - 1]!;
		if (method === 'GET' && asked.endsWith(`/chats/${chat.id}/messages`)) return;
	}
}

test('an answer while n8n is still storing the execution is found once the question is delivered', async () => {
	const workflow = await publishAsking();
	const looked = untilLooked();
	await order(workflow);
	await looked;
	await linq.people.writes(chat, ana, { text: 'Sure' });
	const [execution] = await client.executionsOf(workflow);
	await client.waitUntilStored(execution!);
	const data = dataOfMessage(chat, linq.account.messages.at(-2)!);
	await linq.webhooks.tellOf(chat, 'message.delivered', data);
	const ended = await client.waitForExecution(execution!);
	expect(reached(ended)).toEqual({
		Answered: [
			expect.objectContaining({
				data: expect.objectContaining({ approved: true, text: 'Sure' }) as unknown,
			}),
		],
	});
	await untilNoneIsLeft();
	await client.unpublish(workflow);
});

describe('the examples', () => {
	/** Asks as after importing the example, with its sample record under another ID. */
	const begin = async (example: Example, trigger: string, id: IDataObject) => {
		const workflow = exampleWith(example, credential.name, credential.id);
		Object.assign(workflow.pinData[trigger]![0]!.json, id);
		const stored = await client.createWorkflow(workflow);
		const execution = await client.startWorkflow(stored, trigger);
		await client.waitUntilWaiting(execution);
		return { execution, message: linq.account.messages.at(-1)! };
	};

	test.each([
		['See you then!', 'Confirm it in the CRM'],
		["Can't make it, thanks", 'Offer another time'],
	])('an appointment, answered with "%s": %s', async (text, step) => {
		const { execution, message } = await begin('confirm-an-appointment', 'Appointments', {
			appointment_id: step,
		});
		const customer = '+12025550191';
		await linq.people.writes(message.chat_id, customer, { text: 'Maybe, who knows' });
		expect(linq.account.messages.at(-1)!.parts[0]).toMatchObject({
			value: expect.stringMatching(/^Sorry, I did not get that/) as string,
		});
		await linq.people.writes(message.chat_id, customer, { text });
		const { data } = await client.waitForExecution(execution);
		const ran = ['Confirm it in the CRM', 'Offer another time', 'Call them'];
		expect(ran.filter((name) => data.resultData.runData[name])).toEqual([step]);
		await untilNoneIsLeft();
	});

	test('a customer chooses in the poll when it is delivered', async () => {
		const { execution, message } = await begin('let-a-customer-choose', 'Orders', {
			order_id: '4715',
		});
		await linq.people.votes(message, '+12025550192', 'Tuesday morning');
		const ended = await client.waitForExecution(execution);
		expect(outputOf(ended, 'Book the delivery')[0]!.map(({ json }) => json)).toEqual([
			{ order_id: '4715', delivery: 'Tuesday morning', chosen_by: '+12025550192' },
		]);
		await untilNoneIsLeft();
	});
});
