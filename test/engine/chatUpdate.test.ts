import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { inMemory, itemWith } from './files';
import { byId, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const update = async (
	updateFields: INodeParameters,
	options: INodeParameters = {},
	items: INodeExecutionData[] = [{ json: {} }],
) =>
	await setting.run('chat', 'update', items, {
		...{ chatId: byId(setting.chatId), updateFields, options },
	});

const waiting = { waitUntilChanged: true };
const chat = () => setting.linq.account.chat(setting.chatId)!;
const asked = () => setting.linq.requests.map(({ method }) => method);

test('without waiting, Success means that Linq has queued it', async () => {
	setting.linq.joinDelay = Infinity;
	const { success } = await update({ displayName: 'Acme' });
	expect(success[0]!.json).toEqual({ chat_id: setting.chatId, status: 'accepted' });
	expect(asked()).toEqual(['PUT']);
	expect(chat().display_name).toBe('Acme onboarding');
});

test('a name is waited for until the chat shows it', async () => {
	setting.linq.joinDelay = 300;
	const { success, error } = await update({ displayName: ' Acme ' }, waiting);
	expect(error).toEqual([]);
	expect(success[0]!.json).toMatchObject({
		...{ chat_id: setting.chatId, status: 'accepted', changed: true },
		chat: { id: setting.chatId, display_name: 'Acme' },
	});
	expect(asked().slice(0, 2)).toEqual(['PUT', 'GET']);
});

test('a picture is waited for until the chat shows another than before', async () => {
	setting.linq.joinDelay = 300;
	chat().group_chat_icon = 'https://example.com/before.png';
	const file = itemWith(inMemory());
	const { success, error } = await update({ groupChatIcon: 'data' }, waiting, [file]);
	expect(error).toEqual([]);
	const { group_chat_icon } = success[0]!.json.chat as { group_chat_icon: string };
	expect(group_chat_icon).toMatch(/^https:\/\/127/);
	expect(asked().slice(0, 4)).toEqual(['GET', 'POST', 'PUT', 'GET']);
});

test.each<[string, INodeParameters, number]>([
	['name', { displayName: 'Acme' }, 1],
	['picture', { groupChatIcon: 'https://example.com/after.png' }, 2],
])(
	'a %s that never shows is not confirmed, and may be tried again',
	async (_, changes, attempts) => {
		setting.linq.joinDelay = Infinity;
		const result = await update(changes, { ...waiting, waitTimeout: 5 });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{
				...{ category: 'not_confirmed', retryable: true, attempts, chat_id: setting.chatId },
				message: 'Linq accepted it, but the chat does not show it after 5 seconds',
			},
		]);
	},
);

test('a picture is not changed where the one before is not known: it could not be told from it', async () => {
	setting.linq.faults.add({ kind: 'raw', body: '{"display_name":"Acme"}', method: 'GET' });
	const changes = { groupChatIcon: 'https://example.com/after.png' };
	const result = await update(changes, waiting);
	expect(result.success).toEqual([]);
	expect(reportsOf(result)).toMatchObject([
		{ message: 'Linq did not describe the chat', category: 'invalid_response', attempts: 1 },
	]);
	expect(asked()).toEqual(['GET']);
});

test('a refusal counts the look and the upload before it', async () => {
	setting.linq.faults.add({ kind: 'error', status: 409, code: 2015, method: 'PUT' });
	const result = await update({ groupChatIcon: 'data' }, waiting, [itemWith(inMemory())]);
	expect(reportsOf(result)).toMatchObject([{ code: 2015, attempts: 4 }]);
	expect(asked()).toEqual(['GET', 'POST', 'PUT']);
});

test('a picture whose address is not encrypted is refused before anything is sent', async () => {
	const result = await update({ groupChatIcon: 'http://example.com/logo.png' });
	expect(reportsOf(result)).toMatchObject([
		{
			...{ message: "The group picture's web address can't be used", attempts: 0 },
			hint: expect.stringContaining('begin with https://') as string,
		},
	]);
	expect(setting.linq.requests).toEqual([]);
});

test('the next change of the chat waits, so that each is seen', async () => {
	setting.linq.joinDelay = 100;
	const items = ['One', 'Two'].map((name) => ({ json: { name } }));
	const { success, error } = await update({ displayName: '={{ $json.name }}' }, waiting, items);
	expect(error).toEqual([]);
	expect(success.map(({ json }) => (json.chat as { display_name: string }).display_name)).toEqual([
		'One',
		'Two',
	]);
});

test.each([4, 601, 'soon'])('%j seconds are no time to wait', async (waitTimeout) => {
	const result = await update({ displayName: 'Acme' }, { ...waiting, waitTimeout });
	expect(reportsOf(result)).toMatchObject([
		{ message: "The option Wait at Most can't be used as it is", attempts: 0 },
	]);
	expect(setting.linq.requests).toEqual([]);
});

test('a refusal is not waited for', async () => {
	chat().state = 'left';
	const result = await update({ displayName: 'Acme' }, waiting);
	expect(reportsOf(result)).toMatchObject([{ code: 2013, attempts: 1 }]);
	expect(asked()).toEqual(['PUT']);
});
