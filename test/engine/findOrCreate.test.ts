import type { INodeExecutionData, INodeParameters, INodeProperties } from 'n8n-workflow';
import type { NewChat } from '../emulator';
import { workflowOf } from './engine';
import { bytes, inMemory, itemWith } from './files';
import { menu, titleOf, unknownId } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const otherLine = '+12025550110';
const [ann, bob, jo] = ['+12025551001', '+12025551002', 'jo@example.com'] as const;

const add = (chosen: NewChat) => setting.linq.account.addChat({ from: ownLine, ...chosen });
const addLine = () => setting.linq.account.addPhoneNumber({ phone_number: otherLine });

const provide = async (
	items: Array<Record<string, unknown>>,
	{ options, ...parameters }: INodeParameters = {},
) =>
	await setting.run('chat', 'findOrCreate', items.map((json) => ({ json })) as never, {
		to: '={{ $json.to }}',
		text: '={{ $json.text }}',
		options: { maxRetries: 0, ...(options as object) },
		...parameters,
	});

const byName = { findBy: 'name', displayName: '={{ $json.name }}' };

const asked = () =>
	setting.linq.requests.map(({ method, path }) => `${method} ${path.replace(/^.*\/v3/, '')}`);
const looked = ['GET /chats'];
const created = ['GET /chats', 'GET /available_number', 'POST /chats'];
const jsonOf = ({ success }: { success: INodeExecutionData[] }) => success.map(({ json }) => json);
const texts = () =>
	setting.linq.account.messages.map(({ chat_id, parts: [part] }) => {
		return [chat_id, part?.type === 'text' ? part.value : part?.type];
	});

describe('by people', () => {
	test('finds the chat with exactly these, whatever the order and the notation, and sends nothing', async () => {
		for (const handles of [[ann], [ann, bob, jo, '+12025551003'], [ann, jo]]) add({ handles });
		const { id, updated_at } = add({ handles: [ann, 'Jo@Example.com', bob], display_name: 'Acme' });
		const to = 'JO@example.COM; (202) 555-1002, tel:+1-202-555-1001';
		const result = await provide([{ to, text: 'Hello' }], { options: { defaultCountry: 'US' } });
		expect(result.error).toEqual([]);
		const [json] = jsonOf(result);
		expect(Object.keys(json!).slice(0, 2)).toEqual(['chat_id', 'created']);
		expect(json).toMatchObject({
			...{ chat_id: id, created: false, id, display_name: 'Acme', is_group: true, updated_at },
			others: [],
		});
		expect(asked()).toEqual(looked);
	});

	test('creates the chat where there is none, from the number that Linq picks', async () => {
		addLine();
		setting.linq.account.flaggedLines.add(ownLine);
		const [json] = jsonOf(await provide([{ to: [ann, bob], text: 'Hello' }]));
		const [[id]] = texts() as [[string, string]];
		expect(json).toMatchObject({
			...{ chat_id: id, created: true, id, is_group: true, others: [] },
			message: { id: setting.linq.account.messages[0]!.id },
		});
		expect(json).toMatchObject({ named: null });
		expect(texts()).toEqual([[id, 'Hello']]);
		expect(asked()).toEqual(created);
		expect(setting.linq.requests.at(-1)!.body).toMatchObject({ from: otherLine, to: [ann, bob] });
	});

	test.each<[string, NewChat, string[]]>([
		[
			'a group that only one of its people is still in',
			{ handles: [ann], is_group: true, display_name: 'A' },
			[ann],
		],
		['a chat that your number has left', { handles: [ann, bob], state: 'left' }, [ann, bob]],
		['a chat with one person more', { handles: [ann, bob, jo] }, [ann, bob]],
		['a chat with one person less', { handles: [ann, bob] }, [ann, bob, jo]],
	])('%s is another chat', async (_, chat, to) => {
		add(chat);
		expect(jsonOf(await provide([{ to, text: 'Hello' }]))).toMatchObject([{ created: true }]);
	});

	test('a person who has gone is not in the chat, and one who came is', async () => {
		const { account } = setting.linq;
		const { id } = add({ handles: [ann, bob, '+12025551003'] });
		await setting.run('chat', 'removeParticipant', [{ json: {} }], {
			...{ chatId: byId(id), handle: '+12025551003' },
		});
		await setting.linq.settled();
		account.chat(id)!.state = 'ready';
		const [found, other] = jsonOf(
			await provide([{ to: [ann, bob] }, { to: [ann, bob, '+12025551003'], text: 'Hello' }]),
		);
		expect(found).toMatchObject({ chat_id: id, created: false });
		expect(other).toMatchObject({ created: true });
	});

	test('a number of your own among the people is one of them', async () => {
		addLine();
		const { id } = add({ handles: [otherLine, ann] });
		const account = setting.linq.account.chat(id)!;
		account.handles[1]!.is_me = true;
		add({ handles: [ann, bob] });
		const result = await provide([{ to: [ann, otherLine] }, { to: [ann, ownLine] }, { to: [bob] }]);
		expect(jsonOf(result)).toMatchObject([{ chat_id: id }, { chat_id: id }]);
		expect(reportsOf(result)).toMatchObject([{ category: 'not_found' }]);
	});

	test('of several, the one last used comes out, and the others are named', async () => {
		const old = add({ handles: [ann], created_at: '2026-01-01' });
		addLine();
		const newer = add({ handles: [ann], created_at: '2026-01-02', from: otherLine });
		old.updated_at = '2026-03-01T00:00:00.000Z';
		const [json] = jsonOf(await provide([{ to: ann }]));
		expect(json).toMatchObject({
			chat_id: old.id,
			others: [{ chat_id: newer.id, display_name: ann, updated_at: newer.updated_at }],
		});
		expect(json!.others).toHaveLength(1);
	});

	test('with your number, only its chats count, and a new one is on it', async () => {
		addLine();
		add({ handles: [ann] });
		const options = { from: { __rl: true, mode: 'list', value: otherLine } };
		const parameters = { text: 'Hello', options };
		const [first] = jsonOf(await provide([{ to: ann }], parameters));
		expect(first).toMatchObject({ created: true });
		expect(asked()).toEqual(['GET /chats', 'POST /chats']);
		expect(setting.linq.requests.at(-1)!.body).toMatchObject({ from: otherLine });
		expect(jsonOf(await provide([{ to: ann }], parameters))).toMatchObject([
			{ chat_id: first!.chat_id, created: false, others: [] },
		]);
	});

	test('your number is picked from the list, or given in any usual notation', async () => {
		addLine();
		const { fields } = menu.find((entry) => titleOf(entry) === 'chat: findOrCreate')!;
		const { options } = fields.find(({ name }) => name === 'options')!;
		const from = (options as INodeProperties[]).find(({ name }) => name === 'from')!;
		const [list, number] = from.modes!;
		const search = list!.typeOptions!.searchListMethod!;
		const { results } = await setting.engine.search(search, setting.credential);
		expect(results.map(({ value }) => value)).toContain(otherLine);
		const given = { __rl: true, mode: number!.name, value: '(202) 555-0110' } as const;
		const parameters = { text: 'Hello', options: { from: given, defaultCountry: 'US' } };
		expect(jsonOf(await provide([{ to: ann }], parameters))).toMatchObject([{ created: true }]);
		expect(setting.linq.requests.at(-1)!.body).toMatchObject({ from: otherLine });
	});

	test('a new group gets its name, and one that is there keeps its own', async () => {
		const parameters = { text: 'Hello', options: { displayName: 'Acme' } };
		const [first] = jsonOf(await provide([{ to: [ann, bob] }], parameters));
		expect(first).toMatchObject({
			created: true,
			named: true,
			message: { id: expect.any(String) as string },
		});
		expect(first).toMatchObject({ note: null });
		await setting.linq.settled();
		setting.linq.requests.length = 0;
		const other = { text: 'Hello', options: { displayName: 'Globex' } };
		expect(jsonOf(await provide([{ to: [ann, bob] }], other))).toMatchObject([
			{ created: false, display_name: 'Acme' },
		]);
		expect(asked()).toEqual(looked);
	});

	test('a group that gets no name is a success that says so', async () => {
		setting.linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'PUT' });
		const parameters = { text: 'Hello', options: { displayName: 'Acme' } };
		expect(jsonOf(await provide([{ to: [ann, bob] }], parameters))).toMatchObject([
			{
				...{ created: true, named: false },
				note: 'The chat was created, but not named: Access denied',
			},
		]);
	});

	test('two items for the same people make one chat', async () => {
		const items = [
			{ to: [ann, jo], text: 'One' },
			{ to: [bob], text: 'Two' },
			{ to: ['JO@example.com', ann], text: 'Three' },
		];
		const [first, second, third] = jsonOf(await provide(items));
		expect(first).toMatchObject({ created: true });
		expect(second).toMatchObject({ created: true });
		expect(third).toMatchObject({ chat_id: first!.chat_id, created: false, others: [] });
		expect(third).toMatchObject({ message: null });
		expect(texts().map(([, text]) => text)).toEqual(expect.arrayContaining(['One', 'Two']));
		expect(texts()).toHaveLength(2);
	});

	test('a chat that was created meanwhile is not said to be new', async () => {
		const { account, faults } = setting.linq;
		faults.add({ kind: 'delay', milliseconds: 300, path: '/v3/available_number' });
		const running = provide([{ to: [ann, bob], text: 'Hello' }]);
		await setting.linq.received(2);
		const { id } = add({ handles: [ann, bob], created_at: '2026-01-01' });
		expect(jsonOf(await running)).toMatchObject([
			{
				...{ chat_id: id, created: false },
				note: 'These people had a group already: the message was sent into it',
			},
		]);
		expect(account.messages).toHaveLength(1);
	});
});

describe('without a message', () => {
	test.each([
		['people', {}, { to: [ann] }, 'There is no chat with exactly these people'],
		['name', byName, { name: ' Globex ' }, 'There is no group chat named "Globex"'],
	])('nothing found by %s is an Error, and nothing is sent', async (_, how, item, message) => {
		const result = await provide([item], { text: '', ...how });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{ category: 'not_found', message, retryable: false, status: null },
		]);
		expect(reportsOf(result)[0]!.hint).toContain('text');
		expect(asked()).toEqual(looked);
	});

	test('a file is a message', async () => {
		const item = { ...itemWith(inMemory(bytes)), json: {} };
		const result = await setting.run('chat', 'findOrCreate', [item], {
			...{ to: ann, files: { file: [{ source: 'binaryData', binaryPropertyName: 'data' }] } },
		});
		expect(jsonOf(result)).toMatchObject([{ created: true }]);
	});
});

describe('by name', () => {
	test('finds the group, whatever the case and the space around, and no direct chat', async () => {
		add({ handles: [ann], display_name: 'Globex', is_group: false });
		add({ handles: [ann, bob], display_name: 'Globex Ltd' });
		const { id } = add({ handles: [ann, bob], display_name: 'GLOBEX' });
		const result = await provide([{ name: '\u00a0globex\n' }], { ...byName, to: '', text: '' });
		expect(jsonOf(result)).toMatchObject([{ chat_id: id, created: false, others: [] }]);
		expect(asked()).toEqual(looked);
	});

	test.each<[string, object]>([
		['nobody', { to: '' }],
		['one person', { to: ann }],
	])('a message to %s is refused before anything is sent', async (_, people) => {
		add({ handles: [ann, bob], display_name: 'Globex' });
		const result = await provide([{ name: 'Globex', text: 'Hello', ...people }], byName);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(asked()).toEqual([]);
	});

	test('creates the group with that name, once for two items', async () => {
		const items = [
			{ name: 'Globex', to: [ann, bob], text: 'One' },
			{ name: ' GLOBEX', to: [ann, jo], text: 'Two' },
		];
		const [first, second] = jsonOf(await provide(items, byName));
		expect(first).toMatchObject({ created: true, named: true });
		expect(second).toMatchObject({ chat_id: first!.chat_id, created: false });
		expect(texts()).toEqual([[first!.chat_id, 'One']]);
		await setting.linq.settled();
		expect(setting.linq.account.chat(first!.chat_id as string)!.display_name).toBe('Globex');
	});

	test('a group of these people without a name gets message and name, and is not called new', async () => {
		const { id } = add({ handles: [ann, bob] });
		const [json, again] = jsonOf(
			await provide(
				[
					{ name: 'Globex', to: [bob, ann], text: 'Hello' },
					{ name: 'globex', to: [bob, ann], text: 'Hello' },
				],
				byName,
			),
		);
		expect(json).toMatchObject({
			...{ chat_id: id, created: false, named: true },
			note: 'These people had a group already, without a name: the message was sent into it, and it gets the name',
		});
		expect(again).toMatchObject({ chat_id: id, created: false });
		expect(again).toMatchObject({ note: null });
		expect(texts()).toEqual([[id, 'Hello']]);
	});

	test('groups of the same people under two names are two chats', async () => {
		const items = ['Globex', 'Initech', 'Hooli'].map((name) => {
			return { name, to: [ann, bob], text: name };
		});
		const result = await provide(items, byName);
		expect(result.error).toEqual([]);
		const json = jsonOf(result);
		expect(json.map((one) => one.created)).toEqual([true, true, true]);
		expect(new Set(json.map(({ chat_id }) => chat_id)).size).toBe(3);
		await setting.linq.settled();
		const { account } = setting.linq;
		for (const [index, { chat_id }] of json.entries()) {
			expect(account.chat(chat_id as string)!.display_name).toBe(items[index]!.name);
		}
	});

	test('where the first of them got no name, the second is not sent into it', async () => {
		setting.linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'PUT' });
		const items = ['Globex', 'Initech'].map((name) => ({ name, to: [ann, bob], text: name }));
		const result = await provide(items, { ...byName, options: { concurrency: 1 } });
		expect(jsonOf(result)).toMatchObject([{ created: true, named: false }]);
		expect(reportsOf(result)).toMatchObject([{ category: 'conflict', retryable: true }]);
		expect(setting.linq.account.messages).toHaveLength(1);
	});
});

describe('the list of chats', () => {
	const many = (count: number) => {
		for (let index = 0; index < count; index++) {
			add({ handles: [`+1202557${String(index).padStart(4, '0')}`] });
		}
	};
	const persons = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			to: `+1202557${String(index).padStart(4, '0')}`,
		}));

	test('is read once for all items, page by page', async () => {
		many(249);
		const result = await provide(persons(300), { text: '' });
		expect(result.success).toHaveLength(249);
		expect(result.error).toHaveLength(51);
		expect(asked()).toEqual(Array(3).fill('GET /chats'));
		expect(setting.linq.requests.map(({ query }) => query.to)).toEqual(Array(3).fill(undefined));
	});

	test('is not read for one lookup, however many items ask for it', async () => {
		many(249);
		const { to } = persons(8)[7]!;
		const result = await provide([{ to }, { to: `tel:${to}` }], { text: '' });
		expect(result.success).toHaveLength(2);
		expect(setting.linq.requests.map(({ query }) => query.to)).toEqual([to]);
	});

	test('where it is long, people are looked up one by one after ten pages', async () => {
		many(1_001);
		const result = await provide([...persons(1), ...persons(2)], { text: '' });
		expect(result.success).toHaveLength(3);
		const people = setting.linq.requests.map(({ query }) => query.to);
		expect(people.slice(0, 10)).toEqual(Array(10).fill(undefined));
		expect(people.slice(10).sort()).toEqual(['+12025570000', '+12025570001']);
	});

	test('by name, all of it is read', async () => {
		const { id } = add({ handles: [ann, bob], display_name: 'Globex', created_at: '2025-01-01' });
		many(1_001);
		const result = await provide([{ name: 'Globex' }], { ...byName, to: '', text: '' });
		expect(jsonOf(result)).toMatchObject([{ chat_id: id }]);
		expect(asked()).toHaveLength(11);
	});

	test.each<[string, object]>([
		['breaks off', { after: 1, kind: 'error', status: 503, code: 4004 }],
		['has something else in it', { kind: 'raw', body: '{"chats":[{}]}' }],
		['has no people in it', { kind: 'raw', body: '{"chats":[{"id":"ID"}]}' }],
		['is none', { kind: 'raw', body: '{"success":true}' }],
	])('that %s creates nothing for anybody', async (_, fault) => {
		many(150);
		const body = (fault as { body?: string }).body?.replace('ID', setting.chatId);
		setting.linq.faults.add({ ...fault, ...(body && { body }) } as never);
		const result = await provide([{ to: ann }, { to: bob }], { text: 'Hello' });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toHaveLength(2);
		expect(reportsOf(result)[0]!.category).not.toBe('not_found');
		expect(setting.linq.requests.every(({ method }) => method === 'GET')).toBe(true);
	});

	test('that comes through at the second try is no failure', async () => {
		setting.linq.faults.add({ kind: 'error', status: 503, code: 4004, retryAfter: 0 });
		const result = await provide([{ to: ann }], { text: 'Hello', options: { maxRetries: 1 } });
		expect(jsonOf(result)).toMatchObject([{ created: true }]);
	});
});

describe('an answer that got lost', () => {
	const lost = { kind: 'reset', method: 'POST', path: '/v3/chats', applied: true } as const;

	test('makes no second chat when the step tries again', async () => {
		setting.linq.faults.add(lost);
		const options = { maxRetries: 1 };
		const result = await provide([{ to: [ann, bob] }], { text: 'Hello', options });
		expect(jsonOf(result)).toMatchObject([{ created: true }]);
		expect(setting.linq.account.messages).toHaveLength(1);
	});

	test('for good is an Error in doubt, and the record finds the chat when it comes again', async () => {
		setting.linq.faults.add(lost);
		const { error } = await provide([{ to: [ann, bob], text: 'Hello' }]);
		expect(error).toMatchObject([
			{
				json: {
					error: {
						...{ category: 'network_error', retryable: true },
						hint: expect.stringContaining('It may have been sent nevertheless') as string,
						idempotency_key: expect.any(String) as string,
					},
				},
			},
		]);
		const again = await provide([error[0]!.json]);
		expect(jsonOf(again)).toMatchObject([{ created: false }]);
		expect(setting.linq.account.messages).toHaveLength(1);
		expect(setting.linq.account.chats).toHaveLength(2);
	});

	test('for good lets the next item for the same people look again', async () => {
		setting.linq.faults.add(lost);
		const items = [
			{ to: [ann, bob], text: 'One' },
			{ to: [bob, ann], text: 'Two' },
		];
		const result = await provide(items);
		expect(reportsOf(result)).toHaveLength(1);
		expect(jsonOf(result)).toMatchObject([{ created: false }]);
		expect(texts().map(([, text]) => text)).toEqual(['One']);
	});

	test('of a group by its name: its record comes again, and it gets its name without being called new', async () => {
		setting.linq.faults.add(lost);
		const { error } = await provide([{ name: 'Globex', to: [ann, bob], text: 'Hello' }], byName);
		const [json] = jsonOf(await provide([error[0]!.json], byName));
		expect(json).toMatchObject({ created: false, named: true });
		expect(setting.linq.account.messages).toHaveLength(1);
	});
});

test('two answers that got lost, of the number and of the chat, are tried again on their own', async () => {
	const lost = { kind: 'error', status: 504, code: 3005, retryAfter: 0 } as const;
	setting.linq.faults.add({ ...lost, path: '/v3/available_number' });
	setting.linq.faults.add({ ...lost, path: '/v3/chats', method: 'POST', times: 2, applied: true });
	const item = { to: [ann, bob], text: 'Hello' };
	const result = await provide([item], { options: { maxRetries: 1 } });
	expect(reportsOf(result)).toMatchObject([{ code: 3005, retryable: true, attempts: 4 }]);
	expect(setting.linq.account.messages).toHaveLength(1);
});

describe('refused beforehand', () => {
	test.each<[string, INodeParameters, RegExp]>([
		['nobody', { to: '' }, /nobody to write to/],
		['something that is no person', { to: 'nobody' }, /nobody|phone number/i],
		['no name', { findBy: 'name', displayName: ' ' }, /^Name is missing/],
		['an object as name', { findBy: 'name', displayName: '={{ {} }}' }, /^The field Name can't/],
		[
			'a list as name',
			{ findBy: 'name', displayName: '={{ ["Globex"] }}' },
			/^The field Name can't/,
		],
		[
			'a name of 100 kB',
			{ findBy: 'name', displayName: '={{ "x".repeat(1e5) }}' },
			/100000 characters/,
		],
		[
			'another way to find',
			{ findBy: '={{ "mood" }}', displayName: 'A' },
			/^The field Find By can't/,
		],
		['a link in the text', { text: 'See https://example.com' }, /link|web address/],
		['an empty number', { options: { from: byId('') } }, /^The option Your Number is empty/],
		['an email address as number', { options: { from: byId(jo) } }, /is an email address/],
		['a name for one person', { to: ann, options: { displayName: 'A' } }, /can't have a name/],
		[
			'two names',
			{ findBy: 'name', displayName: 'Globex', options: { displayName: 'Initech' } },
			/another name/,
		],
	])('%s', async (_, parameters, message) => {
		const result = await provide([{}], { to: `${ann}, ${bob}`, text: 'Hello', ...parameters });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(reportsOf(result)[0]!.message).toMatch(message);
		expect(asked()).toEqual([]);
	});

	test('a mistake in the message shows for chats that are there, too', async () => {
		add({ handles: [ann] });
		const result = await provide([{ to: ann, text: 'See https://example.com' }]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
	});

	test('a number is a name, and control characters in one are space', async () => {
		const { id } = add({ handles: [ann, bob], display_name: '4711' });
		const other = add({ handles: [ann, bob], display_name: 'Acme one' });
		const items = [{ name: 4711 }, { name: '\u0000Acme\u0007\tone' }];
		const result = await provide(items, { ...byName, to: '', text: '' });
		expect(jsonOf(result)).toMatchObject([{ chat_id: id }, { chat_id: other.id }]);
	});

	test('the same name in the option is none that differs', async () => {
		const options = { displayName: ' globex' };
		const result = await provide([{ name: 'Globex', to: [ann, bob], text: 'Hi' }], {
			...{ ...byName, options },
		});
		expect(jsonOf(result)).toMatchObject([{ created: true, named: true }]);
	});
});

test('where Linq has no number to write from, it says so, and passes later', async () => {
	setting.linq.account.flaggedLines.add(ownLine);
	const result = await provide([{ to: ann, text: 'Hello' }]);
	expect(reportsOf(result)).toMatchObject([
		{
			...{ code: 4002, retryable: true },
			hint: 'None of your numbers can write to these people now: look in your Linq account which of them are well, and try this record again later.',
		},
	]);
	expect(setting.linq.account.messages).toEqual([]);
});

test('another number than one of yours is refused by Linq, in a preview with the same advice', async () => {
	const from = byId('+12025559999');
	const result = await provide([{ to: ann, text: 'Hello' }], { options: { from } });
	expect(reportsOf(result)).toMatchObject([{ code: 2006, attempts: 1 }]);
	const previewed = await provide([{ to: ann, text: 'Hello' }], {
		options: { from, previewOnly: true },
	});
	const { category, hint } = reportsOf(result)[0]!;
	expect(reportsOf(previewed)).toMatchObject([{ category, hint, preview: true }]);
});

test('someone who asked not to be contacted is written to with the option only', async () => {
	setting.linq.account.optedOut.add(ann);
	const item = { to: ann, text: 'Goodbye' };
	expect(reportsOf(await provide([item]))).toMatchObject([{ code: 2024, attempts: 2 }]);
	const options = { overrideOptout: true };
	expect(jsonOf(await provide([item], { options }))).toMatchObject([{ created: true }]);
});

describe('a preview', () => {
	const preview = async (items: object[], { options, ...parameters }: INodeParameters = {}) =>
		await provide(items as never, {
			...{ text: 'Hello', ...parameters },
			options: { previewOnly: true, ...(options as object) },
		});
	const onlyRead = () => setting.linq.requests.every(({ method }) => method === 'GET');

	afterEach(() => {
		expect(onlyRead()).toBe(true);
	});

	test('says what is found, what would be created, and what would be found then', async () => {
		const { id } = add({ handles: [ann] });
		const items = [{ to: ann }, { to: [ann, bob] }, { to: [bob, ann] }];
		const result = await preview(items, {
			options: { displayName: '={{ $json.to.length === 2 ? "Acme" : "" }}' },
		});
		expect(jsonOf(result)).toEqual([
			expect.objectContaining({ preview: true, chat_id: id, created: false, others: [] }),
			{
				...{ preview: true, chat_id: null, created: false, status: 'would_create' },
				message: 'The chat would be created with the message',
				...{ from: ownLine, to: [ann, bob], display_name: 'Acme', others: [] },
				...{ text: 'Hello', files: [], named: null, note: null },
			},
			{
				...{ preview: true, chat_id: null, created: false, status: 'would_find' },
				message: 'The chat that is created for an item before this one would be found',
				...{ from: ownLine, to: [bob, ann], display_name: 'Acme', others: [] },
				...{ named: null, note: null },
			},
		]);
		expect(asked()).toEqual(['GET /chats', 'GET /available_number']);
	});

	test('says where a message would go into a group without a name', async () => {
		const { id } = add({ handles: [ann, bob] });
		const items = ['Globex', 'globex', 'Initech'].map((name) => ({ name, to: [ann, bob] }));
		expect(jsonOf(await preview(items, byName))).toMatchObject([
			{
				...{ chat_id: id, created: false, status: 'would_send', from: ownLine },
				...{ display_name: 'Globex', text: 'Hello', files: [] },
			},
			{ chat_id: id, created: false },
			{ chat_id: null, created: false, status: 'would_create', display_name: 'Initech' },
		]);
	});

	test('says what would be refused', async () => {
		const nothing = await preview([{ to: ann }], { text: '' });
		expect(reportsOf(nothing)).toMatchObject([{ category: 'not_found', preview: true }]);
		const notOwn = await preview([{ to: ann }], { options: { from: byId('+12025559999') } });
		expect(reportsOf(notOwn)).toMatchObject([
			{
				...{ category: 'forbidden', preview: true },
				message: 'The number to write from is not one of your Linq account',
			},
		]);
		setting.linq.account.flaggedLines.add(ownLine);
		expect(reportsOf(await preview([{ to: ann }]))).toMatchObject([{ code: 4002 }]);
	});

	test('looks at files without handing them over', async () => {
		const files = { file: [{ source: 'binaryData', binaryPropertyName: 'data' }] };
		const look = async (file: Parameters<typeof itemWith>[0]) =>
			await setting.run('chat', 'findOrCreate', [itemWith(file)], {
				...{ to: ann, files, options: { previewOnly: true } },
			});
		expect(jsonOf(await look(inMemory(bytes)))).toMatchObject([{ status: 'would_create' }]);
		const unfit = { ...inMemory(bytes), mimeType: 'application/x-msdownload', fileName: 'a.exe' };
		expect(reportsOf(await look(unfit))).toMatchObject([{ category: 'invalid_input' }]);
		expect(setting.linq.storage.uploads).toEqual([]);
	});
});

test('what is only looked at changes nothing for the items that are done in earnest beside it', async () => {
	const items = [
		{ to: [ann, bob], text: 'Hello', look: true },
		{ to: [ann, bob], text: 'Hello', look: false },
	];
	const options = { previewOnly: '={{ $json.look }}' };
	expect(jsonOf(await provide(items, { options }))).toMatchObject([
		{ status: 'would_create', created: false },
		{ created: true },
	]);
});

describe('the chat that is there is found, and nothing is sent,', () => {
	const unmarked = (id: string) => {
		for (const one of setting.linq.account.chat(id)!.handles) {
			Object.assign(one, { is_me: null });
		}
		return id;
	};

	test.each<[string, string[], INodeParameters]>([
		['by one person', [ann], {}],
		['by several', [ann, bob], {}],
		['by its name and number', [ann, bob], { ...byName, options: { from: byId(ownLine) } }],
	])('where Linq does not mark the own number, %s', async (_, handles, parameters) => {
		const id = unmarked(add({ handles, ...(handles.length > 1 && { display_name: 'Acme' }) }).id);
		const result = await provide([{ to: handles, name: 'Acme', text: 'Hello' }], parameters);
		expect(jsonOf(result)).toMatchObject([{ chat_id: id, created: false }]);
		expect(texts()).toEqual([]);
	});

	test('where another number of the account is in it, which Linq does not mark', async () => {
		addLine();
		const { id } = add({ handles: [ann, bob, otherLine] });
		const result = await provide([{ to: [bob, ann], text: 'Hello' }]);
		expect(jsonOf(result)).toMatchObject([{ chat_id: id, created: false }]);
		expect(texts()).toEqual([]);
	});

	test('where it has the number as its country wrote it before', async () => {
		const { id } = add({ handles: [bob] });
		setting.linq.account.chat(id)!.handles.find(({ handle }) => handle === bob)!.handle =
			'+5215512345678';
		const items = ['+5215512345678', '+525512345678', ann].map((to) => ({ to, text: '' }));
		const result = await provide(items);
		expect(jsonOf(result).map(({ chat_id }) => chat_id)).toEqual([id, id]);
	});
});

test('a chat with somebody whom Linq does not name is not taken for that of the others', async () => {
	const { id } = add({ handles: [ann, bob, '+12025551003'] });
	Object.assign(setting.linq.account.chat(id)!.handles.at(-1)!, { handle: null });
	const result = await provide([{ to: [ann, bob], text: 'Hello' }]);
	expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response' }]);
	expect(texts()).toEqual([]);
});

test("no field of the record's says that a message was sent where none was", async () => {
	add({ handles: [ann] });
	const fields = { message: 'From the webhook', named: true, note: 'Mine' };
	const options = { includeInputFields: true };
	const result = await provide([{ to: ann, text: 'Hello', ...fields }], { options });
	expect(jsonOf(result)).toMatchObject([
		{ created: false, message: null, named: null, note: null },
	]);
});

test('a chat with oneself is refused', async () => {
	const result = await provide([{ to: [ownLine, ann], text: 'Hello' }]);
	expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input' }]);
	expect(texts()).toEqual([]);
});

test('by name, nothing goes into a group that an earlier item may have created', async () => {
	const lost = { kind: 'reset', method: 'POST', path: '/v3/chats', applied: true } as const;
	setting.linq.faults.add(lost);
	const items = ['One', 'Two'].map((text) => ({ to: [ann, bob], name: 'Globex', text }));
	const result = await provide(items, byName);
	expect(reportsOf(result)).toMatchObject([
		{ category: 'network_error', retryable: true },
		{ category: 'conflict', retryable: true },
	]);
	expect(texts().map(([, text]) => text)).toEqual(['One']);
});

test("a new chat is new, however far this n8n's clock is ahead", async () => {
	const at = new Date(Date.now() - 600_000).toISOString();
	const id = unknownId;
	const joined = [ownLine, ann].map((handle) => ({
		...{ id, handle, is_me: handle === ownLine, joined_at: at, status: 'active' },
	}));
	const message = { id, created_at: at, parts: [] };
	const chat = { id, display_name: null, is_group: false, handles: joined, message };
	setting.linq.faults.add({
		...{ kind: 'raw', status: 201, method: 'POST', path: '/v3/chats' },
		body: JSON.stringify({ chat }),
	});
	expect(jsonOf(await provide([{ to: ann, text: 'Hello' }]))).toMatchObject([
		{ chat_id: id, created: true },
	]);
});

test.each([
	['while the chats are read, nothing is created', 'GET', 1],
	['while a chat is created, no other follows', 'POST', 3],
])('cancelled %s', async (_, method, requests) => {
	const { engine, linq, credential } = setting;
	linq.faults.add({ kind: 'hang', method, path: '/v3/chats' });
	const items = [ann, bob].map((to) => ({ json: { to } }));
	const parameters = { resource: 'chat', operation: 'findOrCreate', to: '={{ $json.to }}' };
	const options = { concurrency: 1 };
	const workflow = workflowOf(items, { ...parameters, text: 'Hello', options });
	const execution = engine.start(workflow, credential);
	await linq.received(requests);
	execution.cancel();
	expect((await execution.finished).status).toBe('canceled');
	linq.faults.clear();
	await provide([{ to: jo, text: '' }]);
	expect(asked().slice(0, -1)).toEqual(created.slice(0, requests));
});
