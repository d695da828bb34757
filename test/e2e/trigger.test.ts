/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { median } from '../bench/rounds';
import { startEmulator, type AccountChat, type Emulator, type Event } from '../emulator';
import { failureData, messageData, participantData } from '../emulator/events';
import { newEvent, standardHeaders } from '../emulator/webhooks';
import { exampleWith, type Example } from '../examples/examples';
import { N8nClient } from '../n8n/client';
import { packTarball } from '../n8n/package';
import { startN8n, type N8nServer } from '../n8n/server';
import { outputOf, type StoredCredential, type StoredWorkflow } from '../n8n/shapes';

const line = '+12025550100';
const member = '+12025550101';
const triggerNode = 'Linq Chat Trigger';
/** Linq takes no other; the emulator delivers to this machine instead. */
const publicAddress = 'https://n8n.example.com';

/** In one attack. n8n's own part of a call takes long: the engine test makes 10,000 of them. */
const forgedCalls = 200;

/** Characters of a forged call's ID: about the most that Node lets into the headers. */
const longId = 14_000;

let linq: Emulator;
let chat: AccountChat;
let userFolder: string;
let tarball: string;
let server: N8nServer;
let client: N8nClient;
let credential: StoredCredential;

/** n8n as it was left, or a new one. */
async function start(webhookUrl = `${publicAddress}/`): Promise<void> {
	server = await startN8n({
		userFolder,
		tarball,
		environment: { WEBHOOK_URL: webhookUrl },
	});
	client = new N8nClient(server.url);
	await client.setUpOwner();
	linq.webhooks.deliverTo(server.url);
}

async function restart(webhookUrl?: string): Promise<void> {
	await server.stop();
	await start(webhookUrl);
}

/** Does nothing with an event. */
const done = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

async function createWorkflow(
	parameters: INodeParameters = {},
	step = done,
): Promise<StoredWorkflow> {
	return await client.createWorkflow({
		name: 'Answer',
		nodes: [
			{
				id: randomUUID(),
				name: triggerNode,
				type: 'n8n-nodes-linq-chat.linqChatTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters,
				credentials: { linqApi: { id: credential.id, name: credential.name } },
			},
			{
				id: randomUUID(),
				name: 'Done',
				position: [200, 0],
				...step,
			},
		],
		connections: { [triggerNode]: { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
	});
}

const subscriptions = () => linq.account.webhookSubscriptions;
const received = (text = 'Hello') =>
	newEvent('message.received', messageData(chat, { from: member, text }));
const deliver = async (event: Event) =>
	(await linq.webhooks.deliver(subscriptions()[0]!, event)).status;

/** The events that the workflow's executions began with, each of which ended well. */
async function eventsRun(workflow: StoredWorkflow): Promise<unknown[]> {
	const ids = await client.executionsOf(workflow);
	return await Promise.all(
		ids.map(async (id) => {
			const execution = await client.waitForExecution(id);
			expect(execution.status).toBe('success');
			return outputOf(execution, 'Done')[0]![0]!.json;
		}),
	);
}

beforeAll(async () => {
	linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: line });
	chat = linq.account.addChat({ from: line, handles: [member, '+12025550102'] });
	userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-trigger-'));
	tarball = await packTarball(userFolder);
	await start();
	credential = await client.createCredential({
		name: 'Linq',
		type: 'linqApi',
		data: { apiKey: linq.apiKey, baseUrl: linq.baseUrl },
	});
}, 900_000);

afterEach(() => {
	linq.faults.clear();
	// What a failed test left must not fail the next.
	linq.account.webhookSubscriptions.length = 0;
});

afterAll(async () => {
	await server.stop();
	await linq.close();
	await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

test('events start the workflow once each, before and after a restart; off means nothing is left', async () => {
	const workflow = await createWorkflow();
	await client.publish(workflow);
	expect(subscriptions()).toEqual([
		expect.objectContaining({
			target_url: expect.stringMatching(
				/^https:\/\/n8n\.example\.com\/webhook\/[^?]+\?version=2026-02-03$/,
			) as string,
			subscribed_events: ['message.received'],
		}),
	]);
	const { id } = subscriptions()[0]!;

	const [first, second] = [received('One'), received('Two')];
	expect(await Promise.all([first, first, second, first].map(deliver))).toEqual([
		200, 200, 200, 200,
	]);
	// They came at the same time, so either may have been the first to run.
	const before = await eventsRun(workflow);
	expect(before).toEqual(expect.arrayContaining([first, second]));
	expect(before).toHaveLength(2);

	await restart();
	expect(subscriptions().map((one) => one.id)).toEqual([id]);
	const third = received('Three');
	expect(await Promise.all([first, second, third].map(deliver))).toEqual([200, 200, 200]);
	expect(await eventsRun(workflow)).toEqual([...before, third]);

	await client.unpublish(workflow);
	expect(subscriptions()).toEqual([]);
}, 300_000);

test('a burst of events, all of them again after a restart: one run each', async () => {
	const workflow = await createWorkflow();
	await client.publish(workflow);
	const events = Array.from({ length: 60 }, (_, index) => received(`Message ${index}`));
	await Promise.all(events.map(deliver));
	expect(await client.executionsOf(workflow)).toHaveLength(60);
	await restart();
	expect(new Set(await Promise.all(events.map(deliver)))).toEqual(new Set([200]));
	expect(await client.executionsOf(workflow)).toHaveLength(60);
	await client.deleteWorkflow(workflow);
	expect(subscriptions()).toEqual([]);
}, 300_000);

test('a run that began before a change brings the old secret back: Linq still gets in', async () => {
	/** Keeps something for the next run, and so writes all that n8n remembers of the workflow. */
	const keeping = {
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			jsCode: `await new Promise((resolve) => setTimeout(resolve, 4_000));
				$getWorkflowStaticData('global').last = Date.now();
				return $input.all();`,
		},
	};
	const workflow = await createWorkflow({}, keeping);
	await client.publish(workflow);
	const before = subscriptions()[0]!.id;
	expect(await deliver(received('One'))).toBe(200);
	workflow.nodes[0]!.parameters = { options: { ignoreOwn: false } };
	const changed = await client.updateWorkflow(workflow);
	await client.publish(changed);
	expect(subscriptions()).toEqual([expect.not.objectContaining({ id: before })]);
	expect(await eventsRun(workflow)).toHaveLength(1);

	expect(await deliver(received('Two'))).toBe(200);
	expect(await eventsRun(workflow)).toHaveLength(2);
	await restart();
	// n8n knows the old secret only, and asks the trigger for nothing: it sees to it by itself, once
	// another process has had the time to save a newer one.
	const { id } = subscriptions()[0]!;
	do {
		expect(await deliver(received('Three'))).toBe(503);
		await new Promise((resolve) => setTimeout(resolve, 1_000));
	} while (subscriptions()[0]!.id === id);
	expect(await deliver(received('Four'))).toBe(200);
	expect(await eventsRun(workflow)).toHaveLength(3);
	await client.unpublish(changed);
	expect(subscriptions()).toEqual([]);
}, 180_000);

test('changed events, a second workflow, a renamed step, deleting: always one subscription each', async () => {
	const workflow = await client.publish(await createWorkflow());
	const twin = await client.publish(await createWorkflow());
	expect(new Set(subscriptions().map(({ target_url }) => target_url)).size).toBe(2);

	workflow.nodes[0]!.parameters = { events: ['participant.added'], phoneNumbers: [line] };
	workflow.nodes[0]!.name = 'When someone joins';
	workflow.connections = { 'When someone joins': workflow.connections[triggerNode]! };
	const changed = await client.updateWorkflow(workflow);
	await client.publish(changed);
	expect(
		subscriptions()
			.map(({ subscribed_events }) => subscribed_events)
			.sort(),
	).toEqual([['message.received'], ['participant.added']]);
	await client.unpublish(changed);
	await client.unpublish(changed).catch(() => {});
	await client.deleteWorkflow(twin);
	expect(subscriptions()).toEqual([]);
});

test('only Linq gets in: 401, 400 or 503 without a word, no execution, nothing in the log', async () => {
	const workflow = await createWorkflow();
	await client.publish(workflow);
	const [subscription] = subscriptions();
	const secret = `whsec_${randomBytes(32).toString('base64')}`;
	const forge = async (content: string, contentType = 'application/json') => {
		const body = Buffer.from(content);
		const { status, body: answer } = await linq.webhooks.call(subscription!, received(), body, {
			'Content-Type': contentType,
			...standardHeaders(body, { secret, id: randomUUID() }),
		});
		return [status, answer];
	};
	const marker = 'word-from-outside';
	const before = server.log().length;
	expect(await forge(JSON.stringify(received(marker)))).toEqual([401, '']);
	// Linq was asked for the first one, and is asked for nobody else for a minute.
	expect(await forge(marker, 'text/plain')).toEqual([503, '']);
	expect(await forge(marker, 'application/octet-stream')).toEqual([503, '']);
	expect(await forge(marker, 'multipart/mixed; boundary=x')).toEqual([400, '']);
	expect(await forge(JSON.stringify(marker.repeat(100_000)))).toEqual([400, '']);
	expect(await forge('')).toEqual([503, '']);
	expect(await client.executionsOf(workflow)).toEqual([]);
	expect(server.log().slice(before)).not.toContain(marker);

	// n8n itself reads what calls itself JSON, before the step sees it, and refuses with 422.
	const [status] = await forge(`{"${marker}`);
	expect(status).toBe(422);
	expect(await client.executionsOf(workflow)).toEqual([]);
	expect(server.log().slice(before)).not.toContain(marker);
	await client.unpublish(workflow);
});

test('forged calls leave no trace, and Linq still gets in', async () => {
	const workflow = await createWorkflow();
	await client.publish(workflow);
	const [subscription] = subscriptions();
	const forged = {
		...subscription!,
		signing_secret: `whsec_${randomBytes(32).toString('base64')}`,
	};
	// Somebody else doesn't come again.
	const { mostRetries } = linq.webhooks;
	linq.webhooks.mostRetries = 0;
	// Whatever is kept of a call holds its ID, which is in the header and in the body.
	const call = () => ({ ...received(), event_id: randomUUID().padEnd(longId, '-') });
	const attack = async () => {
		// Few at a time: n8n itself reads its database for each call.
		for (let sent = 0; sent < forgedCalls; sent += 20) {
			const round = Array.from({ length: 20 }, () => linq.webhooks.deliver(forged, call()));
			for (const { status } of await Promise.all(round)) expect([401, 503]).toContain(status);
		}
		linq.webhooks.calls.length = 0;
	};
	await attack();
	const log = server.log().length;
	const growths: number[] = [];
	let held = await server.heldMemory();
	for (let attacks = 0; attacks < 5; attacks++) {
		await attack();
		const before = held;
		held = await server.heldMemory();
		growths.push(held - before);
	}
	linq.webhooks.mostRetries = mostRetries;
	// n8n itself takes or lets go of something now and then; what keeps calls grows with each attack.
	expect(median(growths)).toBeLessThan((forgedCalls * longId) / 2);
	expect(server.log().slice(log)).toBe('');
	expect(await client.executionsOf(workflow)).toEqual([]);
	expect(await deliver(received())).toBe(200);
	expect(await client.executionsOf(workflow)).toHaveLength(1);
	await client.unpublish(workflow);
}, 900_000);

test('a test in the editor gets its event and cleans up; production goes on', async () => {
	const workflow = await client.publish(await createWorkflow());
	const production = subscriptions()[0]!.id;
	await client.listenForTest(workflow, triggerNode);
	const testing = subscriptions().find(({ id }) => id !== production)!;
	expect(testing.target_url).toContain('/webhook-test/');
	const event = received('Test');
	const before = linq.requests.length;
	expect((await linq.webhooks.deliver(testing, event)).status).toBe(200);
	await linq.received(before + 1);
	expect(subscriptions().map(({ id }) => id)).toEqual([production]);
	expect(await deliver(event)).toBe(200);
	expect(await eventsRun(workflow)).toEqual([event, event]);
	await client.unpublish(workflow);
	expect(subscriptions()).toEqual([]);
});

test('what goes wrong when switching on reaches the user, and nothing is left', async () => {
	const workflow = await createWorkflow();
	linq.faults.add({ kind: 'error', status: 403, code: 2011, method: 'POST', times: Infinity });
	await expect(client.publish(workflow)).rejects.toThrow(
		'Request failed. Ask Linq to switch this feature on for your account.',
	);
	expect(subscriptions()).toEqual([]);
	linq.faults.clear();
	linq.faults.add({ kind: 'reset', applied: true, method: 'POST', times: Infinity });
	await expect(client.publish(workflow)).rejects.toThrow('The connection to Linq failed');
	expect(subscriptions()).toEqual([]);
	await client.deleteWorkflow(workflow);
});

describe('the examples', () => {
	const publish = async (example: Example) =>
		await client.publish(
			await client.createWorkflow(exampleWith(example, credential.name, credential.id)),
		);
	/** The items of the last step in each of the executions. */
	const outcomes = async (workflow: StoredWorkflow, node: string) =>
		await Promise.all(
			(await client.executionsOf(workflow)).map(async (id) => {
				const { data } = await client.waitForExecution(id);
				const items = data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? [];
				return items.map(({ json }) => json);
			}),
		);

	test('the CRM is told who joined which chat, and of nobody else', async () => {
		const workflow = await publish('tell-crm-who-joined');
		const waited = linq.account.addChat({
			id: '5f0c7f4e-3a52-4d8b-9c1e-0a6b1d2e3f40',
			from: line,
			handles: ['+12025550191', '+12025550199'],
		});
		for (const handle of ['+12025550191', '+12025550199']) {
			await linq.webhooks.tell('participant.added', participantData(waited, handle, 'added_at'));
		}
		expect(await outcomes(workflow, 'Tell the CRM they are in')).toEqual([
			[expect.objectContaining({ deal_id: 3001, joined_at: expect.any(String) as string })],
			[],
		]);
		await client.unpublish(workflow);
	});

	test('the team is told which message failed and why', async () => {
		const workflow = await publish('alert-on-failed-deliveries');
		const failure = { message_id: randomUUID(), code: 4001, reason: 'Delivery failed' };
		await linq.webhooks.tell('message.failed', failureData(chat, failure));
		expect(await outcomes(workflow, 'Alert your team')).toEqual([
			[
				{
					message_id: failure.message_id,
					text: expect.stringMatching(
						/^A message could not be delivered: Delivery failed \(code 4001, chat [^)]+\)\. For/,
					) as string,
				},
			],
		]);
		await client.unpublish(workflow);
	});

	// Message → Send comes with the resource Message.
	test('a keyword in a group is answered there, once', async () => {
		const workflow = await publish('answer-a-keyword-in-a-group');
		for (const text of ['What is the ADDRESS?', 'Thanks']) await deliver(received(text));
		const [asked, thanked] = await outcomes(workflow, 'Answer in the chat');
		expect(asked).toHaveLength(1);
		expect(thanked).toEqual([]);
		expect(linq.account.messages.map(({ chat_id }) => chat_id)).toEqual([chat.id]);
		await client.unpublish(workflow);
	});
});

test('another address: off and on again moves the subscription; one that is not public is explained', async () => {
	const workflow = await client.publish(await createWorkflow());
	await restart('https://elsewhere.example.com/');
	await client.unpublish(workflow);
	expect(subscriptions()).toEqual([]);
	await client.publish(workflow);
	expect(subscriptions().map(({ target_url }) => new URL(target_url).host)).toEqual([
		'elsewhere.example.com',
	]);
	await client.unpublish(workflow);
	await restart(`http://localhost:5678/`);
	await expect(client.publish(workflow)).rejects.toThrow('WEBHOOK_URL');
	expect(subscriptions()).toEqual([]);
}, 300_000);
