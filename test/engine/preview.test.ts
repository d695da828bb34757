import type { INodeParameters } from 'n8n-workflow';
import { ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const member = '+12025550101';
const stranger = '+12025561000';

const add = async (phones: string[], options: INodeParameters = {}, parameters = {}) =>
	await setting.add(
		phones.map((phone) => ({ phone })),
		{ options: { previewOnly: true, ...options }, ...parameters },
	);

const asked = () => setting.linq.requests.map(({ method }) => method);

test('a preview of additions says for each item what would happen, and reads the chat once', async () => {
	const options = { skipIfAlreadyIn: true };
	const result = await add([member, stranger, stranger, 'unknown'], options);
	expect(result.success.map(({ json }) => json)).toMatchObject([
		{ preview: true, chat_id: setting.chatId, handle: member, status: 'already_in_chat' },
		{ preview: true, chat_id: setting.chatId, handle: stranger, status: 'would_add' },
		{ preview: true, chat_id: setting.chatId, handle: stranger, status: 'already_in_chat' },
	]);
	expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', preview: true }]);
	expect(asked()).toEqual(['GET']);
});

test('what Linq would refuse is on Error', async () => {
	const result = await add([member]);
	expect(reportsOf(result)).toMatchObject([{ category: 'conflict', attempts: 0, preview: true }]);
	expect(asked()).toEqual(['GET']);
});

test('a preview of removals counts who would remain', async () => {
	await setting.add([{ phone: stranger }]);
	await setting.linq.settled();
	setting.linq.requests.length = 0;
	const result = await add([stranger, member], {}, { operation: 'removeParticipant' });
	expect(result.success.map(({ json }) => json)).toMatchObject([
		{ preview: true, handle: stranger, status: 'would_remove' },
	]);
	expect(reportsOf(result)).toMatchObject([{ category: 'conflict', preview: true }]);
	expect(asked()).toEqual(['GET']);
});

test('what is only looked at changes nothing for the items that are done in earnest', async () => {
	const { success } = await setting.add(
		[
			{ phone: stranger, look: true },
			{ phone: stranger, look: false },
		],
		{ options: { previewOnly: '={{ $json.look }}', skipIfAlreadyIn: true } },
	);
	expect(success.map(({ json }) => json.status)).toEqual(['would_add', 'accepted']);
});

test('services are asked about where the options say so', async () => {
	const { linq } = setting;
	linq.account.setCapabilities(stranger, ['SMS']);
	const options = { checkService: true };
	const refused = await add([stranger], options);
	expect(reportsOf(refused)).toMatchObject([
		{ category: 'conflict', message: expect.stringContaining('iMessage') as string },
	]);
	const created = await add([stranger], {
		...{ ...options, ifServiceDiffers: 'newChat', newChatMessage: 'Hello everyone' },
	});
	expect(created.success.map(({ json }) => json.status)).toEqual(['would_create']);
	expect(asked()).toEqual(['GET', 'POST', 'GET', 'POST']);
	expect(linq.requests[1]!.path).toMatch(/\/v3\/capability\/check_imessage$/);
	expect(linq.account.chats).toHaveLength(1);
});

test('a hint says how many items were only looked at, and how they are done', async () => {
	const notes = async (phones: string[], options: INodeParameters = {}) =>
		(await add(phones, options)).task.hints?.map(({ message }) => message);
	const rest =
		'only looked at: nothing was sent or changed. Remove the option Preview Only to do it.';
	expect(await notes([stranger])).toEqual([`1 item was ${rest}`]);
	expect(await notes([stranger, '+12025561001'])).toEqual([`2 items were ${rest}`]);
	expect(await notes([stranger, member])).toContain(`2 items were ${rest}`);
	expect(await notes([stranger], { previewOnly: false })).toEqual([]);
});

test('the option is refused where it holds nothing: nobody is added by mistake', async () => {
	const result = await add([stranger], { previewOnly: '={{ $json.nothing }}' });
	expect(reportsOf(result)).toMatchObject([
		{
			category: 'invalid_input',
			attempts: 0,
			message: expect.stringContaining('Preview Only') as string,
		},
	]);
	expect(asked()).toEqual([]);
});

describe('where Linq fails,', () => {
	const busy = { kind: 'error', status: 429, code: 1007, retryAfter: 0 } as const;
	const broken = { kind: 'error', status: 500, code: 3006, retryAfter: 0 } as const;

	test.each([busy, broken])('a look is tried again: $status', async (fault) => {
		setting.linq.faults.add(fault);
		const { success } = await add([stranger]);
		expect(success.map(({ json }) => json.status)).toEqual(['would_add']);
		expect(asked()).toEqual(['GET', 'GET']);
	});

	test.each([
		[busy, 'rate_limited'],
		[broken, 'server_error'],
	])('and is on Error where that does not help: $status', async (fault, category) => {
		setting.linq.faults.add({ ...fault, times: Infinity });
		const result = await add([stranger], { maxRetries: 1 });
		expect(reportsOf(result)).toMatchObject([
			{ category, retryable: true, attempts: 2, preview: true },
		]);
		expect(reportsOf(result)[0]!.hint).not.toMatch(/may have been/);
	});

	test('nothing more is asked after the key was refused', async () => {
		setting.linq.faults.add({ kind: 'error', status: 401, code: 2004 });
		const other = setting.group();
		const items = [{ phone: stranger }, { phone: stranger, chat: other }];
		const options = { previewOnly: true, concurrency: 1 };
		const result = await setting.add(items, { options });
		expect(reportsOf(result)).toMatchObject([
			{ category: 'unauthorized', attempts: 1, preview: true },
			{ category: 'unauthorized', attempts: 0, preview: true },
		]);
		expect(asked()).toEqual(['GET']);
	});
});

test('people who would get a new chat have to bring the same message for it', async () => {
	const { linq } = setting;
	const others = ['+12025561998', '+12025561999'];
	linq.account.setCapabilities(others[0]!, ['SMS']);
	linq.account.setCapabilities(others[1]!, ['SMS']);
	const result = await setting.add(
		others.map((phone, index) => ({ phone, text: `Hello ${index}` })),
		{
			options: {
				...{ previewOnly: true, checkService: true, ifServiceDiffers: 'newChat' },
				newChatMessage: '={{ $json.text }}',
			},
		},
	);
	expect(result.success.map(({ json }) => json.status)).toEqual(['would_create']);
	expect(reportsOf(result)).toMatchObject([{ category: 'conflict', preview: true }]);
}, 30_000);

test('the own number would not be removed', async () => {
	await setting.add([{ phone: stranger }]);
	const result = await add([ownLine], {}, { operation: 'removeParticipant' });
	expect(reportsOf(result)).toMatchObject([{ category: 'conflict', preview: true }]);
});
