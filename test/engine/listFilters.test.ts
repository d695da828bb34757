import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const person = '+12025550101';
const friend = 'jo@example.com';
/** The first message is an hour later, and so on. */
const start = Date.UTC(2026, 10, 23, 12);
const hour = 3_600_000;

let setting: Setting;
let chatId: string;
/** The newest first, as Linq lists them. */
let messages: Array<{ id: string; from: string }>;

/** 240 messages, by one's own line, a person and a friend in turn. */
beforeAll(async () => {
	setting = await startSetting();
	const { account } = setting.linq;
	const chat = account.addChat({ from: ownLine, handles: [person, friend] });
	chatId = chat.id;
	messages = Array.from({ length: 240 }, (_, index) => {
		const from = [ownLine, person, friend][index % 3]!;
		const created_at = new Date(start + (index + 1) * hour).toISOString();
		return { id: account.addMessage(chat, { from, text: `${index}`, created_at }).id, from };
	}).toReversed();
	addLines();
	addSubscriptions();
});

/** One's own line is healthy; four more, of which Linq says so in different words. */
function addLines(): void {
	const { account } = setting.linq;
	for (const [index, status] of (
		['AT_RISK', 'CRITICAL', 'AT_RISK', 'CRITICAL'] as const
	).entries()) {
		const line = account.addPhoneNumber({ phone_number: `+1202555020${index}` });
		const reputation = { status, doc_url: 'https://example.com/reputation' };
		const known = index < 2 ? { reputation } : { reputation: null, health_status: reputation };
		Object.assign(line, known);
	}
}

/** Every other one is paused. */
function addSubscriptions(): void {
	for (let number = 0; number < 120; number++) {
		setting.linq.account.webhookSubscriptions.push({
			id: `subscription ${number}`,
			target_url: `https://example.com/${number}`,
			subscribed_events: ['message.received'],
			phone_numbers: null,
			is_active: number % 2 === 0,
			signing_secret: 'whsec_c2VjcmV0',
			created_at: '2026-11-23T10:00:00Z',
			updated_at: '2026-11-23T10:00:00Z',
		});
	}
}

beforeEach(() => {
	setting.linq.requests.length = 0;
	setting.linq.faults.clear();
});

afterAll(async () => {
	await setting.linq.close();
});

/** What the filters take from an item. */
const value = '={{ $json.value }}';

/** What each list can be narrowed down by, and a list with nothing else missing. */
const lists: Array<[resource: string, filter: string, parameters: () => INodeParameters]> = [
	['message', 'direction', () => ({ chatId: byId(chatId) })],
	['message', 'from', () => ({ chatId: byId(chatId) })],
	['message', 'sentAfter', () => ({ chatId: byId(chatId) })],
	['phoneNumber', 'reputation', () => ({})],
	['webhookSubscription', 'isActive', () => ({})],
	['webhookSubscription', 'targetUrl', () => ({})],
];

/** Texts that are none of what a filter takes. Any text may be an address that nobody has. */
const otherTexts: Array<[filter: string, value: unknown]> = [
	...(['RECEIVED', 'all', 7] as const).map((text): [string, unknown] => ['direction', text]),
	...(['nobody', 7] as const).map((text): [string, unknown] => ['from', text]),
	...(['yesterday', 7] as const).map((text): [string, unknown] => ['sentAfter', text]),
	...(['healthy', 'GOOD', 7] as const).map((text): [string, unknown] => ['reputation', text]),
	...(['perhaps', 7] as const).map((text): [string, unknown] => ['isActive', text]),
];

describe.each(lists)('%s: getAll, by %s', (resource, filter, parameters) => {
	const list = async (given: unknown) =>
		await setting.run(resource, 'getAll', [{ json: { value: given } as IDataObject }], {
			...parameters(),
			filters: { [filter]: value },
		});

	test.each(['', ' ', null, undefined])('%j, which a record lacks: refused', async (given) => {
		const result = await list(given);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});

	const others = otherTexts.flatMap(([name, text]) => (name === filter ? [text] : []));
	test.each([...others, {}, [], ['sent'], ['HEALTHY']])('%j is refused', async (given) => {
		const result = await list(given);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{ hint: expect.stringMatching(/^[A-Z].*\.$/) as string, category: 'invalid_input' },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each(['', null])('a model that leaves it at %j gets all', async (given) => {
		const asTool = async (filters: INodeParameters) =>
			await setting.engine.callTool(
				{ resource, operation: 'getAll', ...parameters(), filters },
				setting.credential,
			);
		const all = await asTool({});
		expect(all.length).toBeGreaterThan(0);
		expect(await asTool({ [filter]: given })).toEqual(all);
	});
});

describe('messages', () => {
	const list = async (filters: INodeParameters, more: INodeParameters = {}, json = {}) =>
		await setting.run('message', 'getAll', [{ json }], {
			...{ chatId: byId(chatId), returnAll: true, filters },
			...more,
		});
	const filtered = async (...given: Parameters<typeof list>) => {
		const { success, error } = await list(...given);
		expect(error).toEqual([]);
		return success.map(({ json }) => json.id);
	};
	const idsFrom = (...handles: string[]) =>
		messages.filter(({ from }) => handles.includes(from)).map(({ id }) => id);

	test('that people wrote, or one’s own', async () => {
		expect(await filtered({ direction: 'received' })).toEqual(idsFrom(person, friend));
		expect(await filtered({ direction: 'sent' })).toEqual(idsFrom(ownLine));
	});

	test.each([
		['+1 (202) 555-0101', person],
		['202 555 0101', person],
		['tel:+12025550101', person],
		['Jo <JO@Example.com>', friend],
		[ownLine, ownLine],
		['+12025550109', 'nobody'],
	])('from %s', async (from, handle) => {
		const options = { defaultCountry: 'US' };
		expect(await filtered({ from }, { options })).toEqual(idsFrom(handle));
	});

	test('from someone in national notation without a country: refused', async () => {
		expect(reportsOf(await list({ from: '202 555 0101' }))).toMatchObject([
			{ message: 'The phone number has no country code', attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	/** As many of the newest as were sent later. */
	const newest = (count: number) => messages.slice(0, count).map(({ id }) => id);
	const at = new Date(start + 230 * hour);

	test.each([
		['in UTC', at.toISOString()],
		['elsewhere', '2026-12-03T03:00:00+01:00'],
		['without a zone, in New York, which n8n takes for the workflow’s', '2026-12-02T21:00:00'],
		['of n8n', '={{ DateTime.fromISO("2026-12-03T02:00:00Z") }}'],
		['of JavaScript', `={{ new Date(${at.getTime()}) }}`],
		['of n8n within a text', '={{ DateTime.fromISO("2026-12-03T02:00:00Z") }} '],
	])('sent after a time %s', async (_, sentAfter) => {
		expect(await filtered({ sentAfter })).toEqual(newest(10));
	});

	test('sent after a millisecond before, and now', async () => {
		const before = new Date(at.getTime() - 1).toISOString();
		expect(await filtered({ sentAfter: before })).toEqual(newest(11));
		expect(await filtered({ sentAfter: '={{ $now.plus({ years: 9 }) }}' })).toEqual([]);
	});

	test('sent after a time that is none', async () => {
		expect(reportsOf(await list({ sentAfter: '2026-02-30' }))).toMatchObject([
			{
				message: "The filter Sent After can't be used as it is",
				hint: 'Fill in Sent After with a date such as 2026-11-23T10:00:00Z, or use an expression that gives one.',
			},
		]);
	});

	test('by everything at once, each record with its own', async () => {
		const given = { direction: 'received', from: person, sentAfter: at.toISOString() };
		const filters = Object.fromEntries(
			Object.keys(given).map((name) => [name, `={{ $json.${name} }}`]),
		);
		const of = (ids: unknown[]) => newest(10).filter((id) => ids.includes(id));
		expect(await filtered(filters, {}, given)).toEqual(of(idsFrom(person)));
		expect(await filtered(filters, {}, { ...given, direction: 'sent' })).toEqual([]);
		const own = { ...given, direction: 'sent', from: ownLine };
		expect(await filtered(filters, {}, own)).toEqual(of(idsFrom(ownLine)));
	});

	test('the limit counts those that are kept, and whole pages are read until there are enough', async () => {
		const more = { returnAll: false, limit: 40 };
		expect(await filtered({ from: person }, more)).toEqual(idsFrom(person).slice(0, 40));
		expect(setting.linq.requests.map(({ query }) => query.limit)).toEqual(['100', '100']);
	});

	test('that Linq describes as it once did, or hardly at all', async () => {
		const body = JSON.stringify({
			messages: [
				{ id: '1', from: person, is_from_me: false, created_at: at.toISOString() },
				{ id: '2', from_handle: null, from: null, created_at: 'soon' },
				{ id: '3', from_handle: { handle: person }, from: ownLine, is_from_me: true },
			],
		});
		setting.linq.faults.add({ kind: 'raw', body, times: 3 });
		expect(await filtered({ from: person })).toEqual(['1', '3']);
		expect(await filtered({ direction: 'sent' })).toEqual(['3']);
		expect(await filtered({ sentAfter: '2026-01-01' })).toEqual(['1']);
	});
});

describe('numbers', () => {
	const filtered = async (reputation: string, more: INodeParameters = {}) => {
		const parameters = { filters: { reputation }, ...more };
		const { success, error } = await setting.run(
			'phoneNumber',
			'getAll',
			[{ json: {} }],
			parameters,
		);
		expect(error).toEqual([]);
		return success.map(({ json }) => json.phone_number);
	};

	test.each([
		['HEALTHY', [ownLine]],
		['AT_RISK', ['+12025550200', '+12025550202']],
		['CRITICAL', ['+12025550201', '+12025550203']],
	])('%s, also where Linq says so as it once did', async (reputation, numbers) => {
		expect(await filtered(reputation)).toEqual(numbers);
	});

	test('the new word counts where Linq says both, and none where it says neither', async () => {
		const status = (status: string) => ({ status });
		const lines = [
			{ phone_number: '1', reputation: status('CRITICAL'), health_status: status('HEALTHY') },
			{ phone_number: '2', reputation: {}, health_status: status('CRITICAL') },
			{ phone_number: '3', reputation: 'CRITICAL', health_status: ['CRITICAL'] },
			{ phone_number: '4' },
		];
		const body = JSON.stringify({ phone_numbers: lines });
		setting.linq.faults.add({ kind: 'raw', body });
		expect(await filtered('CRITICAL')).toEqual(['1', '2']);
	});

	test('the limit counts those that are kept', async () => {
		expect(await filtered('CRITICAL', { limit: 1 })).toEqual(['+12025550201']);
		expect(await filtered('CRITICAL', { limit: 2 })).toHaveLength(2);
	});
});

describe('subscriptions', () => {
	const filtered = async (filters: INodeParameters, more: INodeParameters = {}) => {
		const parameters = { returnAll: true, filters, ...more };
		const { success, error } = await setting.run(
			'webhookSubscription',
			'getAll',
			[{ json: {} }],
			parameters,
		);
		expect(error).toEqual([]);
		return success.map(({ json }) => json.target_url);
	};
	const addresses = (remainder: number) =>
		Array.from({ length: 60 }, (_, index) => `https://example.com/${index * 2 + remainder}`);

	test('that are active, or paused', async () => {
		expect(await filtered({ isActive: true })).toEqual(addresses(0));
		expect(await filtered({ isActive: false })).toEqual(addresses(1));
		expect(await filtered({ isActive: "={{ 'false' }}" })).toEqual(addresses(1));
	});

	test('of an address, exactly', async () => {
		expect(await filtered({ targetUrl: ' https://example.com/12 ' })).toEqual([
			'https://example.com/12',
		]);
		for (const targetUrl of ['https://example.com/', 'https://example.com/12/', 'example.com/12']) {
			expect(await filtered({ targetUrl })).toEqual([]);
		}
	});

	test('by both', async () => {
		const targetUrl = 'https://example.com/12';
		expect(await filtered({ targetUrl, isActive: true })).toEqual([targetUrl]);
		expect(await filtered({ targetUrl, isActive: false })).toEqual([]);
	});

	test('the limit counts those that are kept', async () => {
		const more = { returnAll: false, limit: 55 };
		expect(await filtered({ isActive: false }, more)).toEqual(addresses(1).slice(0, 55));
		expect(setting.linq.requests).toHaveLength(1);
	});
});

describe('chats by their health', () => {
	let ids: Record<string, string>;

	beforeAll(() => {
		const { account } = setting.linq;
		ids = Object.fromEntries(
			(['AT_RISK', 'CRITICAL', 'OPTED_OUT'] as const).map((status) => {
				const chat = account.addChat({ from: ownLine, handles: [`+1202555030${status.length}`] });
				chat.health_status = { ...chat.health_status, status };
				return [status, chat.id];
			}),
		);
		account.addChat({ from: ownLine, handles: ['+12025550399'] }).health_status = null as never;
	});

	const list = async (filters: INodeParameters) =>
		await setting.run('chat', 'getAll', [{ json: {} }], { returnAll: true, filters });

	test.each(['AT_RISK', 'CRITICAL', 'OPTED_OUT'])('%s', async (healthStatus) => {
		const { success } = await list({ healthStatus });
		expect(success.map(({ json }) => json.id)).toEqual([ids[healthStatus]]);
	});

	test('with other filters, all of them count', async () => {
		expect((await list({ healthStatus: 'CRITICAL', groupsOnly: true })).success).toEqual([]);
		const { success } = await list({ healthStatus: 'HEALTHY', groupsOnly: true });
		expect(success.every(({ json }) => json.is_group)).toBe(true);
		expect(success.length).toBeGreaterThan(0);
	});

	test.each([
		['', 'The filter Health is empty'],
		['UNWELL', "The filter Health can't be used as it is"],
	])('%j is refused before anything is sent', async (healthStatus, message) => {
		const result = await list({ healthStatus: `={{ '${healthStatus}' }}` });
		expect(reportsOf(result)).toMatchObject([{ message, attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});
});
