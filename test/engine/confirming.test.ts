import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const phone = (index: number) => `+1202556${1000 + index}`;
const people = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: phone(index) }));
const requestsOf = (method: string, where = setting) =>
	where.linq.requests.filter((request) => request.method === method);

/** On a Linq of its own, which nothing else changes meanwhile. */
const waiting = (name: string, check: (own: Setting) => Promise<void>) =>
	test(name, async () => {
		const own = await startSetting();
		await check(own).finally(async () => await own.linq.close());
	});

describe('waiting until someone joined', () => {
	const options = { waitUntilJoined: true, waitTimeout: 5 };

	waiting('Success carries that they joined, and who Linq says they are', async (own) => {
		own.linq.joinDelay = 300;
		const { success, error } = await own.add(people(1), { options });
		expect(error).toEqual([]);
		expect(success[0]!.json).toMatchObject({
			status: 'accepted',
			joined: true,
			participant: { handle: phone(0), status: 'active', service: 'iMessage' },
		});
	});

	waiting('ten people into one chat are confirmed by one reading', async (own) => {
		const { success } = await own.add(people(10), { options });
		expect(success.map(({ json }) => [json.handle, json.joined])).toEqual(
			people(10).map((person) => [person.phone, true]),
		);
		expect(requestsOf('POST', own)).toHaveLength(10);
		expect(requestsOf('GET', own)).toHaveLength(1);
	});

	waiting('a person who does not join in time is on Error, and others are not', async (own) => {
		own.linq.faults.add({
			kind: 'raw',
			status: 202,
			body: '{"status":"accepted","trace_id":"of the addition"}',
			handle: phone(1),
		});
		const { success, error } = await own.add(people(3), { options });
		expect(success.map(({ json }) => json.handle)).toEqual([phone(0), phone(2)]);
		expect(error.map(({ json }) => json.error)).toEqual([
			{
				message: 'Linq accepted it, but the chat does not show it after 5 seconds',
				hint: 'It may still happen: look into the chat before you try this record again.',
				category: 'not_confirmed',
				code: null,
				status: null,
				doc_url: null,
				trace_id: 'of the addition',
				retryable: true,
				attempts: 1,
				chat_id: own.chatId,
				handle: phone(1),
			},
		]);
	});

	waiting('readings that fail for a while change nothing', async (own) => {
		own.linq.faults.add({ kind: 'error', status: 500, method: 'GET' });
		own.linq.faults.add({ kind: 'reset', method: 'GET' });
		const { success } = await own.add(people(1), { options: { ...options, waitTimeout: 20 } });
		expect(success[0]!.json.joined).toBe(true);
		expect(requestsOf('GET', own).length).toBeGreaterThanOrEqual(2);
	});

	/** How long adding one person to each of so many chats takes, in seconds. */
	const secondsFor = async (own: Setting, chats: number) => {
		const began = performance.now();
		const items = people(chats).map((person) => ({ ...person, chat: own.group() }));
		const { error } = await own.add(items, { options });
		expect(error.map(({ json }) => json.error)).toEqual(
			Array<unknown>(chats).fill(
				expect.objectContaining({
					message: 'Linq accepted it, but the chat does not show it after 5 seconds',
					category: 'not_confirmed',
				}),
			),
		);
		return (performance.now() - began) / 1_000;
	};

	waiting('ends in time when readings hang, in however many chats', async (own) => {
		own.linq.faults.add({ kind: 'hang', method: 'GET', times: Infinity });
		expect(await secondsFor(own, 12)).toBeLessThan(12);
	});

	waiting('ends in time when readings are held back', async (own) => {
		own.linq.faults.add({
			kind: 'error',
			status: 429,
			code: 1007,
			retryAfter: 20,
			method: 'GET',
			times: Infinity,
		});
		expect(await secondsFor(own, 4)).toBeLessThan(12);
	});

	waiting('a chat that may not be read: not confirmed, with the reason', async (own) => {
		own.linq.faults.add({
			kind: 'error',
			status: 403,
			code: 2005,
			message: 'Access denied',
			method: 'GET',
			times: Infinity,
		});
		const { error } = await own.add(people(2), { options });
		for (const { json } of error) {
			expect(json.error).toMatchObject({
				category: 'not_confirmed',
				message: 'Linq accepted it, but Access denied',
				retryable: true,
			});
		}
		expect(error).toHaveLength(2);
	});

	waiting('whom Linq refuses is not waited for', async (own) => {
		const { error } = await own.add([{ phone: '+12025550101' }], { options });
		expect(error[0]!.json.error).toMatchObject({ code: 2015, category: 'conflict' });
		expect(requestsOf('GET', own)).toHaveLength(0);
	});

	waiting('the chat goes on with the next item while one is waited for', async (own) => {
		own.linq.joinDelay = 700;
		await own.add(people(4), { options, concurrency: 1 });
		const methods = own.linq.requests.map(({ method }) => method);
		expect(methods.slice(0, 4)).toEqual(['POST', 'POST', 'POST', 'POST']);
	});
});

describe('skipping who is in the chat already', () => {
	const options = { skipIfAlreadyIn: true };

	test('a member comes out on Success without being added', async () => {
		const { success } = await setting.add([{ phone: '(202) 555-0101' }], {
			options: { ...options, defaultCountry: 'US' },
		});
		expect(success[0]!.json).toEqual({
			chat_id: setting.chatId,
			handle: '+12025550101',
			status: 'already_in_chat',
			message: 'The person is in the chat already',
			trace_id: null,
		});
		expect(requestsOf('POST')).toEqual([]);
	});

	test('the chat is read once for all its items, and the second of two is skipped', async () => {
		const { success } = await setting.add(
			[{ phone: phone(0) }, { phone: phone(1) }, { phone: phone(0) }, { phone: phone(1) }],
			{ options },
		);
		expect(success.map(({ json }) => json.status)).toEqual([
			'accepted',
			'accepted',
			'already_in_chat',
			'already_in_chat',
		]);
		expect(requestsOf('GET')).toHaveLength(1);
		expect(requestsOf('POST')).toHaveLength(2);
	});

	test('someone who left is added again; an address is the same in any case', async () => {
		const chat = setting.linq.account.addChat({
			is_group: true,
			service: 'iMessage',
			handles: ['Jo@Example.com', '+12025550103', '+12025550104'],
		});
		chat.handles.find(({ handle }) => handle === '+12025550104')!.status = 'left';
		const { success } = await setting.add(
			[
				{ phone: 'jo@example.com', chat: chat.id },
				{ phone: '+12025550104', chat: chat.id },
			],
			{ options },
		);
		expect(success.map(({ json }) => json.status)).toEqual(['already_in_chat', 'accepted']);
	});

	test('a chat there is not fails each of its items, after one reading', async () => {
		const chat = '550e8400-e29b-41d4-a716-446655440000';
		const { error } = await setting.add(
			[
				{ phone: phone(0), chat },
				{ phone: phone(1), chat },
			],
			{ options },
		);
		expect(error.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ code: 2001, category: 'not_found' }),
			expect.objectContaining({ code: 2001, category: 'not_found' }),
		]);
		expect(setting.linq.requests).toHaveLength(1);
	});
});

describe('checking the chat first', () => {
	const options = { checkChat: true };

	test.each([
		['two people', { is_group: false, handles: ['+12025550101'] }, 'between two people'],
		['a group one left', { is_group: true, handles: ['+12025550101', '+12025550102'] }, 'has left'],
		['a group of two', { is_group: true, handles: ['+12025550101'] }, 'has only 2 people'],
	])('%s: refused before Linq is asked to add', async (what, chat, message) => {
		const added = setting.linq.account.addChat({ service: 'iMessage', ...chat });
		if (what.includes('left')) added.handles.find(({ is_me }) => is_me)!.status = 'left';
		const { error } = await setting.add([{ phone: phone(0), chat: added.id }], { options });
		expect(error[0]!.json.error).toMatchObject({
			message: expect.stringContaining(message) as string,
			category: 'conflict',
			attempts: 0,
			code: null,
			retryable: false,
		});
		expect(requestsOf('POST')).toEqual([]);
	});

	test('a chat in order is added to, after one reading', async () => {
		const { success } = await setting.add(people(5), {
			options: { ...options, skipIfAlreadyIn: true },
		});
		expect(success).toHaveLength(5);
		expect(requestsOf('GET')).toHaveLength(1);
	});
});

test('the options cost no request when they are off', async () => {
	await setting.add(people(3));
	expect(setting.linq.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
});
