import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const people = '+12025550191, +12025550192';
const create = async (parameters: INodeParameters = {}) =>
	await setting.run('chat', 'create', [{ json: {} }], {
		from: byId(ownLine),
		to: people,
		text: 'Hello everyone',
		options: { displayName: 'Acme onboarding', maxRetries: 0 },
		...parameters,
	});
const asked = () => setting.linq.requests.map(({ method, path }) => `${method} ${path}`);

test('a new group gets its name, and Success says so', async () => {
	const { success } = await create();
	const { chat, named } = success[0]!.json as { chat: { id: string }; named: boolean };
	expect(named).toBe(true);
	expect(setting.linq.account.chat(chat.id)).toMatchObject({ display_name: 'Acme onboarding' });
});

test('several people make one group, which Success shows with everyone in it', async () => {
	const { success } = await create({ options: {} });
	const { chat } = success[0]!.json as { chat: { handles: Array<{ handle: string }> } };
	expect(chat).toMatchObject({ is_group: true });
	expect(chat.handles.map(({ handle }) => handle)).toEqual([ownLine, ...people.split(', ')]);
	expect(success[0]!.json).not.toHaveProperty('named');
});

test('a group that gets no name is no Error, or its message would be sent again', async () => {
	setting.linq.faults.add({ kind: 'error', status: 403, code: 2005, method: 'PUT' });
	const { success, error } = await create();
	expect(error).toEqual([]);
	expect(success[0]!.json).toMatchObject({
		chat: { is_group: true },
		named: false,
		message: 'The chat was created, but not named: Access denied',
	});
	expect(setting.linq.account.messages).toHaveLength(1);
});

test('a chat with one person takes no name, and nothing is sent', async () => {
	expect(reportsOf(await create({ to: '+12025550191' }))).toMatchObject([
		{
			message: "A chat with one person can't have a name",
			hint: expect.stringContaining('Group Name') as string,
			attempts: 0,
		},
	]);
	expect(asked()).toEqual([]);
});

test('a group that could not be created is asked for no name', async () => {
	setting.linq.faults.add({ kind: 'error', status: 403, code: 2006 });
	expect(reportsOf(await create())).toMatchObject([{ code: 2006 }]);
	expect(asked()).toEqual([expect.stringContaining('POST')]);
});
