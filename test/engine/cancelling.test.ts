/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import type { INodeParameters } from 'n8n-workflow';
import { workflowOf } from './engine';
import { startSetting, type Setting } from './setting';

let setting: Setting;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(() => process.on('unhandledRejection', note));

afterAll(() => process.off('unhandledRejection', note));

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

/**
 * Starts adding people, presses the stop button once Linq has seen so many requests, and returns
 * how n8n reports the execution and how many requests Linq saw in all, counted after another
 * execution has come and gone.
 */
async function cancelAfter(
	requests: number,
	people: number,
	options: INodeParameters = {},
	chatFor: () => string = setting.group,
	more: INodeParameters = {},
) {
	const { engine, linq, credential } = setting;
	const items = Array.from({ length: people }, (_, index) => ({
		json: { phone: `+1202556${1000 + index}`, chat: chatFor() },
	}));
	const parameters = {
		chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
		handle: '={{ $json.phone }}',
		options,
		...more,
	};
	const execution = engine.start(workflowOf(items, parameters), credential);
	await linq.received(requests);
	execution.cancel();
	const { status } = await execution.finished;
	linq.faults.clear();
	const { success } = await setting.add([{ phone: 'jo@example.com' }]);
	expect(success).toHaveLength(1);
	expect(unhandled).toEqual([]);
	return { status, seen: linq.requests.length - 1 };
}

test('while Linq is silent: the request is given up and no other follows', async () => {
	setting.linq.faults.add({ kind: 'hang', times: Infinity });
	expect(await cancelAfter(5, 200)).toEqual({ status: 'canceled', seen: 5 });
});

test('while waiting to try again: the wait ends at once', async () => {
	setting.linq.faults.add({
		kind: 'error',
		status: 503,
		code: 4004,
		retryAfter: 60,
		times: Infinity,
	});
	expect(await cancelAfter(5, 5)).toEqual({ status: 'canceled', seen: 5 });
});

test('while a limit holds the whole node back: the wait ends at once', async () => {
	setting.linq.faults.add({
		kind: 'error',
		status: 429,
		code: 1007,
		retryAfter: 60,
		times: Infinity,
	});
	expect(await cancelAfter(5, 200)).toEqual({ status: 'canceled', seen: 5 });
});

test('in full swing: nothing follows but what was on its way already', async () => {
	setting.linq.faults.add({ kind: 'delay', milliseconds: 20, times: Infinity });
	const { status, seen } = await cancelAfter(60, 1_000, { concurrency: 10 });
	expect(status).toBe('canceled');
	expect(seen).toBeLessThanOrEqual(60 + 10);
});

describe('with options that wait', () => {
	test('while someone is waited for: the wait ends at once', async () => {
		setting.linq.joinDelay = Infinity;
		const options = { waitUntilJoined: true, waitTimeout: 600 };
		// An addition and a reading for each of ten chats.
		const { status, seen } = await cancelAfter(20, 10, options);
		expect(status).toBe('canceled');
		expect(seen).toBe(20);
	});

	test.each(['delivered', 'reply'])(
		'while it is waited for that a message is (%s): the wait ends at once',
		async (waitFor) => {
			const options = { waitFor, waitTimeout: 600 };
			// A message and a reading for each of ten chats.
			const { status, seen } = await cancelAfter(20, 10, options, setting.group, {
				...{ resource: 'message', operation: 'send', text: 'Hello' },
			});
			expect(status).toBe('canceled');
			expect(seen).toBe(20);
		},
	);

	test('while the next check of a messaging service is not due: the wait ends at once', async () => {
		// A reading for each of three chats, the first check, and the first addition.
		expect(await cancelAfter(5, 3, { checkService: true })).toEqual({
			status: 'canceled',
			seen: 5,
		});
	});

	test('while a new chat is tried again: the wait ends at once', async () => {
		setting.linq.account.setCapabilities('+12025561000', ['SMS']);
		const fault = { method: 'POST', path: '/v3/chats', times: Infinity } as const;
		setting.linq.faults.add({ kind: 'error', status: 503, retryAfter: 60, ...fault });
		const options = { ifServiceDiffers: 'newChat', newChatMessage: 'Hello' };
		// The addition, the chat, the chats there are, the new chat, and the look for it.
		expect(await cancelAfter(5, 1, options)).toEqual({ status: 'canceled', seen: 5 });
	});

	test('while people are gathered who wait for others that are not begun any more: it ends', async () => {
		const people = [0, 1, 2, 3, 4].map((index) => `+1202556${1000 + index}`);
		for (const phone of people) setting.linq.account.setCapabilities(phone, ['SMS']);
		setting.linq.faults.add({ kind: 'hang', handle: people[2] });
		const options = { ifServiceDiffers: 'newChat', newChatMessage: 'Hello', concurrency: 1 };
		const oneChat = () => setting.chatId;
		expect(await cancelAfter(3, 5, options, oneChat)).toEqual({ status: 'canceled', seen: 3 });
	});

	test('while people are gathered for a new chat: none is created', async () => {
		const people = ['+12025561000', '+12025561001', '+12025561002'];
		for (const phone of people) setting.linq.account.setCapabilities(phone, ['SMS']);
		setting.linq.faults.add({ kind: 'hang', handle: people[2] });
		const options = { ifServiceDiffers: 'newChat', newChatMessage: 'Hello' };
		const oneChat = () => setting.chatId;
		expect(await cancelAfter(3, 3, options, oneChat)).toEqual({ status: 'canceled', seen: 3 });
	});
});
