/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { LinqChat } from '../../nodes/LinqChat/LinqChat.node';
import type { NewMessage } from '../emulator/messages';
import { whenSent } from '../emulator/whenSent';
import { menu, titleOf, unknownId } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const jo = '+12025561000';
const pictureId = '00000000-0000-4000-8000-000000000099';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

/** The fields that an operation's answers have, as the schemas say, which real answers prove. */
function fieldsOf({ resource, operation }: { resource: string; operation: string }): string[] {
	const folder = path.join(__dirname, '../../nodes/LinqChat/__schema__/v1.0.0');
	const file = path.join(folder, resource, `${operation}.json`);
	return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { properties: object }).properties);
}

/** Any request answers whatever Linq answers, so it has no schema. */
const described = menu.filter(({ resource }) => resource !== 'api');

const withForms = described.filter(({ fields }) => fields.some(({ name }) => name === 'simplify'));

test('an operation has them where its answer has more than ten fields, and nowhere else', () => {
	const large = described.filter((entry) => fieldsOf(entry).length > 10);
	expect(withForms.map(titleOf)).toEqual(large.map(titleOf));
});

describe.each(withForms)('$resource: $operation', ({ resource, operation }) => {
	const all = new LinqChat().description.properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(resource) &&
			displayOptions.show.operation?.includes(operation),
	);
	const ofName = (wanted: string) => all.find(({ name }) => name === wanted)!;

	test('in a workflow there is Simplify, for an agent Output', () => {
		expect(ofName('simplify').displayOptions).toMatchObject({ hide: { '@tool': [true] } });
		expect(ofName('output').displayOptions).toMatchObject({ show: { '@tool': [true] } });
	});

	test('any field of its answer can be chosen', () => {
		const { options } = ofName('outputFields');
		const names = (options as INodeProperties[]).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(fieldsOf({ resource, operation })));
	});
});

/** The simplified fields of an operation, as docs/outcomes.md lists them. */
function documented(named: string): string[] {
	const page = readFileSync(path.join(__dirname, '../../docs/outcomes.md'), 'utf8');
	const row = page.split('\n').find((line) => line.startsWith(`| **${named}`))!;
	return [...row.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
}

/** What comes out of a step, as it is and simplified. */
async function bothForms(
	resource: string,
	operation: string,
	parameters: INodeParameters,
	prepare?: () => void,
) {
	const one = async (simplify: boolean) => {
		prepare?.();
		const all = { ...parameters, simplify };
		const { success, error } = await setting.run(resource, operation, [{ json: {} }], all);
		expect(error).toEqual([]);
		return success.map(({ json }) => json);
	};
	return { raw: await one(false), simplified: await one(true) };
}

/** A question of a member, and the answer to it, with a text, a file and another text. */
function addMessages() {
	const { account } = setting.linq;
	const chat = account.chat(setting.chatId)!;
	const question = account.addMessage(chat, { from: '+12025550101', text: 'When?' });
	const file = { id: pictureId, filename: 'map.png', mime_type: 'image/png', size_bytes: 7 };
	const parts: NewMessage['parts'] = [
		{ type: 'text', value: 'On Monday', text_decorations: null, reactions: null },
		{ type: 'media', ...file, url: 'https://cdn.linqapp.com/map.png', reactions: null },
		{ type: 'text', value: 'At ten', text_decorations: null, reactions: null },
	];
	const reply_to = { message_id: question.id, part_index: 0 };
	return { question, answer: account.addMessage(chat, { from: ownLine, parts, reply_to }) };
}

test.each(['get', 'getAll', 'getThread', 'edit'])(
	'a message of %s: who wrote what, with which files',
	async (operation) => {
		const { question, answer } = addMessages();
		const given = {
			...{ chatId: byId(setting.chatId), messageId: byId(answer.id), text: 'On Tuesday' },
			...{ filters: operation === 'getThread' ? { order: 'desc' } : {}, returnAll: true },
		};
		const { raw, simplified } = await bothForms('message', operation, given);
		const said = operation === 'edit' ? 'On Tuesday' : 'On Monday';
		const [{ service, delivery_status, created_at }] = raw as [IDataObject];
		expect(simplified[0]).toEqual({
			...{ id: answer.id, chat_id: setting.chatId, from: ownLine, is_from_me: true },
			...{ text: `${said}\nAt ten`, files: ['https://cdn.linqapp.com/map.png'] },
			...{ service, delivery_status, created_at, reply_to_message_id: question.id },
		});
		expect(simplified).toHaveLength(raw.length);
		expect(Object.keys(simplified[0]!)).toEqual(documented('Message → Get,'));
	},
);

/** The message as Linq answers next. */
function answerWith(message: object) {
	setting.linq.faults.add({ kind: 'raw', body: JSON.stringify(message) });
}

async function simplifiedMessage(message: object) {
	answerWith({ id: unknownId, ...message });
	const parameters = { messageId: byId(`={{ '${unknownId}' }}`), simplify: true };
	const { success, error } = await setting.run('message', 'get', [{ json: {} }], parameters);
	expect(error).toEqual([]);
	return success[0]!.json;
}

test('of a message that Linq says little of, all fields are there', async () => {
	const odd = { parts: [{ type: 'media' }, 7], from_handle: 'nobody', reply_to: 1 };
	expect(await simplifiedMessage(odd)).toStrictEqual({
		...{ id: unknownId, chat_id: null, from: null, is_from_me: false, text: '', files: [] },
		...{ service: null, delivery_status: null, created_at: null, reply_to_message_id: null },
	});
});

test.each([
	['a link', { type: 'link', value: 'https://example.com/offer' }, 'https://example.com/offer'],
	[
		'a card',
		{ type: 'imessage_app', url: 'https://pay.example/1', fallback_text: 'Pay $12.50' },
		'Pay $12.50',
	],
	[
		'an app clip',
		{ type: 'app_clip', value: 'https://example.com/clip' },
		'https://example.com/clip',
	],
])('what %s says is text, and no file', async (_, part, text) => {
	const parts = [{ type: 'text', value: 'Look:' }, part];
	expect(await simplifiedMessage({ parts })).toMatchObject({ text: `Look:\n${text}`, files: [] });
});

test('what your second number wrote is from you, though Linq marks only its sender', async () => {
	const from_handle = { handle: '+12025550199', is_me: true };
	expect(await simplifiedMessage({ is_from_me: false, from_handle })).toMatchObject({
		is_from_me: true,
		from: '+12025550199',
	});
});

test('a message to people: the chat it went into, the people, and what they answered', async () => {
	const to = `${jo}, +12025561001`;
	const parameters = { to, text: 'Hello' };
	const { raw, simplified } = await bothForms('message', 'sendToHandles', parameters);
	const [{ from, service }] = raw as [IDataObject];
	const chat_id = raw[0]!.chat_id as string;
	expect(simplified).toEqual([
		{
			...{ chat_id, created_new_chat: false, previous_chat_id: null, from },
			...{ people: [jo, '+12025561001'], is_group: true, service },
			message_id: expect.any(String) as string,
			...{ delivery_status: expect.any(String) as string, reply: null },
		},
	]);

	expect(Object.keys(simplified[0]!)).toEqual(documented('Message → Send to People'));

	const { account } = setting.linq;
	whenSent(account, (_, chat) => account.addMessage(chat, { from: jo, text: 'Yes' }));
	const options = { waitFor: 'reply' };
	const waited = await bothForms('message', 'sendToHandles', { ...parameters, options });
	expect(waited.simplified).toMatchObject([{ reply: { from: jo, text: 'Yes', files: [] } }]);
});

test.each([
	['your number where Linq does not mark it', [{ handle: jo }, { handle: ownLine }], [jo]],
	['who has left', [{ handle: jo }, { handle: '+12025561001', status: 'left' }], [jo]],
	['nobody where Linq has no list', undefined, null],
])('among the people is not %s', async (_, handles, people) => {
	const message = { id: unknownId, delivery_status: 'queued' };
	answerWith({ chat_id: setting.chatId, from: ownLine, handles, message });
	const parameters = { to: jo, text: 'Hello', simplify: true };
	const { success } = await setting.run('message', 'sendToHandles', [{ json: {} }], parameters);
	expect(success).toMatchObject([{ json: { people, message_id: unknownId } }]);
});

test('a chat that was found, and one that was created', async () => {
	const created = { to: `${jo}, jo@example.com`, text: 'Hello', simplify: true };
	const items = [{ json: {} }, { json: {} }];
	const { success } = await setting.run('chat', 'findOrCreate', items, created);
	const people = [jo, 'jo@example.com'];
	const rest = { named: null, note: null, is_group: true, people, others: [] };
	expect(success.map(({ json }) => json)).toMatchObject([
		{ ...rest, created: true, message_id: expect.any(String) as string },
		{ ...rest, created: false, message_id: null, chat_id: success[0]!.json.chat_id },
	]);
	const fields = documented('Chat → Find or Create');
	expect(fields).toHaveLength(10);
	for (const { json } of success) expect(Object.keys(json)).toEqual(fields);
});

test.each(['create', 'get', 'getAll', 'cancel'])('a payment request of %s', async (operation) => {
	const asked = setting.linq.account.addPaymentRequest({ amount: 1_250, metadata: { deal: '7' } });
	const due = { ...asked };
	const prepare = () => Object.assign(asked, due);
	const given = {
		...{ mode: 'payment', amount: 1_250, paymentRequestId: byId(asked.id) },
		...(operation === 'create' && { options: { idempotencyKey: 'key' } }),
	};
	const { raw, simplified } = await bothForms('paymentRequest', operation, given, prepare);
	const [{ id, currency, status, checkout_url, metadata = null }] = raw as [IDataObject];
	expect(simplified).toStrictEqual([
		{
			...{ id, mode: 'payment', amount: 1_250, currency, interval: null, interval_count: null },
			...{ status, checkout_url, metadata, paid_at: null },
		},
	]);
	expect(Object.keys(simplified[0]!)).toEqual(documented('Payment Request → Create,'));
});

test('a subscription says how often it is paid', async () => {
	const recurring = { mode: 'subscription', interval: 'month', interval_count: 3 } as const;
	const asked = setting.linq.account.addPaymentRequest({ amount: 1_250, ...recurring });
	const parameters = { paymentRequestId: byId(asked.id) };
	const { simplified } = await bothForms('paymentRequest', 'get', parameters);
	expect(simplified).toMatchObject([recurring]);
});

test('a preview comes out as it is, since nothing was sent that could be simplified', async () => {
	const parameters = { to: jo, text: 'Hello', options: { previewOnly: true } };
	const { raw, simplified } = await bothForms('message', 'sendToHandles', parameters);
	expect(simplified).toEqual(raw);
});

test('with the fields of the input, those stay', async () => {
	const { answer } = addMessages();
	const { success } = await setting.run('message', 'get', [{ json: { deal: 7, text: 'mine' } }], {
		...{ messageId: byId(answer.id), simplify: true, options: { includeInputFields: true } },
	});
	expect(success[0]!.json).toMatchObject({ deal: 7, text: 'On Monday\nAt ten' });
});

test('what is neither yes nor no is refused before anything is sent', async () => {
	const result = await setting.run('message', 'sendToHandles', [{ json: {} }], {
		...{ to: jo, text: 'Hello', simplify: '={{ ({ yes: true }) }}' },
	});
	expect(reportsOf(result)).toMatchObject([
		{ category: 'invalid_input', message: expect.stringContaining('Simplify') as string },
	]);
	expect(setting.linq.requests).toEqual([]);
});

test.each([
	['message', 'sendToHandles', 'Simplify', { to: jo, text: 'Hello' }],
	['chat', 'findOrCreate', 'Simplify', { to: jo, text: 'Hello' }],
])(
	'a preview of %s: %s refuses what the step refuses',
	async (resource, operation, name, given) => {
		const parameters = { ...given, simplify: '={{ ({}) }}', options: { previewOnly: true } };
		const result = await setting.run(resource, operation, [{ json: {} }], parameters);
		expect(reportsOf(result)).toMatchObject([{ message: expect.stringContaining(name) as string }]);
	},
);

describe('as a tool of an agent', () => {
	const callTool = async (parameters: INodeParameters) =>
		(await setting.engine.callTool(parameters, setting.credential)).map(({ json }) => json);

	const use = async (output: INodeParameters) => {
		const { answer } = addMessages();
		const messageId = byId(answer.id);
		const [given] = await callTool({
			...{ resource: 'message', operation: 'get', messageId },
			...output,
		});
		return Object.keys(given!);
	};

	test('everything by default, and as Raw', async () => {
		const all = await use({});
		expect(all.length).toBeGreaterThan(10);
		expect(await use({ output: 'raw' })).toEqual(all);
	});

	test('what is needed most', async () => {
		expect(await use({ output: 'simplified' })).toEqual(documented('Message → Get,'));
	});

	test('the fields that were chosen, of one answer and of a list', async () => {
		const chosen = { output: 'selectedFields', outputFields: ['parts', 'is_from_me'] };
		expect(await use(chosen)).toEqual(['parts', 'is_from_me']);
		const ofChat = { chatId: byId(setting.chatId), ...chosen };
		const list = await callTool({ resource: 'message', operation: 'getAll', ...ofChat });
		expect(list.map((message) => Object.keys(message))).toEqual([
			['parts', 'is_from_me'],
			['parts', 'is_from_me'],
		]);
	});

	test('a chosen field that Linq leaves out is null, so that what was done is not taken for nothing', async () => {
		const outputFields = ['reply', 'previous_chat_id', 'chat_id'];
		const [sent] = await callTool({
			...{ resource: 'message', operation: 'sendToHandles', to: jo, text: 'Hello' },
			...{ output: 'selectedFields', outputFields },
		});
		expect(sent).toStrictEqual({
			chat_id: expect.any(String) as string,
			previous_chat_id: null,
			reply: null,
		});
	});

	test('a field of what is waited for', async () => {
		const { account } = setting.linq;
		whenSent(account, (_, chat) => account.addMessage(chat, { from: jo, text: 'Yes' }));
		const [sent] = await callTool({
			...{ resource: 'message', operation: 'sendToHandles', to: jo, text: 'Hello' },
			...{ output: 'selectedFields', outputFields: ['reply'], options: { waitFor: 'reply' } },
		});
		expect(sent).toMatchObject({ reply: { parts: [{ value: 'Yes' }] } });
	});

	test.each([
		['no field', [], 'No field is chosen in Fields. Choose the fields'],
		['a name that is none', ['id', 'constructor'], 'Fields has something in it that is no field'],
		['the name of a parameter', 'messageId', 'Fields has something in it that is no field'],
		['an object', '={{ ({ id: true }) }}', 'Fields has something in it that is no field'],
		['a number', '={{ 7 }}', 'Fields has something in it that is no field'],
	])('%s is refused before anything is sent', async (_, outputFields, reason) => {
		const output = { output: 'selectedFields', outputFields };
		const asked = { resource: 'message', operation: 'sendToHandles', to: jo, text: 'Hello' };
		await expect(callTool({ ...asked, ...output })).rejects.toThrow(reason);
		expect(setting.linq.requests).toEqual([]);
	});

	test('a form that is not known is refused', async () => {
		await expect(use({ output: 'short' })).rejects.toThrow('Output');
		expect(setting.linq.requests).toEqual([]);
	});
});
