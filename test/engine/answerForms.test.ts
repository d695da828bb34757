/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { LinqChat } from '../../nodes/LinqChat/LinqChat.node';
import type { NewMessage } from '../emulator/messages';
import { whenSent } from '../emulator/whenSent';
import { menu, titleOf } from './operations';
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

test('a message that Linq says little of has no more to it than what is known', async () => {
	const { account } = setting.linq;
	const message = account.addMessage(account.chat(setting.chatId)!, { from: ownLine, parts: [] });
	setting.linq.faults.add({
		kind: 'raw',
		body: JSON.stringify({
			id: message.id,
			parts: [{ type: 'media' }, 7],
			from_handle: 'nobody',
			reply_to: 1,
		}),
	});
	const { success } = await setting.run('message', 'get', [{ json: {} }], {
		...{ messageId: byId(message.id), simplify: true, options: { includeInputFields: false } },
	});
	expect(success.map(({ json }) => json)).toEqual([
		{
			...{ id: message.id, from: null, text: '', files: [], service: null },
			reply_to_message_id: null,
		},
	]);
});

test('a message to people: the chat it went into, the people, and what they answered', async () => {
	const to = `${jo}, +12025561001`;
	const parameters = { to, text: 'Hello' };
	const { raw, simplified } = await bothForms('message', 'sendToHandles', parameters);
	const [{ from, service }] = raw as [IDataObject];
	const chat_id = raw[0]!.chat_id as string;
	expect(simplified).toEqual([
		{
			...{ chat_id, message_id: expect.any(String) as string, created_new_chat: false },
			...{ previous_chat_id: null, from, people: [jo, '+12025561001'], is_group: true, service },
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
	const [{ id, currency, status, checkout_url, metadata = null, created_at, expires_at }] = raw as [
		IDataObject,
	];
	expect(simplified).toEqual([
		{
			...{ id, amount: 1_250, currency, status, checkout_url, description: null, metadata },
			...{ created_at, expires_at, paid_at: null },
		},
	]);
	expect(Object.keys(simplified[0]!)).toEqual(documented('Payment Request → Create,'));
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

describe('as a tool of an agent', () => {
	const use = async (output: INodeParameters) => {
		const { answer } = addMessages();
		const messageId = byId(answer.id);
		const parameters = { resource: 'message', operation: 'get', messageId, ...output };
		const given = await setting.engine.callTool(parameters, setting.credential);
		return Object.keys(given[0]!.json);
	};

	test('everything by default, and as Raw', async () => {
		const all = await use({});
		expect(all.length).toBeGreaterThan(10);
		expect(await use({ output: 'raw' })).toEqual(all);
	});

	test('what is needed most', async () => {
		expect(await use({ output: 'simplified' })).toHaveLength(10);
	});

	test('the fields that were chosen', async () => {
		const outputFields = ['parts', 'is_from_me', 'constructor'];
		expect(await use({ output: 'selectedFields', outputFields })).toEqual(['parts', 'is_from_me']);
	});

	test('no field is no choice', async () => {
		await expect(use({ output: 'selectedFields', outputFields: [] })).rejects.toThrow(
			'No field is chosen in Fields. Choose the fields that the agent is to get, or set Output to Raw.',
		);
		expect(setting.linq.requests).toEqual([]);
	});

	test('a form that is not known is refused', async () => {
		await expect(use({ output: 'short' })).rejects.toThrow('Output');
		expect(setting.linq.requests).toEqual([]);
	});
});
