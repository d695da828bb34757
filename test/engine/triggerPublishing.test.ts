/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import {
	startEmulator,
	type AccountChat,
	type AccountSubscription,
	type Emulator,
	type Event,
} from '../emulator';
import { messageData } from '../emulator/events';
import { newEvent } from '../emulator/webhooks';
import { later } from './clock';
import { Database, TriggerHost } from './triggerHost';

const line = '+12025550100';
const member = '+12025550101';
let linq: Emulator;
let chat: AccountChat;
let database: Database;
let host: TriggerHost;

const sleep = promisify(setTimeout);
const credential = () => ({ apiKey: linq.apiKey, baseUrl: linq.baseUrl });
const subscription = () => linq.account.webhookSubscriptions[0]!;
const received = () =>
	newEvent('message.received', messageData(chat, { from: member, text: 'Hi' }));
const deliver = async (to: AccountSubscription, event: Event = received()) =>
	(await linq.webhooks.deliver(to, event)).status;
const forged = () => ({
	...subscription(),
	signing_secret: `whsec_${randomBytes(32).toString('base64')}`,
});

async function restart(): Promise<void> {
	await host.end();
	host = await TriggerHost.start(database, credential());
	linq.webhooks.deliverTo(host.origin);
}

beforeEach(async () => {
	linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: line });
	chat = linq.account.addChat({ from: line, handles: [member, '+12025550102', '+12025550103'] });
	database = new Database();
	host = await TriggerHost.start(database, credential());
	linq.webhooks.deliverTo(host.origin);
	await host.activate();
});

afterEach(async () => {
	jest.restoreAllMocks();
	expect(host.crashes).toEqual([]);
	await linq.close();
	await host.end();
});

describe('an event that comes before Linq has answered that it subscribed', () => {
	/** Linq has made the subscription, and its answer takes a while. */
	async function subscribing(
		change: () => Promise<void>,
		requests: number,
	): Promise<() => Promise<void>> {
		linq.faults.add({ kind: 'delay', milliseconds: 300, method: 'POST', applied: true });
		linq.requests.length = 0;
		const changed = change();
		await linq.received(requests);
		expect(linq.requests.at(-1)!.method).toBe('POST');
		return async () => await changed;
	}

	test.each([true, false])('starts a run; a stranger called before: %s', async (called) => {
		linq.webhooks.mostRetries = 0;
		if (called) expect(await deliver(forged())).toBe(401);
		const done = await subscribing(async () => await host.publish(), 6);
		const event = received();
		expect(await deliver(subscription(), event)).toBe(200);
		await done();
		expect(host.runs).toEqual([event]);
		expect(await deliver(subscription())).toBe(200);
	});

	test('comes again where another process subscribes (queue mode)', async () => {
		linq.webhooks.mostRetries = 0;
		const second = await TriggerHost.start(database, credential());
		linq.webhooks.deliverTo(second.origin);
		expect(await deliver(forged())).toBe(401);
		const done = await subscribing(async () => await host.publish(), 6);
		const event = received();
		expect(await deliver(subscription(), event)).toBe(503);
		expect(await deliver(forged())).toBe(503);
		await done();
		expect(await deliver(subscription(), event)).toBe(200);
		expect(second.runs).toEqual([event]);
		await second.end();
	});
});

test('a stranger is refused for good by a look of his own only', async () => {
	linq.webhooks.mostRetries = 0;
	expect(await deliver(forged())).toBe(401);
	expect(await deliver(forged())).toBe(503);
	later(61_000);
	expect(await deliver(forged())).toBe(401);
	expect(host.runs).toEqual([]);
});

test('events keep coming while it is published four times: each starts one run', async () => {
	linq.faults.add({ kind: 'delay', milliseconds: 50, applied: true, times: Infinity });
	const events: Event[] = [];
	const deliveries: Array<Promise<number | null>> = [];
	let isOver = false;
	const flood = (async () => {
		while (!isOver) {
			// Linq has nobody to tell while there is no subscription.
			const [to] = linq.account.webhookSubscriptions;
			if (to !== undefined) {
				const event = received();
				events.push(event);
				deliveries.push(deliver(to, event));
			}
			await sleep(5);
		}
	})();
	for (let times = 0; times < 4; times++) await host.publish();
	isOver = true;
	await flood;
	expect(new Set(await Promise.all(deliveries))).toEqual(new Set([200]));
	const ids = (all: Array<{ event_id?: unknown }>) => all.map(({ event_id }) => event_id).sort();
	expect(ids(host.runs)).toEqual(ids(events));
}, 60_000);

describe('a late call for the subscription before', () => {
	test('is taken for half an hour after another one replaced it, also after a restart', async () => {
		const old = subscription();
		await host.publish();
		expect(subscription().id).not.toBe(old.id);
		expect(await deliver(old)).toBe(200);
		await restart();
		expect(await deliver(old)).toBe(200);
		expect(await deliver(subscription())).toBe(200);
		expect(host.runs).toHaveLength(2);
		later(31 * 60_000);
		expect(await deliver(old)).toBe(401);
		expect(await deliver(subscription())).toBe(200);
	});

	test('does not bring its secret back, whatever the memory holds', async () => {
		const old = subscription();
		const { staticData } = database;
		await host.publish();
		for (const memory of [staticData, '{}']) {
			database.staticData = memory;
			expect(await deliver(old)).toBe(200);
			expect(database.remembered.subscriptions).toMatchObject([{ id: subscription().id }]);
		}
		await restart();
		expect(await deliver(subscription())).toBe(200);
	});

	test('is refused after the workflow was switched off and on', async () => {
		const first = subscription();
		await host.publish();
		const second = subscription();
		await host.deactivate();
		await host.activate();
		linq.webhooks.mostRetries = 0;
		expect(await deliver(first)).toBe(401);
		expect(await deliver(second)).toBe(503);
		expect(await deliver(subscription())).toBe(200);
		expect(database.staticData).not.toContain(first.signing_secret);
		expect(database.staticData).not.toContain(second.signing_secret);
	});

	test('is refused then, too, by a process that knew the subscription (queue mode)', async () => {
		const second = await TriggerHost.start(database, credential());
		linq.webhooks.deliverTo(second.origin);
		const old = subscription();
		expect(await deliver(old)).toBe(200);
		await host.deactivate();
		await host.activate();
		expect(await deliver(old)).toBe(401);
		expect(await deliver(subscription())).toBe(200);
		expect(second.runs).toHaveLength(2);
		await second.end();
	});

	test('is taken by another process (queue mode)', async () => {
		const second = await TriggerHost.start(database, credential());
		linq.webhooks.deliverTo(second.origin);
		const old = subscription();
		await host.publish();
		expect(await deliver(old)).toBe(200);
		expect(await deliver(subscription())).toBe(200);
		expect(second.runs).toHaveLength(2);
		await second.end();
	});

	test('the clock was set back in between: the newer one holds', async () => {
		later(-3_600_000);
		await host.publish();
		linq.webhooks.mostRetries = 0;
		expect(await deliver(subscription())).toBe(200);
	});
});
