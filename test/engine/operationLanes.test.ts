import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { workflowOf } from './engine';
import { bytes, inMemory, itemWith, sound } from './files';
import { menu, titleOf, usableParameters } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const jsonOf = (records: object[]) => records.map((json) => ({ json }) as INodeExecutionData);

/** The texts that were sent into a chat, in Linq's order. */
const textsIn = (chat: string) =>
	setting.linq.account.messages
		.filter(({ chat_id }) => chat_id === chat)
		.map(({ parts: [part] }) => (part?.type === 'text' ? part.value : part?.type));

const sending: INodeParameters = { chatId: byId('={{ $json.chat }}'), text: '={{ $json.text }}' };

test('under faults too, messages arrive in a chat in input order', async () => {
	const { linq } = setting;
	const chats = [setting.chatId, setting.group(), setting.group()];
	const records = Array.from({ length: 30 }, (_, at) => ({
		chat: chats[at % 3],
		text: String(at),
	}));
	for (const after of [0, 4, 9, 20]) {
		linq.faults.add({ kind: 'error', status: 503, retryAfter: 0, after });
	}
	for (const after of [2, 12]) linq.faults.add({ kind: 'delay', milliseconds: 40, after });
	const { success, error } = await setting.run('message', 'send', jsonOf(records), sending);
	expect(error).toEqual([]);
	expect(success).toHaveLength(30);
	for (const chat of chats) {
		const expected = records.filter((record) => record.chat === chat).map(({ text }) => text);
		expect(textsIn(chat)).toEqual(expected);
	}
});

test('while one chat is silent, others go on, and nothing else is sent to the silent one', async () => {
	const { linq, engine, credential } = setting;
	const [silent, other] = [setting.chatId, setting.group()];
	linq.faults.add({ kind: 'hang', path: new RegExp(silent) });
	const records = [silent, silent, other, other, other].map((chat, at) => ({
		chat,
		text: `${at}`,
	}));
	const parameters = { resource: 'message', operation: 'send', ...sending };
	const execution = engine.start(workflowOf(jsonOf(records), parameters), credential);
	await linq.received(4);
	expect(linq.requests.filter(({ path }) => path.includes(silent))).toHaveLength(1);
	execution.cancel();
	await execution.finished;
});

test('a message waits for the file of the one before', async () => {
	setting.linq.storage.faults.add({ kind: 'delay', milliseconds: 50 });
	const { chatId } = setting;
	const items = [
		itemWith(inMemory(bytes, sound), { chat: chatId, text: '', source: 'binaryData' }),
	];
	const second = { json: { chat: chatId, text: 'after', source: 'url' } };
	const file = {
		...{ source: '={{ $json.source }}', binaryPropertyName: 'data' },
		...{ attachmentId: chatId, url: 'https://example.com/a.jpg' },
	};
	const { error } = await setting.run('message', 'send', [...items, second], {
		...{ ...sending, files: { file: [file] } },
	});
	expect(error).toEqual([]);
	expect(textsIn(chatId)).toEqual(['media', 'after']);
});

test.each<[string, string, INodeParameters]>([
	['message', 'sendToHandles', {}],
	['chat', 'create', { from: byId(ownLine) }],
])('%s: %s keeps the order for the same people, however they are listed', async (...given) => {
	const [resource, operation, parameters] = given;
	setting.linq.faults.add({ kind: 'delay', milliseconds: 50 });
	const people = ['+12025561000', '+12025561001', 'jo@example.com'];
	const lists = [people, people.toReversed(), ['JO@example.com', ...people]];
	const records = lists.map((to, at) => ({ to, text: `${at}` }));
	const { error } = await setting.run(resource, operation, jsonOf(records), {
		...{ ...parameters, to: '={{ $json.to }}', text: '={{ $json.text }}' },
	});
	expect(error).toEqual([]);
	expect(setting.linq.account.chats).toHaveLength(2);
	const newest = setting.linq.account.messages[0]!.chat_id;
	expect(textsIn(newest)).toEqual(['0', '1', '2']);
});

test.each<[string, INodeParameters]>([
	['edit', { text: 'New' }],
	['react', { type: 'like' }],
	['delete', {}],
	['placeSticker', { reactionId: byId('one') }],
	['updateAppCard', { caption: 'New' }],
])('message: %s of one chat go one after another where the chat is given', async (...given) => {
	const [operation, fields] = given;
	const { linq, engine, credential } = setting;
	const [silent, other] = [setting.chatId, setting.group()];
	const records = [silent, silent, other].map((chat) => ({
		...{ chat, id: linq.account.addMessage(linq.account.chat(chat)!, { text: 'Old' }).id },
	}));
	linq.faults.add({ kind: 'hang', path: new RegExp(records[0]!.id) });
	const place = { chatId: byId('={{ $json.chat }}'), messageId: byId('={{ $json.id }}') };
	const parameters = { resource: 'message', operation, ...place, ...fields };
	const execution = engine.start(workflowOf(jsonOf(records), parameters), credential);
	await linq.received(2);
	const asked = linq.requests.map(({ path }) => records.findIndex(({ id }) => path.includes(id)));
	expect(asked.sort()).toEqual([0, 2]);
	execution.cancel();
	await execution.finished;
});

describe('after a 401 nothing more is sent', () => {
	test.each(menu.map((entry) => [titleOf(entry), entry] as const))('%s', async (_, entry) => {
		const { linq, engine, credential } = setting;
		linq.faults.add({ kind: 'error', status: 401, code: 2004, times: Infinity });
		const usable = usableParameters(entry);
		const items = [0, 1, 2].map((at) =>
			itemWith(inMemory(bytes, sound), { phone: `+1202556100${at}` }),
		);
		const result = await engine.run(
			items,
			{
				...usable,
				// One check in ten seconds for each person: nobody waits for what can't be sent.
				...('address' in usable && { address: '={{ $json.phone }}' }),
				options: { ...(usable.options as INodeParameters), concurrency: 1 },
			},
			credential,
		);
		expect(result.success).toEqual([]);
		expect(reportsOf(result).map(({ category, attempts }) => [category, attempts])).toEqual([
			['unauthorized', 1],
			...[1, 2].map(() => [
				// An execution waits for one answer only, so the others were refused before.
				entry.operation === 'sendAndWait' ? 'invalid_input' : 'unauthorized',
				0,
			]),
		]);
		expect(linq.requests).toHaveLength(1);
		expect(linq.uploads).toEqual([]);
	});
});
