import { readChat } from '../../../../nodes/linq/chats/chats';
import { LinqClient } from '../../../../nodes/linq/wire/client';
import type { NewMessage } from '../../../emulator/messages';
import {
	createGroup,
	groupOf,
	nameGroup,
	type NewGroup,
} from '../../../../nodes/linq/chats/newGroup';
import { ownLine, patience } from '../account';
import { asleep, finished, waits } from '../clock';
import { account, cancelling, startStoppedAccount, whileLinqAnswers } from '../stoppedAccount';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

const ann = '+12025550101';
const jo = 'jo@example.com';
const newcomer = '+12025550103';

describe('the group of a chat and others', () => {
	const line = { handle: ownLine, is_me: true };
	const chatOf = (handles: object[]) =>
		readChat({ id: '550e8400-e29b-41d4-a716-446655440000', handles })[0]!;
	const phones = (count: number) =>
		Array.from({ length: count }, (_, index) => `+1202556${1000 + index}`);

	test('everyone who is in it, the newcomer last', () => {
		const left = { handle: '+12025550109', status: 'left' };
		expect(groupOf(chatOf([{ handle: ann }, line, left, { handle: jo }]), [newcomer])).toEqual({
			from: ownLine,
			to: [ann, jo, newcomer],
		});
	});

	test('a newcomer who is in it already is written to once', () => {
		expect(groupOf(chatOf([line, { handle: 'Jo@Example.com' }, { handle: ann }]), [jo]).to).toEqual(
			[ann, jo],
		);
	});

	test('several newcomers, each once, whatever the case of their address', () => {
		const others = ['Kim@Example.com', newcomer, 'kim@example.com'];
		expect(groupOf(chatOf([line, { handle: ann }]), others).to).toEqual([
			ann,
			newcomer,
			'kim@example.com',
		]);
	});

	test.each([
		['no line of your own', [{ handle: ann }]],
		['a line that has left', [{ ...line, status: 'left' }, { handle: ann }]],
	])('from a chat with %s there is none', (_what, handles) => {
		expect(() => groupOf(chatOf(handles), [newcomer])).toThrow(
			expect.objectContaining({
				failure: {
					message: 'None of your numbers is in this chat, so no new one can be created from it',
					hint: expect.stringContaining('Pick another chat') as string,
					category: 'conflict',
				},
			}) as Error,
		);
	});

	test('31 people are the most', () => {
		const members = (count: number) =>
			chatOf([line, ...phones(count).map((handle) => ({ handle }))]);
		expect(groupOf(members(30), [newcomer]).to).toHaveLength(31);
		expect(() => groupOf(members(31), [newcomer])).toThrow(
			expect.objectContaining({
				failure: {
					message: 'A new chat would have 32 people besides your own number',
					hint: expect.stringContaining('at most 31 people') as string,
					category: 'conflict',
				},
			}) as Error,
		);
	});
});

describe('creating a group', () => {
	const path = '/v3/chats';
	const group: NewGroup = {
		from: ownLine,
		to: [ann, jo, newcomer],
		message: 'Hello everyone',
		idempotencyKey: 'the-same-for-every-try',
	};
	const ask = `POST ${path}`;
	const look = `GET ${path}?from=%2B12025550100&to=%2B12025550103&limit=100`;

	const read = (id: string) => `GET ${path}/${id}/messages?limit=100`;

	startStoppedAccount();

	beforeEach(() => {
		for (const handle of group.to) account.linq.account.setCapabilities(handle, ['iMessage']);
	});

	const create = async (maxRetries = 0) =>
		await finished(
			createGroup(account.client, group, { ...patience, maxRetries }, cancelling.signal),
		);
	const groups = () => account.linq.account.chats;
	const messages = () => account.linq.account.messages;

	test('asks once, and sends the message', async () => {
		const { id } = await create();
		expect(groups().map((chat) => chat.id)).toEqual([id]);
		expect(messages()).toMatchObject([
			{ chat_id: id, parts: [{ type: 'text', value: 'Hello everyone' }] },
		]);
		expect(account.linq.requests.slice(1).map(({ body }) => body)).toEqual([
			{
				from: ownLine,
				to: group.to,
				message: {
					parts: [{ type: 'text', value: 'Hello everyone' }],
					idempotency_key: 'the-same-for-every-try',
				},
			},
		]);
		expect(account.sent).toEqual([look, ask]);
	});

	test.each([
		['lost on the way', { kind: 'reset' }],
		['cut half way', { kind: 'resetHalfway' }],
		['unreadable', { kind: 'html', status: 200 }],
		['that of a gateway', { kind: 'html', status: 502 }],
		['without the chat', { kind: 'raw', body: '{}' }],
		['with no chat in it', { kind: 'raw', body: '{"chat":{"id":"none"}}' }],
		['with something else than a chat', { kind: 'raw', body: '{"chat":[]}' }],
	] as const)('when the answer is %s, the group is found', async (_what, fault) => {
		account.linq.faults.add({ ...fault, applied: true, method: 'POST', path });
		const { id } = await create();
		expect(id).toBe(groups()[0]!.id);
		expect(messages()).toHaveLength(1);
		expect(account.sent).toEqual([look, ask, look, read(id)]);
	});

	test('what never arrived is asked for again, later each time, with the same key', async () => {
		account.linq.faults.add({ kind: 'reset', method: 'POST', path, times: 2 });
		const { id } = await create(2);
		expect(groups().map((chat) => chat.id)).toEqual([id]);
		expect(account.sent).toEqual([look, ask, look, ask, look, ask]);
		expect(waits).toHaveLength(2);
		expect(waits[0]).toBeGreaterThanOrEqual(375);
		expect(waits[0]).toBeLessThanOrEqual(500);
		expect(waits[1]).toBeGreaterThanOrEqual(750);
		expect(waits[1]).toBeLessThanOrEqual(1_000);
	});

	test('an answer that was only late is no second group', async () => {
		account.linq.faults.add({ kind: 'reset', method: 'POST', path });
		account.linq.faults.add({ kind: 'reset', method: 'POST', path, applied: true });
		const { id } = await create(1);
		expect(groups()).toHaveLength(1);
		expect(messages()).toHaveLength(1);
		expect(account.sent).toEqual([look, ask, look, ask, look, read(id)]);
	});

	test('no more often than allowed, and the failure counts the tries', async () => {
		account.linq.faults.add({
			kind: 'error',
			status: 500,
			code: 3006,
			path,
			method: 'POST',
			times: 9,
		});
		await expect(create(2)).rejects.toMatchObject({
			failure: { category: 'server_error', code: 3006 },
			attempts: 3,
		});
		expect(account.sent).toEqual([look, ask, look, ask, look, ask, look]);
	});

	test('a refusal is final, and nothing is looked for', async () => {
		account.linq.faults.add({ kind: 'error', status: 403, code: 2008, path, method: 'POST' });
		await expect(create(3)).rejects.toMatchObject({
			failure: { category: 'forbidden', code: 2008 },
			attempts: 1,
		});
		expect(account.sent).toEqual([look, ask]);
	});

	test('an unreadable answer after which there is no group is final', async () => {
		account.linq.faults.add({ kind: 'raw', body: '{}', path, method: 'POST' });
		await expect(create(3)).rejects.toMatchObject({
			failure: {
				message: 'Linq answered without the new chat',
				hint: expect.stringContaining('Look into your chats') as string,
				category: 'invalid_response',
			},
			attempts: 1,
		});
		expect(account.sent).toEqual([look, ask, look]);
	});

	test('when it cannot be looked for, nothing more is sent, and someone is told to look', async () => {
		account.linq.faults.add({ kind: 'reset', applied: true, method: 'POST', path });
		account.linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'GET', after: 1 });
		await expect(create(3)).rejects.toMatchObject({
			failure: {
				category: 'network_error',
				retryable: false,
				hint: expect.stringContaining('Look into your chats before') as string,
			},
			attempts: 1,
		});
		expect(account.sent).toEqual([look, ask, look]);
	});

	test('when it cannot be seen what was there before, nothing is created', async () => {
		account.linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'GET' });
		await expect(create(3)).rejects.toMatchObject({ failure: { code: 2005 }, attempts: 1 });
		expect(account.sent).toEqual([look]);
	});

	test('a refusal after a lost answer: it is looked for again, and someone is told to look', async () => {
		account.linq.faults.add({ kind: 'reset', method: 'POST', path });
		account.linq.faults.add({ kind: 'error', status: 403, code: 2008, path, method: 'POST' });
		await expect(create(3)).rejects.toMatchObject({
			failure: {
				category: 'forbidden',
				retryable: false,
				hint: expect.stringContaining('Look into your chats before') as string,
			},
			attempts: 2,
		});
		expect(account.sent).toEqual([look, ask, look, ask, look]);
	});

	test('a group that shows late is found after the refusal of the next try', async () => {
		account.linq.faults.add({ kind: 'reset', method: 'POST', path });
		account.linq.faults.add({ kind: 'error', status: 403, code: 2008, path, method: 'POST' });
		let late: string | undefined;
		whileLinqAnswers(() => {
			if (account.answered.length === 3)
				late = account.linq.account.addChat({ handles: group.to }).id;
		});
		expect((await create(3)).id).toBe(late);
		expect(account.sent).toEqual([look, ask, look, ask, look, read(late!)]);
	});

	test('where Linq is never reached, nothing is created, and the failure says so', async () => {
		const asked: string[] = [];
		const credential = { apiKey: 'a-key-for-tests', baseUrl: 'https://linq.example' };
		const client = new LinqClient(credential, async ({ method }) => {
			asked.push(method);
			return await Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
		});
		await expect(
			finished(createGroup(client, group, { ...patience, maxRetries: 2 })),
		).rejects.toMatchObject({
			failure: {
				message: 'The address of Linq was not found (ENOTFOUND)',
				hint: expect.stringContaining('Check the base URL') as string,
			},
			attempts: 3,
		});
		expect(asked).toEqual(['GET', 'GET', 'GET']);
	});

	test('after too much at once, it waits as long as Linq asks, and looks for nothing', async () => {
		account.linq.faults.add({ kind: 'error', status: 429, retryAfter: 3, path, method: 'POST' });
		await create(1);
		expect(groups()).toHaveLength(1);
		expect(account.sent).toEqual([look, ask, ask]);
		expect(waits).toEqual([3_000]);
	});

	test.each([429, 503])('a wait too long to bear (%i) is not borne', async (status) => {
		account.linq.faults.add({ kind: 'error', status, retryAfter: 600, path, method: 'POST' });
		await expect(create(3)).rejects.toMatchObject({ attempts: 1 });
		expect(account.sent.filter((asked) => asked === ask)).toHaveLength(1);
		expect(waits).toEqual([]);
	});

	test('after too much at once, it goes before what came later', async () => {
		account.linq.faults.add({ kind: 'error', status: 429, retryAfter: 3, path, method: 'POST' });
		const creating = createGroup(account.client, group, { ...patience, maxRetries: 1 });
		await asleep(1);
		const later = account.client.request({ method: 'GET', path: '/v3/phone_numbers' }, patience);
		await finished(Promise.all([creating, later]));
		expect(account.sent).toEqual([look, ask, ask, 'GET /v3/phone_numbers']);
	});

	test('cancelling ends the wait', async () => {
		account.linq.faults.add({ kind: 'reset', method: 'POST', path, times: 9 });
		const creating = createGroup(
			account.client,
			group,
			{ ...patience, maxRetries: 9 },
			cancelling.signal,
		);
		await asleep(1);
		cancelling.abort(new Error('cancelled'));
		await expect(creating).rejects.toThrow('cancelled');
		expect(account.sent).toEqual([look, ask, look]);
	});

	describe('with the answer lost, a chat that came in between is taken for it', () => {
		/** Milliseconds before now, as Linq writes dates. */
		const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

		beforeEach(() => account.linq.faults.add({ kind: 'reset', method: 'POST', path }));

		/** Creates the group, and before Linq is asked to, this happens there. */
		const createAfter = async (happens: () => void) => {
			whileLinqAnswers(() => {
				if (account.answered.length === 1) happens();
			});
			return await create();
		};
		const add = (chat: object) => account.linq.account.addChat({ handles: group.to, ...chat });

		test.each([
			['made just now', () => ({})],
			['made two minutes ago by another clock', () => ({ created_at: ago(119_999) })],
			['made by a clock that is ahead', () => ({ created_at: ago(-60_000) })],
			['with an address in another case', () => ({ handles: [newcomer, 'JO@example.com', ann] })],
		])('%s', async (_what, chat) => {
			const { id } = await createAfter(() => add(chat()));
			expect(groups().map((one) => one.id)).toEqual([id]);
		});

		test('the newest of several', async () => {
			const chats: string[] = [];
			const { id } = await createAfter(() => {
				chats.push(...[2_000, 1_000, 3_000].map((time) => add({ created_at: ago(time) }).id));
			});
			expect(id).toBe(chats[1]);
		});

		test.each([
			['older than two minutes', () => ({ created_at: ago(120_000) })],
			['with someone else, too', () => ({ handles: [...group.to, '+12025550104'] })],
			['with someone missing', () => ({ handles: [ann, newcomer] })],
			['with someone else instead', () => ({ handles: [ann, '+12025550104', newcomer] })],
			['that is no group', () => ({ is_group: false })],
		])('but none %s', async (_what, chat) => {
			await expect(createAfter(() => add(chat()))).rejects.toMatchObject({
				failure: { category: 'network_error' },
				attempts: 1,
			});
		});

		test('but none that someone has left', async () => {
			const creating = createAfter(() => {
				const { handles } = add({});
				handles.find(({ handle }) => handle === ann)!.status = 'left';
			});
			await expect(creating).rejects.toMatchObject({ failure: { category: 'network_error' } });
		});

		test('but none without a date', async () => {
			const creating = createAfter(() => {
				const body = JSON.stringify({ chats: [{ ...add({}), created_at: null }] });
				account.linq.faults.add({ kind: 'raw', body, method: 'GET' });
			});
			await expect(creating).rejects.toMatchObject({ failure: { category: 'network_error' } });
		});

		test('but none that was there before: somebody else’s, made a moment ago', async () => {
			const { id } = add({ created_at: ago(1_000) });
			await expect(create()).rejects.toMatchObject({
				failure: {
					category: 'network_error',
					retryable: false,
					hint: expect.stringContaining('Look into your chats before') as string,
				},
				attempts: 1,
			});
			expect(messages()).toEqual([]);
			expect(groups().map((chat) => chat.id)).toEqual([id]);
		});

		describe('and tells by its first message', () => {
			const write = async (message: NewMessage) =>
				await createAfter(() => {
					account.linq.account.addMessage(add({}), message);
				});

			test.each([
				['that it is ours', { text: group.message }],
				['of somebody else nothing', { text: 'Hi', from: ann }],
				['nothing, where Linq keeps no text', { text: '' }],
			])('%s', async (_what, message) => {
				expect((await write(message)).id).toBe(groups()[0]!.id);
			});

			test('that another run has made it: ours is sent', async () => {
				whileLinqAnswers(() => {
					if (account.answered.length === 1)
						account.linq.account.addMessage(add({}), { text: 'Hi' });
				});
				const { id } = await create(1);
				expect(groups().map((chat) => chat.id)).toEqual([id]);
				expect(messages()).toMatchObject(
					['Hi', group.message].map((value) => ({ parts: [{ value }] })),
				);
				expect(account.sent).toEqual([look, ask, look, read(id), ask]);
			});
		});

		test('with one that was there before, it is asked again, and the message is sent', async () => {
			const { id } = add({ created_at: ago(1_000) });
			// Linq itself uses the chat of the same people that there is.
			expect((await create(1)).id).toBe(id);
			expect(messages()).toMatchObject([{ chat_id: id }]);
			expect(account.sent).toEqual([look, ask, look, ask]);
		});
	});

	test('a group is named', async () => {
		const { id } = await create();
		await nameGroup(account.client, id, 'Acme', patience);
		expect(groups()[0]!.display_name).toBe('Acme');
		expect(account.sent.at(-1)).toBe(`PUT ${path}/${id}`);
	});

	test('a name that Linq refuses is a failure', async () => {
		const { id } = await create();
		account.linq.faults.add({ kind: 'error', status: 400, code: 1005, method: 'PUT' });
		await expect(nameGroup(account.client, id, 'Acme', patience)).rejects.toMatchObject({
			failure: { code: 1005 },
		});
	});
});
