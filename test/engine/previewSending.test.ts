import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { NewChat } from '../emulator';
import { inMemory, itemWith, picture } from './files';
import { unknownId } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const [member, other] = ['+12025550101', '+12025550102'];
const person = '+12025550109';

let setting: Setting;
/** The chat between one's own line and the person. */
let direct: string;

beforeEach(async () => {
	setting = await startSetting();
	direct = setting.linq.account.addChat({
		...{ from: ownLine, handles: [person], service: 'iMessage' },
	}).id;
});

afterEach(async () => {
	await setting.linq.close();
});

const asked = () =>
	setting.linq.requests.map(({ method, path }) => `${method} ${path.replace(/^.*\/v3/, '')}`);

const look = async (
	title: string,
	items: INodeExecutionData[],
	{ options, ...parameters }: INodeParameters,
) => {
	const [resource, operation] = title.split(': ') as [string, string];
	const all = { ...parameters, options: { previewOnly: true, ...(options as INodeParameters) } };
	return await setting.run(resource, operation, items, all);
};

const aRecord = [{ json: {} }];

describe('of what would be sent into a chat', () => {
	test('says to whom, by what and which text; the chat is read once for all items', async () => {
		const names = ['Ann', 'Bob', 'Cy'].map((name) => ({ json: { name } }));
		const { success, error } = await look('message: send', names, {
			...{ chatId: byId(setting.chatId), text: '=Hello {{ $json.name }}' },
			options: { waitFor: 'reply', waitTimeout: 600 },
		});
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json)).toEqual(
			names.map(({ json: { name } }) => ({
				...{ preview: true, chat_id: setting.chatId, status: 'would_send' },
				...{ message: 'The message would be sent to 2 people', trace_id: null },
				...{ from: ownLine, to: [member, other], service: 'iMessage' },
				...{ text: `Hello ${name}`, files: [] },
			})),
		);
		expect(asked()).toEqual([`GET /chats/${setting.chatId}`]);
	});

	test('names the files, of which none is handed over', async () => {
		const { linq } = setting;
		const kept = linq.account.addAttachment({
			...{ filename: 'offer.pdf', content_type: 'application/pdf', bytes: Buffer.from('a') },
		});
		const files = {
			file: [
				{ source: 'binaryData', binaryPropertyName: 'data' },
				{ source: 'attachmentId', attachmentId: kept.id },
				{ source: 'url', url: 'https://example.com/a.jpg' },
			],
		};
		const items = [itemWith(inMemory()), itemWith(inMemory())];
		const parameters = { chatId: byId(direct), text: '', files };
		const { success } = await look('message: send', items, parameters);
		const names = ['photo.png', 'offer.pdf', 'https://example.com/a.jpg'];
		expect(success.map(({ json }) => json)).toMatchObject([
			{ to: [person], text: null, files: names },
			{ to: [person], text: null, files: names },
		]);
		expect(asked().toSorted()).toEqual([
			...[`GET /attachments/${kept.id}`, 'GET /blocked_handles', `GET /chats/${direct}`],
		]);
		expect(linq.uploads).toEqual([]);
	});

	test('tells the service that was asked for', async () => {
		const parameters = { chatId: byId(direct), text: 'Hi', options: { preferredService: 'SMS' } };
		const { success } = await look('message: send', aRecord, parameters);
		expect(success[0]!.json).toMatchObject({ service: 'SMS' });
	});
});

/** The operations that write to people, and what they need besides these. */
const toPeople: Array<[title: string, parameters: INodeParameters]> = [
	['message: sendToHandles', {}],
	['chat: create', { from: byId(ownLine) }],
];

test('of what would be sent to people names the number that Linq would pick, and sends nothing', async () => {
	setting.linq.account.addPhoneNumber({ phone_number: '+12025550150' });
	const parameters = { to: `${person}, jo@example.com`, text: 'Hello' };
	const options = { excludeFrom: ownLine };
	const { success } = await look('message: sendToHandles', aRecord, { ...parameters, options });
	expect(success.map(({ json }) => json)).toEqual([
		{
			...{ preview: true, chat_id: null, status: 'would_create', trace_id: null },
			message: 'A chat with 2 people would be created with the message',
			...{ from: '+12025550150', to: [person, 'jo@example.com'], service: null },
			...{ text: 'Hello', files: [] },
		},
	]);
	expect(asked()).toEqual(['GET /chats', 'GET /available_number']);
	expect(setting.linq.requests[1]!.query).toMatchObject({
		...{ to: `${person},jo@example.com`, exclude_from: ownLine },
	});
});

test('of a new chat says from where, for whom, and its name', async () => {
	const parameters = { from: byId(ownLine), to: `${person}, jo@example.com`, text: 'Hello' };
	const options = { displayName: 'Acme' };
	const { success } = await look('chat: create', [...aRecord, ...aRecord], {
		...{ ...parameters, options },
	});
	const expected = {
		...{ preview: true, chat_id: null, status: 'would_create', trace_id: null },
		message: 'A chat with 2 people would be created with the message',
		...{ from: ownLine, to: [person, 'jo@example.com'], display_name: 'Acme', service: null },
		...{ text: 'Hello', files: [] },
	};
	expect(success.map(({ json }) => json)).toEqual([expected, expected]);
	expect(asked()).toEqual(['GET /phone_numbers', 'GET /chats']);
});

describe.each(toPeople)('where people may have a chat already, %s', (title, place) => {
	const jsonOf = async (items: IDataObject[], more: INodeParameters = {}) => {
		const parameters = { ...place, to: '={{ $json.to }}', text: 'Hello', ...more };
		const result = await look(
			title,
			items.map((json) => ({ json })),
			parameters,
		);
		expect(result.error).toEqual([]);
		return result.success.map(({ json }) => json);
	};
	const add = (handles: string[], chosen: Partial<NewChat> = {}) =>
		setting.linq.account.addChat({ from: ownLine, ...chosen, handles }).id;

	test('says into which one the message would go', async () => {
		expect(await jsonOf([{ to: person }])).toEqual([
			{
				...{ preview: true, chat_id: direct, status: 'would_send', trace_id: null },
				message: 'The message would be sent into the chat that you have with 1 person',
				...{ from: ownLine, to: [person], service: 'iMessage', text: 'Hello', files: [] },
			},
		]);
	});

	test('takes the chat of the second item for the one that the first would begin', async () => {
		const people = [person, 'Jo@example.com'];
		const items = [{ to: people }, { to: people.toReversed() }, { to: 'ann@example.com' }];
		expect(await jsonOf(items)).toMatchObject([
			{ chat_id: null, status: 'would_create', from: ownLine },
			{
				...{ chat_id: null, status: 'would_send', from: ownLine },
				message:
					'The message would be sent into the chat that is created for an item before this one',
			},
			{ chat_id: null, status: 'would_create', to: ['ann@example.com'] },
		]);
	});

	test('reads the chats once, and those of one set of people alone', async () => {
		await jsonOf([{ to: person }, { to: `tel:${person}` }, { to: person }]);
		const reads = () => setting.linq.requests.filter(({ path }) => path.endsWith('/chats'));
		expect(reads().map(({ query }) => query.to)).toEqual([person]);
		setting.linq.requests.length = 0;
		await jsonOf([{ to: person }, { to: [person, member] }, { to: other }, { to: person }]);
		expect(reads().map(({ query }) => query.to)).toEqual([undefined]);
	});

	test('begins another one beside a group with a name', async () => {
		add([person, member], { display_name: 'Globex' });
		const [json] = await jsonOf([{ to: [person, member] }]);
		expect(json).toMatchObject({ chat_id: null, status: 'would_create' });
		const unnamed = add([person, member]);
		const [found] = await jsonOf([{ to: [member, person] }]);
		expect(found).toMatchObject({ chat_id: unnamed, status: 'would_send', service: 'iMessage' });
	});

	test.each<[string, string[], Partial<NewChat>]>([
		['that the own number has left', [person, member], { state: 'left' }],
		['with one person more', [person, member, other], {}],
		['that is a group of which only they are left', [other], { is_group: true }],
	])('begins another one beside a chat %s', async (_, handles, chosen) => {
		add(handles, chosen);
		const to = handles.slice(0, 2);
		expect(await jsonOf([{ to }])).toMatchObject([{ chat_id: null, status: 'would_create' }]);
	});

	test('is on Error where the person asked not to be contacted, unless that is set aside', async () => {
		optOut();
		const parameters = { ...place, to: person, text: 'Hello' };
		const refused = await look(title, aRecord, parameters);
		expect(refused.success).toEqual([]);
		expect(reportsOf(refused)).toMatchObject([
			{
				...{ category: 'forbidden', preview: true },
				message: 'This person asked not to be contacted',
			},
		]);
		const earnest = await look(title, aRecord, { ...parameters, options: { previewOnly: false } });
		expect(reportsOf(earnest)).toMatchObject([
			{ category: 'forbidden', hint: reportsOf(refused)[0]!.hint },
		]);
		expect(await jsonOf([{ to: person }], { options: { overrideOptout: true } })).toMatchObject([
			{ chat_id: direct, status: 'would_send' },
		]);
	});

	test('is on Error, too, where the chats can not be read', async () => {
		setting.linq.faults.add({ kind: 'raw', body: '{"chats":[{}]}', path: /chats$/ });
		const result = await look(title, aRecord, { ...place, to: person, text: 'Hello' });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response', preview: true }]);
	});

	test('does what it says it would', async () => {
		const group = add([person, member]);
		add([person, other], { display_name: 'Globex' });
		const items = [[person], [member, person], [person, other], ['jo@example.com']];
		const said = await jsonOf(items.map((to) => ({ to })));
		expect(said.map(({ chat_id }) => chat_id)).toEqual([direct, group, null, null]);
		const before = setting.linq.account.chats.map(({ id }) => id);
		const done = await jsonOf(
			items.map((to) => ({ to })),
			{ options: { previewOnly: false } },
		);
		const places = done.map(({ chat_id, chat }) => chat_id ?? (chat as IDataObject).id);
		expect(places.map((id) => (before.includes(id as string) ? id : null))).toEqual(
			said.map(({ chat_id }) => chat_id),
		);
	});
});

describe('with several numbers of one’s own', () => {
	const second = '+12025550150';

	beforeEach(() => {
		setting.linq.account.addPhoneNumber({ phone_number: second });
	});

	test('message: sendToHandles goes into the chat with the number that Linq picks', async () => {
		const { account } = setting.linq;
		const { id } = account.addChat({ from: second, handles: [person], created_at: '2025-01-01' });
		account.flaggedLines.add(ownLine);
		const parameters = { to: person, text: 'Hello' };
		const { success } = await look('message: sendToHandles', aRecord, parameters);
		expect(success[0]!.json).toMatchObject({ chat_id: id, status: 'would_send', from: second });
		account.flaggedLines.clear();
		account.flaggedLines.add(second);
		const again = await look('message: sendToHandles', aRecord, parameters);
		expect(again.success[0]!.json).toMatchObject({ chat_id: direct, from: ownLine });
	});

	test('message: sendToHandles begins another chat where no well number has one', async () => {
		setting.linq.account.flaggedLines.add(ownLine);
		const { success } = await look('message: sendToHandles', aRecord, { to: person, text });
		expect(success[0]!.json).toMatchObject({
			...{ chat_id: null, status: 'would_create', from: second },
		});
	});

	test('chat: create begins a chat from each number', async () => {
		const items = [second, second, ownLine, ownLine].map((from) => ({ json: { from } }));
		const { success } = await look('chat: create', items, {
			...{ from: byId('={{ $json.from }}'), to: 'jo@example.com', text },
		});
		expect(success.map(({ json: { from, status } }) => [from, status])).toEqual([
			[second, 'would_create'],
			[second, 'would_send'],
			[ownLine, 'would_create'],
			[ownLine, 'would_send'],
		]);
	});
});

test('chat: create gives its name to a group without one, which then is one with a name', async () => {
	const { id } = setting.linq.account.addChat({ from: ownLine, handles: [person, member] });
	const items = ['Globex', 'Initech'].map((name) => ({ json: { name } }));
	const { success } = await look('chat: create', items, {
		...{ from: byId(ownLine), to: [member, person], text },
		options: { displayName: '={{ $json.name }}' },
	});
	expect(success.map(({ json }) => json)).toMatchObject([
		{
			...{ chat_id: id, status: 'would_send', display_name: 'Globex' },
			message:
				'The message would be sent into the chat that you have with 2 people, and it would get the name',
		},
		{ chat_id: null, status: 'would_create', display_name: 'Initech' },
	]);
});

const text = 'Hello Jo';
const mention = (handle: string) => ({ mention: { person: { handle, words: 'Jo' } } });
const file = (more: IDataObject) => ({ file: [{ source: 'binaryData', ...more }] });
const attachment = (id: string) => ({ file: [{ source: 'attachmentId', attachmentId: id }] });
const card = { appName: 'Acme', teamId: 'ABCDE12345', bundleId: 'com.example.acme', caption: 'Hi' };

interface Refused {
	title: string;
	operation: string;
	/** What the refusal is about. */
	furnish?: () => void;
	parameters: () => INodeParameters;
	category: string;
	item?: INodeExecutionData;
}

const sms = () =>
	setting.linq.account.addChat({ from: ownLine, handles: [member], service: 'SMS' }).id;
const block = () =>
	void setting.linq.account.blockedHandles.push({
		...{ handle: person, blocked_at: new Date().toISOString() },
	});
const optOut = () => {
	const { account } = setting.linq;
	account.addMessage(account.chat(direct)!, { from: person, text: 'STOP' });
};
const flagAll = () => void setting.linq.account.flaggedLines.add(ownLine);
const said = (chat: string) =>
	setting.linq.account.addMessage(setting.linq.account.chat(chat)!, { from: person, text: 'Hi' })
		.id;
const experience = (name: string) => ({
	card: { name: 'agentcard', action: 'attach_card', fields: { field: [{ name, value: '1' }] } },
});

/** Refused in earnest for the same reason, with the same advice. */
const refusals: Refused[] = [
	{
		...{ title: 'a chat that is none', operation: 'message: send', category: 'not_found' },
		parameters: () => ({ chatId: byId(unknownId), text }),
	},
	{
		...{ title: 'someone who opted out', operation: 'message: send', category: 'forbidden' },
		furnish: optOut,
		parameters: () => ({ chatId: byId(direct), text }),
	},
	{
		...{ title: 'someone who is blocked', operation: 'message: send', category: 'forbidden' },
		furnish: block,
		parameters: () => ({ chatId: byId(direct), text }),
	},
	{
		...{ title: 'someone who is blocked', operation: 'message: sendToHandles' },
		...{ furnish: block, category: 'forbidden' },
		parameters: () => ({ to: person, text }),
	},
	{
		...{ title: 'someone who is blocked', operation: 'chat: create', category: 'forbidden' },
		furnish: block,
		parameters: () => ({ from: byId(ownLine), to: person, text }),
	},
	{
		...{ title: 'a mention between two', operation: 'message: send', category: 'conflict' },
		parameters: () => ({ chatId: byId(direct), text, options: mention(person) }),
	},
	{
		...{ title: 'a mention of a stranger', operation: 'message: send', category: 'conflict' },
		parameters: () => ({ chatId: byId(setting.chatId), text, options: mention(person) }),
	},
	{
		...{ title: 'an app card by SMS', operation: 'message: send', category: 'conflict' },
		parameters: () => ({
			...{ chatId: byId(sms()), text: '', options: { appCard: { card } } },
		}),
	},
	{
		...{ title: 'a reply to nothing', operation: 'message: send', category: 'not_found' },
		parameters: () => ({
			...{ chatId: byId(direct), text, options: { replyToMessageId: byId(unknownId) } },
		}),
	},
	{
		...{ title: 'a reply to another chat', operation: 'message: send', category: 'not_found' },
		parameters: () => ({
			...{ chatId: byId(direct), text },
			options: { replyToMessageId: byId(said(setting.chatId)) },
		}),
	},
	{
		...{ title: 'a file that Linq has not', operation: 'message: send', category: 'not_found' },
		parameters: () => ({ chatId: byId(direct), text, files: attachment(unknownId) }),
	},
	{
		...{ title: 'a file that Linq has not', operation: 'chat: create', category: 'not_found' },
		parameters: () => ({ from: byId(ownLine), to: person, text, files: attachment(unknownId) }),
	},
	{
		...{ title: 'an effect in a new chat', operation: 'chat: create', category: 'invalid_input' },
		parameters: () => ({
			...{ from: byId(ownLine), to: 'jo@example.com', text, options: { effect: 'confetti' } },
		}),
	},
	{
		...{ title: 'a reply in a new chat', operation: 'chat: create', category: 'invalid_input' },
		parameters: () => ({
			...{ from: byId(ownLine), to: 'jo@example.com', text },
			options: { replyToMessageId: byId(said(direct)) },
		}),
	},
	...['message: send', 'message: sendToHandles', 'chat: create'].flatMap((operation): Refused[] => {
		const place = () => ({ chatId: byId(direct), to: person, from: byId(ownLine) });
		const program = itemWith(inMemory(Buffer.from('a'), { mimeType: 'application/x-msdownload' }));
		const of = { operation, category: 'invalid_input' };
		return [
			{
				...{ ...of, title: 'a file of a kind that Linq does not take', item: program },
				parameters: () => ({ ...place(), text, files: file({}) }),
			},
			{
				...{ ...of, title: 'a file that is no base64' },
				item: itemWith({ ...picture, data: '*' }),
				parameters: () => ({ ...place(), text, files: file({}) }),
			},
			{
				...{ ...of, title: 'a sticker that is no picture' },
				item: itemWith(inMemory(Buffer.from('a'), { mimeType: 'text/csv', fileName: 'a.csv' })),
				parameters: () => ({ ...place(), text, files: file({ sticker: true }) }),
			},
			{
				...{ ...of, title: 'a field that an experience does not have' },
				parameters: () => ({ ...place(), text: '', options: { experience: experience('nope') } }),
			},
			{
				...{ ...of, title: 'no message at all' },
				parameters: () => ({ ...place(), text: '' }),
			},
		];
	}),
	{
		...{ title: 'a number of somebody else', operation: 'chat: create', category: 'forbidden' },
		parameters: () => ({ from: byId('+12025550177'), to: person, text }),
	},
];

describe('refuses what Linq would, with the same advice:', () => {
	test.each(refusals.map((one) => [one.operation, one.title, one] as const))(
		'%s, %s',
		async (operation, _, { furnish, parameters, category, item = { json: {} } }) => {
			furnish?.();
			const given = { ...parameters() };
			const options = { ...(given.options as INodeParameters), maxRetries: 0 };
			const preview = await look(operation, [item], { ...given, options });
			expect(preview.success).toEqual([]);
			expect(asked().filter((one) => !one.startsWith('GET '))).toEqual([]);
			const [report] = reportsOf(preview);
			expect(report).toMatchObject({ category, preview: true });

			const earnest = await look(operation, [item], {
				...{ ...given, options: { ...options, previewOnly: false } },
			});
			const { hint } = reportsOf(earnest)[0]!;
			expect(reportsOf(earnest)[0]).toMatchObject({ category });
			expect(report!.hint).toBe(hint);
		},
	);

	test('message: send, a chat that the own number has left', async () => {
		const { account } = setting.linq;
		account.chat(setting.chatId)!.state = 'left';
		for (const handle of account.chat(setting.chatId)!.handles) {
			if (handle.is_me) handle.status = 'left';
		}
		const result = await look('message: send', aRecord, { chatId: byId(setting.chatId), text });
		expect(reportsOf(result)).toMatchObject([
			{
				...{ category: 'conflict', message: 'Your number has left this chat' },
				hint: 'Pick another chat, or have somebody in it add your number again.',
			},
		]);
	});

	test('message: sendToHandles, where no number can write', async () => {
		flagAll();
		const result = await look('message: sendToHandles', aRecord, { to: person, text });
		expect(reportsOf(result)).toMatchObject([
			{
				...{ retryable: true, attempts: 1 },
				hint: 'None of your numbers can write to these people now: look in your Linq account which of them are well, and try this record again later.',
			},
		]);
	});

	test('message: send, an experience for a group', async () => {
		const options = { experience: experience('title') };
		const parameters = { chatId: byId(setting.chatId), text: '', options };
		const result = await look('message: send', aRecord, parameters);
		expect(reportsOf(result)).toMatchObject([
			{
				...{
					category: 'invalid_input',
					message: 'An experience goes to one person, and there are 2',
				},
				hint: 'Pick the chat between you and one person.',
			},
		]);
	});

	test('message: send, a reply to a part that is not there', async () => {
		const options = { replyToMessageId: byId(said(direct)), replyToPartIndex: 3 };
		const result = await look('message: send', aRecord, { chatId: byId(direct), text, options });
		expect(reportsOf(result)).toMatchObject([
			{ category: 'invalid_input', message: 'The message to reply to has no part 3' },
		]);
	});
});

describe('is on Error where Linq does not answer what was asked:', () => {
	const given = () => ({ to: person, text });
	test.each([
		['who is blocked', /blocked_handles$/, '{"blocked_handles":{}}'],
		['which number it would be', /available_number$/, '{"phone_number":["+12025550100"]}'],
	])('%s', async (_, path, body) => {
		setting.linq.faults.add({ kind: 'raw', body, path });
		const result = await look('message: sendToHandles', aRecord, given());
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response', preview: true }]);
	});

	test('and where it is out of order, to be tried again without a second thought', async () => {
		const fault = { kind: 'error', status: 503, code: 4004, retryAfter: 0 } as const;
		setting.linq.faults.add({ ...fault, times: Infinity });
		const options = { maxRetries: 1 };
		const result = await look('message: sendToHandles', aRecord, { ...given(), options });
		expect(reportsOf(result)).toMatchObject([
			{ category: 'server_error', retryable: true, attempts: 2 },
		]);
		expect(reportsOf(result)[0]!.hint).not.toMatch(/may have been/);
	});
});

describe('lets pass', () => {
	test('someone who opted out, with the option for that', async () => {
		optOut();
		const options = { overrideOptout: true };
		const { success } = await look('message: send', aRecord, {
			...{ chatId: byId(direct), text, options },
		});
		expect(success).toHaveLength(1);
	});

	test('groups, whoever in them is blocked, without asking who is', async () => {
		setting.linq.account.blockedHandles.push({
			...{ handle: member, blocked_at: new Date().toISOString() },
		});
		const { success } = await look('message: send', aRecord, {
			...{ chatId: byId(setting.chatId), text },
		});
		expect(success).toHaveLength(1);
		expect(asked()).toEqual([`GET /chats/${setting.chatId}`]);
	});

	test('chat: create, an effect and a reply in the chat that is there', async () => {
		const options = { effect: 'confetti', replyToMessageId: byId(said(direct)) };
		const { success } = await look('chat: create', aRecord, {
			...{ from: byId(ownLine), to: person, text, options },
		});
		expect(success).toMatchObject([{ json: { chat_id: direct, status: 'would_send' } }]);
	});

	test('chat: create, an effect in the chat that an item before would begin', async () => {
		const items = ['', 'confetti'].map((effect) => ({ json: { effect } }));
		const { success } = await look('chat: create', items, {
			...{ from: byId(ownLine), to: 'jo@example.com', text },
			options: { effect: '={{ $json.effect }}' },
		});
		expect(success.map(({ json: { status } }) => status)).toEqual(['would_create', 'would_send']);
	});

	test('a reply and a mention in the chat', async () => {
		const options = { ...mention(member), replyToMessageId: byId(said(setting.chatId)) };
		const { success } = await look('message: send', aRecord, {
			...{ chatId: byId(setting.chatId), text, options },
		});
		expect(success).toHaveLength(1);
	});

	test('an app card where Linq does not say by which service the chat goes', async () => {
		setting.linq.account.chat(direct)!.service = null;
		const { success } = await look('message: send', aRecord, {
			...{ chatId: byId(direct), text: '', options: { appCard: { card } } },
		});
		expect(success).toHaveLength(1);
	});
});
