/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import { Account } from '../emulator';
import { manyChats } from '../emulator/demoAccount';
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const search = async (filter?: string, paginationToken?: string) =>
	await setting.engine.search('searchGroupChats', setting.credential, filter, paginationToken);

const names = async (filter?: string) => (await search(filter)).results.map(({ name }) => name);

test('shows name and service; groups only', async () => {
	const { account } = setting.linq;
	account.addChat({ is_group: false, service: 'SMS', handles: ['+12025550109'] });
	const rcs = account.addChat({
		display_name: 'London',
		is_group: true,
		service: 'RCS',
		handles: ['+442079460958', '+442079460959', '+442079460960'],
	});
	const { results, paginationToken } = await search();
	expect(results).toEqual([
		expect.objectContaining({ name: 'London (RCS)', value: rcs.id }),
		expect.objectContaining({
			name: 'Acme onboarding (iMessage)',
			value: setting.chatId,
		}),
	]);
	expect(paginationToken).toBeUndefined();
});

test('nothing in the name changes by itself, since the editor keeps it', async () => {
	const before = await names();
	const chat = setting.linq.account.chat(setting.chatId)!;
	chat.handles[1]!.status = 'left';
	expect(await names()).toEqual(before);
});

test('a chat that your number has left says so', async () => {
	setting.linq.account.addChat({
		display_name: 'Old pilot group',
		handles: ['+12025550181', '+12025550182'],
		state: 'left',
	});
	expect(await names()).toEqual([
		'Old pilot group (iMessage, you left)',
		'Acme onboarding (iMessage)',
	]);
});

test('chats that would look the same are told apart by when they began', async () => {
	const add = (created_at: string) =>
		setting.linq.account.addChat({
			display_name: 'Twins',
			handles: ['+12025550181', '+12025550182'],
			created_at,
		});
	add('2026-03-09T14:30:00Z');
	add('2026-03-10T08:05:00Z');
	expect(await names('twins')).toEqual([
		'Twins (iMessage, since 2026-03-10 08:05 UTC)',
		'Twins (iMessage, since 2026-03-09 14:30 UTC)',
	]);
});

test('searches names and members as one types', async () => {
	setting.linq.account.addChat({
		display_name: 'Beta',
		is_group: true,
		service: 'iMessage',
		handles: ['ann@example.com', '+442079460958'],
	});
	expect(await names('acme')).toEqual(['Acme onboarding (iMessage)']);
	expect(await names('BETA')).toEqual(['Beta (iMessage)']);
	expect(await names('ann@')).toEqual(['Beta (iMessage)']);
	expect(await names('20 7946')).toEqual(['Beta (iMessage)']);
	expect(await names('(202) 555-0101')).toEqual(['Acme onboarding (iMessage)']);
	expect(await names('+44 20 7946 0958')).toEqual(['Beta (iMessage)']);
	expect(await names('nobody')).toEqual([]);
	expect(await names(' ')).toHaveLength(2);
});

test('an account with thousands of chats is read page by page, not all at once', async () => {
	manyChats(setting.linq.account, 3_000);
	const seen = new Set<unknown>();
	let looks = 0;
	let token: string | undefined;
	do {
		const before = setting.linq.requests.length;
		const page = await search(undefined, token);
		for (const { value } of page.results) seen.add(value);
		token = page.paginationToken;
		looks++;
		expect(setting.linq.requests.length - before).toBeLessThanOrEqual(2);
	} while (token !== undefined);
	const groups = setting.linq.account.chats.filter(({ is_group }) => is_group);
	expect(seen).toEqual(new Set(groups.map(({ id }) => id)));
	expect(looks).toBeGreaterThan(10);
	expect(setting.linq.requests.every(({ query }) => query.limit === '100')).toBe(true);
});

test('a rare name among thousands is found in one look, since the editor asks no further', async () => {
	manyChats(setting.linq.account, 5_000);
	expect(await names('acme onboarding')).toEqual(['Acme onboarding (iMessage)']);
});

test('a search that gives up says so instead of showing nothing', async () => {
	manyChats(setting.linq.account, 10_200);
	await expect(search('no such chat')).rejects.toMatchObject({
		message: 'Your account has more chats than can be searched by name',
	});
	expect(setting.linq.requests).toHaveLength(100);
});

test('a whole number is looked up by Linq itself, in one request', async () => {
	manyChats(setting.linq.account, 3_000);
	expect(await names('+12025550101')).toEqual(['Acme onboarding (iMessage)']);
	expect(setting.linq.requests).toHaveLength(1);
	expect(setting.linq.requests[0]!.query).toEqual({ limit: '100', to: '+12025550101' });
});

test('of a member of many groups, all are shown', async () => {
	const colleague = '+12025550190';
	for (let number = 0; number < 240; number++) {
		setting.linq.account.addChat({ is_group: true, handles: [colleague, '+12025550102'] });
	}
	setting.linq.account.addChat({ is_group: false, handles: [colleague] });
	const { results } = await search(colleague);
	expect(new Set(results.map(({ value }) => value)).size).toBe(240);
	expect(setting.linq.requests).toHaveLength(3);
});

test("when Linq refuses, the picker shows Linq's reason, never an empty list", async () => {
	setting.credential.apiKey = 'another-key-0123456789';
	await expect(search()).rejects.toMatchObject({
		message: 'Unauthorized - missing or invalid authentication token',
		description: 'Put a valid API key into the Linq credential, then try again.',
		httpCode: '401',
	});
});

test('an account without group chats: what to do, in place of an empty list', async () => {
	setting.linq.account = new Account();
	setting.linq.account.addChat({ handles: ['+12025550101'] });
	await expect(search()).rejects.toMatchObject({
		message: 'Your Linq account has no group chats yet',
		description: expect.stringContaining('write to two or more people') as string,
	});
	expect(await search('acme')).toEqual({ results: [] });
});

test('a cursor that repeats ends the list', async () => {
	const body = JSON.stringify({ chats: [], next_cursor: '7' });
	setting.linq.faults.add({ kind: 'raw', body, status: 200, times: Infinity });
	expect(await search('acme')).toEqual({ results: [] });
	expect(setting.linq.requests.length).toBeLessThanOrEqual(3);
});

test('a list with broken entries shows the others', async () => {
	const chats = [null, 7, { id: '../x', is_group: true }, { is_group: true, id: setting.chatId }];
	const body = JSON.stringify({ chats, next_cursor: null });
	setting.linq.faults.add({ kind: 'raw', body, status: 200 });
	expect((await search()).results.map(({ value }) => value)).toEqual([setting.chatId]);
});
