import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Account, type AccountChat, type Paging } from '../emulator';
import { isList, menu, titleOf, unknownId, usableParameters } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const otherLine = '+12025550200';
const person = '+12025550101';

let setting: Setting;
let chats: AccountChat[];

/** 250 chats, every other one a group, every fifth on another line, the newest first. */
beforeAll(async () => {
	setting = await startSetting();
	const account = new Account();
	chats = Array.from({ length: 250 }, (_, index) =>
		account.addChat({
			display_name: index % 2 === 0 ? `Group ${index}` : undefined,
			from: index % 5 === 0 ? otherLine : ownLine,
			handles: index % 2 === 0 ? [`+1202556${1000 + index}`, person] : [`+1202556${1000 + index}`],
			created_at: new Date(Date.UTC(2026, 0, 1) - index * 1_000).toISOString(),
		}),
	);
	setting.linq.account = account;
});

beforeEach(() => {
	const { requests, faults, account } = setting.linq;
	requests.length = 0;
	faults.clear();
	account.paging = 'usual';
});

afterAll(async () => {
	await setting.linq.close();
});

const list = async (
	parameters: INodeParameters = {},
	items: INodeExecutionData[] = [{ json: {} }],
) => await setting.run('chat', 'getAll', items, parameters);
const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.id);
const asked = (name: string) => setting.linq.requests.map(({ query }) => query[name]);

describe('how many', () => {
	test('50 unless said otherwise, in one page', async () => {
		const { success } = await list();
		expect(idsOf(success)).toEqual(idsOf50());
		expect(asked('limit')).toEqual(['50']);
	});

	const idsOf50 = () => chats.slice(0, 50).map(({ id }) => id);

	test.each([
		[1, ['1']],
		[100, ['100']],
		[101, ['100', '1']],
		[250, ['100', '100', '50']],
		[1_000, ['100', '100', '100']],
	])('%i, asked for in pages of %j', async (limit, pages) => {
		const { success } = await list({ limit });
		expect(idsOf(success)).toEqual(chats.slice(0, limit).map(({ id }) => id));
		expect(asked('limit')).toEqual(pages);
	});

	test('all, in pages of 100, in Linq’s order, each paired to the item', async () => {
		const { success } = await list({ returnAll: true });
		expect(idsOf(success)).toEqual(chats.map(({ id }) => id));
		expect(asked('limit')).toEqual(['100', '100', '100']);
		expect(new Set(success.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
			new Set(['{"item":0}']),
		);
	});

	test.each([0, -1, 1.5, 'many', {}, [], true, 1_000_001])(
		'a limit of %j is refused before anything is sent',
		async (limit) => {
			const result = await list({ limit: '={{ $json.limit }}' }, [{ json: { limit } }]);
			expect(reportsOf(result)).toMatchObject([
				{ message: "The field Limit can't be used as it is", attempts: 0 },
			]);
			expect(setting.linq.requests).toEqual([]);
		},
	);

	test('each item may have a limit of its own', async () => {
		const items = [2, 0, 3].map((limit) => ({ json: { limit } }));
		const { success, error } = await list({ limit: '={{ $json.limit }}' }, items);
		expect(success.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			...[0, 0, 2, 2, 2],
		]);
		expect(error.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});
});

describe('narrowed down', () => {
	const filtered = async (filters: INodeParameters, more: INodeParameters = {}) =>
		idsOf((await list({ returnAll: true, filters, ...more })).success);

	test('to a line of one’s own', async () => {
		const filters = { from: byId('+1 (202) 555-0200') };
		expect(await filtered(filters)).toEqual(chats.filter((_, at) => at % 5 === 0).map((c) => c.id));
		expect(asked('from')).toEqual([otherLine]);
	});

	test('to chats with someone in them, in national notation', async () => {
		const groups = chats.filter(({ is_group }) => is_group).map(({ id }) => id);
		const options = { defaultCountry: 'US' };
		expect(await filtered({ to: '202 555 0101' }, { options })).toEqual(groups);
		expect(asked('to')).toEqual([person, person]);
	});

	test('to groups: whole pages are read until there are enough', async () => {
		const { success } = await list({ limit: 60, filters: { groupsOnly: true } });
		const groups = chats.filter(({ is_group }) => is_group);
		expect(idsOf(success)).toEqual(groups.slice(0, 60).map(({ id }) => id));
		expect(asked('limit')).toEqual(['100', '100']);
	});

	test('to a name, capital letters and spaces apart', async () => {
		expect(await filtered({ displayName: '  gROUP  248 ' })).toEqual([chats[248]!.id]);
		expect(await filtered({ displayName: 'Group' })).toEqual([]);
	});

	test('to the name of a chat between two people', async () => {
		expect(await filtered({ displayName: '+12025561001' })).toEqual([chats[1]!.id]);
		expect(await filtered({ displayName: '+12025561001', groupsOnly: true })).toEqual([]);
	});

	test('by everything at once', async () => {
		const filters = {
			from: byId(otherLine),
			to: person,
			groupsOnly: true,
			displayName: 'Group 10',
		};
		expect(await filtered(filters)).toEqual([chats[10]!.id]);
	});

	test.each<[string, INodeParameters]>([
		['a line that is an email address', { from: byId('jo@example.com') }],
		['nobody', { to: 'nobody' }],
		['groups perhaps', { groupsOnly: 'perhaps' }],
	])('by %s is refused', async (_, filters) => {
		expect(reportsOf(await list({ filters }))).toMatchObject([
			{ category: 'invalid_input', attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each([
		...(['to', 'displayName', 'from'] as const).flatMap((filter) =>
			(['', ' ', null, undefined] as const).map((value) => [filter, value] as const),
		),
	])(
		'by a field that a record does not have (%s: %j), everybody’s chats stay out',
		async (...given) => {
			const [filter, value] = given;
			const result = await list({ filters: { [filter]: '={{ $json.value }}' } }, [
				{ json: { value } },
			]);
			expect(result.success).toEqual([]);
			expect(reportsOf(result)).toMatchObject([
				{
					message: expect.stringMatching(/^The filter .+ is empty$/) as string,
					category: 'invalid_input',
				},
			]);
			expect(setting.linq.requests).toEqual([]);
		},
	);

	test.each([null, undefined, ''])(
		'to groups by %j, as if it had been left as it is',
		async (value) => {
			const { success } = await list({ filters: { groupsOnly: '={{ $json.value }}' } }, [
				{ json: { value } },
			]);
			expect(success.every(({ json }) => json.is_group)).toBe(true);
		},
	);

	test('a model that leaves all filters empty gets all chats', async () => {
		const filters = { to: '', displayName: '', from: byId(''), groupsOnly: '' };
		const found = await setting.engine.callTool(
			{ resource: 'chat', operation: 'getAll', limit: 2, filters },
			setting.credential,
		);
		expect(idsOf(found)).toEqual(chats.slice(0, 2).map(({ id }) => id));
	});

	test('to nothing: no items, and no error', async () => {
		const { success, error, task } = await list({ filters: { displayName: 'Nobody' } });
		expect([success, error, task.hints]).toEqual([[], [], []]);
	});
});

test('each item has its own list, in input order, and one that fails alone goes to Error', async () => {
	const ids = [2, 7, 4].map((at) => chats[at]!.id);
	for (const [at, id] of ids.entries()) {
		const chat = setting.linq.account.chat(id)!;
		for (let count = 0; count < at + 1; count++) {
			setting.linq.account.addMessage(chat, { text: `${at}/${count}` });
		}
	}
	const items = [ids[0]!, unknownId, ids[1]!, chats[9]!.id, ids[2]!].map((chat) => ({
		json: { chat },
	}));
	const { success, error } = await setting.run('message', 'getAll', items, {
		chatId: byId('={{ $json.chat }}'),
	});
	const texts = success.map(({ json, pairedItem }) => [
		(json.parts as Array<{ value: string }>)[0]!.value,
		(pairedItem as { item: number }).item,
	]);
	expect(texts).toEqual([
		...[['0/0', 0]],
		...[['1/1', 2] as const, ['1/0', 2] as const],
		...[['2/2', 4] as const, ['2/1', 4] as const, ['2/0', 4] as const],
	]);
	expect(error).toMatchObject([{ pairedItem: { item: 1 }, json: { error: { code: 2001 } } }]);
});

test('a thread comes in the order asked for', async () => {
	const { account } = setting.linq;
	const [chat] = chats;
	const first = account.addMessage(chat!, { text: 'first' });
	const reply_to = { message_id: first.id, part_index: 0 };
	const replies = [1, 2].map((at) => account.addMessage(chat!, { text: `reply ${at}`, reply_to }));
	const all = [first, ...replies].map(({ id }) => id);
	const thread = async (filters: INodeParameters) => {
		const parameters = { messageId: byId(replies[0]!.id), filters };
		return idsOf((await setting.run('message', 'getThread', [{ json: {} }], parameters)).success);
	};
	expect(await thread({})).toEqual(all);
	expect(await thread({ order: 'asc' })).toEqual(all);
	expect(await thread({ order: 'desc' })).toEqual(all.toReversed());
});

test('a list that breaks off leaves nothing half done: one item on Error', async () => {
	setting.linq.faults.add({ kind: 'error', status: 403, code: 2005, after: 2 });
	const result = await list({ returnAll: true });
	expect(result.success).toEqual([]);
	expect(reportsOf(result)).toMatchObject([{ code: 2005, attempts: 3 }]);
	expect(setting.linq.requests).toHaveLength(3);
});

describe('a list without an end', () => {
	const paged: Array<[string, string, () => INodeParameters]> = [
		['chat', 'getAll', () => ({})],
		['message', 'getAll', () => ({ chatId: byId(chats[6]!.id) })],
		['message', 'getThread', () => ({ messageId: byId(messageId()) })],
		['paymentRequest', 'getAll', () => ({})],
	];
	const messageId = () => {
		const { account } = setting.linq;
		return account.messagesIn(account.chat(chats[6]!.id)!).at(-1)!.id;
	};

	beforeAll(() => {
		const { account } = setting.linq;
		let reply_to = null;
		for (let count = 0; count < 120; count++) {
			const { id } = account.addMessage(chats[6]!, { text: String(count), reply_to });
			reply_to = { message_id: id, part_index: 0 };
			account.addPaymentRequest();
		}
	});

	describe.each<[Paging, number]>([
		['repeat', 3],
		['endless', 11],
	])('where the cursor is %s', (paging, requests) => {
		test.each(paged)('%s: %s stops with an error', async (resource, operation, parameters) => {
			setting.linq.account.paging = paging;
			const result = await setting.run(resource, operation, [{ json: {} }], {
				...{ returnAll: true, ...parameters() },
			});
			expect(result.success).toEqual([]);
			expect(reportsOf(result)).toMatchObject([
				{
					...{ message: "Linq's list does not come to an end", category: 'invalid_response' },
					retryable: false,
				},
			]);
			expect(setting.linq.requests.length).toBeLessThanOrEqual(requests);
		});
	});

	test.each<Paging>(['repeat', 'endless', 'endlessNew'])(
		'%s: who wants no more than there is gets it',
		async (paging) => {
			setting.linq.account.paging = paging;
			const { success } = await list({ limit: 100 });
			expect(idsOf(success)).toEqual(chats.slice(0, 100).map(({ id }) => id));
			expect(setting.linq.requests).toHaveLength(1);
		},
	);
});

describe('an answer without the list', () => {
	// Linq answers with the chat, not with a list of the people in it.
	const lists = menu
		.filter((entry) => isList(entry) && titleOf(entry) !== 'chat: getParticipants')
		.map((entry) => [titleOf(entry), entry] as const);

	test.each(lists)('%s: Error, and not an empty list', async (_, entry) => {
		const { linq, engine, credential } = setting;
		for (const body of ['{}', '{"chats":{},"messages":7,"events":"x"}', '{"next_cursor":"7"}']) {
			linq.faults.add({ kind: 'raw', body });
			const result = await engine.run([{ json: {} }], usableParameters(entry), credential);
			expect(result.success).toEqual([]);
			expect(reportsOf(result)).toMatchObject([
				{
					...{ message: 'Linq answered with something else than a list' },
					...{ category: 'invalid_response', attempts: 1 },
				},
			]);
		}
	});

	test.each(lists)('%s: entries that are none are left out', async (_, entry) => {
		const { linq, engine, credential } = setting;
		const entries = [null, 7, [], [{}], true];
		const names = [
			'chats',
			'messages',
			'phone_numbers',
			'contact_cards',
			'subscriptions',
			'events',
			'blocked_handles',
			'experiences',
			'data',
		];
		const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, entries])));
		linq.faults.add({ kind: 'raw', body });
		const { success, error } = await engine.run(
			[{ json: {} }],
			usableParameters(entry),
			credential,
		);
		expect([success, error]).toEqual([[], []]);
	});
});

test('a list that comes in one piece keeps to the limit, too', async () => {
	const get = async (parameters: INodeParameters) =>
		await setting.run('phoneNumber', 'getAll', [{ json: {} }], parameters);
	expect((await get({ limit: 1 })).success).toHaveLength(1);
	expect((await get({ returnAll: true })).success).toHaveLength(2);
	expect(setting.linq.requests.map(({ url }) => url)).toEqual(
		Array(2).fill('/api/partner/v3/phone_numbers'),
	);
});
