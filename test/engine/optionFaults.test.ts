import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const phone = (index: number) => `+1202556${1000 + index}`;

const faults = [
	['a failure that passes', { kind: 'error', status: 503, retryAfter: 0 }, 'accepted'],
	['a lost connection', { kind: 'reset' }, 'accepted'],
	['half an answer', { kind: 'resetHalfway' }, 'accepted'],
	['a limit', { kind: 'error', status: 429, code: 1007, retryAfter: 0 }, 'accepted'],
	['a refusal', { kind: 'error', status: 403, code: 2005 }, 'forbidden'],
	['no such thing', { kind: 'error', status: 404, code: 2001 }, 'not_found'],
	['a web page', { kind: 'html', status: 200 }, 'invalid_response'],
	['cut JSON', { kind: 'truncatedJson', status: 200 }, 'invalid_response'],
	['a list', { kind: 'raw', status: 200, body: '[]' }, 'invalid_response'],
	[
		'an object that is no chat',
		{ kind: 'raw', status: 200, body: '{"id":"../x"}' },
		'invalid_response',
	],
	['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:1/' }, 'invalid_response'],
] as const;

const outcomeOf = async (options: object, where = setting) => {
	const { success, error } = await where.add([{ phone: phone(0) }], { options: { ...options } });
	const report = error[0]?.json.error as { category: string } | undefined;
	return report?.category ?? success[0]?.json.status;
};

describe('while the chat is read', () => {
	test.each(faults)('%s', async (_, fault, outcome) => {
		setting.linq.faults.add({ ...fault, method: 'GET' });
		expect(await outcomeOf({ skipIfAlreadyIn: true, checkChat: true })).toBe(outcome);
	});
});

describe('while the messaging service is checked', () => {
	const checks = faults.filter(([what]) => what !== 'an object that is no chat');

	test.each(checks)('%s', async (_, fault, outcome) => {
		setting.linq.faults.add({ ...fault, path: '/v3/capability/check_imessage' });
		expect(await outcomeOf({ checkService: true })).toBe(outcome);
	});
});

describe('while someone is waited for', () => {
	test.each(faults)('%s: the next reading, or the reason', async (_, fault, outcome) => {
		const own = await startSetting();
		own.linq.faults.add({ ...fault, method: 'GET' });
		const expected = outcome === 'accepted' ? 'accepted' : 'not_confirmed';
		const unreadable = fault.kind === 'raw' && fault.body !== '[]';
		// What is no chat may be one the next time; nobody is told of a failure that passes.
		const options = { waitUntilJoined: true, waitTimeout: 10 };
		const seen = await outcomeOf(options, own);
		await own.linq.close();
		expect(seen).toBe(unreadable ? 'accepted' : expected);
	});
});

test('a removal meets the same faults with the same outcomes', async () => {
	const { linq } = setting;
	const members = [1, 2, 3, 4].map(phone);
	await setting.add(members.map((handle) => ({ phone: handle })));
	linq.faults.add({ kind: 'error', status: 500, retryAfter: 0, handle: members[0] });
	linq.faults.add({ kind: 'error', status: 403, code: 2005, handle: members[1] });
	linq.faults.add({ kind: 'html', status: 200, handle: members[2] });
	const { success, error } = await setting.add(
		members.map((handle) => ({ phone: handle })),
		{ operation: 'removeParticipant' },
	);
	expect(success.map(({ json }) => json.handle)).toEqual([members[0], members[3]]);
	expect(error.map(({ json }) => (json.error as { category: string }).category)).toEqual([
		'forbidden',
		'invalid_response',
	]);
});

test('against a limit, with everything on: everyone joins, and each is added once', async () => {
	const { linq } = setting;
	linq.limit = { requests: 10, seconds: 1 };
	linq.joinDelay = 200;
	const chats = [setting.chatId, setting.group(), setting.group()];
	const items = Array.from({ length: 15 }, (_, index) => ({
		phone: phone(index),
		chat: chats[index % 3],
	}));
	const { success, error } = await setting.add(items, {
		options: {
			checkChat: true,
			skipIfAlreadyIn: true,
			waitUntilJoined: true,
			ifServiceDiffers: 'newChat',
			newChatMessage: 'Hello',
		},
	});
	expect(error).toEqual([]);
	expect(success.map(({ json }) => [json.handle, json.joined])).toEqual(
		items.map((item) => [item.phone, true]),
	);
	const accepted = linq.requests.filter(
		({ method, status }) => method === 'POST' && status === 202,
	);
	expect(accepted).toHaveLength(15);
}, 60_000);
