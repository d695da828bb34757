/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { randomBytes, randomUUID } from 'node:crypto';
import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import pLimit from 'p-limit';
import {
	startEmulator,
	type AccountChat,
	type AccountSubscription,
	type Emulator,
} from '../emulator';
import { eventTypes } from '../../nodes/linq/webhooks/eventTypes';
import { failureData, messageData, participantData, reactionData } from '../emulator/events';
import { missingIn } from '../api/outputSchemas';
import type { NewerEventType } from '../emulator/eventTypes';
import { payloads } from '../emulator/payloads';
import { choicesAddedData, pollOption, voteData } from '../emulator/payloads/polls';
import { legacyHeaders, newEvent, standardHeaders, type Event } from '../emulator/webhooks';
import { later } from './clock';
import { Database, TriggerHost } from './triggerHost';

const line = '+12025550100';
const member = '+12025550101';
let linq: Emulator;
let chat: AccountChat;
let database: Database;
let host: TriggerHost;
let subscription: AccountSubscription;

const credential = () => ({ apiKey: linq.apiKey, baseUrl: linq.baseUrl });

/** A switched-on workflow with these parameters of the trigger. */
async function activate(parameters: INodeParameters = {}): Promise<void> {
	database.parameters = parameters;
	await host.activate();
	subscription = linq.account.webhookSubscriptions[0]!;
}

/** n8n ends and starts again, with nothing left in memory. */
async function restart(): Promise<void> {
	await restartWithoutAsking();
	await host.activate('init');
}

/** The same for an n8n that doesn't ask the trigger at its start, as 2.41. */
async function restartWithoutAsking(): Promise<void> {
	await host.end();
	host = await TriggerHost.start(database, credential());
	linq.webhooks.deliverTo(host.origin);
}

const received = (text = 'Hello', from = member) =>
	newEvent('message.received', messageData(chat, { from, text }));
const deliver = async (event: Event) => (await linq.webhooks.deliver(subscription, event)).status;

/** One call with a body and headers of one's own, answered once. */
async function call(
	body: Buffer | string,
	headers: (content: Buffer) => Record<string, string> = (content) =>
		standardHeaders(content, { secret: subscription.signing_secret, id: randomUUID() }),
	event = received(),
) {
	const content = Buffer.from(body);
	return await linq.webhooks.call(subscription, event, content, headers(content));
}

beforeEach(async () => {
	linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: line });
	chat = linq.account.addChat({ from: line, handles: [member, '+12025550102', '+12025550103'] });
	database = new Database();
	host = await TriggerHost.start(database, credential());
	linq.webhooks.deliverTo(host.origin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	expect(host.crashes).toEqual([]);
	await linq.close();
	await host.end();
});

describe('what comes out', () => {
	test('one item an event: the envelope as it came, unknown fields too', async () => {
		await activate();
		const event = { ...received('Grüße 👋'), new_field: { deep: [1, null] } };
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual([event]);
	});

	test('n8n shows beforehand what comes out when a message arrives', async () => {
		await activate();
		await deliver(received());
		expect(host.runs).toHaveLength(1);
		expect(missingIn(undefined, host.runs)).toEqual([]);
	});

	test('someone joins: Linq tells what Add Participant brought about', async () => {
		await activate({ events: ['participant.added', 'participant.removed'] });
		const { handle } = { handle: '+12025561000' };
		const headers = {
			Authorization: `Bearer ${linq.apiKey}`,
			'Content-Type': 'application/json',
		};
		const change = async (method: string) =>
			await fetch(`${linq.baseUrl}/v3/chats/${chat.id}/participants`, {
				method,
				headers,
				body: JSON.stringify({ handle }),
			});
		await change('POST');
		await linq.webhooks.answered(1);
		await change('DELETE');
		await linq.webhooks.answered(2);
		expect(host.runs).toMatchObject([
			{ event_type: 'participant.added', data: { chat_id: chat.id, participant: { handle } } },
			{ event_type: 'participant.removed', data: { chat_id: chat.id, participant: { handle } } },
		]);
	});

	test('every event that is known, of those that Linq has added since as it came', async () => {
		await activate({ events: eventTypes.map(({ type }) => type) });
		expect(subscription.subscribed_events).toHaveLength(75);
		const events = Object.entries(payloads).map(([type, payload]) =>
			newEvent(type as NewerEventType, payload(chat, member)),
		);
		expect(events).toHaveLength(48);
		for (const event of events) expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual(events);
	});

	test('an event of the second list', async () => {
		await activate({ events: [], options: { moreEvents: ['call.ended'] } });
		const event = newEvent('call.ended', {});
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual([event]);
	});

	test('an event that was not chosen, such as one from before a change: no run', async () => {
		await activate({ events: ['message.read'] });
		expect(await deliver(received())).toBe(200);
		expect(host.runs).toEqual([]);
	});

	test('the legacy headers alone will do', async () => {
		await activate();
		const event = received();
		const { status } = await call(JSON.stringify(event), (content) =>
			legacyHeaders(
				content,
				{ secret: subscription.signing_secret },
				{ event_type: event.event_type, subscription_id: subscription.id },
			),
		);
		expect(status).toBe(200);
		expect(host.runs).toHaveLength(1);
	});
});

describe('only Linq gets in', () => {
	const other = `whsec_${randomBytes(32).toString('base64')}`;
	const sign =
		(more = {}) =>
		(content: Buffer) =>
			standardHeaders(content, { secret: subscription.signing_secret, id: 'one', ...more });
	const old = Math.floor(Date.now() / 1000) - 600;
	const aMegabyteTooMuch = JSON.stringify({ ...newEvent('chat.created', {}), x: 'x'.repeat(1e6) });

	test.each<[string, number, () => [string | Buffer, ReturnType<typeof sign>]]>([
		['no signature', 401, () => [JSON.stringify(received()), () => ({})]],
		['a forged signature', 401, () => [JSON.stringify(received()), sign({ secret: other })]],
		['an old call', 503, () => [JSON.stringify(received()), sign({ timestamp: old })]],
		[
			'an altered body',
			401,
			() => [JSON.stringify(received('Pay')), () => sign()(Buffer.from('Hello'))],
		],
		[
			'a body serialised anew',
			401,
			() => {
				const event = received();
				return [JSON.stringify(event, null, 2), () => sign()(Buffer.from(JSON.stringify(event)))];
			},
		],
		['no body', 401, () => ['', () => ({})]],
		['more than a megabyte', 400, () => [aMegabyteTooMuch, sign()]],
		['signed, but no JSON', 400, () => ['{"event', sign()]],
		['signed, but a list', 400, () => ['[]', sign()]],
		['signed, but no event', 400, () => ['{"event_type":"message.received"}', sign()]],
		['signed, but empty', 400, () => ['', sign()]],
	])('%s: %i, empty, no run, nothing stored', async (_what, expected, make) => {
		await activate();
		const { saves } = database;
		const { status, body } = await call(...make());
		expect([status, body]).toEqual([expected, '']);
		expect(host.runs).toEqual([]);
		expect(database.saves).toBe(saves);
	});

	test('a genuine call that got too old, or comes from a wrong clock, comes again; a forged one not', async () => {
		await activate();
		const seconds = Math.floor(Date.now() / 1000);
		const statusOf = async (age: number, more = {}) => {
			const headers = sign({ id: `aged ${age}`, timestamp: seconds - age, ...more });
			return (await call(JSON.stringify(received()), headers)).status;
		};
		expect(await statusOf(310)).toBe(503);
		expect(await statusOf(-310)).toBe(503);
		expect(host.runs).toEqual([]);
		expect(await statusOf(310, { secret: other })).toBe(401);
		expect(await statusOf(200)).toBe(200);
		expect(host.runs).toHaveLength(1);
	});

	test('the secret of another workflow does not do', async () => {
		await activate();
		const stranger = { ...subscription, signing_secret: other };
		expect((await linq.webhooks.deliver(stranger, received())).status).toBe(401);
		expect(host.runs).toEqual([]);
	});

	/** All statuses of 10,000 forged calls, 100 at a time, each about an event of its own. */
	async function forge(): Promise<Array<number | null>> {
		const statuses: Array<number | null> = [];
		const event = received();
		for (let rounds = 0; rounds < 100; rounds++) {
			const calls = Array.from({ length: 100 }, async () =>
				call(JSON.stringify({ ...event, event_id: randomUUID() }), sign({ secret: other }), event),
			);
			statuses.push(...(await Promise.all(calls)).map(({ status }) => status));
		}
		return statuses;
	}

	/** Only what a look at Linq that began after it has shown to be a stranger’s is refused for good. */
	function expectRefused(statuses: Array<number | null>): void {
		expect(statuses.filter((status) => status === 401)).toHaveLength(1);
		expect(statuses.filter((status) => status === 503)).toHaveLength(statuses.length - 1);
	}

	test('10,000 forged calls: no run, nothing stored, and Linq still gets in', async () => {
		await activate();
		const { saves, staticData } = database;
		expectRefused(await forge());
		expect(database).toMatchObject({ saves, staticData });
		expect(host.runs).toEqual([]);
		expect(await deliver(received())).toBe(200);
		expect(host.runs).toHaveLength(1);
	}, 60_000);

	test('10,000 forged calls make n8n ask Linq once', async () => {
		await activate();
		await restartWithoutAsking();
		linq.requests.length = 0;
		expectRefused(await forge());
		expect(linq.requests.map(({ method }) => method)).toEqual(['GET']);
		expect(await deliver(received())).toBe(200);
	}, 60_000);

	test('calls that can not be of Linq’s make n8n ask nothing', async () => {
		await activate();
		linq.requests.length = 0;
		const statuses = [];
		for (const headers of [() => ({}), sign({ timestamp: NaN }), sign({ timestamp: old })]) {
			statuses.push((await call(JSON.stringify(received()), headers)).status);
		}
		expect(statuses).toEqual([401, 401, 503]);
		expect(linq.requests).toEqual([]);
	});

	test('settings that can not be read: 503, so that Linq sends it again', async () => {
		await activate();
		database.parameters = { options: { chatId: 'Acme' } };
		const { status, body } = await call(JSON.stringify(received()));
		expect([status, body]).toEqual([503, '']);
	});
});

describe('the memory of the trigger is lost, or an older one came back', () => {
	const ids = () => linq.account.webhookSubscriptions.map(({ id }) => id);

	/** What the trigger remembered before it was switched off and on again. */
	async function older(): Promise<string> {
		await activate();
		const { staticData } = database;
		await host.deactivate();
		await activate();
		return staticData;
	}

	test('while n8n runs: Linq still gets in, and the secret is put back', async () => {
		for (const staticData of ['{}', await older()]) {
			database.staticData = staticData;
			expect(await deliver(received())).toBe(200);
			expect(database.remembered.subscriptions).toMatchObject([{ id: subscription.id }]);
			await restartWithoutAsking();
			expect(await deliver(received())).toBe(200);
		}
		expect(host.runs).toHaveLength(1);
		expect(ids()).toEqual([subscription.id]);
	});

	test('while n8n runs, where each delivery runs', async () => {
		await activate({ options: { skipDuplicates: false } });
		database.staticData = '{}';
		expect(await deliver(received())).toBe(200);
		expect(host.runs).toHaveLength(1);
		expect(database.remembered.subscriptions).toMatchObject([{ id: subscription.id }]);
	});

	test('while n8n runs, by an event that starts no run', async () => {
		await activate({ events: ['message.read'] });
		database.staticData = '{}';
		expect(await deliver(received())).toBe(200);
		expect(host.runs).toEqual([]);
		expect(database.remembered.subscriptions).toMatchObject([{ id: subscription.id }]);
	});

	test.each(['{}', 'older'])('and n8n was started again (%s): it subscribes anew', async (what) => {
		const staticData = what === 'older' ? await older() : what;
		if (what !== 'older') await activate();
		database.staticData = staticData;
		await restartWithoutAsking();
		const before = subscription.id;
		expect(await deliver(received())).toBe(503);
		expect(ids()).toEqual([before]);
		later(10_000);
		linq.requests.length = 0;
		const several = Array.from({ length: 5 }, async () => await deliver(received()));
		expect(await Promise.all(several)).toEqual([503, 503, 503, 503, 503]);
		expect(linq.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(ids()).toHaveLength(1);
		expect(ids()).not.toContain(before);
		subscription = linq.account.webhookSubscriptions[0]!;
		expect(database.remembered.subscriptions).toMatchObject([{ id: subscription.id }]);
		expect(await deliver(received())).toBe(200);
		await host.deactivate();
		expect(ids()).toEqual([]);
	});

	test('the subscription has gone: there is a new one at once', async () => {
		await activate();
		linq.account.webhookSubscriptions.length = 0;
		await restartWithoutAsking();
		const stranger = { ...subscription, signing_secret: `whsec_${'A'.repeat(43)}=` };
		expect((await linq.webhooks.deliver(stranger, received())).status).toBe(503);
		expect(ids()).toHaveLength(1);
		subscription = linq.account.webhookSubscriptions[0]!;
		expect(await deliver(received())).toBe(200);
	});

	test('but a list lacks the subscription for a moment: it stays', async () => {
		await activate();
		await restartWithoutAsking();
		linq.faults.add({ kind: 'raw', body: '{"subscriptions":[]}', method: 'GET', times: 1 });
		const stranger = { ...subscription, signing_secret: `whsec_${'A'.repeat(43)}=` };
		expect((await linq.webhooks.deliver(stranger, received())).status).toBe(401);
		expect(ids()).toEqual([subscription.id]);
		expect(await deliver(received())).toBe(200);
	});

	test('or not saved yet by the process that subscribes (queue mode): it gets time for that', async () => {
		await activate();
		const { staticData } = database;
		database.staticData = '{}';
		await restartWithoutAsking();
		expect(await deliver(received())).toBe(503);
		database.staticData = staticData;
		expect(await deliver(received())).toBe(200);
		later(10_000);
		expect(await deliver(received())).toBe(200);
		expect(ids()).toEqual([subscription.id]);
	});

	test('and it is switched off while it subscribes anew: nothing is left', async () => {
		await activate();
		const stranger = { ...subscription, signing_secret: `whsec_${'A'.repeat(43)}=` };
		linq.account.webhookSubscriptions.length = 0;
		linq.requests.length = 0;
		linq.faults.add({ kind: 'delay', milliseconds: 300, method: 'POST', applied: true });
		const call = linq.webhooks.deliver(stranger, received());
		// Two looks, and the try to subscribe.
		await linq.received(3);
		await host.deactivate();
		await call;
		expect(ids()).toEqual([]);
	});

	test('a late call for a subscription that is gone does not bring its secret back', async () => {
		const old = await older();
		const { staticData } = database;
		const { signing_secret } = (
			JSON.parse(old) as { 'node:Linq Chat Trigger': { subscriptions: Array<{ secret: string }> } }
		)['node:Linq Chat Trigger'].subscriptions.map(({ secret }) => ({ signing_secret: secret }))[0]!;
		database.staticData = old;
		const late = { ...subscription, signing_secret };
		expect((await linq.webhooks.deliver(late, received())).status).toBe(401);
		expect(await deliver(received())).toBe(200);
		expect(database.remembered.subscriptions).toMatchObject([{ id: subscription.id }]);
		expect(staticData).toContain(subscription.signing_secret);
		await restartWithoutAsking();
		expect(await deliver(received())).toBe(200);
	});

	test('and Linq can not be asked: 503, so that it comes again', async () => {
		await activate();
		database.staticData = '{}';
		await restartWithoutAsking();
		linq.requests.length = 0;
		linq.faults.add({ kind: 'error', status: 403, code: 2005, times: Infinity });
		expect(await deliver(received())).toBe(503);
		expect(await deliver(received())).toBe(503);
		expect(linq.requests.map(({ method }) => method)).toEqual(['GET']);
		expect(ids()).toEqual([subscription.id]);
		expect(host.runs).toEqual([]);
	});

	test('a secret that was given up, by switching off and on, lets nobody in', async () => {
		await activate();
		const old = subscription;
		await host.deactivate();
		await activate();
		expect((await linq.webhooks.deliver(old, received())).status).toBe(401);
		expect(await deliver(received())).toBe(200);
		expect(host.runs).toHaveLength(1);
	});

	test('switched off, the subscription goes although another one is remembered', async () => {
		database.staticData = await older();
		await restartWithoutAsking();
		await host.deactivate();
		expect(ids()).toEqual([]);
	});
});

describe('each event once', () => {
	test('delivered again, after a while or at the same time: one run, 200 each time', async () => {
		await activate();
		const event = received();
		const statuses = await Promise.all(Array.from({ length: 10 }, () => deliver(event)));
		expect(statuses).toEqual(Array.from({ length: 10 }, () => 200));
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual([event]);
		expect(linq.webhooks.calls).toHaveLength(11);
	});

	test('a thousand at once, a restart, and all of them again: a thousand runs', async () => {
		await activate();
		const events = Array.from({ length: 1_000 }, (_, index) => received(`Message ${index}`));
		await Promise.all(events.map(deliver));
		expect(host.runs).toHaveLength(1_000);
		await restart();
		await Promise.all(events.map(deliver));
		expect(host.runs).toEqual([]);
		const next = received();
		expect(await deliver(next)).toBe(200);
		expect(host.runs).toEqual([next]);
		expect(database.remembered.events!.split(' ')).toHaveLength(1_000);
	}, 60_000);

	test('the 1,000 last events are remembered, not more', async () => {
		await activate();
		const events = Array.from({ length: 1_001 }, () => received());
		for (const event of events) await deliver(event);
		expect(host.runs).toHaveLength(1_001);
		await deliver(events[1]!);
		expect(host.runs).toHaveLength(1_001);
		await restart();
		await deliver(events[0]!);
		await deliver(events[2]!);
		expect(host.runs).toEqual([events[0]]);
	}, 60_000);

	test('after more than 1,000 others, it starts no second run', async () => {
		await activate();
		const event = received();
		await deliver(event);
		await Promise.all(Array.from({ length: 1_001 }, async () => await deliver(received())));
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toHaveLength(1_002);
	}, 60_000);

	test('1,000 are remembered already, and more come at once: the newest stay remembered', async () => {
		await activate();
		const some = (count: number) => Array.from({ length: count }, () => received());
		const deliverAll = async (events: Event[]) => {
			const turns = pLimit(20);
			await Promise.all(events.map(async (event) => await turns(deliver, event)));
		};
		await deliverAll(some(1_000));
		// What is read for a call may be older than what was saved when the node gets it.
		let calls = 0;
		host.afterReading = async () => {
			for (let rounds = (calls++ * 37) % 100; rounds > 0; rounds--) await new Promise(setImmediate);
		};
		const events = some(400);
		await deliverAll(events);
		await deliverAll(some(100));
		expect(database.remembered.events!.split(' ')).toHaveLength(1_000);
		await restartWithoutAsking();
		await deliverAll(events);
		expect(host.runs).toEqual([]);
	}, 60_000);

	test('the clock is set back: the newest stay remembered', async () => {
		await activate();
		await Promise.all(Array.from({ length: 1_000 }, async () => await deliver(received())));
		later(-200_000);
		const event = received();
		await deliver(event);
		jest.restoreAllMocks();
		await restart();
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual([]);
	}, 60_000);

	test('switching off and on again forgets nothing', async () => {
		await activate();
		const event = received();
		await deliver(event);
		await host.deactivate();
		await activate();
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual([event]);
	});

	test('a run that can not be stored: 5xx, and when Linq sends it again it runs, once', async () => {
		await activate();
		let failures = 3;
		host.beforeRun = async () => {
			await Promise.resolve();
			if (failures-- > 0) throw new Error('The database is gone');
		};
		const event = received();
		expect(await deliver(event)).toBe(200);
		expect(linq.webhooks.calls.map(({ status }) => status)).toEqual([500, 500, 500, 200]);
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual([event]);
	});

	test('two at once of which the first fails: the second runs', async () => {
		await activate();
		let failures = 1;
		host.beforeRun = async () => {
			await new Promise(setImmediate);
			if (failures-- > 0) throw new Error('The database is gone');
		};
		const event = received();
		linq.webhooks.mostRetries = 0;
		const statuses = await Promise.all([deliver(event), deliver(event)]);
		expect(statuses.sort()).toEqual([200, 500]);
		expect(host.runs).toEqual([event]);
	});

	test('Linq hangs up before the answer: the run goes on, and the event that comes again waits', async () => {
		await activate();
		let store = () => {};
		const begun = new Promise<void>((resolve) => {
			host.beforeRun = async () => {
				resolve();
				await new Promise<void>((stored) => (store = stored));
			};
		});
		const event = received();
		const body = JSON.stringify(event);
		const hangUp = new AbortController();
		const { pathname, search } = new URL(subscription.target_url);
		const lost = fetch(`${host.origin}${pathname}${search}`, {
			method: 'POST',
			body,
			headers: standardHeaders(Buffer.from(body), {
				secret: subscription.signing_secret,
				id: event.event_id,
			}),
			signal: hangUp.signal,
		});
		await begun;
		hangUp.abort();
		await expect(lost).rejects.toThrow();
		linq.webhooks.mostRetries = 0;
		expect(await deliver(event)).toBe(503);
		host.beforeRun = async () => {};
		store();
		linq.webhooks.mostRetries = 10;
		expect(await deliver(event)).toBe(200);
		expect(host.runs).toEqual([event]);
	});

	test('with Skip Duplicates off each delivery runs', async () => {
		await activate({ options: { skipDuplicates: false } });
		const event = received();
		await deliver(event);
		await deliver(event);
		expect(host.runs).toEqual([event, event]);
		expect(database.remembered.events).toBeUndefined();
	});

	test('two n8n processes (queue mode): what one has run the other does not', async () => {
		await activate();
		const second = await TriggerHost.start(database, credential());
		const events = Array.from({ length: 20 }, () => received());
		for (const [index, event] of events.entries()) {
			linq.webhooks.deliverTo(index % 2 ? host.origin : second.origin);
			await deliver(event);
		}
		for (const [index, event] of events.entries()) {
			linq.webhooks.deliverTo(index % 2 ? second.origin : host.origin);
			expect(await deliver(event)).toBe(200);
		}
		expect(host.runs.length + second.runs.length).toBe(20);
		await second.end();
	});
});

test('two n8n processes: marks known for long push no newer ones out', async () => {
	await activate();
	const second = await TriggerHost.start(database, credential());
	const [old, recent] = [600, 700].map((count) => Array.from({ length: count }, () => received()));
	for (const event of old!) await deliver(event);
	linq.webhooks.deliverTo(second.origin);
	for (const event of recent!) await deliver(event);
	linq.webhooks.deliverTo(host.origin);
	await deliver(received());
	await second.end();
	await restart();
	for (const event of recent!) await deliver(event);
	expect(host.runs).toEqual([]);
}, 60_000);

describe('what is left out', () => {
	const choicesBy = (of: AccountChat, creator: string) =>
		choicesAddedData(of, [pollOption(of, creator, 'Sunday')]);
	const runsOf = async (event: Event) => {
		expect(await deliver(event)).toBe(200);
		return host.runs.splice(0).length;
	};

	test.each<[string, (chat: AccountChat) => Event, on: number, off: number]>([
		['a message from someone', () => received(), 1, 1],
		['a message of one’s own', () => received('Hello', line), 0, 1],
		[
			'an edit by someone',
			(of) => newEvent('message.edited', messageData(of, { from: member, text: '' })),
			1,
			1,
		],
		[
			'an edit of one’s own',
			(of) => newEvent('message.edited', messageData(of, { from: line, text: '' })),
			0,
			1,
		],
		['a reaction by someone', (of) => newEvent('reaction.added', reactionData(of, member)), 1, 1],
		['a reaction of one’s own', (of) => newEvent('reaction.added', reactionData(of, line)), 0, 1],
		['one taken back', (of) => newEvent('reaction.removed', reactionData(of, line)), 0, 1],
		[
			'what became of a message one sent',
			(of) => newEvent('message.delivered', messageData(of, { from: line, text: '' })),
			1,
			1,
		],
		[
			'a failed message',
			(of) =>
				newEvent(
					'message.failed',
					failureData(of, { message_id: randomUUID(), code: 4001, reason: 'Delivery failed' }),
				),
			1,
			1,
		],
		['a vote of someone', (of) => newEvent('poll.vote.added', voteData(of, member)), 1, 1],
		['a vote of one’s own', (of) => newEvent('poll.vote.added', voteData(of, line)), 0, 1],
		['one’s own, taken back', (of) => newEvent('poll.vote.removed', voteData(of, line)), 0, 1],
		['choices of someone', (of) => newEvent('poll.updated', choicesBy(of, member)), 1, 1],
		['choices of one’s own', (of) => newEvent('poll.updated', choicesBy(of, line)), 0, 1],
		[
			'a reaction of one’s own to a poll',
			(of) => newEvent('poll.reaction.added', reactionData(of, line)),
			0,
			1,
		],
		[
			'a reaction of someone to a poll',
			(of) => newEvent('poll.reaction.added', reactionData(of, member)),
			1,
			1,
		],
		[
			'what became of a poll one sent',
			(of) => newEvent('poll.delivered', payloads['poll.delivered'](of, member)),
			1,
			1,
		],
	])('%s, with Ignore Own on and off', async (_what, make, on, off) => {
		const events = [
			'message.received',
			'message.edited',
			'message.delivered',
			'message.failed',
			'reaction.added',
			'reaction.removed',
			'poll.vote.added',
			'poll.vote.removed',
			'poll.updated',
			'poll.reaction.added',
			'poll.delivered',
		];
		await activate({ events });
		expect(await runsOf(make(chat))).toBe(on);
		database.parameters = { events, options: { ignoreOwn: false } };
		expect(await runsOf(make(chat))).toBe(off);
	});

	test.each([
		...['FALSE', 'no', ' No\r\n', '0', 0].map((value) => [value, 1] as const),
		...['TRUE', 'Yes', '1', 1, '', null].map((value) => [value, 0] as const),
	])('one’s own message, with Ignore Own given as %j', async (ignoreOwn, runs) => {
		await activate({ options: { ignoreOwn } });
		expect(await runsOf(received('Hello', line))).toBe(runs);
	});

	test('a message that Linq recovered late, with Ignore Recovered Messages on and left out', async () => {
		const old = () => {
			const data = messageData(chat, { from: member, text: 'Hello' });
			return newEvent('message.received', { ...data, reconciled_at: '2026-03-09T10:42:00Z' });
		};
		await activate({ options: { ignoreRecovered: true } });
		expect(await runsOf(old())).toBe(0);
		expect(await runsOf(received('Hello', member))).toBe(1);
		database.parameters = {};
		expect(await runsOf(old())).toBe(1);
	});

	test('what another line of one’s own wrote into the same group', async () => {
		const other = '+12025550199';
		linq.account.addPhoneNumber({ phone_number: other });
		const group = linq.account.addChat({ from: line, handles: [other, member] });
		const write = (from: string) =>
			newEvent('message.received', messageData(group, { from, text: 'Hello' }));
		await activate();
		expect(await runsOf(write(other))).toBe(0);
		expect(await runsOf(write(member))).toBe(1);
		database.parameters = { options: { ignoreOwn: false } };
		expect(await runsOf(write(other))).toBe(1);
	});

	describe('a line that was bought after the switch-on', () => {
		const other = '+12025550199';
		let group: AccountChat;
		const write = (from: string) =>
			newEvent('message.received', messageData(group, { from, text: 'Hello' }));

		beforeEach(async () => {
			await activate();
			group = linq.account.addChat({ from: line, handles: [other, member] });
			linq.account.addPhoneNumber({ phone_number: other });
			linq.requests.length = 0;
		});

		test('is learnt from an event, and known after a restart', async () => {
			expect(await runsOf(write(other))).toBe(1);
			const own = linq.account.addChat({ from: other, handles: [member] });
			expect(
				await runsOf(newEvent('message.received', messageData(own, { from: member, text: '' }))),
			).toBe(1);
			expect(await runsOf(write(other))).toBe(0);
			await restartWithoutAsking();
			linq.faults.add({ kind: 'error', status: 403, path: /phone_numbers/, times: Infinity });
			expect(await runsOf(write(other))).toBe(0);
			expect(linq.requests).toEqual([]);
		});

		test('is asked for again now and then, and known after a restart', async () => {
			later(3_600_000);
			expect(await runsOf(write(other))).toBe(0);
			expect(await runsOf(write(member))).toBe(1);
			expect(linq.requests).toHaveLength(1);
			jest.restoreAllMocks();
			await restartWithoutAsking();
			linq.faults.add({ kind: 'error', status: 403, path: /phone_numbers/, times: Infinity });
			expect(await runsOf(write(other))).toBe(0);
			expect(await runsOf(write(member))).toBe(1);
		});
	});

	test('nobody’s own where Linq does not name the lines: its word counts', async () => {
		linq.faults.add({ kind: 'error', status: 403, path: /phone_numbers/, times: Infinity });
		await activate();
		expect(await runsOf(received('Hello', line))).toBe(0);
		expect(await runsOf(received())).toBe(1);
	});

	test('an expression for the chat that gives nothing lets no chat in', async () => {
		await activate();
		database.parameters = { options: { chatId: '={{ $vars.nothing }}' } };
		expect(await deliver(received())).toBe(503);
		expect(host.runs).toEqual([]);
	});

	test.each<[string, (id: string) => NodeParameterValueType]>([
		['picked', (id) => ({ __rl: true, mode: 'list', value: id })],
		['given by its ID', (id) => ({ __rl: true, mode: 'id', value: ` ${id.toUpperCase()} ` })],
		['in a workflow saved before there was a list', (id) => ` ${id.toUpperCase()} `],
	])('events of other chats, and of none, when one chat was chosen: %s', async (_, chosen) => {
		const elsewhere = linq.account.addChat({ from: line, handles: [member] });
		await activate({
			events: [
				'message.received',
				'message.failed',
				'participant.added',
				'chat.created',
				'phone_number.status_updated',
			],
			options: { chatId: chosen(chat.id) },
		});
		const about = (of: AccountChat): Event[] => [
			newEvent('message.received', messageData(of, { from: member, text: 'Hello' })),
			newEvent('message.failed', failureData(of, { message_id: 'm', code: 4001, reason: '' })),
			newEvent('participant.added', participantData(of, member, 'added_at')),
			newEvent('chat.created', { id: of.id, handles: of.handles }),
		];
		for (const event of about(chat)) expect(await runsOf(event)).toBe(1);
		for (const event of about(elsewhere)) expect(await runsOf(event)).toBe(0);
		expect(await runsOf(newEvent('phone_number.status_updated', { phone_number: line }))).toBe(0);
	});
});

test('switched off while Linq refuses that, nothing starts until it is on again', async () => {
	await activate();
	linq.webhooks.mostRetries = 0;
	linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'DELETE', times: 1 });
	await expect(host.deactivate()).rejects.toThrow();
	linq.requests.length = 0;
	for (let starts = 0; starts < 2; starts++) {
		expect(await deliver(received())).toBe(503);
		expect((await call('{}', () => ({}))).status).toBe(503);
		await restartWithoutAsking();
	}
	expect(host.runs).toEqual([]);
	expect(linq.requests).toEqual([]);
	await host.activate();
	expect(await deliver(received())).toBe(200);
	expect(linq.account.webhookSubscriptions).toHaveLength(1);
});

test('a test in the editor gets an event although production has had it', async () => {
	await activate();
	await host.listenForTest();
	const event = received();
	const calls = await linq.webhooks.tell('message.received', event.data, {
		event_id: event.event_id,
	});
	expect(calls.map(({ status }) => status)).toEqual([200, 200]);
	expect(host.runs.map(({ event_id }) => event_id)).toEqual([event.event_id, event.event_id]);
	await host.endTest();
	expect(linq.account.webhookSubscriptions).toHaveLength(1);
});
