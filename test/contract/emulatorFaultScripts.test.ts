import { startEmulator, type AccountChat, type Emulator } from '../emulator';

let linq: Emulator;
let chat: AccountChat;

beforeEach(async () => {
	linq = await startEmulator();
	chat = linq.account.addChat({ handles: ['+12025550121', '+12025550122'] });
});

afterEach(() => linq.close());

const add = (handle: string) =>
	fetch(`${linq.baseUrl}/v3/chats/${chat.id}/participants`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${linq.apiKey}` },
		body: JSON.stringify({ handle }),
	});

const joined = (handle: string) => chat.handles.some((entry) => entry.handle === handle);

describe('when a fault strikes', () => {
	const page = { kind: 'html' } as const;
	const statuses = async (...handles: string[]) => {
		const answered: unknown[] = [];
		for (const handle of handles) answered.push((await add(handle)).status);
		return answered;
	};
	const [a, b, c, d] = ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'] as const;

	it('is once, unless told otherwise', async () => {
		linq.faults.add(page);
		expect(await statuses(a, b)).toEqual([502, 202]);
		linq.faults.add({ ...page, times: 2 });
		expect(await statuses(c, c, c)).toEqual([502, 502, 202]);
		linq.faults.add({ ...page, times: Infinity });
		expect(await statuses(d, d, d)).toEqual([502, 502, 502]);
		linq.faults.clear();
		expect(await statuses(d)).toEqual([202]);
	});

	it('is after so many requests were let through', async () => {
		linq.faults.add({ ...page, after: 2 });
		expect(await statuses(a, b, c, d)).toEqual([202, 202, 502, 202]);
	});

	it('is in the order they were added', async () => {
		linq.faults.add({ ...page, status: 503 });
		linq.faults.add({ ...page, status: 504 });
		expect(await statuses(a, a, a)).toEqual([503, 504, 202]);
	});

	it('is on the handle named', async () => {
		linq.faults.add({ ...page, handle: b });
		expect(await statuses(a, b, c, b)).toEqual([202, 502, 202, 202]);
	});

	it.each([
		['post', 502],
		['DELETE', 202],
	])('is on the method named (%s)', async (method, status) => {
		linq.faults.add({ ...page, method });
		expect(await statuses(a)).toEqual([status]);
	});

	it.each([
		['the path below the base URL', () => `/v3/chats/${chat.id}/participants`, 502],
		['the path as received', () => `/api/partner/v3/chats/${chat.id}/participants`, 502],
		['a part of the path', () => '/v3/chats', 202],
		['an expression', () => /participants$/g, 502],
		['another expression', () => /^\/v3/, 202],
	])('is on %s', async (_which, path, status) => {
		linq.faults.add({ ...page, path: path(), times: 2 });
		expect(await statuses(a, b)).toEqual([status, status]);
	});

	it('is before the key is looked at and the limit counts', async () => {
		linq.limit = { requests: 1, seconds: 3600 };
		linq.faults.add(page);
		expect(await statuses(a, b, c)).toEqual([502, 202, 429]);
	});

	it('is with the limit counting and the checks made when applied', async () => {
		linq.limit = { requests: 1, seconds: 3600 };
		linq.faults.add({ ...page, applied: true });
		expect(await statuses(a, b)).toEqual([502, 429]);
		expect(joined(a)).toBe(true);

		linq.limit = undefined;
		linq.faults.add({ ...page, applied: true });
		await add('not a handle');
		expect(joined('not a handle')).toBe(false);
	});
});
