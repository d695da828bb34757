import { startEmulator, type Emulator } from '../emulator';
import type { Fault } from '../emulator/faults';
import { Database, TriggerHost } from './triggerHost';

const line = '+12025550100';
let linq: Emulator;
let database: Database;
let host: TriggerHost;

const start = async (parameters = {}, workflowId = 'workflow') => {
	database = new Database(parameters, workflowId);
	return await TriggerHost.start(database, { apiKey: linq.apiKey, baseUrl: linq.baseUrl });
};
const subscriptions = () => linq.account.webhookSubscriptions;
const calls = () => linq.requests.map(({ method, path }) => `${method} ${path.split('/v3/')[1]}`);
const failure = async (promise: Promise<unknown>) =>
	await promise.then(
		() => undefined,
		(error: Error & { description?: string }) => error,
	);

beforeEach(async () => {
	linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: line });
	host = await start();
});

afterEach(async () => {
	await host.end();
	await linq.close();
});

test('activating subscribes with the production address and the pinned version', async () => {
	database.parameters = {
		events: ['participant.added', 'message.received'],
		phoneNumbers: [line],
	};
	await host.activate();
	expect(subscriptions()).toEqual([
		expect.objectContaining({
			target_url: 'https://n8n.example.com/webhook/trigger-path/webhook?version=2026-02-03',
			subscribed_events: ['participant.added', 'message.received'],
			phone_numbers: [line],
			is_active: true,
		}),
	]);
	const [{ id, signing_secret: secret } = { id: '', signing_secret: '' }] = subscriptions();
	expect(database.remembered.subscriptions).toEqual([
		{
			...{ id, secret, targetUrl: subscriptions()[0]!.target_url, isTest: false },
			madeAt: expect.any(Number) as number,
		},
	]);
});

test('events from both lists are subscribed to, each once', async () => {
	database.parameters = {
		events: ['message.received', 'poll.vote.added'],
		options: { moreEvents: ['call.ended', 'poll.vote.added'] },
	};
	await host.activate();
	expect(subscriptions()[0]!.subscribed_events).toEqual([
		...['message.received', 'poll.vote.added', 'call.ended'],
	]);
});

test('an event of the second list alone is enough', async () => {
	database.parameters = { events: [], options: { moreEvents: ['call.ended'] } };
	await host.activate();
	expect(subscriptions()[0]!.subscribed_events).toEqual(['call.ended']);
});

test('the default is every message received, on all lines', async () => {
	await host.activate();
	expect(subscriptions()[0]).toMatchObject({
		subscribed_events: ['message.received'],
		phone_numbers: null,
	});
});

test('deactivating ends the subscription, twice is fine, and so is one that is gone', async () => {
	await host.activate();
	await host.deactivate();
	expect(subscriptions()).toEqual([]);
	expect(database.remembered.subscriptions).toEqual([]);
	await host.deactivate();
	await host.activate();
	subscriptions().pop();
	await host.deactivate();
	expect(database.remembered.subscriptions).toEqual([]);
});

test('a restart finds everything in order and changes nothing', async () => {
	await host.activate();
	const [{ id } = { id: '' }] = subscriptions();
	linq.requests.length = 0;
	await host.activate('init');
	expect(calls()).toEqual(['GET webhook-subscriptions', 'GET phone_numbers']);
	expect(subscriptions().map((one) => one.id)).toEqual([id]);
});

test.each<[string, () => void]>([
	['other events', () => (database.parameters = { events: ['message.read', 'message.sent'] })],
	['other lines', () => (database.parameters = { phoneNumbers: [line] })],
	['being switched off on Linq', () => (subscriptions()[0]!.is_active = false)],
	['other events on Linq', () => (subscriptions()[0]!.subscribed_events = ['chat.created'])],
	['other lines on Linq', () => (subscriptions()[0]!.phone_numbers = [line])],
])('%s: the subscription is put right and keeps its secret', async (_what, change) => {
	await host.activate();
	const before = { ...subscriptions()[0]! };
	change();
	await host.activate();
	expect(subscriptions()).toEqual([
		expect.objectContaining({
			id: before.id,
			signing_secret: before.signing_secret,
			is_active: true,
			subscribed_events: database.parameters.events ?? ['message.received'],
			phone_numbers: database.parameters.phoneNumbers ?? null,
		}),
	]);
});

test('the same events and lines in another order are the same', async () => {
	database.parameters = { events: ['message.read', 'message.sent'] };
	await host.activate();
	database.parameters = { events: ['message.sent', 'message.read'] };
	linq.requests.length = 0;
	await host.activate();
	expect(calls()).toEqual(['GET webhook-subscriptions', 'GET phone_numbers']);
});

test.each<[string, () => void]>([
	['a lost secret (moved instance, restored backup)', () => (database.staticData = '{}')],
	['a subscription made anew by hand', () => (subscriptions()[0]!.id = 'another')],
	['a subscription deleted on Linq', () => subscriptions().pop()],
])('%s: there is a new subscription, and its secret is known', async (_what, change) => {
	await host.activate();
	change();
	await host.activate('init');
	expect(subscriptions()).toHaveLength(1);
	expect(database.remembered.subscriptions).toEqual([
		expect.objectContaining({
			id: subscriptions()[0]!.id,
			secret: subscriptions()[0]!.signing_secret,
		}),
	]);
});

test('another address (WEBHOOK_URL changed): the old subscription goes', async () => {
	await host.activate();
	host.webhookBase = 'https://elsewhere.example.com/n8n';
	await host.activate('init');
	expect(subscriptions().map(({ target_url }) => target_url)).toEqual([
		'https://elsewhere.example.com/n8n/webhook/trigger-path/webhook?version=2026-02-03',
	]);
	await host.deactivate();
	expect(subscriptions()).toEqual([]);
});

test('WEBHOOK_URL changed while n8n was off, then the workflow is switched off', async () => {
	await host.activate();
	host.webhookBase = 'http://localhost:5678';
	await host.deactivate();
	expect(subscriptions()).toEqual([]);
});

test.each(['https://n8n.example.com/n8n', 'http://localhost:5678/n8n'])(
	'the path of n8n changed while it was off (%s), then the workflow is switched off',
	async (base) => {
		await host.activate();
		host.webhookBase = base;
		await host.deactivate();
		expect(subscriptions()).toEqual([]);
	},
);

test('Linq gives the address back in another form: it is the same', async () => {
	await host.activate();
	const [own] = subscriptions();
	own!.target_url = own!.target_url.replace('/webhook?', '/webhook/?');
	linq.requests.length = 0;
	await host.activate('init');
	expect(calls()).toEqual(['GET webhook-subscriptions', 'GET phone_numbers']);
	database.staticData = '{}';
	await host.deactivate();
	expect(subscriptions()).toEqual([]);
});

test.each(['{}', '{"subscriptions":null}', '{"data":[]}'])(
	'a list that is none (%s) is not taken for an empty one',
	async (body) => {
		await host.activate();
		linq.faults.add({ kind: 'raw', body, method: 'GET', times: 2 });
		expect(await failure(host.activate())).toMatchObject({
			message: expect.stringContaining('something else than a list') as string,
		});
		expect(linq.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		await host.activate('init');
		expect(subscriptions()).toHaveLength(1);
	},
);

test('a proxy that does not find the way to Linq has ended nothing', async () => {
	await host.activate();
	linq.faults.add({ kind: 'html', status: 404, method: 'DELETE' });
	expect(await failure(host.deactivate())).toMatchObject({ name: 'NodeApiError' });
	expect(database.remembered.subscriptions).toHaveLength(1);
	await host.deactivate();
	expect(subscriptions()).toEqual([]);
});

describe('Linq can not be asked while n8n starts', () => {
	const hiccups: Array<[string, Fault]> = [
		['503', { kind: 'error', status: 503 }],
		['a connection that breaks', { kind: 'reset' }],
		['a page of a gateway', { kind: 'html' }],
		['no list', { kind: 'raw', body: '{}' }],
		['a limit', { kind: 'error', status: 429, code: 1007, retryAfter: 600 }],
		['silence', { kind: 'hang' }],
	];

	test.each(
		hiccups.flatMap(([what, fault]) =>
			(['init', 'leadershipChange'] as const).map((mode) => [what, mode, fault] as const),
		),
	)(
		'%s (%s): the subscription that is remembered stays',
		async (_what, mode, fault) => {
			await host.activate();
			const before = [...subscriptions()];
			await host.end();
			host = await TriggerHost.start(database, { apiKey: linq.apiKey, baseUrl: linq.baseUrl });
			linq.requests.length = 0;
			linq.faults.add({ ...fault, method: 'GET', times: Infinity });
			await host.activate(mode);
			expect(subscriptions()).toEqual(before);
			expect(new Set(calls())).toEqual(new Set(['GET webhook-subscriptions']));
		},
		20_000,
	);

	test('to put it right: one that tells other events stays, one that tells nothing is made anew', async () => {
		await host.activate();
		database.parameters = { events: ['message.read'] };
		linq.faults.add({ kind: 'error', status: 503, method: 'PUT', times: Infinity });
		await host.activate('init');
		expect(subscriptions()).toMatchObject([{ subscribed_events: ['message.received'] }]);
		subscriptions()[0]!.is_active = false;
		expect(await failure(host.activate('init'))).toMatchObject({ name: 'NodeApiError' });
		await host.activate('init');
		expect(subscriptions()).toMatchObject([{ subscribed_events: ['message.read'] }]);
	});

	test('and nothing, or one at another address, is remembered: n8n is told', async () => {
		linq.faults.add({ kind: 'error', status: 503, times: Infinity });
		expect(await failure(host.activate('init'))).toMatchObject({ name: 'NodeApiError' });
		linq.faults.clear();
		await host.activate();
		host.webhookBase = 'https://elsewhere.example.com';
		linq.faults.add({ kind: 'error', status: 503, times: Infinity });
		expect(await failure(host.activate('init'))).toMatchObject({ name: 'NodeApiError' });
	});

	test('for good: n8n is told', async () => {
		await host.activate();
		linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'GET', times: Infinity });
		expect(await failure(host.activate('init'))).toMatchObject({ name: 'NodeApiError' });
	});
});

test('a list that lacks the subscription for a moment: it stays', async () => {
	await host.activate();
	const before = [...subscriptions()];
	linq.faults.add({ kind: 'raw', body: '{"subscriptions":[]}', method: 'GET', times: 1 });
	await host.activate('init');
	expect(subscriptions()).toEqual(before);
	expect(linq.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('Linq does not let go of one at another address: the workflow is switched on all the same', async () => {
	await host.activate();
	const [old] = subscriptions();
	host.webhookBase = 'https://elsewhere.example.com';
	linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'DELETE', times: 2 });
	await host.activate('init');
	await host.activate('init');
	expect(subscriptions()).toEqual([old, expect.anything()]);
	await host.activate('init');
	expect(subscriptions()).toEqual([expect.not.objectContaining({ id: old!.id })]);
});

test('nor when it is switched off: the one at this address goes, the other the next time', async () => {
	await host.activate();
	const [old] = subscriptions();
	const path = new RegExp(`${old!.id}$`);
	host.webhookBase = 'https://elsewhere.example.com';
	linq.faults.add({
		kind: 'error',
		status: 403,
		code: 2005,
		method: 'DELETE',
		path,
		times: Infinity,
	});
	await host.activate('init');
	await host.deactivate();
	expect(subscriptions()).toEqual([old]);
	linq.faults.clear();
	await host.activate();
	expect(subscriptions()).toEqual([expect.not.objectContaining({ id: old!.id })]);
});

describe('what is of another workflow or another n8n stays', () => {
	const both = async (one: TriggerHost, other: TriggerHost) => {
		await one.activate();
		await other.activate();
		expect(subscriptions()).toHaveLength(2);
		await other.deactivate();
		expect(subscriptions()).toHaveLength(1);
		await one.deactivate();
		expect(subscriptions()).toEqual([]);
	};

	test('two workflows with a trigger of the same name, made by a program', async () => {
		const second = new Database({}, 'second');
		const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
		const other = await TriggerHost.start(second, credential);
		host.webhookId = undefined;
		other.webhookId = undefined;
		await both(host, other).finally(async () => await other.end());
	});

	test('the same workflow in two n8n on one host', async () => {
		const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
		const other = await TriggerHost.start(new Database(), credential);
		host.webhookBase = 'https://example.com/prod';
		other.webhookBase = 'https://example.com/staging';
		await both(host, other).finally(async () => await other.end());
	});
});

test('subscriptions of others stay untouched', async () => {
	await host.activate();
	const other = { ...subscriptions()[0]!, id: 'other', target_url: 'https://crm.example/hook' };
	const unpinned = { ...other, id: 'unpinned', target_url: host.webhookUrl };
	subscriptions().push(other, unpinned);
	database.staticData = '{}';
	await host.activate();
	await host.deactivate();
	expect(subscriptions()).toEqual([other, unpinned]);
});

describe('testing in the editor', () => {
	test('uses the test address beside production and cleans up', async () => {
		await host.activate();
		const production = { ...subscriptions()[0]! };
		const stored = database.staticData;
		await host.listenForTest();
		expect(subscriptions().map(({ target_url }) => target_url)).toEqual([
			production.target_url,
			'https://n8n.example.com/webhook-test/trigger-path/webhook?version=2026-02-03',
		]);
		await host.endTest();
		expect(subscriptions()).toEqual([production]);
		expect(database.staticData).toBe(stored);
	});

	/** n8n ends while it listens, and starts again. */
	async function interrupted(): Promise<void> {
		await host.listenForTest();
		await host.end();
		host = await TriggerHost.start(database, { apiKey: linq.apiKey, baseUrl: linq.baseUrl });
	}

	test('that n8n did not live to end is removed when the workflow is switched on', async () => {
		await interrupted();
		expect(subscriptions()).toHaveLength(1);
		await host.activate();
		expect(subscriptions().map(({ target_url }) => target_url)).toEqual([
			`${host.webhookUrl}?version=2026-02-03`,
		]);
	});

	test('that n8n did not live to end is removed when the workflow is switched off', async () => {
		await host.activate();
		await interrupted();
		expect(subscriptions()).toHaveLength(2);
		await host.deactivate();
		expect(subscriptions()).toEqual([]);
	});

	test('goes on while the workflow is switched on and off', async () => {
		await host.listenForTest();
		const [test] = subscriptions();
		await host.activate();
		await host.activate();
		await host.deactivate();
		expect(subscriptions()).toEqual([test]);
	});

	test('a failed test leaves production alone', async () => {
		await host.activate();
		const production = { ...subscriptions()[0]! };
		linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'POST', times: 1 });
		await expect(host.listenForTest()).rejects.toThrow();
		await host.endTest();
		expect(subscriptions()).toEqual([production]);
	});
});

describe('a failed activation leaves nothing behind and says why', () => {
	test.each([1, 2])('the answer got lost %i times: it is tried again', async (times) => {
		linq.faults.add({ kind: 'reset', applied: true, method: 'POST', times });
		await host.activate();
		expect(subscriptions()).toHaveLength(1);
		expect(database.remembered.subscriptions![0]!.secret).toBe(subscriptions()[0]!.signing_secret);
	});

	test('the answer gets lost each time', async () => {
		linq.faults.add({ kind: 'reset', applied: true, method: 'POST', times: Infinity });
		expect(await failure(host.activate())).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining('The connection to Linq failed') as string,
		});
		expect(subscriptions()).toEqual([]);
	});

	test('an answer without a usable secret', async () => {
		linq.faults.add({
			kind: 'raw',
			applied: true,
			method: 'POST',
			status: 201,
			body: '{"id":"x","signing_secret":"whsec_"}',
			times: Infinity,
		});
		expect(await failure(host.activate())).toMatchObject({
			message: expect.stringMatching(
				/^Linq made the subscription without a secret to check its calls with\. /,
			) as string,
		});
		expect(subscriptions()).toEqual([]);
	});

	test('Linq refuses: its words, our advice, its trace ID, never the key', async () => {
		linq.faults.add({ kind: 'error', status: 403, code: 2011, method: 'POST', times: Infinity });
		const error = await failure(host.activate());
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '403',
			message: 'Request failed. Ask Linq to switch this feature on for your account.',
			description: expect.stringMatching(/^Linq's trace ID: \w+$/) as string,
		});
		expect(JSON.stringify(error)).not.toContain(linq.apiKey);
		expect(linq.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('Linq is silent: it is asked once, since n8n asks five times', async () => {
		linq.faults.add({ kind: 'hang', times: Infinity });
		expect(await failure(host.activate())).toMatchObject({
			message:
				'Linq did not answer within 4 seconds. Linq took too long; try again in a few minutes.',
		});
		// By the question whether there is a subscription, and by the clean-up after it.
		expect(calls()).toEqual(['GET webhook-subscriptions', 'GET webhook-subscriptions']);
	}, 20_000);

	test.each([500, 503, 429])('Linq answers %i: it is asked again', async (status) => {
		linq.faults.add({ kind: 'error', status, method: 'GET', retryAfter: 0 });
		await host.activate();
		expect(subscriptions()).toHaveLength(1);
	});

	test('Linq asks for more time than n8n has when it is to subscribe', async () => {
		const limit = { kind: 'error', status: 429, code: 1007, retryAfter: 40 } as const;
		linq.faults.add({ ...limit, method: 'POST', times: Infinity });
		expect(await failure(host.activate())).toMatchObject({
			message: expect.stringContaining('try again in a few minutes') as string,
		});
		expect(linq.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('Linq asks for more time than n8n has', async () => {
		linq.faults.add({ kind: 'error', status: 429, code: 1007, retryAfter: 30, times: Infinity });
		expect(await failure(host.activate())).toMatchObject({
			message: expect.stringContaining('try again in a few minutes') as string,
		});
		expect(calls()).toEqual(['GET webhook-subscriptions', 'GET webhook-subscriptions']);
	});

	test('an address that somebody else has: no advice about chats', async () => {
		const conflict = { kind: 'error', status: 409, code: 2015, method: 'POST' } as const;
		linq.faults.add({ ...conflict, times: Infinity });
		expect(await failure(host.activate())).toMatchObject({
			message: expect.stringMatching(
				/Look at the webhook subscriptions of your Linq account, and try again\.$/,
			) as string,
		});
	});

	test('a wrong key', async () => {
		await host.end();
		host = await TriggerHost.start(database, { apiKey: 'wrong-key-1', baseUrl: linq.baseUrl });
		expect(await failure(host.activate())).toMatchObject({
			message:
				'Unauthorized - missing or invalid authentication token. Put a valid API key into the Linq credential and try again.',
		});
	});

	test.each<[string, object, string]>([
		['no event', { events: [] }, 'No event is chosen'],
		['no list of events', { events: [7] }, 'Events holds something other than text'],
		[
			'no list of more',
			{ options: { moreEvents: [7] } },
			'More Event Names or IDs holds something other than',
		],
		['no chat ID', { options: { chatId: 'Acme' } }, 'Only This Chat holds no chat ID'],
		[
			'no chat picked',
			{ options: { chatId: { __rl: true, mode: 'list', value: '' } } },
			'Only This Chat holds no chat ID',
		],
		['an empty chat ID', { options: { chatId: ' ' } }, 'Only This Chat holds no chat ID'],
		['a chat ID from nowhere', { options: { chatId: '={{ $vars.nothing }}' } }, 'Only This Chat'],
		[
			'an option that is neither on nor off',
			{ options: { skipDuplicates: 'perhaps' } },
			'The option Skip Duplicates can\'t be used as it is: it holds "perhaps". Switch Skip Duplicates on or off',
		],
	])('settings that can not be used: %s', async (_what, parameters, message) => {
		database.parameters = parameters as never;
		expect(await failure(host.activate())).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining(message) as string,
		});
		expect(linq.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test.each([
		'http://n8n.example.com',
		'https://localhost',
		'https://n8n',
		'https://n8n.local',
		'https://10.1.2.3',
		'https://127.0.0.1:5678',
		'https://172.31.0.1',
		'https://192.168.0.1',
		'https://100.64.0.1',
		'https://169.254.1.1',
		'https://[::1]',
		'https://[fd00::1]',
		'https://[::ffff:10.0.0.1]',
		'https://2130706433',
	])('an address nobody outside reaches: %s', async (base) => {
		host.webhookBase = base;
		const error = await failure(host.activate());
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('WEBHOOK_URL') as string,
		});
		expect(linq.requests).toEqual([]);
	});

	test.each(['https://172.32.0.1', 'https://8.8.8.8', 'https://[2606:4700::1]', 'https://n8n.io'])(
		'an address anyone reaches: %s',
		async (base) => {
			host.webhookBase = base;
			await host.activate();
			expect(subscriptions()).toHaveLength(1);
		},
	);
});

test('Linq can not be asked when deactivating: it is remembered and goes the next time', async () => {
	await host.activate();
	const [{ id } = { id: '' }] = subscriptions();
	linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'DELETE', times: 1 });
	expect(await failure(host.deactivate())).toMatchObject({
		name: 'NodeApiError',
		message: expect.stringMatching(/Ask Linq to allow this for your account/) as string,
	});
	host.webhookBase = 'https://elsewhere.example.com';
	await host.activate();
	expect(subscriptions()).toHaveLength(1);
	expect(subscriptions()[0]!.id).not.toBe(id);
});

describe('the menus', () => {
	test("offer the account's chats, picked as in the steps", async () => {
		const chat = linq.account.addChat({ from: line, handles: ['+12025550101', '+12025550102'] });
		linq.account.addChat({ from: line, handles: ['+12025550103'] });
		const { results } = await host.search('searchChats');
		expect(results.map(({ value }) => value)).toContain(chat.id);
		expect(results.length).toBeGreaterThan(1);
		const found = await host.search('searchChats', '(202) 555-0102');
		expect(found.results.map(({ value }) => value)).toEqual([chat.id]);
	});

	test('offer the events that have no name here under their own', async () => {
		expect(await host.menu('getMoreEvents')).toEqual([]);
		const events = ['poll.closed', 'message.received', 'payment.refunded', 'poll.closed'];
		linq.faults.add({ kind: 'raw', body: JSON.stringify({ events }), times: 1 });
		expect(await host.menu('getMoreEvents')).toEqual([
			{ name: 'poll.closed', value: 'poll.closed' },
			{ name: 'payment.refunded', value: 'payment.refunded' },
		]);
	});

	test("say Linq's reason when it can't be asked", async () => {
		linq.faults.add({ kind: 'error', status: 401, code: 2004, times: Infinity });
		expect(await failure(host.menu('getPhoneNumbers'))).toMatchObject({ name: 'NodeApiError' });
		expect(await failure(host.menu('getMoreEvents'))).toMatchObject({ name: 'NodeApiError' });
		expect(await failure(host.search('searchChats'))).toMatchObject({ name: 'NodeApiError' });
	});

	test("offer the account's lines", async () => {
		expect(await host.menu('getPhoneNumbers')).toEqual([{ name: line, value: line }]);
	});
});
