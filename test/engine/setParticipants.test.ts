import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { PeopleReport } from '../../nodes/linq/errors';
import { workflowOf } from './engine';
import { bareStatuses, documentedErrors } from './faultTables';
import { byId, ownLine, reportsOf, startSetting, type Report, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const [ann, ben] = ['+12025550101', '+12025550102'];
const person = (index: number) => `+1202556${1000 + index}`;
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index));

/** Fields of an item: whom it wants in which chat. */
interface Wish {
	to?: unknown;
	keep?: unknown;
	removeOthers?: boolean;
	chat?: string;
	look?: boolean;
}

const parametersFor = (where: Setting, options: INodeParameters): INodeParameters => ({
	...{ resource: 'chat', operation: 'setParticipants' },
	chatId: byId(`={{ $json.chat ?? '${where.chatId}' }}`),
	to: '={{ $json.to }}',
	options: { removeOthers: '={{ $json.removeOthers ?? false }}', ...options },
});

async function set(items: Wish[], options: INodeParameters = {}, where = setting) {
	const records = items.map((json) => ({ json: json as IDataObject }));
	return await where.engine.run(records, parametersFor(where, options), where.credential);
}

/** What was asked of Linq: the method, and whom it was about. */
const askedOf = (where = setting) =>
	where.linq.requests.map(({ method, path, body }) => {
		const { handle } = (body ?? {}) as { handle?: string };
		return [method, handle ?? path.slice(path.lastIndexOf('/v3/') + 4).replace(/\/.*/, '')].join(
			' ',
		);
	});

const membersOf = (where = setting, chat = where.chatId) =>
	where.linq.account
		.chat(chat)!
		.handles.filter(({ status }) => status === 'active')
		.map(({ handle }) => handle)
		.sort();

type MembersReport = Report & Required<PeopleReport>;
const reports = (result: Parameters<typeof reportsOf>[0]) => reportsOf(result) as MembersReport[];

describe('adding who is missing', () => {
	test('in their order, one request each, after one reading; nobody else is touched', async () => {
		const { success, error } = await set([{ to: [person(1), ann, person(0), 'Jo@Example.com'] }]);
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json)).toEqual([
			{
				chat_id: setting.chatId,
				added: [person(1), person(0), 'Jo@example.com'],
				removed: [],
				unchanged: [ann],
			},
		]);
		expect(askedOf()).toEqual([
			'GET chats',
			`POST ${person(1)}`,
			`POST ${person(0)}`,
			'POST Jo@example.com',
		]);
		expect(membersOf()).toEqual([ownLine, ann, ben, person(0), person(1), 'Jo@example.com'].sort());
	});

	test('who is in already costs no request, whatever the notation and case', async () => {
		const { chatId } = setting;
		setting.linq.account.chat(chatId)!.handles[1]!.handle = 'Ann@Example.com';
		const to = `ann@example.com; (202) 555-0102\nANN@EXAMPLE.COM, ${ownLine}`;
		const { success } = await set([{ to }], { defaultCountry: 'US' });
		expect(success[0]!.json).toEqual({
			...{ chat_id: chatId, added: [], removed: [] },
			unchanged: ['ann@example.com', ben, ownLine],
		});
		expect(askedOf()).toEqual(['GET chats']);
	});

	test('someone who left is added again', async () => {
		setting.linq.account.chat(setting.chatId)!.handles.push({
			...setting.linq.account.chat(setting.chatId)!.handles[1]!,
			...{ handle: person(0), status: 'left' },
		});
		const { success } = await set([{ to: person(0) }]);
		expect(success[0]!.json.added).toEqual([person(0)]);
	});

	test('more people than a new chat takes', async () => {
		const { success, error } = await set([{ to: people(40) }]);
		expect(error).toEqual([]);
		expect(success[0]!.json.added).toEqual(people(40));
		expect(membersOf()).toHaveLength(43);
	});

	test("what isn't given as yes removes nobody", async () => {
		await set([{ to: person(0) }], { removeOthers: '={{ $json.nothing }}' });
		expect(membersOf()).toEqual([ownLine, ann, ben, person(0)].sort());
	});
});

describe('removing others', () => {
	test('after all additions; whom Never Remove names stays', async () => {
		const { success, error } = await set(
			[{ to: [person(0), person(1)], keep: [ben, person(9)], removeOthers: true }],
			{ keep: '={{ $json.keep }}' },
		);
		expect(error).toEqual([]);
		expect(success[0]!.json).toEqual({
			...{ chat_id: setting.chatId, added: [person(0), person(1)] },
			...{ removed: [ann], unchanged: [ben] },
		});
		expect(askedOf().slice(0, 4)).toEqual([
			'GET chats',
			'GET phone_numbers',
			`POST ${person(0)}`,
			`POST ${person(1)}`,
		]);
		expect(askedOf().at(-1)).toBe(`DELETE ${ann}`);
		expect(membersOf()).toEqual([ownLine, ben, person(0), person(1)].sort());
	});

	test('a second run finds everything done, and costs one request', async () => {
		const wish = { to: [person(0), person(1)], removeOthers: true };
		await set([wish]);
		setting.linq.requests.length = 0;
		const { success } = await set([wish]);
		expect(success[0]!.json).toMatchObject({ added: [], removed: [], unchanged: wish.to });
		expect(askedOf()).toEqual(['GET chats']);
	});

	test('own numbers stay, also those that the chat does not show as such', async () => {
		const second = '+12025550190';
		const { account } = setting.linq;
		account.addPhoneNumber({ phone_number: second });
		const chat = account.addChat({
			...{ is_group: true, service: 'iMessage', from: ownLine },
			handles: [second, ann, ben, person(0)],
		}).id;
		const { success } = await set([{ to: [ann], removeOthers: true, chat }]);
		expect(success[0]!.json).toEqual({
			...{ chat_id: chat, added: [], removed: [ben, person(0)], unchanged: [ann] },
		});
		expect(membersOf(setting, chat)).toEqual([ownLine, ann, second].sort());
	});

	test('own numbers are asked for once in an execution, and only if somebody is to go', async () => {
		const chats = [setting.group(), setting.group(), setting.group()];
		const wishes = chats.map((chat) => ({ to: [ann, person(0)], removeOthers: true, chat }));
		await set([{ to: [ann, ben], removeOthers: true }]);
		expect(askedOf()).toEqual(['GET chats']);
		await set(wishes);
		expect(askedOf().filter((one) => one === 'GET phone_numbers')).toHaveLength(1);
	});

	test('where own numbers can not be read, nobody is removed, and the others are added', async () => {
		setting.linq.faults.add({ kind: 'error', status: 403, code: 2005, path: '/v3/phone_numbers' });
		const [report] = reports(await set([{ to: [person(0)], removeOthers: true }]));
		expect(report!.message).toContain(
			'Your own numbers, which are never removed, could not be read',
		);
		expect(report).toMatchObject({
			...{ category: 'forbidden', status: 403, code: 2005, attempts: 2 },
			...{ added: [person(0)], removed: [], unchanged: [] },
			people: [
				{ handle: ann, category: 'forbidden' },
				{ handle: ben, category: 'forbidden' },
			],
		});
		expect(membersOf()).toEqual([ownLine, ann, ben, person(0)].sort());
	});

	test('three people remain, and who therefore stays is on Error', async () => {
		await set([{ to: people(3) }]);
		const [report] = reports(await set([{ to: [ann], removeOthers: true }]));
		expect(report).toMatchObject({
			message: `It did not work for 1 of 4 people to add or remove: ${person(2)}: Fewer than three people would remain in this chat`,
			...{ category: 'conflict', attempts: 3, retryable: false },
			...{ added: [], removed: [ben, person(0), person(1)], unchanged: [ann] },
			people: [{ handle: person(2), category: 'conflict' }],
		});
		expect(membersOf()).toEqual([ownLine, ann, person(2)].sort());
	});

	test('a chat in which somebody stands twice counts them once', async () => {
		const { handles } = setting.linq.account.chat(setting.chatId)!;
		handles.push({ ...handles[1]! });
		const [report] = reports(await set([{ to: [ben], removeOthers: true }]));
		expect(report).toMatchObject({ removed: [], people: [{ handle: ann, category: 'conflict' }] });
		expect(askedOf().some((one) => one.startsWith('DELETE'))).toBe(false);
	});
});

describe('where the additions are needed for three to remain', () => {
	const wish = { to: [person(0), person(1)], removeOthers: true };

	/** On a Linq of its own, which nothing else changes meanwhile. */
	const waiting = (name: string, check: (own: Setting) => Promise<void>) =>
		test(name, async () => {
			const own = await startSetting();
			await check(own).finally(async () => await own.linq.close());
		});

	waiting('nobody is removed before the chat shows them', async (own) => {
		own.linq.joinDelay = 700;
		const { success, error } = await set([wish], {}, own);
		expect(error).toEqual([]);
		expect(success[0]!.json).toMatchObject({ added: wish.to, removed: [ann, ben] });
		const asked = askedOf(own);
		expect(asked.filter((one) => one === 'GET chats').length).toBeGreaterThan(1);
		expect(asked.lastIndexOf('GET chats')).toBe(asked.indexOf(`DELETE ${ann}`) - 1);
		await own.linq.settled();
		expect(membersOf(own)).toEqual([ownLine, ...wish.to].sort());
	});

	waiting('it is not waited for where enough are in without them', async (own) => {
		await set([{ to: people(4) }], {}, own);
		own.linq.requests.length = 0;
		own.linq.joinDelay = Infinity;
		const { error } = await set([{ to: [...people(4), person(8)], removeOthers: true }], {}, own);
		expect(error).toEqual([]);
		expect(askedOf(own)).toEqual([
			...['GET chats', 'GET phone_numbers'],
			...[`POST ${person(8)}`, `DELETE ${ann}`, `DELETE ${ben}`],
		]);
	});

	waiting('when the time is up, those whom it keeps in are on Error', async (own) => {
		own.linq.joinDelays.set(person(0), 0).set(person(1), Infinity);
		const [report] = reports(await set([wish], { waitTimeout: 5 }, own));
		expect(report).toMatchObject({
			...{ category: 'conflict', retryable: true, attempts: 3 },
			...{ added: wish.to, removed: [ann], unchanged: [] },
			people: [
				{
					handle: ben,
					message: 'Fewer than three people would remain in this chat',
					hint: expect.stringContaining('run this record again in a few minutes') as string,
				},
			],
		});
		expect(membersOf(own)).toEqual([ownLine, ben, person(0)].sort());
	});

	waiting('who could not be added counts for nothing', async (own) => {
		own.linq.faults.add({ kind: 'error', status: 403, code: 2008, handle: person(1) });
		const [report] = reports(await set([wish], {}, own));
		expect(report).toMatchObject({
			...{ category: 'forbidden', code: 2008, added: [person(0)], removed: [ann] },
			people: [
				{ handle: person(1), category: 'forbidden' },
				{ handle: ben, category: 'conflict' },
			],
		});
		expect(membersOf(own)).toEqual([ownLine, ben, person(0)].sort());
	});

	waiting('the place is free for other chats meanwhile', async (own) => {
		own.linq.joinDelays.set(person(0), 1_500);
		const other = own.group();
		const { error } = await set(
			[
				{ to: [ann, person(0)], removeOthers: true },
				{ to: [ann, ben], chat: other },
			],
			{ concurrency: 1 },
			own,
		);
		expect(error).toEqual([]);
		const paths = own.linq.requests.map(({ path }) => path);
		const removal = own.linq.requests.findIndex(({ method }) => method === 'DELETE');
		expect(paths.findIndex((path) => path.includes(other))).toBeLessThan(removal);
	});

	waiting('a removal that may be done counts as done', async (own) => {
		await set([{ to: people(2) }], {}, own);
		own.linq.faults.add({ kind: 'reset', method: 'DELETE', handle: ann, times: Infinity });
		const options = { maxRetries: 0 };
		const [report] = reports(await set([{ to: [ownLine], removeOthers: true }], options, own));
		expect(report).toMatchObject({
			...{ removed: [ben], unchanged: [ownLine], retryable: true },
			people: [
				{ handle: ann, category: 'network_error' },
				{ handle: person(0), category: 'conflict' },
				{ handle: person(1), category: 'conflict' },
			],
		});
	});
});

describe('when some of it fails', () => {
	test('the others are done all the same, and the error says what became of everyone', async () => {
		await set([{ to: [person(7), person(8)] }]);
		const { faults } = setting.linq;
		const message = 'Not this one.';
		faults.add({ kind: 'error', status: 403, code: 2008, message, handle: person(1) });
		faults.add({ kind: 'error', status: 503, code: 4004, retryAfter: 0, times: 9, handle: ann });
		const result = await set([{ to: [ben, person(0), person(1), person(2)], removeOthers: true }], {
			maxRetries: 1,
		});
		expect(result.success).toEqual([]);
		const [report] = reports(result);
		expect(report).toEqual({
			message: expect.stringMatching(
				/^It did not work for 2 of 6 people to add or remove: \+12025561001: Not this one; \+12025550101: \S/,
			) as string,
			hint: expect.stringMatching(
				/^For \+12025561001: [A-Z].*\. Running this record again is safe: what is done is not done again\.$/,
			) as string,
			...{ category: 'forbidden', code: 2008, status: 403, retryable: true, attempts: 7 },
			doc_url: expect.any(String) as string,
			trace_id: expect.any(String) as string,
			...{ chat_id: setting.chatId, handle: [ben, person(0), person(1), person(2)].join(', ') },
			added: [person(0), person(2)],
			removed: [person(7), person(8)],
			unchanged: [ben],
			people: [
				{
					handle: person(1),
					...{ message, category: 'forbidden', hint: expect.any(String) as string },
				},
				{
					handle: ann,
					message: expect.any(String) as string,
					hint: expect.any(String) as string,
					category: 'server_error',
				},
			],
		});
	});

	test('of many people, the first are told', async () => {
		setting.linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'POST', times: 9 });
		const [report] = reports(await set([{ to: people(5) }]));
		expect(report!.message).toMatch(
			/^It did not work for 5 of 5 people to add or remove: \+12025561000: .*; \+12025561001: .*; \+12025561002: .*; and 2 others$/,
		);
		expect(report!.people.map(({ handle }) => handle)).toEqual(people(5));
		expect(report!.hint).not.toContain(person(0));
	});

	test.each([
		['an answer that got lost', { kind: 'reset', applied: true }],
		['half an answer', { kind: 'resetHalfway', applied: true }],
		[
			'a time-out on the way',
			{ kind: 'error', status: 504, code: 3005, applied: true, retryAfter: 0 },
		],
	] as const)(
		'%s: the second try finds it done, and nobody is twice anywhere',
		async (_, fault) => {
			setting.linq.faults.add({ ...fault, method: 'POST' });
			setting.linq.faults.add({ ...fault, method: 'DELETE' });
			const { success, error } = await set([{ to: people(3), removeOthers: true }]);
			expect(error).toEqual([]);
			expect(success[0]!.json).toMatchObject({ added: people(3), removed: [ann, ben] });
			expect(membersOf()).toEqual([ownLine, ...people(3)].sort());
		},
	);

	test('whom somebody else added or removed since the chat was read is done', async () => {
		await set([{ to: people(2) }]);
		const { linq, chatId } = setting;
		const { handles } = linq.account.chat(chatId)!;
		const stale = structuredClone(linq.account.chat(chatId)!);
		handles.find(({ handle }) => handle === ann)!.status = 'removed';
		handles.push({ ...stale.handles[1]!, handle: person(5) });
		linq.faults.add({ kind: 'raw', body: JSON.stringify(stale), method: 'GET' });
		const { success, error } = await set([{ to: [person(5), ...people(2)], removeOthers: true }]);
		expect(error).toEqual([]);
		expect(success[0]!.json).toMatchObject({
			...{ added: [], removed: [ann, ben], unchanged: [...people(2), person(5)] },
		});
	});

	test('what the chat does not allow is told without the option of another operation', async () => {
		const { faults } = setting.linq;
		const refused = { kind: 'error', status: 409, code: 2015, method: 'POST' } as const;
		faults.add({ ...refused, handle: person(0) });
		faults.add({ ...refused, handle: person(1), message: 'Participant is already in this chat' });
		const [report] = reports(await set([{ to: people(2) }]));
		expect(report).toMatchObject({ category: 'conflict', code: 2015, attempts: 2 });
		const [none, coming] = report!.people.map(({ hint }) => hint);
		expect(none).toMatch(/^The chat does not allow this now/);
		expect(coming).toMatch(/may have been added a moment ago/);
		expect(none! + coming!).not.toContain('option');
	});

	test.each([...documentedErrors, ...bareStatuses].filter(([, status]) => status !== 401))(
		'%j with status %i for one of two: %s, %s, retryable %j, attempts %i',
		async (code, status, _, category, retryable, attempts) => {
			const message = `The reason for ${code ?? status}`;
			const fault = { kind: 'error', status, message, ...(code !== null && { code }) } as const;
			setting.linq.faults.add({ ...fault, retryAfter: 0, handle: person(0), times: Infinity });
			const [report] = reports(await set([{ to: people(2) }], { maxRetries: 1 }));
			expect(report).toMatchObject({
				message: `It did not work for 1 of 2 people to add or remove: ${person(0)}: ${message}`,
				...{ category, code, status, retryable, attempts: attempts + 1 },
				...{ added: [person(1)], removed: [], unchanged: [] },
				people: [{ handle: person(0), message, category }],
			});
		},
	);

	test('after a 401 in the middle nothing more is sent, and the others have the reason', async () => {
		await set([{ to: people(2) }]);
		setting.linq.requests.length = 0;
		setting.linq.faults.add({ kind: 'error', status: 401, code: 2004, handle: person(5) });
		const result = await set(
			[
				{ to: [person(4), person(5), person(6)], removeOthers: true },
				{ to: person(7), chat: setting.group() },
			],
			{ concurrency: 1 },
		);
		expect(reports(result)).toMatchObject([
			{
				...{ category: 'unauthorized', attempts: 2, added: [person(4)], removed: [] },
				people: [person(5), person(6), ann, ben, ...people(2)].map((handle) => ({
					...{ handle, category: 'unauthorized' },
				})),
			},
			{ category: 'unauthorized', attempts: 0 },
		]);
		expect(askedOf()).toEqual([
			...['GET chats', 'GET phone_numbers', `POST ${person(4)}`, `POST ${person(5)}`],
		]);
	});

	test('a chat that can not be read fails as it is, once for all its items', async () => {
		setting.linq.faults.add({ kind: 'error', status: 404, code: 2001, times: 9 });
		const result = await set([{ to: person(0) }, { to: person(1) }]);
		const failed = { category: 'not_found', code: 2001 };
		expect(reports(result)).toMatchObject([
			{ ...failed, attempts: 1 },
			{ ...failed, attempts: 1 },
		]);
		for (const report of reports(result)) expect(report).not.toHaveProperty('people');
		expect(askedOf()).toEqual(['GET chats']);
	});

	test.each([
		['two people', { is_group: false, handles: [ann] }, 'between two people'],
		['a group of two', { is_group: true, handles: [ann] }, 'has only 2 people'],
	])('%s: refused before Linq is asked to change anything', async (_, chat, message) => {
		const { id } = setting.linq.account.addChat({ service: 'iMessage', ...chat });
		const [report] = reports(await set([{ to: person(0), chat: id }]));
		expect(report).toMatchObject({
			...{ message: expect.stringContaining(message) as string, category: 'conflict', attempts: 0 },
		});
		expect(askedOf()).toEqual(['GET chats']);
	});
});

describe('a list of nobody', () => {
	test.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' \u00a0\u200b\n'],
		['commas', ' , ;\n,'],
		['an empty list', []],
		['an empty list in text', '[]'],
		['a list of blanks', ['', ' ', null]],
		['a list of an empty list', [[]]],
		['an empty object', {}],
		['no', false],
		['something that is no list', { length: 0 }],
	])('%s is refused before anything is sent', async (_, to) => {
		const result = await set([{ to, removeOthers: true }]);
		expect(result.success).toEqual([]);
		expect(reports(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(askedOf()).toEqual([]);
	});

	test('it says that an empty list empties no group', async () => {
		const [report] = reports(await set([{ to: [], removeOthers: true }]));
		expect(report!.message).toBe("People is empty, and an empty list doesn't empty a group");
	});

	test.each<[string, unknown]>([
		['nothing', undefined],
		['an empty text', ''],
		['an empty list', []],
		['commas', ', ,'],
	])('%s in Never Remove removes nobody, and is refused', async (_, keep) => {
		const wish = { to: [person(0), person(1)], keep, removeOthers: true };
		const [report] = reports(await set([wish], { keep: '={{ $json.keep }}' }));
		expect(report).toMatchObject({
			...{ message: 'The option Never Remove is empty', category: 'invalid_input', attempts: 0 },
		});
		expect(askedOf()).toEqual([]);
	});
});

describe('several items for one chat', () => {
	const contradiction =
		'Several items of this run name different people for this chat, and would remove those of the others';

	test('where others are removed, different lists are all refused before anything is sent', async () => {
		const other = setting.group();
		const result = await set([
			{ to: person(0), removeOthers: true },
			{ to: person(1), removeOthers: true, chat: setting.chatId.toUpperCase() },
			{ to: person(2) },
			{ to: [person(3), person(4)], removeOthers: true, chat: other },
		]);
		expect(reports(result)).toMatchObject(
			[0, 1, 2].map(() => ({
				...{ message: contradiction, category: 'invalid_input', attempts: 0 },
				hint: expect.stringMatching(/Summarize or Aggregate/) as string,
			})),
		);
		expect(membersOf()).toEqual([ownLine, ann, ben].sort());
		expect(membersOf(setting, other)).toEqual([ownLine, person(3), person(4)].sort());
	});

	test('the same people in whatever order and case are fine, and asked for once', async () => {
		const to = [person(0), 'Jo@example.com'];
		const { success, error } = await set([
			{ to, removeOthers: true },
			{ to: ['JO@example.com', person(0)], removeOthers: true },
		]);
		expect(error).toEqual([]);
		expect(success.map(({ json }) => [json.added, json.removed, json.unchanged])).toEqual([
			[to, [ann, ben], []],
			[[], [], ['JO@example.com', person(0)]],
		]);
		expect(askedOf().filter((one) => one.startsWith('POST'))).toHaveLength(2);
	});

	test('where nobody is removed, each item adds its people', async () => {
		const { error } = await set([{ to: person(0) }, { to: person(1) }, { to: person(0) }]);
		expect(error).toEqual([]);
		expect(askedOf()).toEqual(['GET chats', `POST ${person(0)}`, `POST ${person(1)}`]);
	});

	test('an item that can not be used keeps the others from removing whom it may name', async () => {
		const result = await set([
			{ to: person(0), removeOthers: true },
			{ to: 'unknown', removeOthers: true },
		]);
		expect(reports(result).map(({ category, attempts }) => [category, attempts])).toEqual([
			['invalid_input', 0],
			['invalid_input', 0],
		]);
		expect(reports(result)[0]!.message).toMatch(/another item of this run for the same chat/);
		expect(askedOf()).toEqual([]);
	});

	test('someone whom another item only adds is not to be removed, either', async () => {
		const fine = await set([{ to: [person(0), person(1)], removeOthers: true }, { to: person(1) }]);
		expect(fine.error).toEqual([]);
		const result = await set([{ to: people(2), removeOthers: true }, { to: person(2) }]);
		expect(reports(result).map(({ message }) => message)).toEqual([contradiction, contradiction]);
	});
});

describe('waiting until it is done', () => {
	const options = { waitUntilDone: true, waitTimeout: 5 };

	test('the lane goes on meanwhile', async () => {
		setting.linq.joinDelay = 600;
		const { success, error } = await set([{ to: person(0) }, { to: person(1) }], options);
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json.added)).toEqual([[person(0)], [person(1)]]);
		expect(askedOf().slice(0, 3)).toEqual(['GET chats', `POST ${person(0)}`, `POST ${person(1)}`]);
		expect(membersOf()).toEqual([ownLine, ann, ben, ...people(2)].sort());
	});

	test('who is not in in time is on Error, as not confirmed', async () => {
		setting.linq.joinDelays.set(person(5), Infinity);
		const [report] = reports(await set([{ to: [person(4), person(5)] }], options));
		const message = 'Linq accepted it, but the chat does not show it after 5 seconds';
		expect(report).toMatchObject({
			message: `It did not work for 1 of 2 people to add or remove: ${person(5)}: ${message}`,
			...{ category: 'not_confirmed', retryable: true, attempts: 2, added: [person(4)] },
			people: [{ handle: person(5), category: 'not_confirmed' }],
		});
	});

	test('who is not out in time is on Error, as not confirmed', async () => {
		await set([{ to: people(3) }]);
		setting.linq.joinDelays.set(ann, Infinity);
		const [report] = reports(
			await set([{ to: [person(4), ...people(3)], removeOthers: true }], options),
		);
		expect(report).toMatchObject({
			...{ category: 'not_confirmed', retryable: true, attempts: 3 },
			...{ added: [person(4)], removed: [ben], unchanged: people(3) },
			people: [{ handle: ann, category: 'not_confirmed' }],
		});
	});
});

describe('cancelling', () => {
	async function cancelAfter(requests: number, wish: Wish, options: INodeParameters = {}) {
		const { engine, linq, credential } = setting;
		const items = [{ json: wish as IDataObject }];
		const execution = engine.start(workflowOf(items, parametersFor(setting, options)), credential);
		await linq.received(requests);
		execution.cancel();
		const { status } = await execution.finished;
		expect(status).toBe('canceled');
		linq.faults.clear();
		await set([{ to: ann }]);
		return askedOf().slice(0, -1);
	}

	test('in the middle of the additions: no other follows', async () => {
		setting.linq.faults.add({ kind: 'hang', handle: person(1) });
		expect(await cancelAfter(3, { to: people(5) })).toEqual([
			...['GET chats', `POST ${person(0)}`, `POST ${person(1)}`],
		]);
	});

	test('while the additions are waited for: nobody is removed', async () => {
		setting.linq.joinDelay = Infinity;
		const asked = await cancelAfter(5, { to: people(2), removeOthers: true });
		expect(asked).toEqual([
			...['GET chats', 'GET phone_numbers', `POST ${person(0)}`, `POST ${person(1)}`, 'GET chats'],
		]);
	});
});

describe('a preview', () => {
	const options = { previewOnly: true };
	const reads = () => askedOf().every((one) => one.startsWith('GET'));

	test('says who would be added and removed, and changes nothing', async () => {
		const { success, error } = await set(
			[{ to: [ann, ...people(2)], removeOthers: true }],
			options,
		);
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json)).toEqual([
			{
				...{ preview: true, chat_id: setting.chatId },
				...{ would_add: people(2), would_remove: [ben], unchanged: [ann] },
			},
		]);
		expect(reads()).toBe(true);
		expect(membersOf()).toEqual([ownLine, ann, ben].sort());
	});

	test('what would be refused is on Error', async () => {
		const result = await set([{ to: [ann], removeOthers: true }], options);
		expect(reports(result)).toMatchObject([
			{
				...{ preview: true, category: 'conflict', attempts: 0 },
				message: `It would not work for the one person to add or remove: ${ben}: Fewer than three people would remain in this chat`,
				hint: expect.not.stringContaining('Running this record again') as string,
				...{ would_add: [], would_remove: [], unchanged: [ann] },
				people: [{ handle: ben, category: 'conflict' }],
			},
		]);
		expect(reports(result)[0]).not.toHaveProperty('added');
		expect(reads()).toBe(true);
	});

	test('items of one chat see what those before would do, and contradict one another', async () => {
		const { success } = await set([{ to: person(0) }, { to: [person(0), person(1)] }], options);
		expect(success.map(({ json }) => [json.would_add, json.unchanged])).toEqual([
			[[person(0)], []],
			[[person(1)], [person(0)]],
		]);
		const result = await set(
			[
				{ to: person(0), removeOthers: true },
				{ to: person(1), removeOthers: true },
			],
			options,
		);
		expect(reports(result).map(({ category }) => category)).toEqual([
			...['invalid_input', 'invalid_input'],
		]);
		expect(reads()).toBe(true);
	});

	test('is apart from what is done in earnest', async () => {
		const { success, error } = await set(
			[
				{ to: people(3), look: true },
				{ to: people(2), look: false },
			],
			{ previewOnly: '={{ $json.look }}' },
		);
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json.would_add ?? json.added)).toEqual([people(3), people(2)]);
	});
});

test('an agent reads whom it did not work for, and why', async () => {
	const { engine, credential, chatId } = setting;
	const call = async (to: string) =>
		await engine.callTool(
			{ resource: 'chat', operation: 'setParticipants', chatId: byId(chatId), to },
			credential,
		);
	expect(await call(`${ann}, ${person(0)}`)).toMatchObject([
		{ json: { added: [person(0)], removed: [], unchanged: [ann] } },
	]);
	const message = 'Not this one';
	setting.linq.faults.add({ kind: 'error', status: 403, code: 2008, message, handle: person(1) });
	await expect(call(`${person(1)}, ${person(2)}`)).rejects.toThrow(
		/^It did not work for 1 of 2 people to add or remove: \+12025561001: Not this one\. .*Running this record again is safe/,
	);
});

describe('nobody is removed by mistake', () => {
	const remaining = person(0);
	const grown = () => {
		const { linq } = setting;
		return linq.account.addChat({ from: ownLine, handles: [ann, ben, remaining, person(1)] }).id;
	};

	test.each<[string, INodeParameters, Wish]>([
		[
			'an option that counts for all operations',
			{ maxRetries: '={{ $json.look ? "many" : 3 }}' },
			{},
		],
		['a Preview Only that gives nothing', { previewOnly: '={{ $json.look ? "" : false }}' }, {}],
		['a Preview Only for it alone', { previewOnly: '={{ $json.look === true }}' }, {}],
	])('beside an item with %s', async (_, options, wish) => {
		const chat = grown();
		const items = [
			{ chat, to: [ann, ben, remaining], removeOthers: true },
			{ ...wish, chat, to: [person(1)], removeOthers: true, look: true },
		];
		const result = await set(items, options);
		expect(result.success).toEqual([]);
		expect(reports(result).map(({ category }) => category)).toEqual(
			Array<string>(2).fill('invalid_input'),
		);
		expect(askedOf().filter((one) => !one.startsWith('GET'))).toEqual([]);
	});

	test.each<[string, Wish]>([
		['a list with nothing for one of them', { to: [ann, ben, null] }],
		['a text with nothing between two commas', { to: `${ann}, , ${ben}` }],
		['a text that ends with a comma', { to: `${ann},${ben},` }],
		['a list in JSON with an empty text', { to: `["${ann}", "", "${ben}"]` }],
		['a gap among those who stay', { to: [ann, ben], keep: ['', remaining] }],
	])('where %s is all there is', async (_, wish) => {
		const chat = grown();
		const options = wish.keep ? { keep: '={{ $json.keep }}' } : {};
		const result = await set([{ ...wish, chat, removeOthers: true }], options);
		expect(reports(result)).toMatchObject(
			[{ category: 'invalid_input', attempts: 0, message: /^Somebody in / }].map((one) => ({
				...one,
				message: expect.stringMatching(one.message) as string,
			})),
		);
		expect(askedOf()).toEqual([]);
		const { success } = await set([{ ...wish, chat }]);
		expect(success[0]!.json).toMatchObject({ removed: [], unchanged: [ann, ben] });
	});

	test('whom the chat has under another way to write the number', async () => {
		const chat = grown();
		const { handles } = setting.linq.account.chat(chat)!;
		handles.find(({ handle }) => handle === remaining)!.handle = '+5215512345678';
		const wish = { chat, removeOthers: true };
		const { success } = await set([
			{ ...wish, to: [ann, ben, '+5215512345678', person(1)] },
			{ ...wish, to: [ann, ben, '+525512345678', person(1)] },
		]);
		for (const { json } of success) {
			expect(json).toMatchObject({ added: [], removed: [] });
			expect(json.unchanged).toHaveLength(4);
		}
		expect(askedOf()).toEqual(['GET chats']);
	});

	test.each([
		['a number that is none', [{ phone_number: ownLine }, { phone_number: '1' }]],
		['no number at all', []],
	])('where Linq tells of the own numbers with %s', async (_, phone_numbers) => {
		const chat = grown();
		const body = JSON.stringify({ phone_numbers });
		setting.linq.faults.add({ kind: 'raw', path: '/v3/phone_numbers', body });
		const result = await set([{ chat, to: [ann, ben, remaining], removeOthers: true }]);
		expect(reports(result)).toMatchObject([{ removed: [], people: [{ handle: person(1) }] }]);
	});

	describe('before those who come are in, with Wait Until Done', () => {
		const options = { waitUntilDone: true, waitTimeout: 5 };
		const wishes = () => {
			const chat = grown();
			return [{ chat, to: [ann, ben, remaining, person(2)], removeOthers: true }];
		};

		test('so it is looked in between', async () => {
			const { success } = await set(wishes(), options);
			expect(success[0]!.json).toMatchObject({ added: [person(2)], removed: [person(1)] });
			const asked = askedOf();
			const [added, removed] = [`POST ${person(2)}`, `DELETE ${person(1)}`].map((one) =>
				asked.indexOf(one),
			) as [number, number];
			expect(asked.slice(added, removed)).toContain('GET chats');
		});

		test.each([
			['is refused', () => setting.linq.account.setCapabilities(person(2), ['SMS']), 'conflict'],
			['never joins', () => (setting.linq.joinDelay = Infinity), 'not_confirmed'],
		])('nor where one of them %s', async (_, prepare, category) => {
			prepare();
			const result = await set(wishes(), options);
			expect(reports(result)).toMatchObject([
				{ removed: [], people: [{ handle: person(2), category }, { handle: person(1) }] },
			]);
			expect(askedOf().filter((one) => one.startsWith('DELETE'))).toEqual([]);
		});
	});
});
