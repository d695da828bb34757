import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { workflowOf, type WorkflowFile } from './engine';
import { inMemory, itemWith, picture } from './files';
import { person } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

/** A Linq of its own for each test. */
async function within(test: (setting: Setting) => Promise<void>): Promise<void> {
	const setting = await startSetting();
	try {
		await test(setting);
	} finally {
		await setting.linq.close();
	}
}

/** The keys that Linq was sent, in order of arrival. */
function keysOf({ linq }: Setting): string[] {
	return linq.requests.flatMap(({ body }) => {
		const { message } = (body ?? {}) as { message?: { idempotency_key?: string } };
		return message?.idempotency_key ?? [];
	});
}

/** What each operation that sends a message needs. */
const sending: Array<[resource: string, operation: string, parameters: INodeParameters]> = [
	['message', 'send', { chatId: byId('={{ $json.chat }}'), text: 'Hello' }],
	['message', 'sendToHandles', { to: person, text: 'Hello' }],
	['chat', 'create', { from: byId(ownLine), to: person, text: 'Hello' }],
];

const passing = { kind: 'error', status: 500, code: 3006, retryAfter: 0 } as const;

describe.each(sending)('%s: %s', (resource, operation, parameters) => {
	const run = async ({ run, chatId }: Setting, count = 1, own: INodeParameters = {}) => {
		const items = Array.from({ length: count }, () => ({ json: { chat: chatId } }));
		return await run(resource, operation, items, { ...parameters, ...own });
	};

	test('tried again, a message keeps its key', async () => {
		await within(async (setting) => {
			setting.linq.faults.add({ ...passing, times: 2 });
			const { success } = await run(setting);
			expect(success).toHaveLength(1);
			const keys = keysOf(setting);
			expect(keys).toHaveLength(3);
			expect(new Set(keys).size).toBe(1);
			expect(keys[0]).toMatch(/^[0-9a-f]{40}$/);
		});
	});

	test('whose answer is lost, arrives once', async () => {
		await within(async (setting) => {
			setting.linq.faults.add({ kind: 'reset', applied: true });
			const { success, error } = await run(setting);
			expect(error).toEqual([]);
			expect(success).toHaveLength(1);
			expect(new Set(keysOf(setting)).size).toBe(1);
			expect(keysOf(setting)).toHaveLength(2);
			expect(setting.linq.account.messages).toHaveLength(1);
		});
	});

	test('each item and each run has a key of its own', async () => {
		await within(async (setting) => {
			await run(setting, 3);
			await run(setting, 3);
			expect(new Set(keysOf(setting)).size).toBe(6);
			expect(setting.linq.account.messages).toHaveLength(6);
		});
	});

	test('the user’s own key wins, and sends once', async () => {
		await within(async (setting) => {
			const options = { idempotencyKey: ' order 4711 ' };
			await run(setting, 2, { options });
			await run(setting, 1, { options });
			expect(keysOf(setting)).toHaveLength(3);
			expect(new Set(keysOf(setting)).size).toBe(1);
			expect(keysOf(setting)[0]).toMatch(/^order 4711-[0-9a-f]{16}$/);
			expect(setting.linq.account.messages).toHaveLength(1);
		});
	});
});

describe('one’s own key', () => {
	let setting: Setting;

	beforeAll(async () => {
		setting = await startSetting();
	});

	beforeEach(() => {
		setting.linq.requests.length = 0;
	});

	afterAll(async () => {
		await setting.linq.close();
	});

	const send = async (key: unknown) =>
		await setting.run('message', 'send', [{ json: { key } as never }], {
			...{ chatId: byId(setting.chatId), text: 'Hello' },
			options: { idempotencyKey: '={{ $json.key }}' },
		});

	test.each<[string, unknown]>([
		['a line break', 'a\r\nX-Other: 1'],
		['a control character', 'a\u0000b'],
		['half an emoji', 'a\ud83d'],
		['256 characters', 'a'.repeat(256)],
		['true', true],
		['an object', { id: 1 }],
		['a list', ['a']],
	])('is refused before anything is sent: %s', async (_, key) => {
		const [report] = reportsOf(await send(key));
		expect(report).toMatchObject({
			message: "The option Idempotency Key can't be used as it is",
			category: 'invalid_input',
			attempts: 0,
		});
		expect(setting.linq.requests).toEqual([]);
	});

	test.each<[unknown, string]>([
		[4711, '4711'],
		['a'.repeat(238), 'a'.repeat(238)],
		['order #4711: "yes" \\', 'order #4711: "yes" \\'],
		['Müller & Söhne 🔑', 'Müller & Söhne 🔑'],
	])('%j is taken', async (key, expected) => {
		await send(key);
		const [sent] = keysOf(setting);
		expect(sent).toMatch(/-[0-9a-f]{16}$/);
		expect(sent!.slice(0, -17)).toBe(expected);
	});

	test.each([239, 255])('of %i characters is shortened, and stays what it is', async (length) => {
		const keys = ['a'.repeat(length), 'a'.repeat(length), `b${'a'.repeat(length - 1)}`];
		for (const key of keys) await send(key);
		const [first, again, other] = keysOf(setting);
		expect(first!.length).toBeLessThanOrEqual(255);
		expect(again).toBe(first);
		expect(other).not.toBe(first);
	});

	test('of several items is refused where it would swallow what another is to say', async () => {
		const items = ['Hello', 'Hello', 'Good bye', ''].map((text) => ({ json: { text } }));
		const result = await setting.run('message', 'send', items, {
			...{ chatId: byId(setting.chatId), text: '={{ $json.text || "One more" }}' },
			options: { idempotencyKey: '={{ $json.text ? "welcome" : "farewell" }}' },
		});
		expect(result.success.map(({ pairedItem }) => pairedItem)).toEqual([
			...[{ item: 0 }, { item: 1 }, { item: 3 }],
		]);
		expect(reportsOf(result)).toMatchObject([
			{
				message: 'Another item has the same Idempotency Key for something else',
				category: 'invalid_input',
				attempts: 0,
			},
		]);
		const words = keysOf(setting).map((key) => key.slice(0, -17));
		expect(words).toEqual(['welcome', 'welcome', 'farewell']);
	});

	test('is refused for another file, and not for one that is the same', async () => {
		const files = ['one', 'two', 'one'].map((content) => ({
			...itemWith(inMemory(Buffer.from(content), picture)),
		}));
		const result = await setting.run('message', 'send', files, {
			...{ chatId: byId(setting.chatId), files: { file: [{}] } },
			options: { idempotencyKey: 'picture' },
		});
		expect(result.success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
	});

	test('of an item that is refused is free for another', async () => {
		const items = ['', 'Hello'].map((text) => ({ json: { text } }));
		const result = await setting.run('message', 'send', items, {
			...{ chatId: byId(setting.chatId), text: '={{ $json.text }}' },
			options: { idempotencyKey: 'free' },
		});
		expect(reportsOf(result)).toMatchObject([{ message: 'The message is empty' }]);
		expect(result.success).toHaveLength(1);
	});

	test.each<[string, string, INodeParameters]>([
		['message', 'send', { chatId: byId('={{ $json.chat }}') }],
		['message', 'sendToHandles', { to: '={{ $json.phone }}' }],
		['chat', 'create', { from: byId(ownLine), to: '={{ $json.phone }}' }],
	])('%s: %s: is refused for another person', async (resource, operation, place) => {
		const items = ['+12025561000', '+12025561001'].map((phone) => ({
			json: { phone, chat: setting.group() },
		}));
		const options = { idempotencyKey: `${resource} ${operation}` };
		const result = await setting.run(resource, operation, items, {
			...{ ...place, text: 'Hello', options },
		});
		expect([result.success.length, reportsOf(result).length]).toEqual([1, 1]);
	});

	test.each(['', '  ', null])('%j is none, so the automatic one counts', async (key) => {
		await send(key);
		expect(keysOf(setting)[0]).toMatch(/^[0-9a-f]{40}$/);
	});
});

describe('when n8n runs the node again', () => {
	const chatIdOf = ({ chatId }: Setting) => ({ chatId: byId(chatId), text: 'Hello' });
	const fileFor = (setting: Setting, json: object, options: INodeParameters = {}): WorkflowFile => {
		const items = [{ json }, { json }] as INodeExecutionData[];
		const parameters = { resource: 'message', operation: 'send', ...chatIdOf(setting), options };
		return workflowOf(items, parameters);
	};

	test('by Retry On Fail, each item keeps its key and is sent once', async () => {
		await within(async (setting) => {
			// What makes n8n think that the node failed: a field "error" of the first item on Success.
			const file = fileFor(setting, { error: 'of an earlier run' }, { includeInputFields: true });
			Object.assign(file.nodes[1]!, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
			await setting.engine.start(file, setting.credential).finished;
			const keys = keysOf(setting);
			expect(keys).toHaveLength(4);
			expect(keys.slice(2)).toEqual(keys.slice(0, 2));
			expect(new Set(keys).size).toBe(2);
			expect(setting.linq.account.messages).toHaveLength(2);
		});
	});

	test('for another turn of a loop, each item gets a new key', async () => {
		await within(async (setting) => {
			const file = fileFor(setting, {});
			const [records, node] = file.nodes;
			const again = { ...records!, id: 'Again', name: 'Again', type: 'n8n-nodes-base.noOp' };
			const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
			file.nodes = [records!, node!, again];
			file.connections = {
				Records: { main: [[to('Linq Chat'), to('Again')]] },
				Again: { main: [[to('Linq Chat')]] },
			};
			const { data } = await setting.engine.start(file, setting.credential).finished;
			expect(data.resultData.runData['Linq Chat']).toHaveLength(2);
			expect(new Set(keysOf(setting)).size).toBe(4);
			expect(setting.linq.account.messages).toHaveLength(4);
		});
	});

	test('for an agent that calls its tool twice, each call gets a new key', async () => {
		await within(async (setting) => {
			const file = fileFor(setting, { error: 'of an earlier run' }, { includeInputFields: true });
			Object.assign(file.nodes[1]!, {
				...{ type: 'n8n-nodes-linq-chat.linqChatTool', rewireOutputLogTo: 'ai_tool' },
				...{ retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			});
			await setting.engine.start(file, setting.credential).finished;
			expect(keysOf(setting)).toHaveLength(4);
			expect(new Set(keysOf(setting)).size).toBe(4);
		});
	});
});

test('called in the process of the agent, each call has a key of its own', async () => {
	await within(async (setting) => {
		const { engine, credential, chatId } = setting;
		const send = { resource: 'message', operation: 'send', chatId: byId(chatId), text: 'Hello' };
		await engine.callTool(send, credential);
		await engine.callTool(send, credential);
		expect(new Set(keysOf(setting)).size).toBe(2);
		expect(setting.linq.account.messages).toHaveLength(2);
	});
});

test('a file that is sent goes up once, and its message keeps its key', async () => {
	await within(async (setting) => {
		const { linq, chatId, run } = setting;
		linq.faults.add({ ...passing, path: /messages$/, times: 2 });
		const data = Buffer.from('photo').toString('base64');
		const binary = { data: { data, mimeType: 'image/png', fileName: 'photo.png' } };
		const { success } = await run('message', 'send', [{ json: {}, binary }], {
			chatId: byId(chatId),
			files: { file: [{ source: 'binaryData' }] },
		});
		expect(success).toHaveLength(1);
		expect(linq.uploads).toHaveLength(1);
		expect(new Set(keysOf(setting)).size).toBe(1);
		expect(linq.account.messages).toHaveLength(1);
	});
});
