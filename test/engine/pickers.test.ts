/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import type { INodeParameters } from 'n8n-workflow';
import { manyChats } from '../emulator/demoAccount';
import { byId, ownLine, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const search = async (method: string, filter?: string, token?: string, shown?: INodeParameters) =>
	await setting.engine.search(method, setting.credential, filter, token, shown);
const names = async (...given: Parameters<typeof search>) =>
	(await search(...given)).results.map(({ name }) => name);

/** A message of a chat, where messages are picked. */
const inChat = (chatId: unknown): INodeParameters => {
	return { resource: 'message', operation: 'get', chatId } as INodeParameters;
};
const messages = async (filter?: string, token?: string, chat: unknown = byId(setting.chatId)) =>
	await search('searchMessages', filter, token, inChat(chat));

const pickers = [
	'searchChats',
	'searchDirectChats',
	'searchExperiences',
	'searchGroupChats',
	'searchMessages',
	'searchPaymentRequests',
	'searchPhoneNumberIds',
	'searchPhoneNumbers',
	'searchSubscriptions',
];

describe.each(pickers)('%s', (method) => {
	beforeEach(async () => {
		setting.linq.account.addChat({ handles: ['+12025550109'] });
		setting.linq.account.addPaymentRequest();
		await setting.run('webhookSubscription', 'create', [{ json: {} }], {
			targetUrl: 'https://example.com/linq',
			subscribedEvents: ['message.received'],
		});
		setting.linq.requests.length = 0;
	});

	const look = async (filter?: string, token?: string) =>
		await search(method, filter, token, inChat(byId(setting.chatId)));

	test("when Linq refuses, the picker shows Linq's reason", async () => {
		setting.credential.apiKey = 'another-key-0123456789';
		await expect(look()).rejects.toMatchObject({
			message: 'Unauthorized - missing or invalid authentication token',
			description: 'Put a valid API key into the Linq credential, then try again.',
			httpCode: '401',
		});
	});

	test.each<[string, string]>([
		['a web page', '<html>Hello</html>'],
		['nothing', ''],
		['a list', '[]'],
		['null', 'null'],
	])('%s for an answer is an error, never an empty list', async (_, body) => {
		setting.linq.faults.add({ kind: 'raw', body, times: Infinity });
		await expect(look()).rejects.toMatchObject({
			description: expect.stringMatching(/^[A-Z].*\.$/) as string,
		});
	});

	test('an answer with something else than the list is an error', async () => {
		const body = '{"chats":7,"messages":{},"phone_numbers":"x"}';
		setting.linq.faults.add({ kind: 'raw', body, times: Infinity });
		await expect(look()).rejects.toMatchObject({
			message: 'Linq answered with something else than a list',
		});
	});

	test('what is none is left out, and the key is never shown', async () => {
		const { apiKey } = setting.linq;
		const entries = [
			...[null, 7, [], {}, { id: '../x', phone_number: '+12025550100' }],
			{ id: setting.chatId, phone_number: 'x', display_name: apiKey, parts: 7 },
			{ id: setting.chatId, phone_number: '+12025550199', parts: [{ value: apiKey }, null, 7] },
			{ id: setting.chatId, phone_number: `+1${apiKey}`, handles: [null, { handle: apiKey }] },
			{ id: setting.chatId, is_group: true, display_name: apiKey },
			{ id: setting.chatId, amount: 7, currency: {}, description: apiKey, created_at: 7 },
			{ experience: setting.chatId, display_name: apiKey, actions: [{ summary: apiKey }, 7] },
			{ id: setting.chatId, target_url: `https://example.com/${apiKey}` },
		];
		const body = JSON.stringify({
			chats: entries,
			messages: entries,
			phone_numbers: entries,
			subscriptions: entries,
			data: entries,
			experiences: entries,
		});
		setting.linq.faults.add({ kind: 'raw', body });
		const { results } = await look();
		expect(JSON.stringify(results)).not.toContain(apiKey);
		expect(results.length).toBeGreaterThan(0);
		for (const { name, value } of results) {
			expect(name).toMatch(/\S/);
			expect([setting.chatId, '+12025550199']).toContain(value);
		}
	});

	test('advice speaks of no record: nothing was run', async () => {
		const fault = { kind: 'error', status: 429, code: 1007, retryAfter: 0 } as const;
		setting.linq.faults.add({ ...fault, times: Infinity });
		await expect(look()).rejects.toMatchObject({
			description: expect.stringMatching(/^(?!.*record).*try again/) as string,
		});
	});

	test('a failure that passes is tried once more, no oftener: someone is waiting', async () => {
		const fault = { kind: 'error', status: 503, retryAfter: 0 } as const;
		setting.linq.faults.add(fault);
		await look();
		expect(setting.linq.requests).toHaveLength(2);
		setting.linq.faults.add({ ...fault, times: Infinity });
		await expect(look()).rejects.toMatchObject({ httpCode: '503' });
		expect(setting.linq.requests).toHaveLength(4);
	});
});

describe('chats', () => {
	test('of two people are there, too', async () => {
		setting.linq.account.addChat({ service: 'SMS', handles: ['+12025550109'] });
		expect(await names('searchChats')).toEqual([
			'+12025550109 (SMS)',
			'Acme onboarding (iMessage)',
		]);
		expect(await names('searchGroupChats')).toEqual(['Acme onboarding (iMessage)']);
		expect(await names('searchChats', '555-0109')).toEqual(['+12025550109 (SMS)']);
	});

	test('that are groups, or not on iMessage, are not offered where neither works', async () => {
		const { account } = setting.linq;
		account.addChat({ service: 'SMS', handles: ['+12025550109'] });
		account.addChat({ handles: ['+12025550108'] });
		expect(await names('searchDirectChats')).toEqual(['+12025550108 (iMessage)']);
	});

	test('are read page by page, each once', async () => {
		manyChats(setting.linq.account, 250);
		const seen: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await search('searchChats', undefined, token);
			seen.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(seen).toEqual(setting.linq.account.chats.map(({ id }) => id));
	});

	test('without an end are no endless look', async () => {
		setting.linq.account.paging = 'endless';
		await expect(search('searchChats', 'no such chat')).rejects.toMatchObject({
			message: 'Your account has more chats than can be searched by name',
		});
		expect(setting.linq.requests.length).toBeLessThanOrEqual(101);
	});
});

describe('webhook subscriptions', () => {
	const add = async (target_url: string, is_active = true) => {
		const { success } = await setting.run('webhookSubscription', 'create', [{ json: {} }], {
			targetUrl: target_url,
			subscribedEvents: ['message.received'],
		});
		const id = success[0]!.json.id as string;
		const one = setting.linq.account.webhookSubscriptions.find((each) => each.id === id)!;
		one.is_active = is_active;
		return id;
	};

	test('are picked by their address, and say when they are paused', async () => {
		const first = await add('https://n8n.example.com/one');
		const second = await add('https://n8n.example.com/two', false);
		const { results } = await search('searchSubscriptions');
		expect(results).toEqual([
			{ name: 'https://n8n.example.com/one', value: first, description: 'message.received' },
			{
				name: 'https://n8n.example.com/two (paused)',
				value: second,
				description: 'message.received',
			},
		]);
		expect(await names('searchSubscriptions', ' ONE ')).toEqual(['https://n8n.example.com/one']);
	});

	test('of an account without any: what to do', async () => {
		await expect(search('searchSubscriptions')).rejects.toMatchObject({
			message: 'Your Linq account has no webhook subscriptions yet',
		});
		expect(await search('searchSubscriptions', 'x')).toEqual({ results: [] });
	});
});

describe('one’s own numbers', () => {
	const london = '+442079460958';
	beforeEach(() => void setting.linq.account.addPhoneNumber({ phone_number: london }));

	test('are picked as the number, or as its ID where Linq wants that', async () => {
		const { phoneNumbers } = setting.linq.account;
		const entries = (valueOf: (line: (typeof phoneNumbers)[number]) => string) =>
			phoneNumbers.map((line) => ({ name: line.phone_number, value: valueOf(line) }));
		expect(await search('searchPhoneNumbers')).toEqual({
			results: entries(({ phone_number }) => phone_number),
		});
		expect(await search('searchPhoneNumberIds')).toEqual({ results: entries(({ id }) => id) });
	});

	test.each([
		['', [ownLine, london]],
		['44', [london]],
		['+44 20 7946', [london]],
		['(202) 555', [ownLine]],
		['0958', [london]],
		['999', []],
	])('as one types %j', async (filter, expected) => {
		expect(await names('searchPhoneNumbers', filter)).toEqual(expected);
	});
});

/** What a message says, without who wrote it and when. */
const said = (name: string) => name.replace(/^.*?\d\d:\d\d [^:]*: /, '');

describe('messages', () => {
	const add = (own: object) =>
		setting.linq.account.addMessage(setting.linq.account.chat(setting.chatId)!, {
			created_at: '2026-03-09T08:15:00Z',
			...own,
		});

	test('of the chosen chat: what they say, from whom and when, the newest first', async () => {
		const file = { type: 'media', filename: 'offer.pdf', url: 'https://example.com/offer.pdf' };
		const first = add({ text: 'Hello\n  everyone' });
		const second = add({
			parts: [{ type: 'text', value: 'Look' }, file],
			from: '+12025550101',
			created_at: '2026-03-09T09:30:00Z',
		});
		setting.linq.account.addMessage(setting.linq.account.chat(setting.group())!, { text: 'Other' });
		expect((await messages()).results).toEqual([
			{ name: '+12025550101, Mar 9, 2026, 05:30 EDT: Look · offer.pdf', value: second.id },
			{ name: 'you, Mar 9, 2026, 04:15 EDT: Hello everyone', value: first.id },
		]);
	});

	test('a file without a name, a card, and nothing at all have words of their own', async () => {
		add({ parts: [{ type: 'media', url: 'https://example.com/a' }] });
		add({ parts: [{ type: 'imessage_app', app: {}, layout: {} }] });
		add({ parts: [{ type: 'poll', question: 'When?' }] });
		add({ parts: [] });
		const shown = (await messages()).results.map(({ name }) => said(name));
		expect(shown).toEqual([
			'Poll, or a message without text',
			'Poll or other content',
			'App card',
			'File',
		]);
	});

	test('as one types: part of the text, of a file’s name or of the sender', async () => {
		add({ text: 'Welcome aboard' });
		add({ parts: [{ type: 'media', filename: 'Offer.pdf', url: 'https://example.com/a' }] });
		add({ text: 'Thanks', from: '+12025550102' });
		const found = async (filter: string) =>
			(await messages(filter)).results.map(({ name }) => said(name));
		expect(await found('WELCOME')).toEqual(['Welcome aboard']);
		expect(await found(' offer ')).toEqual(['Offer.pdf']);
		expect(await found('5550102')).toEqual(['Thanks']);
		expect(await found('nothing')).toEqual([]);
	});

	test('by the hundred are read page by page, each once', async () => {
		for (let at = 0; at < 230; at++) add({ text: `Message ${at}` });
		const seen: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await messages('', token);
			seen.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(new Set(seen).size).toBe(230);
		expect(seen).toHaveLength(230);
		expect(setting.linq.requests.map(({ query }) => query.limit)).toEqual(['100', '100', '100']);
	});

	test('of a list without an end are no endless look', async () => {
		add({ text: 'Hello' });
		setting.linq.account.paging = 'endless';
		await expect(messages('nothing')).rejects.toMatchObject({
			message: 'This chat has more messages than can be searched',
			description: 'Choose By ID and give the ID of the message.',
		});
		expect(setting.linq.requests).toHaveLength(100);
		setting.linq.account.paging = 'repeat';
		expect((await messages('nothing')).results).toEqual([]);
	});

	test.each<[string, unknown]>([
		['no chat is chosen', { __rl: true, mode: 'list', value: '' }],
		['the chat comes from an expression', byId('={{ $json.chat }}')],
		['what is chosen is no ID', byId('../phone_numbers')],
		['nothing is there at all', undefined],
	])('where %s, the picker says what to do', async (_, chat) => {
		await expect(search('searchMessages', '', undefined, inChat(chat))).rejects.toMatchObject({
			message: 'Pick the chat first',
			description: expect.stringContaining('choose By ID') as string,
		});
		expect(setting.linq.requests).toEqual([]);
	});

	test('of a chat that is gone: Linq’s reason', async () => {
		const gone = byId('00000000-0000-4000-8000-000000000000');
		await expect(messages('', undefined, gone)).rejects.toMatchObject({ httpCode: '404' });
	});
});

describe('payment requests', () => {
	const created_at = '2026-03-02T10:00:00Z';

	test('are shown by amount, description, status and day, the newest first', async () => {
		const { account } = setting.linq;
		account.addPaymentRequest({ amount: 1_250, description: 'Order 4711', created_at });
		account.addPaymentRequest({ amount: 99, status: 'succeeded', created_at });
		account.addPaymentRequest({ amount: 900, currency: 'jpy', created_at });
		expect(await names('searchPaymentRequests')).toEqual([
			'900 JPY (requested, 2026-03-02)',
			'0.99 USD (succeeded, 2026-03-02)',
			'12.50 USD · Order 4711 (requested, 2026-03-02)',
		]);
		expect(await names('searchPaymentRequests', ' order ')).toEqual([
			'12.50 USD · Order 4711 (requested, 2026-03-02)',
		]);
		expect(await names('searchPaymentRequests', 'nothing like that')).toEqual([]);
	});

	test('are read page by page, each once', async () => {
		for (let count = 0; count < 250; count++) setting.linq.account.addPaymentRequest();
		const seen: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await search('searchPaymentRequests', undefined, token);
			seen.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		const { paymentRequests } = setting.linq.account;
		expect(seen).toEqual(paymentRequests.map(({ id }) => id).reverse());
	});

	test('that are not there yet are said to be so', async () => {
		await expect(search('searchPaymentRequests')).rejects.toMatchObject({
			message: 'Your Linq account has no payment requests yet',
		});
	});
});

describe('experiences', () => {
	test('are shown by what they are called, and picked by name', async () => {
		const { results } = await search('searchExperiences');
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Agent Pay (agentpay)', 'agentpay'],
			['Agent Card (agentcard)', 'agentcard'],
			['Link (link)', 'link'],
		]);
		expect(await names('searchExperiences', 'PAY')).toEqual(['Agent Pay (agentpay)']);
	});

	test('that are not there are said to be so', async () => {
		setting.linq.account.experiences = [];
		await expect(search('searchExperiences')).rejects.toMatchObject({
			message: 'Your Linq account has no experiences',
		});
	});
});
