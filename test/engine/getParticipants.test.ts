import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { AccountChat } from '../emulator';
import { workflowOf } from './engine';
import { unknownId } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const [ann, ben, cleo] = ['+12025550101', '+4930123456', 'Cleo@Example.com'] as const;

let setting: Setting;
/** Of Ann, Ben and Cleo. */
let group: AccountChat;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	const { requests, faults, account } = setting.linq;
	requests.length = 0;
	faults.clear();
	group = account.addChat({ from: ownLine, handles: [ann, ben, cleo] });
});

afterAll(async () => {
	await setting.linq.close();
});

const itemsOf = (...chats: string[]) => chats.map((chat) => ({ json: { chat } }));
const chatId = byId('={{ $json.chat }}');

const get = async (items: INodeExecutionData[], options: INodeParameters = {}) =>
	await setting.run('chat', 'getParticipants', items, { chatId, options });
const handlesIn = (items: INodeExecutionData[]) => items.map(({ json }) => json.handle);
const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

/** Someone as they come out. */
const asItem = (chat: AccountChat, at: number, national_format: string | null) => {
	const entry = chat.handles[at]!;
	return { chat_id: chat.id, ...entry, joined: entry.joined_at, national_format };
};

describe('who comes out', () => {
	test("everyone but one's own number, in Linq's order, as Linq describes them and more", async () => {
		const { success, error } = await get(itemsOf(group.id));
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json)).toEqual([
			asItem(group, 1, '(202) 555-0101'),
			asItem(group, 2, '030 123456'),
			asItem(group, 3, null),
		]);
		expect(Object.keys(success[0]!.json)[0]).toBe('chat_id');
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	});

	test('of a chat between two people, the other one', async () => {
		const direct = setting.linq.account.addChat({ from: ownLine, handles: [cleo] });
		const { success } = await get(itemsOf(direct.id));
		expect(success.map(({ json }) => json)).toEqual([asItem(direct, 1, null)]);
	});

	describe('where one has left, another was removed, and the line is gone', () => {
		beforeEach(() => {
			for (const [at, status] of [
				[0, 'left'],
				[1, 'left'],
				[2, 'removed'],
			] as const) {
				Object.assign(group.handles[at]!, { status, left_at: '2026-03-09T12:00:00.000Z' });
			}
		});

		test.each<[INodeParameters, string[]]>([
			[{}, [cleo]],
			[{ activeOnly: true }, [cleo]],
			[{ activeOnly: false }, [ann, ben, cleo]],
			[{ includeOwn: true }, [cleo]],
			[{ includeOwn: false }, [cleo]],
			[{ activeOnly: false, includeOwn: true }, [ownLine, ann, ben, cleo]],
			[{ activeOnly: 'no', includeOwn: 'yes' }, [ownLine, ann, ben, cleo]],
			[{ activeOnly: '={{ $json.none }}', includeOwn: '={{ $json.none }}' }, [cleo]],
			[{ activeOnly: '', includeOwn: '' }, [cleo]],
		])('%j', async (options, handles) => {
			const { success, error } = await get(itemsOf(group.id), options);
			expect([handlesIn(success), error]).toEqual([handles, []]);
		});

		test('what Linq says of them is there', async () => {
			const { success } = await get(itemsOf(group.id), { activeOnly: false });
			expect(success.map(({ json }) => [json.status, json.left_at])).toEqual([
				['left', '2026-03-09T12:00:00.000Z'],
				['removed', '2026-03-09T12:00:00.000Z'],
				['active', null],
			]);
		});
	});

	test("one's own number comes out where it is asked for, in its place", async () => {
		const { success } = await get(itemsOf(group.id), { includeOwn: true });
		expect(handlesIn(success)).toEqual([ownLine, ann, ben, cleo]);
		expect(success[0]!.json).toEqual(asItem(group, 0, '(202) 555-0100'));
	});

	test.each([
		['Active Only', 'activeOnly'],
		['Include Your Numbers', 'includeOwn'],
	])('%s that is neither yes nor no is refused before anything is sent', async (label, option) => {
		const result = await get(itemsOf(group.id), { [option]: 'perhaps' });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{
				message: expect.stringContaining(`The option ${label}`) as string,
				...{ category: 'invalid_input', attempts: 0 },
			},
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test('nobody of a chat that lists nobody, and no error', async () => {
		group.handles.length = 1;
		const { success, error, task } = await get(itemsOf(group.id));
		expect([success, error, task.hints]).toEqual([[], [], []]);
	});
});

describe('several items', () => {
	test('of one chat share one reading', async () => {
		const items = itemsOf(group.id, group.id.toUpperCase(), group.id);
		const { success } = await get(items, { concurrency: 10 });
		expect(success.map((item) => [indexOf(item), item.json.handle])).toEqual(
			[0, 1, 2].flatMap((item) => [ann, ben, cleo].map((handle) => [item, handle])),
		);
		expect(success.every(({ json }) => json.chat_id === group.id)).toBe(true);
		expect(setting.linq.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			`GET /api/partner/v3/chats/${group.id}`,
		]);
	});

	test('come out in input order, and one that fails alone goes to Error', async () => {
		const { linq } = setting;
		const other = linq.account.addChat({ from: ownLine, handles: [ben] });
		linq.faults.add({ kind: 'delay', milliseconds: 60, path: new RegExp(group.id) });
		const items = itemsOf(group.id, unknownId, 'Acme onboarding', other.id);
		const { success, error } = await get(items);
		expect(success.map((item) => [indexOf(item), item.json.handle])).toEqual([
			...[ann, ben, cleo].map((handle) => [0, handle]),
			[3, ben],
		]);
		expect(error).toMatchObject([
			{
				pairedItem: { item: 1 },
				json: { chat: unknownId, error: { code: 2001, attempts: 1, chat_id: unknownId } },
			},
			{
				pairedItem: { item: 2 },
				json: { error: { category: 'invalid_input', attempts: 0, chat_id: 'Acme onboarding' } },
			},
		]);
	});

	test('of one chat wait for one another, and hold no other chat up', async () => {
		const { linq, engine, credential } = setting;
		const other = linq.account.addChat({ from: ownLine, handles: [ben] });
		linq.faults.add({ kind: 'hang', path: new RegExp(group.id) });
		const options = { concurrency: 2 };
		const parameters = { resource: 'chat', operation: 'getParticipants', chatId, options };
		const file = workflowOf(itemsOf(group.id, group.id, other.id), parameters);
		const execution = engine.start(file, credential);
		await linq.received(2);
		const asked = linq.requests.map(({ path }) => path.split('/').at(-1));
		expect(asked.sort()).toEqual([group.id, other.id].sort());
		execution.cancel();
		await execution.finished;
	});
});

test("with the input's fields, those of the people win, and each has the item's file", async () => {
	const binary = { data: { data: 'YQ==', mimeType: 'text/plain' } };
	const json = { chat: group.id, deal: 7, handle: 'nobody', national_format: 'none' };
	const { success } = await get([{ json, binary }], { includeInputFields: true });
	expect(success.map((item) => item.json)).toEqual([
		{ chat: group.id, deal: 7, ...asItem(group, 1, '(202) 555-0101') },
		{ chat: group.id, deal: 7, ...asItem(group, 2, '030 123456') },
		{ chat: group.id, deal: 7, ...asItem(group, 3, null) },
	]);
	expect(success.map((item) => item.binary)).toEqual(Array(3).fill(binary));
});

describe('an agent', () => {
	const call = async (options: INodeParameters = {}) =>
		await setting.engine.callTool(
			{ resource: 'chat', operation: 'getParticipants', chatId: byId(group.id), options },
			setting.credential,
		);

	test('gets the people', async () => {
		expect(handlesIn(await call())).toEqual([ann, ben, cleo]);
	});

	test('is told where there is nobody', async () => {
		group.handles.length = 1;
		expect((await call()).map(({ json }) => json)).toEqual([{ message: 'Nothing was found' }]);
	});

	test('is told why where the chat can not be read', async () => {
		setting.linq.faults.add({ kind: 'error', status: 404, code: 2001 });
		await expect(call()).rejects.toThrow(/chat/i);
	});
});

describe('whatever Linq answers', () => {
	const answered = async (handles: unknown, options: INodeParameters = {}) => {
		const body = JSON.stringify({ id: group.id, handles });
		setting.linq.faults.add({ kind: 'raw', body });
		return await get(itemsOf(group.id), options);
	};

	test.each([
		['no list', { handle: ann }],
		['a text', ann],
		['nothing', null],
	])('%s is no answer, rather than a chat without people', async (_, handles) => {
		const result = await answered(handles);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response', attempts: 1 }]);
	});

	test.each([
		['an empty list', []],
		['entries that are nobody', [null, 7, ann, [], {}, { handle: 7 }, { handle: ' \n' }]],
	])('%s lists nobody', async (_, handles) => {
		const { success, error } = await answered(handles);
		expect([success, error]).toEqual([[], []]);
	});

	test('who has no status is in the chat, and who has another than active is not', async () => {
		const handles = [
			...[{ handle: ann }, { handle: ben, status: null }, { handle: cleo, status: 'archived' }],
			{ handle: ownLine, is_me: 'true' },
		];
		expect(handlesIn((await answered(handles)).success)).toEqual([ann, ben, ownLine]);
		const all = await answered(handles, { activeOnly: false });
		expect(handlesIn(all.success)).toEqual([ann, ben, cleo, ownLine]);
	});

	test('when someone joined is a point in time or null, and no other chat is named', async () => {
		const joined = [
			'2026-03-09T12:00:00Z',
			' 2026-03-09T12:00:00+01:00\n',
			'',
			null,
			7,
			{},
			'soon',
		];
		const handles = joined.map((joined_at) => ({
			...{ handle: ann, joined_at, joined: 'yes', chat_id: unknownId, national_format: '1' },
		}));
		const { success } = await answered([...handles, { handle: ann }]);
		expect(success.map(({ json }) => json.joined)).toEqual([
			...['2026-03-09T12:00:00Z', '2026-03-09T12:00:00+01:00', null, null, null, null, null, null],
		]);
		for (const { json } of success) {
			expect(json).toMatchObject({ chat_id: group.id, national_format: '(202) 555-0101' });
		}
	});

	test('texts of 100 kB hold nothing up, and are no handle', async () => {
		const long = '1'.repeat(100_000);
		const entry = { joined_at: `2026-03-09${' '.repeat(100_000)}`, status: 'active' };
		const { success, error } = await answered([
			...[`+${long}`, long, `${ann}${' '.repeat(100_000)}`, `${ann}, ${ben}`, `tel:${ann}`].map(
				(handle) => ({ ...entry, handle }),
			),
		]);
		expect(error).toEqual([]);
		expect(success.map(({ json }) => [json.handle, json.joined, json.national_format])).toEqual([
			[`+${long.slice(0, 252)}…`, '2026-03-09', null],
			[`${long.slice(0, 253)}…`, '2026-03-09', null],
			[ann, '2026-03-09', '(202) 555-0101'],
			[`${ann}, ${ben}`, '2026-03-09', null],
			[`tel:${ann}`, '2026-03-09', null],
		]);
	});

	test.each([
		['nothing', {}],
		['another chat', { id: unknownId, handles: [{ handle: ann }] }],
		['a chat whose ID is none', { id: 'none', handles: [{ handle: ann }] }],
	])('%s is no answer about the chat', async (_, body) => {
		setting.linq.faults.add({ kind: 'raw', body: JSON.stringify(body) });
		const result = await get(itemsOf(group.id));
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{
				...{ message: 'Linq did not describe the chat', category: 'invalid_response' },
				...{ attempts: 1, chat_id: group.id },
			},
		]);
	});
});
