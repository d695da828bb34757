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
});

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

	test.each(['something else', 7, {}, [], ['sent'], Number.NaN])('%j is refused', async (given) => {
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
