import type { INodeExecutionData } from 'n8n-workflow';
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

test("Success is Linq's answer with what was done", async () => {
	const { success, error, task } = await setting.add([{ phone: '+1 (202) 556-1000' }]);
	expect(error).toEqual([]);
	expect(success).toEqual([
		{
			json: {
				chat_id: setting.chatId,
				handle: '+12025561000',
				status: 'accepted',
				message: 'Participant addition queued',
				trace_id: expect.stringMatching(/^\w{16,}$/) as string,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(task.hints).toEqual([]);
	await setting.linq.settled();
	expect(setting.linq.account.chat(setting.chatId)?.handles).toContainEqual(
		expect.objectContaining({ handle: '+12025561000', status: 'active' }),
	);
});

test('every item comes out once, in order, paired to its source', async () => {
	const other = setting.group('Other');
	const { success, error } = await setting.add([
		{ id: 0, phone: '+12025561000' },
		{ id: 1, phone: 'unknown' },
		{ id: 2, phone: '+12025561002', chat: other },
		{ id: 3, phone: '+12025561003', chat: '550e8400-e29b-41d4-a716-446655440000' },
		{ id: 4, phone: 'jo@example.com' },
	]);
	expect(success.map(({ json, pairedItem }) => [json.handle, json.chat_id, pairedItem])).toEqual([
		['+12025561000', setting.chatId, { item: 0 }],
		['+12025561002', other, { item: 2 }],
		['jo@example.com', setting.chatId, { item: 4 }],
	]);
	expect(error.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
		[1, { item: 1 }],
		[3, { item: 3 }],
	]);
});

test("Error carries the item's own fields and the whole contract", async () => {
	const { error } = await setting.add(
		[{ name: 'Jo', phone: '(202) 556-1000', chat: '550e8400-e29b-41d4-a716-446655440000' }],
		{ options: { defaultCountry: 'US' } },
	);
	expect(error).toEqual([
		{
			json: {
				name: 'Jo',
				phone: '(202) 556-1000',
				chat: '550e8400-e29b-41d4-a716-446655440000',
				error: {
					message: 'Chat not found',
					hint: 'Check the chat ID, or pick the chat from the list: it may have been deleted, or belong to another account.',
					category: 'not_found',
					code: 2001,
					status: 404,
					doc_url: 'https://docs.linqapp.com/error/codes/2xxx/2001/',
					trace_id: expect.stringMatching(/^\w{16,}$/) as string,
					retryable: false,
					attempts: 1,
					chat_id: '550e8400-e29b-41d4-a716-446655440000',
					handle: '+12025561000',
				},
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('input fields and files come along on Success when asked for, and always on Error', async () => {
	const binary = { file: { mimeType: 'text/plain', data: 'aGk=', fileName: 'hi.txt' } };
	const items: INodeExecutionData[] = ['+12025561000', 'unknown'].map((phone) => ({
		json: { phone, status: 'lead' },
		binary,
	}));
	const parameters = {
		chatId: { __rl: true, mode: 'list', value: setting.chatId },
		handle: '={{ $json.phone }}',
	};
	const bare = await setting.engine.run(items, parameters, setting.credential);
	expect(bare.success[0]).not.toHaveProperty('binary');
	expect(bare.success[0]!.json).not.toHaveProperty('phone');
	expect(bare.error[0]!.binary?.file?.fileName).toBe('hi.txt');

	const options = { includeInputFields: true };
	const whole = await setting.engine.run(
		[{ ...items[0]!, json: { phone: '+12025561001', status: 'lead' } }],
		{ ...parameters, options },
		setting.credential,
	);
	expect(whole.success[0]!.json).toMatchObject({ phone: '+12025561001', status: 'accepted' });
	expect(whole.success[0]!.binary?.file?.fileName).toBe('hi.txt');
});

test('each record can bring its own country, and none when its field is empty', async () => {
	const { success, error } = await setting.add(
		[
			{ phone: '(202) 556-1000', country: 'us' },
			{ phone: '0151 12345678', country: 'DE' },
			{ phone: '+442079460958', country: '' },
			{ phone: '020 7946 0959', country: 'UK' },
			{ phone: '020 7946 0960', country: 'somewhere' },
		],
		{ options: { defaultCountry: '={{ $json.country }}' } },
	);
	expect(success.map(({ json }) => json.handle)).toEqual([
		'+12025561000',
		'+4915112345678',
		'+442079460958',
		'+442079460959',
	]);
	expect(error.map(({ json }) => json.error)).toMatchObject([
		{
			message: 'The default country "somewhere" is not a country that is known',
			handle: '020 7946 0960',
		},
	]);
});

test.each(['fly', 'constructor', ''])('an operation there is not: %j', async (operation) => {
	const { success, error } = await setting.add([{ phone: '+12025561000' }], { operation });
	expect(success).toEqual([]);
	expect(error.map(({ json }) => json.error)).toEqual([
		expect.objectContaining({
			message: 'There is no such resource or operation',
			category: 'invalid_input',
			attempts: 0,
		}),
	]);
});

test.each([
	['direct', 409, 1006, 'conflict', 'two people'],
	['left', 409, 2013, 'conflict', 'has left'],
])('a chat that takes nobody (%s): Linq says why', async (kind, status, code, category, hint) => {
	const chat = setting.linq.account.addChat({
		is_group: kind !== 'direct',
		state: kind === 'left' ? 'left' : 'ready',
		service: 'iMessage',
		from: '+12025550100',
		handles: kind === 'direct' ? ['+12025550101'] : ['+12025550101', '+12025550102'],
	});
	const { error } = await setting.add([{ phone: '+12025561000', chat: chat.id }]);
	expect(error[0]!.json.error).toMatchObject({ status, code, category, attempts: 1 });
	expect((error[0]!.json.error as { hint: string }).hint).toContain(hint);
});

test('a member already, and a person on another service: Linq says why', async () => {
	setting.linq.account.setCapabilities('+12025561000', ['RCS']);
	const { error } = await setting.add([{ phone: '+12025550101' }, { phone: '+12025561000' }]);
	expect(error.map(({ json }) => json.error)).toEqual([
		expect.objectContaining({ code: 2015, category: 'conflict', retryable: false }),
		expect.objectContaining({ code: 2017, category: 'conflict', retryable: false }),
	]);
});

test('a note says how many failed and why; none does when all is well', async () => {
	const { task } = await setting.add([
		{ phone: '+12025561000' },
		{ phone: '' },
		{ phone: 'unknown' },
		{ phone: '+12025561001', chat: '550e8400-e29b-41d4-a716-446655440000' },
	]);
	expect(task.hints).toEqual([
		{
			message: expect.stringMatching(
				/^3 of 4 items went to the Error output: 1 × The phone number or email address is missing; 1 × .+; 1 × Chat not found\. For the first of these: .+\. Each item says under "error" what happened and what to do\.$/,
			) as string,
			type: 'warning',
			location: 'outputPane',
		},
		{
			message: expect.stringContaining('Nothing is connected to Error') as string,
			type: 'warning',
			location: 'outputPane',
		},
	]);
});

test('the credential is looked up once for an execution', async () => {
	const phones = Array.from({ length: 30 }, (_, index) => ({ phone: `+1202556${1000 + index}` }));
	const { success, credentials } = await setting.add(phones);
	expect(success).toHaveLength(30);
	expect(credentials.lookUps).toBe(1);
});
