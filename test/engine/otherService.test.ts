/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import type { INodeParameters } from 'n8n-workflow';
import { ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const newcomer = '+12025561000';
const onSms = '+12025561001';
const newChat = {
	ifServiceDiffers: 'newChat',
	newChatMessage: 'Hello everyone, we go on here.',
};

const requested = (path: string, method = 'POST') =>
	setting.linq.requests.filter(
		(request) => request.method === method && request.path.endsWith(path),
	);
const groups = () => setting.linq.account.chats.filter(({ is_group }) => is_group);

const addOne = async (phone: string, options: INodeParameters, chat?: string) => {
	const { success, error } = await setting.add([{ phone, ...(chat && { chat }) }], { options });
	return {
		output: success[0]?.json,
		report: error[0]?.json.error as Record<string, unknown> | undefined,
	};
};

function groupOn(service: 'iMessage' | 'RCS' | 'SMS') {
	return setting.linq.account.addChat({
		is_group: true,
		service,
		from: ownLine,
		handles: ['+12025550101', '+12025550102'],
	}).id;
}

describe('checking the messaging service first', () => {
	const options = { checkService: true };

	test('someone on the service of the chat is added', async () => {
		expect((await addOne(newcomer, options)).output?.status).toBe('accepted');
		expect(requested('/check_imessage').map(({ body }) => body)).toEqual([
			{ address: newcomer, from: ownLine },
		]);
	});

	test('someone on another is on Error before Linq is asked to add, with both services named', async () => {
		setting.linq.account.setCapabilities(onSms, ['SMS']);
		const { report } = await addOne(onSms, options);
		expect(report).toMatchObject({
			message: "The person can't be reached by iMessage, the service of this chat",
			category: 'conflict',
			attempts: 0,
		});
		expect(report!.hint).toContain('is on iMessage, and this phone number does not have it now');
		expect(requested('/participants')).toEqual([]);
	});

	test('an RCS chat is checked for RCS', async () => {
		const chat = groupOn('RCS');
		expect((await addOne(newcomer, options, chat)).output?.status).toBe('accepted');
		expect(requested('/check_rcs')).toHaveLength(1);
	});

	test.each(['RCS', 'SMS'] as const)(
		'an email address never fits a chat on %s, without a check',
		async (service) => {
			const { report } = await addOne('jo@example.com', options, groupOn(service));
			expect(report).toMatchObject({ category: 'conflict', attempts: 0 });
			expect(report!.hint).toContain(
				`is on ${service}, and an email address is reached by iMessage`,
			);
			expect(setting.linq.requests.map(({ method }) => method)).toEqual(['GET']);
		},
	);

	test('a phone number is let into an SMS group without a check, for which Linq has none', async () => {
		expect((await addOne(newcomer, options, groupOn('SMS'))).output?.status).toBe('accepted');
		expect(requested('/check_rcs').concat(requested('/check_imessage'))).toEqual([]);
	});

	test('a person is checked once for an execution, at the pace Linq allows', async () => {
		setting.linq.capabilityLimit = { requests: 1, seconds: 10 };
		const other = setting.group();
		const { success, error } = await setting.add(
			[
				{ phone: newcomer },
				{ phone: newcomer, chat: other },
				{ phone: 'jo@example.com' },
				{ phone: 'jo@example.com', chat: other },
			],
			{ options },
		);
		expect(error).toEqual([]);
		expect(success).toHaveLength(4);
		expect(requested('/check_imessage').map(({ status }) => status)).toEqual([200, 200]);
	}, 30_000);

	test('more people than can be checked in ten minutes: said at once, nothing is sent for them', async () => {
		const items = Array.from({ length: 61 }, (_, index) => ({
			phone: `+1202556${2000 + index}`,
		}));
		const { error, success } = await setting.add(
			[...items, { phone: newcomer, chat: groupOn('SMS') }],
			{ options },
		);
		expect(success.map(({ json }) => json.handle)).toEqual([newcomer]);
		expect(error).toHaveLength(61);
		expect(error[60]!.json.error).toMatchObject({
			message: 'Checking the messaging service of 61 people would take 11 minutes',
			category: 'invalid_input',
			attempts: 0,
		});
		expect(requested('/check_imessage')).toEqual([]);
		expect(requested('/participants')).toHaveLength(1);
	});
});

describe('a new chat instead', () => {
	test('when Linq refuses for the service: a group of everyone and the newcomer', async () => {
		setting.linq.account.setCapabilities(onSms, ['SMS']);
		const { output } = await addOne(onSms, { ...newChat, newChatName: 'Acme, the new one' });
		const created = setting.linq.account.chat(output!.new_chat_id as string)!;
		expect(output).toMatchObject({
			chat_id: setting.chatId,
			handle: onSms,
			status: 'new_chat_created',
			message: 'A new chat with everyone was created',
			chat: { id: created.id, is_group: true },
		});
		expect(created.handles.map(({ handle }) => handle).sort()).toEqual(
			[ownLine, '+12025550101', '+12025550102', onSms].sort(),
		);
		expect(created.display_name).toBe('Acme, the new one');
		expect(setting.linq.account.messages).toMatchObject([
			{ chat_id: created.id, parts: [{ type: 'text', value: newChat.newChatMessage }] },
		]);
		expect(requested('/participants')).toHaveLength(1);
	});

	test('when the check says so: Linq is not asked to add', async () => {
		setting.linq.account.setCapabilities(onSms, ['RCS', 'SMS']);
		const { output } = await addOne(onSms, { ...newChat, checkService: true });
		expect(output?.status).toBe('new_chat_created');
		expect(requested('/participants')).toEqual([]);
	});

	test('other refusals stay refusals', async () => {
		const { report } = await addOne('+12025550101', newChat);
		expect(report).toMatchObject({ code: 2015, category: 'conflict' });
		expect(groups()).toHaveLength(1);
	});

	test('those who left the chat are left out', async () => {
		setting.linq.account.setCapabilities(onSms, ['SMS']);
		setting.linq.account.chat(setting.chatId)!.handles.push({
			...setting.linq.account.chat(setting.chatId)!.handles[1]!,
			handle: '+12025550109',
			status: 'left',
		});
		await addOne(onSms, newChat);
		expect(requested('/v3/chats')[0]!.body).toMatchObject({
			from: ownLine,
			to: ['+12025550101', '+12025550102', onSms],
		});
	});

	test.each([
		['no message', { newChatMessage: ' ' }, 'The first message of the new chat is missing'],
		['a link', { newChatMessage: 'See https://example.com' }, 'has a link in it'],
		['a bare link', { newChatMessage: 'See example.com/x' }, 'has a link in it'],
		['an object', { newChatMessage: '={{ ({}) }}' }, "New Chat Message can't be used"],
		['a choice there is not', { ifServiceDiffers: 'fly' }, "Differs can't be used"],
	])('%s is refused before anything is sent', async (_, options, message) => {
		const { report } = await addOne(newcomer, { ...newChat, ...options });
		expect(report).toMatchObject({
			message: expect.stringContaining(message) as string,
			category: 'invalid_input',
			attempts: 0,
		});
		expect(setting.linq.requests).toEqual([]);
	});

	test('words with a dot in them are no link', async () => {
		const options = { ...newChat, newChatMessage: 'Hi Mr.Smith, see you at 10.30.' };
		expect((await addOne(newcomer, options)).output?.status).toBe('accepted');
	});

	describe('is created once, whatever happens to the answer', () => {
		beforeEach(() => setting.linq.account.setCapabilities(onSms, ['SMS']));

		const path = '/v3/chats';

		test.each([
			['lost on the way', { kind: 'reset', applied: true }],
			['cut half way', { kind: 'resetHalfway', applied: true }],
			['unreadable', { kind: 'html', status: 200, applied: true }],
			['a failure of a gateway', { kind: 'html', status: 502, applied: true }],
		] as const)('%s: the group is found', async (_, fault) => {
			setting.linq.faults.add({ ...fault, method: 'POST', path });
			const { output } = await addOne(onSms, newChat);
			expect(output).toMatchObject({ status: 'new_chat_created' });
			expect(groups()).toHaveLength(2);
			expect(setting.linq.account.messages).toHaveLength(1);
			expect(requested(path)).toHaveLength(1);
		});

		test('never arrived: it is asked for again, with the same key', async () => {
			setting.linq.faults.add({ kind: 'reset', method: 'POST', path });
			const { output } = await addOne(onSms, newChat);
			expect(output?.status).toBe('new_chat_created');
			const keys = requested(path).map(
				({ body }) => (body as { message: { idempotency_key: string } }).message.idempotency_key,
			);
			expect(keys).toHaveLength(2);
			expect(new Set(keys).size).toBe(1);
			expect(setting.linq.account.messages).toHaveLength(1);
		});

		test('refused: on Error, with the number of tries', async () => {
			const fault = { method: 'POST', path, times: Infinity } as const;
			setting.linq.faults.add({ kind: 'error', status: 403, code: 2008, ...fault });
			const { report } = await addOne(onSms, newChat);
			expect(report).toMatchObject({ code: 2008, category: 'forbidden', attempts: 1 });
			expect(groups()).toHaveLength(1);
		});

		test('a name Linq refuses does not undo it', async () => {
			setting.linq.faults.add({
				kind: 'error',
				status: 400,
				code: 1005,
				message: 'No',
				method: 'PUT',
			});
			const { output } = await addOne(onSms, { ...newChat, newChatName: 'Acme' });
			expect(output).toMatchObject({
				status: 'new_chat_created',
				message: 'A new chat with everyone was created, but not named: No',
			});
		});
	});
});

describe('one new chat for all whom a chat can not take', () => {
	const members = ['+12025550101', '+12025550102'];
	const [ann, ben, cyd] = ['+12025561001', '+12025561002', '+12025561003'] as const;
	const creation = { method: 'POST', path: '/v3/chats' } as const;

	beforeEach(() => {
		for (const handle of [ann, ben, cyd]) setting.linq.account.setCapabilities(handle, ['SMS']);
	});

	/** Items that bring nothing but a phone number, or something else besides. */
	const run = async (items: Array<string | object>, options: INodeParameters = {}) => {
		const result = await setting.add(
			items.map((item) => (typeof item === 'string' ? { phone: item } : item)),
			{ options: { ...newChat, ...options } },
		);
		const { success } = result;
		const outputs = success.map(({ json }) => json);
		return {
			outputs,
			reports: reportsOf(result),
			paired: success.map(({ pairedItem }) => pairedItem),
			statuses: outputs.map(({ status }) => status),
			newChats: new Set(outputs.flatMap(({ new_chat_id }) => new_chat_id ?? [])),
		};
	};
	/** Whom each new chat was created for. */
	const created = () => requested('/v3/chats').map(({ body }) => (body as { to: string[] }).to);

	test('however many those are: they get one message together, in the order of the items', async () => {
		setting.linq.joinDelay = Infinity;
		const people = [ann, newcomer, ben, cyd];
		const result = await run(people, { newChatName: 'Acme' });
		expect(result.reports).toEqual([]);
		expect(result.statuses).toEqual([
			'new_chat_created',
			'accepted',
			'new_chat_created',
			'new_chat_created',
		]);
		expect(result.outputs.map(({ handle }) => handle)).toEqual(people);
		expect(result.paired).toEqual([0, 1, 2, 3].map((item) => ({ item })));
		expect(result.newChats.size).toBe(1);
		// Whom the chat has taken comes along, even before the chat shows them.
		expect(created()).toEqual([[...members, newcomer, ann, ben, cyd]]);
		expect(setting.linq.account.messages).toMatchObject([
			{ chat_id: [...result.newChats][0], parts: [{ value: newChat.newChatMessage }] },
		]);
		expect(requested('/participants')).toHaveLength(4);
		expect(setting.linq.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
	});

	test('whom a check shows not to fit', async () => {
		const chat = groupOn('SMS');
		const people = ['jo@example.com', newcomer, 'kim@example.com'];
		const { statuses, newChats } = await run(
			people.map((phone) => ({ phone, chat })),
			{ checkService: true },
		);
		expect(statuses).toEqual(['new_chat_created', 'accepted', 'new_chat_created']);
		expect(newChats.size).toBe(1);
		expect(created()).toEqual([[...members, newcomer, 'jo@example.com', 'kim@example.com']]);
		expect(requested('/participants')).toHaveLength(1);
	});

	test('the same person twice in a list is asked about once', async () => {
		const { outputs, newChats } = await run([ann, '+1 202 556 1001', ben]);
		expect(outputs.map(({ handle }) => handle)).toEqual([ann, ann, ben]);
		expect(newChats.size).toBe(1);
		expect(created()).toEqual([[...members, ann, ben]]);
		expect(requested('/participants')).toHaveLength(2);
	});

	test('each chat has one of its own', async () => {
		const [first, second] = [setting.group('One'), setting.group('Two')];
		const { outputs } = await run([
			{ phone: ann, chat: first },
			{ phone: ben, chat: second },
			{ phone: cyd, chat: first },
		]);
		const [one, two, three] = outputs.map(({ new_chat_id }) => new_chat_id);
		expect(one).toBe(three);
		expect(one).not.toBe(two);
		expect(created().sort()).toEqual([
			[...members, ann, cyd],
			[...members, ben],
		]);
	});

	test('who brings another message or another name is told so; no name is not another', async () => {
		const result = await run(
			[
				{ phone: ann, message: 'Hello', name: 'Acme' },
				{ phone: ben, message: 'Welcome', name: 'Acme' },
				{ phone: cyd, message: 'Hello', name: 'Beta' },
				{ phone: ann, message: 'Hello', name: '' },
			],
			{ newChatMessage: '={{ $json.message }}', newChatName: '={{ $json.name }}' },
		);
		expect(result.outputs.map(({ handle }) => handle)).toEqual([ann, ann]);
		expect(result.reports).toMatchObject([
			{
				message: 'The new chat in place of this one begins with another first message',
				hint: expect.stringContaining(
					'give all records of a chat the same first message',
				) as string,
				category: 'conflict',
				retryable: false,
				attempts: 1,
				handle: ben,
			},
			{
				message: 'The new chat in place of this one begins with another name',
				category: 'conflict',
				attempts: 1,
				handle: cyd,
			},
		]);
		expect(created()).toEqual([[...members, ann]]);
		expect(groups()[0]!.display_name).toBe('Acme');
	});

	test('whoever goes to Error for another reason holds nobody up', async () => {
		const { statuses, reports } = await run([ann, members[0]!, 'nobody', ben]);
		expect(statuses).toEqual(['new_chat_created', 'new_chat_created']);
		expect(reports).toMatchObject([{ code: 2015 }, { category: 'invalid_input' }]);
		expect(created()).toEqual([[...members, ann, ben]]);
	});

	describe('with many people in the chat', () => {
		const chatOf = (count: number) =>
			setting.linq.account.addChat({
				is_group: true,
				service: 'iMessage',
				from: ownLine,
				handles: Array.from({ length: count }, (_, index) => `+1202557${1000 + index}`),
			}).id;

		test('there is room for 31, in the order of the items', async () => {
			const chat = chatOf(29);
			const { outputs, reports } = await run(
				[ann, ben, cyd, ann].map((phone) => ({ phone, chat })),
			);
			expect(outputs.map(({ handle }) => handle)).toEqual([ann, ben, ann]);
			expect(created()[0]).toHaveLength(31);
			expect(reports).toMatchObject([
				{
					message: 'There is no room left in the new chat',
					hint: expect.stringContaining('at most 31 people') as string,
					category: 'conflict',
					handle: cyd,
				},
			]);
		});

		test('with no room for anyone, nothing is created', async () => {
			const chat = chatOf(31);
			const { reports } = await run([ann, ben].map((phone) => ({ phone, chat })));
			const message = 'A new chat would have 32 people besides your own number';
			expect(reports).toMatchObject([{ message }, { message }]);
			expect(created()).toEqual([]);
		});
	});

	describe('refused by Linq', () => {
		test('for one of them: the others get theirs without that one', async () => {
			// Linq does not say whom it is about: without Ann it refuses, too.
			const optedOut = { kind: 'error', status: 403, code: 2024, times: 2 } as const;
			setting.linq.faults.add({ ...optedOut, ...creation });
			const { outputs, reports, newChats } = await run([ann, ben, cyd, ben]);
			expect(outputs.map(({ handle }) => handle)).toEqual([ann, cyd]);
			expect(newChats.size).toBe(1);
			expect(reports).toMatchObject([
				{ code: 2024, category: 'forbidden', handle: ben },
				{ code: 2024, category: 'forbidden', handle: ben },
			]);
			expect(created()).toEqual([
				[...members, ann, ben, cyd],
				[...members, ben, cyd],
				[...members, ann, cyd],
			]);
			expect(setting.linq.account.messages).toHaveLength(1);
		});

		test('and it can not be found out for whom: all are told so', async () => {
			const optedOut = { kind: 'error', status: 403, code: 2024, times: Infinity } as const;
			setting.linq.faults.add({ ...optedOut, ...creation });
			const { outputs, reports } = await run([ann, ben, cyd]);
			expect(outputs).toEqual([]);
			const hint = expect.stringMatching(/the 3 people .* does not say whom/) as string;
			expect(reports).toMatchObject(
				[ann, ben, cyd].map((handle) => ({ code: 2024, hint, handle })),
			);
			expect(groups()).toHaveLength(1);
		});

		test('for a reason that has nothing to do with them: all get it, after one try', async () => {
			const refusal = { kind: 'error', status: 403, code: 2006, times: Infinity } as const;
			setting.linq.faults.add({ ...refusal, ...creation });
			const { reports } = await run([ann, ben]);
			expect(reports).toMatchObject([{ code: 2006 }, { code: 2006 }]);
			expect(created()).toHaveLength(1);
		});

		test('after a lost answer: nobody is left out and written to once more', async () => {
			setting.linq.faults.add({ kind: 'reset', ...creation });
			const optedOut = { kind: 'error', status: 403, code: 2024, times: Infinity } as const;
			setting.linq.faults.add({ ...optedOut, ...creation });
			const { reports } = await run([ann, ben]);
			const hint = expect.stringContaining('Look into your chats') as string;
			expect(reports).toMatchObject([
				{ code: 2024, hint, retryable: false, attempts: 2 },
				{ code: 2024, hint, retryable: false, attempts: 2 },
			]);
			expect(created()).toHaveLength(2);
		});
	});

	test('a lost answer: the chat is found, for all of them', async () => {
		setting.linq.faults.add({ kind: 'reset', applied: true, ...creation });
		const { statuses, newChats } = await run([ann, ben, cyd]);
		expect(statuses).toEqual(Array(3).fill('new_chat_created'));
		expect([...newChats]).toEqual([groups()[0]!.id]);
		expect(groups()).toHaveLength(2);
		expect(created()).toHaveLength(1);
	});

	test('a chat that can not be read: all of them are told so', async () => {
		const path = new RegExp(`/v3/chats/${setting.chatId}$`);
		setting.linq.faults.add({ kind: 'error', status: 404, code: 2001, method: 'GET', path });
		const { reports } = await run([ann, ben]);
		expect(reports).toMatchObject([{ code: 2001 }, { code: 2001 }]);
		expect(created()).toEqual([]);
	});

	test('chats of the same people: each message is sent, also when its first try never arrives', async () => {
		setting.linq.faults.add({ kind: 'reset', after: 1, ...creation });
		const { outputs, reports } = await run(
			[
				{ phone: ann, chat: setting.group('One'), message: 'Hello' },
				{ phone: ann, chat: setting.group('Two'), message: 'Welcome' },
			],
			{ newChatMessage: '={{ $json.message }}' },
		);
		expect(reports).toEqual([]);
		expect(outputs).toHaveLength(2);
		const texts = setting.linq.account.messages.map(
			({ parts: [part] }) => (part as { value: string }).value,
		);
		expect(texts.sort()).toEqual(['Hello', 'Welcome']);
	});

	test('who is waited for in vain meanwhile is on Error, and n8n goes on', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', note);
		setting.linq.joinDelay = Infinity;
		// The chat is read for the new one, then for who is waited for, a second later.
		const path = new RegExp(`/v3/chats/${setting.chatId}$`);
		const gone = { kind: 'error', status: 404, code: 2001, after: 1, times: Infinity } as const;
		setting.linq.faults.add({ ...gone, method: 'GET', path });
		setting.linq.faults.add({ kind: 'delay', milliseconds: 2_500, ...creation });
		const { statuses, reports } = await run([ann, newcomer], { waitUntilJoined: true });
		process.off('unhandledRejection', note);
		expect(statuses).toEqual(['new_chat_created']);
		expect(reports).toMatchObject([{ category: 'not_confirmed', handle: newcomer }]);
		expect(unhandled).toEqual([]);
	});
});

test('all options together', async () => {
	setting.linq.account.setCapabilities(onSms, ['SMS']);
	const { success, error } = await setting.add(
		[{ phone: '+12025550101' }, { phone: 'jo@example.com' }, { phone: 'jo@example.com' }],
		{
			options: {
				...newChat,
				checkChat: true,
				skipIfAlreadyIn: true,
				checkService: true,
				waitUntilJoined: true,
				waitTimeout: 5,
			},
		},
	);
	expect(error).toEqual([]);
	expect(success.map(({ json }) => [json.status, json.joined])).toEqual([
		['already_in_chat', undefined],
		['accepted', true],
		['already_in_chat', undefined],
	]);
});
