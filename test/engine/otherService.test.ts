import type { INodeParameters } from 'n8n-workflow';
import { ownLine, startSetting, type Setting } from './setting';

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
		expect(report!.hint).toContain('iMessage and the person on RCS or SMS');
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
			expect(report!.hint).toContain(`${service} and the person on iMessage`);
			expect(setting.linq.requests.map(({ method }) => method)).toEqual(['GET']);
		},
	);

	test('every phone takes SMS, without a check', async () => {
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
