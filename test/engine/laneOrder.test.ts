import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const phone = (index: number) => `+1202556${1000 + index}`;

/** Who was accepted into a chat, in Linq's order. */
const acceptedInto = (chat: string) =>
	setting.linq.requests
		.filter(({ path, status }) => path.includes(chat) && status === 202)
		.map(({ body }) => (body as { handle: string }).handle);

test('under faults too, people join a chat in input order', async () => {
	const { linq } = setting;
	const chats = [setting.chatId, setting.group(), setting.group()];
	const items = Array.from({ length: 60 }, (_, index) => ({
		phone: phone(index),
		chat: chats[index % 3],
	}));
	for (const index of [0, 7, 13, 29, 30, 58]) {
		linq.faults.add({ kind: 'error', status: 503, retryAfter: 0, handle: phone(index) });
	}
	for (const index of [4, 17, 44]) linq.faults.add({ kind: 'reset', handle: phone(index) });
	for (const index of [5, 20]) {
		linq.faults.add({ kind: 'delay', milliseconds: 60, handle: phone(index) });
	}
	linq.faults.add({ kind: 'error', status: 429, code: 1007, retryAfter: 0, handle: phone(36) });
	const { success, error } = await setting.add(items);
	expect(error).toEqual([]);
	expect(success.map(({ json }) => json.handle)).toEqual(items.map((item) => item.phone));
	for (const chat of chats) {
		const expected = items.filter((item) => item.chat === chat).map((item) => item.phone);
		expect(acceptedInto(chat)).toEqual(expected);
	}
});

test('no two requests for one chat are under way at once, and others go on beside it', async () => {
	const { linq } = setting;
	const other = setting.group();
	linq.faults.add({ kind: 'hang', handle: phone(0), times: Infinity });
	const options = { timeout: 1, maxRetries: 0 };
	const { success, error } = await setting.add(
		[
			{ phone: phone(0) },
			{ phone: phone(1) },
			...[2, 3, 4].map((index) => ({ phone: phone(index), chat: other })),
		],
		{ options },
	);
	expect(error).toHaveLength(1);
	expect(success).toHaveLength(4);
	const order = linq.requests.map(({ body }) => (body as { handle: string }).handle);
	expect(order.indexOf(phone(1))).toBe(order.length - 1);
});

test('one chat that refuses everybody does not stop another', async () => {
	const gone = '550e8400-e29b-41d4-a716-446655440000';
	const items = Array.from({ length: 20 }, (_, index) => ({
		phone: phone(index),
		chat: index % 2 ? gone : setting.chatId,
	}));
	setting.linq.faults.add({ kind: 'error', status: 403, code: 2024, handle: phone(2) });
	const { success, error } = await setting.add(items);
	expect(success).toHaveLength(9);
	expect(error.map(({ json }) => (json.error as { code: number }).code)).toEqual([
		2001,
		2024,
		...Array.from({ length: 9 }, () => 2001),
	]);
});

test('after a 401 nothing more is sent: the rest is on Error with no attempts', async () => {
	const { linq } = setting;
	linq.faults.add({ kind: 'error', status: 401, code: 2004, after: 3, times: Infinity });
	const items = Array.from({ length: 100 }, (_, index) => ({
		phone: phone(index),
		chat: setting.group(),
	}));
	const { success, error } = await setting.add(items, { options: { concurrency: 1 } });
	expect(success).toHaveLength(3);
	expect(linq.requests).toHaveLength(4);
	expect(error.map(({ json }) => (json.error as { attempts: number }).attempts)).toEqual([
		1,
		...Array.from({ length: 96 }, () => 0),
	]);
	expect(
		error.every(({ json }) => (json.error as { category: string }).category === 'unauthorized'),
	).toBe(true);
});
