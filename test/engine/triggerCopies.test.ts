import {
	startEmulator,
	type AccountChat,
	type AccountSubscription,
	type Emulator,
} from '../emulator';
import { messageData } from '../emulator/events';
import { newEvent, type Event } from '../emulator/webhooks';
import { Database, TriggerHost } from './triggerHost';

const line = '+12025550100';
const member = '+12025550101';
let linq: Emulator;
let chat: AccountChat;
let database: Database;
let host: TriggerHost;
let original: AccountSubscription;

const credential = () => ({ apiKey: linq.apiKey, baseUrl: linq.baseUrl });
const subscriptions = () => linq.account.webhookSubscriptions;
const received = () =>
	newEvent('message.received', messageData(chat, { from: member, text: 'Hi' }));

async function deliver(to: AccountSubscription, event: Event, at = host): Promise<number | null> {
	linq.webhooks.deliverTo(at.origin);
	return (await linq.webhooks.deliver(to, event)).status;
}

/** A copy of the workflow, with all that n8n remembers of it. */
function copied(workflowId = 'copy', staticData = database.staticData): Database {
	const copy = new Database({}, workflowId);
	copy.staticData = staticData;
	return copy;
}

/** The memory as it was before it said whose it is. */
function withoutOwner(): string {
	const data = JSON.parse(database.staticData) as Record<string, Record<string, unknown>>;
	delete data['node:Linq Chat Trigger']!.owner;
	return JSON.stringify(data);
}

beforeEach(async () => {
	linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: line });
	chat = linq.account.addChat({ from: line, handles: [member, '+12025550102', '+12025550103'] });
	database = new Database();
	host = await TriggerHost.start(database, credential());
	await host.activate();
	original = subscriptions()[0]!;
});

afterEach(async () => {
	await linq.close();
	await host.end();
});

describe.each([
	['', () => database.staticData],
	[', of a memory that does not say whose it is', withoutOwner],
])('a copy of a workflow%s', (_what, memory) => {
	test.each(['beside it', 'in another n8n'])(
		'%s leaves the original its subscription, secret and events',
		async (where) => {
			const event = received();
			expect(await deliver(original, event)).toBe(200);
			const copy = copied('copy', memory());
			const other =
				where === 'beside it'
					? await host.beside(copy)
					: await TriggerHost.start(copy, credential());
			other.webhookId = 'copied-path';
			await other.activate();
			expect(subscriptions()).toEqual([original, expect.anything()]);
			const own = subscriptions()[1]!;
			expect(copy.staticData).not.toContain(original.signing_secret);
			expect(await deliver({ ...own, signing_secret: original.signing_secret }, event, other)).toBe(
				401,
			);
			expect(await deliver(own, event, other)).toBe(200);
			expect(other.runs).toEqual([event]);
			expect(await deliver(original, received())).toBe(200);
			await other.deactivate();
			expect(subscriptions()).toEqual([original]);
			await other.end();
		},
	);

	test('that was never on ends nothing when it is switched off', async () => {
		const other = await TriggerHost.start(copied('copy', memory()), credential());
		other.webhookId = 'copied-path';
		await other.deactivate();
		expect(subscriptions()).toEqual([original]);
		await other.end();
	});
});

test('the secret of the original lets nobody into a copy that nothing is known of', async () => {
	const copy = copied();
	copy.isActive = true;
	const other = await TriggerHost.start(copy, credential());
	other.webhookId = 'copied-path';
	linq.webhooks.mostRetries = 0;
	expect(await deliver(original, received(), other)).toBe(503);
	expect(other.runs).toEqual([]);
	await other.end();
});

test('another step that took the name of one that was removed begins anew', async () => {
	const event = received();
	expect(await deliver(original, event)).toBe(200);
	host.nodeId = 'another';
	host.webhookId = 'another-path';
	await host.activate('update');
	expect(subscriptions()).toEqual([original, expect.anything()]);
	expect(database.staticData).not.toContain(original.signing_secret);
	expect(await deliver(subscriptions()[1]!, event)).toBe(200);
	expect(host.runs).toEqual([event, event]);
});

test('a workflow imported over itself, and one of before, are the original', async () => {
	const event = received();
	expect(await deliver(original, event)).toBe(200);
	for (const staticData of [database.staticData, withoutOwner()]) {
		database.staticData = staticData;
		await host.end();
		host = await TriggerHost.start(database, credential());
		await host.activate('init');
		expect(subscriptions()).toEqual([original]);
		expect(await deliver(original, event)).toBe(200);
		expect(host.runs).toEqual([]);
		expect(await deliver(original, received())).toBe(200);
	}
});

describe('a copy with the same address in the same n8n', () => {
	test('that n8n refuses to switch on leaves the original alone when n8n cleans up', async () => {
		const other = await host.beside(copied());
		await other.deactivate();
		expect(subscriptions()).toEqual([original]);
		expect(await deliver(original, received())).toBe(200);
		// The original still mends what is amiss.
		subscriptions().length = 0;
		database.staticData = '{}';
		linq.webhooks.mostRetries = 0;
		const stranger = { ...original, signing_secret: `whsec_${'A'.repeat(43)}=` };
		expect(await deliver(stranger, received())).toBe(503);
		expect(subscriptions()).toHaveLength(1);
		await other.end();
	});

	test('that takes the place of the original leaves nothing behind', async () => {
		const other = await host.beside(copied());
		await other.activate();
		expect(subscriptions()).toEqual([expect.not.objectContaining({ id: original.id })]);
		await other.deactivate();
		expect(subscriptions()).toEqual([]);
		await other.end();
	});
});
