import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const run = async (operation: string, phones: unknown[], options: INodeParameters = {}) =>
	await setting.run(
		'blockedHandle',
		operation,
		phones.map((phone) => ({ json: { phone } as never })),
		{ handle: '={{ $json.phone }}', options },
	);
const blocked = () => setting.linq.account.blockedHandles.map(({ handle }) => handle);

test('people, short codes and sender IDs are blocked, and others go to Error', async () => {
	const phones = [
		'(202) 555-0101',
		'Jo@example.com',
		262966,
		'ACME',
		'5550101',
		'2025550101x',
		null,
	];
	const result = await run('block', phones, { defaultCountry: 'US' });
	expect(blocked().sort()).toEqual(['+12025550101', '262966', 'ACME', 'jo@example.com']);
	expect(result.error.map(({ json }) => json.phone)).toEqual(['5550101', '2025550101x', null]);
	for (const report of reportsOf(result)) {
		expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
	}
	expect(setting.linq.requests).toHaveLength(4);
});

test.each([
	...['5550101', '20123456', '12 34 56', '0171234', '99999999999'],
	...['Jo Smith', 'no phone', 'missing', 'do not call', 'ext 5'],
])('%s, which could be somebody’s number or is no sender, blocks nobody', async (phone) => {
	const result = await run('block', [phone]);
	expect(result.success).toEqual([]);
	expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
	expect(setting.linq.requests).toEqual([]);
});

test('what is about one person goes one after another, in order', async () => {
	const [first, again, another] = ['jo@example.com', 'JO@example.com', '+12025550101'];
	setting.linq.faults.add({ kind: 'delay', milliseconds: 50, handle: first });
	await run('block', [first, again, another]);
	const handles = setting.linq.requests.map(({ body }) => (body as { handle: string }).handle);
	expect(handles).toHaveLength(3);
	expect(handles.slice(0, 2)).toEqual(expect.arrayContaining([first, another]));
	expect(handles[2]).toBe(again);
});

test('nothing goes out to someone who is blocked, and the error says how to change that', async () => {
	const { linq } = setting;
	const direct = linq.account.addChat({ from: ownLine, handles: ['+12025550101'] }).id;
	await run('block', ['+12025550101']);
	const send = async () =>
		await setting.run('message', 'send', [{ json: {} }], { chatId: byId(direct), text: 'Hi' });
	expect(reportsOf(await send())).toMatchObject([
		{
			...{ category: 'forbidden', code: 2026, retryable: false, attempts: 1 },
			hint: expect.stringContaining('Blocked Person → Unblock') as string,
		},
	]);
	await run('unblock', ['+12025550101']);
	expect((await send()).success).toHaveLength(1);
});

test('unblocking that an earlier try has done is a success', async () => {
	setting.linq.account.blockedHandles.push({ handle: 'ACME', blocked_at: '2026-03-02T10:00:00Z' });
	setting.linq.faults.add({ kind: 'error', status: 504, retryAfter: 0, applied: true });
	setting.linq.faults.add({ kind: 'error', status: 404, code: 2001 });
	const { success, error } = await run('unblock', ['ACME']);
	expect(error).toEqual([]);
	expect(success).toMatchObject([{ json: { success: true, handle: 'ACME' } }]);
	expect(blocked()).toEqual([]);
});
