import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inMemory, itemWith, sha256 } from './files';
import { person } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	const { requests, storage, account, faults } = setting.linq;
	for (const list of [requests, storage.uploads, account.attachments]) list.length = 0;
	account.messages.length = 0;
	faults.clear();
});

afterAll(async () => {
	await setting.linq.close();
});

const jo: INodeParameters = {
	source: 'contact',
	contactName: 'Jo Smith',
	contactNumbers: '+1 (202) 556-1000',
	contactEmails: 'Jo Smith <jo@Example.com>',
	contactCompany: 'Acme, Inc.',
};
const sam: INodeParameters = { ...jo, contactName: 'Sam', contactNumbers: '+12025561001' };

/** Sends a message with these files into the setting's chat. */
const send = async (file: INodeParameters[], own: INodeParameters = {}, json: IDataObject = {}) =>
	await setting.run('message', 'send', [{ json }], {
		...{ chatId: byId(setting.chatId), text: 'Meet your contact', files: { file } },
		...own,
	});

/** The vCards that Linq has, without what tells who wrote them and when. */
const cards = () =>
	setting.linq.account.attachments.map(({ bytes }) =>
		bytes!.toString().replaceAll(/^(PRODID|REV):.*\r\n/gm, ''),
	);

function cardOf(...lines: string[]): string {
	return ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
}

const keyOf = (at: number) => {
	const { message } = setting.linq.requests[at]!.body as { message: { idempotency_key: string } };
	return message.idempotency_key;
};

describe('a contact goes along with a text', () => {
	test.each<[string, string, INodeParameters]>([
		['message', 'send', { chatId: byId('={{ $json.chat }}'), text: 'Hello' }],
		['message', 'sendToHandles', { to: person, text: 'Hello' }],
		['chat', 'create', { from: byId(ownLine), to: person, text: 'Hello' }],
	])('%s: %s hands it over, then sends', async (resource, operation, parameters) => {
		const { linq, run, chatId } = setting;
		const items = [{ json: { chat: chatId } }];
		const files = { file: [jo] };
		const result = await run(resource, operation, items, { ...parameters, files });
		expect(reportsOf(result)).toEqual([]);
		const [attachment] = linq.account.attachments;
		expect(attachment).toMatchObject({ filename: 'Jo Smith.vcf', content_type: 'text/vcard' });
		expect(linq.uploads).toMatchObject([
			{ status: 200, size: attachment!.bytes!.length, sha256: sha256(attachment!.bytes!) },
		]);
		expect(cards()).toEqual([
			cardOf(
				...['FN:Jo Smith', 'N:;Jo Smith;;;', 'TEL;TYPE=VOICE:+12025561000'],
				...['EMAIL;TYPE=INTERNET:jo@example.com', 'ORG:Acme\\, Inc.'],
			),
		]);
		expect(linq.requests.at(-1)!.body).toMatchObject({
			message: {
				parts: [
					{ type: 'text', value: 'Hello' },
					{ type: 'media', attachment_id: attachment!.id },
				],
			},
		});
	});

	test('two in one message, with a file of the item between them', async () => {
		const photo = itemWith(inMemory());
		const files = { file: [jo, { source: 'binaryData' }, sam] };
		const parameters = { chatId: byId(setting.chatId), files };
		const result = await setting.run('message', 'send', [photo], parameters);
		expect(reportsOf(result)).toEqual([]);
		const { account, requests } = setting.linq;
		expect(account.attachments.map(({ filename }) => filename)).toEqual([
			...['Jo Smith.vcf', 'photo.png', 'Sam.vcf'],
		]);
		expect(requests.at(-1)!.body).toMatchObject({
			message: { parts: account.attachments.map(({ id }) => ({ attachment_id: id })) },
		});
	});

	test.each<[string, IDataObject, string[]]>([
		[
			'several numbers and addresses in one text',
			{ numbers: '+12025561000,\n(202) 556-1001; +1 202 556 1000', emails: 'jo@a.com, sam@a.com' },
			[
				...['TEL;TYPE=VOICE:+12025561000', 'TEL;TYPE=VOICE:+12025561001'],
				...['EMAIL;TYPE=INTERNET:jo@a.com', 'EMAIL;TYPE=INTERNET:sam@a.com'],
			],
		],
		[
			'lists, with numbers as a spreadsheet gives them',
			{ numbers: [2025561000, '', null, '+12025561001'], emails: ['jo@a.com'] },
			[
				...['TEL;TYPE=VOICE:+12025561000', 'TEL;TYPE=VOICE:+12025561001'],
				'EMAIL;TYPE=INTERNET:jo@a.com',
			],
		],
		[
			'numbers alone, one of them in the notation of the country',
			{ numbers: '202.556.1000' },
			['TEL;TYPE=VOICE:+12025561000'],
		],
		['an address alone', { emails: '["jo@a.com"]' }, ['EMAIL;TYPE=INTERNET:jo@a.com']],
	])('%s', async (_, json, lines) => {
		const contact = {
			...{ source: 'contact', contactName: 'Jo' },
			...{ contactNumbers: '={{ $json.numbers }}', contactEmails: '={{ $json.emails }}' },
		};
		const options = { defaultCountry: 'US' };
		expect(reportsOf(await send([contact], { options }, json))).toEqual([]);
		expect(cards()).toEqual([cardOf('FN:Jo', 'N:;Jo;;;', ...lines)]);
	});

	test.each<[string, unknown, string, string]>([
		['a line break', 'Jo\r\nTEL:+12025550199', 'Jo TEL:+12025550199', 'Jo TEL:+12025550199'],
		['signs of vCards', 'Smith; Jo, Jr. \\ x', 'Smith\\; Jo\\, Jr. \\\\ x', 'Smith; Jo, Jr. - x'],
		['a path', '../../etc/passwd', '../../etc/passwd', '..-..-etc-passwd'],
		['half an emoji', ' Jo\ud83c ', 'Jo', 'Jo'],
		['a number', 4711, '4711', '4711'],
	])('%s in the name is a part of the name', async (_, name, written, fileName) => {
		const contact = { ...jo, contactName: '={{ $json.name }}', contactCompany: '' };
		expect(reportsOf(await send([contact], {}, { name } as IDataObject))).toEqual([]);
		expect(cards()).toEqual([
			cardOf(
				...[`FN:${written}`, `N:;${written};;;`, 'TEL;TYPE=VOICE:+12025561000'],
				'EMAIL;TYPE=INTERNET:jo@example.com',
			),
		]);
		const [attachment] = setting.linq.account.attachments;
		expect(attachment!.filename).toBe(`${fileName}.vcf`);
	});
});

const ofJo = 'of the contact "Jo Smith"';

describe('refused before anything is sent', () => {
	test.each<[string, IDataObject, string, string]>([
		['no name', { contactName: ' ' }, 'Name of the contact is missing', 'Fill in Name'],
		[
			'halves of emoji',
			{ contactName: '\ud83c' },
			'Name of the contact is missing',
			'Fill in Name',
		],
		[
			'an object for a name',
			{ contactName: { first: 'Jo' } },
			"The field Name of the contact can't be used as it is",
			'gives text',
		],
		[
			'100 kB for a name',
			{ contactName: 'a'.repeat(100_000) },
			'Name of the contact has 100000 characters',
			'Keep it to 250',
		],
		[
			'a company of 251 characters',
			{ contactCompany: 'a'.repeat(251) },
			'Company of the contact has 251 characters',
			'Keep it to 250',
		],
		[
			'a list for a company',
			{ contactCompany: ['Acme'] },
			"The field Company of the contact can't be used as it is",
			'gives text',
		],
		[
			'neither number nor address',
			{ contactNumbers: '', contactEmails: [] },
			`There is neither a phone number nor an email address ${ofJo}`,
			'Fill in Phone Numbers or Email Addresses',
		],
		[
			'an address among the numbers',
			{ contactNumbers: '+12025561000, sam@example.com' },
			`Phone Numbers ${ofJo}: sam@example.com is an email address`,
			'Put it into Email Addresses',
		],
		[
			'a number among the addresses',
			{ contactEmails: ['jo@example.com', '+12025561000'] },
			`Email Addresses ${ofJo}: +12025561000 is a phone number`,
			'Put it into Phone Numbers',
		],
		[
			'a number that is none beside one that is',
			{ contactNumbers: '+12025561000, 12' },
			`Phone Numbers ${ofJo}: `,
			'.',
		],
		[
			'a number without a country',
			{ contactNumbers: '0151 12345678' },
			`Phone Numbers ${ofJo}: `,
			'Default Country',
		],
		[
			'an address that is none',
			{ contactEmails: 'jo@example.com, sam@' },
			`Email Addresses ${ofJo}: This is not an email address (number 2 of 2)`,
			'jo@example.com',
		],
		[
			'a property in an address',
			{ contactEmails: 'jo@example.com\r\nTEL:+12025550199' },
			`Email Addresses ${ofJo}: +12025550199 is a phone number`,
			'Put it into Phone Numbers',
		],
		[
			'an object for a number',
			{ contactNumbers: { number: '+12025561000' } },
			`Phone Numbers ${ofJo}: The phone number or email address is not text`,
			'a list of texts',
		],
		[
			'301 numbers',
			{ contactNumbers: Array.from({ length: 301 }, () => '+12025561000') },
			`Phone Numbers ${ofJo}: There are 301 phone numbers`,
			'Keep no more than 300',
		],
		[
			'a contact as a sticker',
			{ sticker: true },
			"A contact can't be a sticker",
			'Turn off Sticker for it',
		],
	])('%s', async (_, wrong, message, hint) => {
		const { sticker = false, ...fields } = wrong;
		const given = Object.keys(fields).map((name) => [name, `={{ $json.${name} }}`]);
		const contact = { ...jo, sticker, ...Object.fromEntries(given) } as INodeParameters;
		const result = await send([sam, contact], {}, fields);
		expect(result.success).toEqual([]);
		const [report] = reportsOf(result);
		expect(report!.message).toContain(message);
		expect(report!.hint).toContain(hint);
		expect(report).toMatchObject({ category: 'invalid_input', attempts: 0, retryable: false });
		expect([...setting.linq.requests, ...setting.linq.uploads]).toEqual([]);
	});

	test.each<[string, string, INodeParameters]>([
		['chat', 'sendVoiceMemo', { chatId: byId('={{ $json.chat }}') }],
		['message', 'react', { messageId: byId('={{ $json.chat }}'), type: 'sticker' }],
	])('%s: %s, which takes no contact', async (resource, operation, parameters) => {
		const { run, chatId, linq } = setting;
		const items = [{ json: { chat: chatId } }];
		const result = await run(resource, operation, items, { ...parameters, ...jo });
		expect(reportsOf(result)).toMatchObject([
			{ message: "The field Source can't be used as it is", attempts: 0 },
		]);
		expect(linq.requests).toEqual([]);
	});
});

test('an agent that calls the step sends a contact, too, and is told of one that is wrong', async () => {
	const { engine, credential, chatId } = setting;
	const call = async (contact: INodeParameters) =>
		await engine.callTool(
			{
				...{ resource: 'message', operation: 'send', chatId: byId(chatId) },
				...{ text: 'Hi', files: { file: [contact] } },
			},
			credential,
		);
	expect(await call(jo)).toMatchObject([{ json: { chat_id: chatId } }]);
	expect(cards()).toHaveLength(1);
	await expect(call({ ...jo, contactNumbers: '12' })).rejects.toThrow(`Phone Numbers ${ofJo}: `);
	expect(setting.linq.account.messages).toHaveLength(1);
});

test('another contact is another message, and the same one is the same', async () => {
	const options = { idempotencyKey: 'deal 7', maxRetries: 0 };
	const [same, other] = [
		{ ...jo, contactNumbers: '+12025561000' },
		{ ...jo, contactCompany: 'B' },
	];
	const items = [jo, same, other].map((json) => ({ json: json }));
	const contact = Object.keys(jo).map((name) => [name, `={{ $json.${name} }}`]);
	const files = {
		file: [{ ...Object.fromEntries(contact), source: 'contact' } as INodeParameters],
	};
	const parameters = { chatId: byId(setting.chatId), text: 'Hi', files, options };
	const result = await setting.run('message', 'send', items, parameters);
	expect(result.success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(reportsOf(result)).toMatchObject([
		{ message: 'Another item has the same Idempotency Key for something else', attempts: 0 },
	]);
	expect(setting.linq.account.messages).toHaveLength(1);
});

test('where the message may have been sent, its key comes back for the same contact only', async () => {
	const { linq, chatId, run } = setting;
	const again = async (contact: INodeParameters, json: IDataObject, maxRetries = 0) =>
		await run('message', 'send', [{ json }], {
			...{ chatId: byId(chatId), text: 'Hi', files: { file: [contact] }, options: { maxRetries } },
		});
	linq.faults.add({ kind: 'reset', applied: true, path: /messages$/ });
	const { error } = await again(jo, {});
	const before = error[0]!.json;
	await again(jo, before);
	await again(sam, before);
	const sent = linq.requests.flatMap(({ path }, at) =>
		path.endsWith('/messages') ? keyOf(at) : [],
	);
	expect(sent).toHaveLength(3);
	expect(sent[1]).toBe(sent[0]);
	expect(sent[2]).not.toBe(sent[0]);
	expect(linq.account.messages).toHaveLength(2);
});
