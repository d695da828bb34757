/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import type { INodeParameters } from 'n8n-workflow';
import type { Fault, UploadFlaw } from '../emulator';
import { workflowOf } from './engine';
import { bytes, Disk, inMemory, itemWith, picture, sha256 } from './files';
import { person } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	const { requests, storage, account, faults } = setting.linq;
	for (const list of [requests, storage.uploads, account.attachments]) list.length = 0;
	for (const list of [account.messages]) list.length = 0;
	faults.clear();
	storage.faults.clear();
	storage.flaw = undefined;
});

afterAll(async () => {
	await setting.linq.close();
});

const megabyte = 1024 * 1024;
const upload = async (item = itemWith(inMemory()), parameters: INodeParameters = {}) =>
	await setting.run('attachment', 'upload', [item], parameters);

/** The key has been sent to Linq only, and stands in nothing that came out. */
function expectKeyKept(result: { task: object }): void {
	const { apiKey, uploads } = setting.linq;
	expect(JSON.stringify(result.task)).not.toContain(apiKey);
	expect(JSON.stringify(uploads)).not.toContain(apiKey);
	for (const { headers } of uploads) expect(headers.authorization).toBeUndefined();
}

describe('a file in memory', () => {
	test('arrives byte for byte, with exactly the headers that its place needs', async () => {
		const result = await upload();
		expect(result.error).toEqual([]);
		const [attachment] = setting.linq.account.attachments;
		expect(result.success).toEqual([
			{
				json: {
					attachment_id: attachment!.id,
					download_url: expect.stringMatching(/^https:/) as string,
					...{ filename: 'photo.png', content_type: 'image/png', size_bytes: 256 },
				},
				pairedItem: { item: 0 },
			},
		]);
		const { headers, ...transfer } = setting.linq.uploads[0]!;
		expect(transfer).toMatchObject({ size: 256, sha256: sha256(bytes), status: 200 });
		// Those after the first three are what every request of n8n's brings along.
		const { 'content-type': type, 'content-length': length, ...others } = headers;
		expect([type, length, others['x-amz-meta-attachment']]).toEqual([
			...['image/png', '256', attachment!.id],
		]);
		expect(Object.keys(others).sort()).toEqual([
			'accept',
			'accept-encoding',
			'connection',
			'host',
			'user-agent',
			'x-amz-meta-attachment',
		]);
		expectKeyKept(result);
	});

	test.each([1, megabyte + 1])('of %i bytes arrives as it is', async (size) => {
		const content = Buffer.alloc(size, bytes);
		await upload(itemWith(inMemory(content)));
		expect(setting.linq.uploads).toMatchObject([{ size, sha256: sha256(content) }]);
	});

	test.each<[string, string]>([
		['with line breaks', bytes.toString('base64').replace(/.{76}/g, '$&\r\n')],
		['with a line break at the end', `${bytes.toString('base64')}\n`],
		['with spaces around it', ` \t${bytes.toString('base64')} `],
		['with what web pages put in front', `data:image/png;base64,${bytes.toString('base64')}`],
		['with parameters in front', `\nDATA:image/png;a=1;base64,\n${bytes.toString('base64')}`],
		['with nothing but its form in front', `data:;base64,${bytes.toString('base64')}`],
		['for addresses', bytes.toString('base64url')],
	])('in base64 %s arrives byte for byte', async (_, data) => {
		const { success } = await upload(itemWith({ ...picture, data }));
		expect(success[0]!.json).toMatchObject({ size_bytes: 256 });
		expect(setting.linq.uploads).toMatchObject([{ size: 256, sha256: sha256(bytes), status: 200 }]);
	});

	test('in another field, under a name of one’s own', async () => {
		const item = { json: {}, binary: { photo: inMemory() } };
		const options = { filename: 'us.png' };
		const { success } = await upload(item, { binaryPropertyName: 'photo', options });
		expect(success[0]!.json).toMatchObject({ filename: 'us.png' });
		const path = { filename: '../\u0000us.png' };
		const other = await upload(item, { binaryPropertyName: 'photo', options: path });
		expect(other.success[0]!.json).toMatchObject({ filename: 'us.png' });
	});

	test.each<[string, string | undefined, string]>([
		['a path', '../../etc/passwd.png', 'passwd.png'],
		['a Windows path', 'C:\\photos\\us.png', 'us.png'],
		['control characters', 'u\r\ns\u0000.png', 'us.png'],
		['a path behind a line break', 'a\n../../etc/passwd.png', 'passwd.png'],
		['half an emoji', 'us\ud83c.png', 'us.png'],
		['an emoji that 255 characters cut', `🎉${'a'.repeat(250)}.png`, `${'a'.repeat(250)}.png`],
		['spaces', '  ', 'file.png'],
		['nothing', undefined, 'file.png'],
		['dots and slashes', '../', 'file.png'],
		['300 characters', `${'a'.repeat(300)}.png`, `${'a'.repeat(251)}.png`],
		['a number', 7 as never, 'file.png'],
		['quotes and emoji', '"us" 🎉.png', '"us" 🎉.png'],
	])('with %s for a name', async (_, fileName, expected) => {
		const { success } = await upload(itemWith(inMemory(bytes, { ...picture, fileName })));
		expect(success.map(({ json }) => json.filename)).toEqual([expected]);
		expect(setting.linq.requests[0]!.body).toMatchObject({ filename: expected });
	});
});

describe('refused before anything is sent', () => {
	const png = inMemory();
	const onDisk = (size: number) => ({ ...picture, id: 'filesystem-v2:x', bytes: size, data: '' });

	test.each<[string, object, string, string]>([
		['no file at all', {}, 'This item has no file in the field "data"', 'the Binary tab'],
		[
			'a file in another field',
			{ photo: png },
			'This item has no file in the field "data"',
			'the Binary tab',
		],
		[
			'a type that Linq does not take',
			{ data: { ...png, mimeType: 'image/webp' } },
			'Linq does not take files of this kind (image/webp)',
			'Convert the file first',
		],
		['an empty file', { data: inMemory(Buffer.alloc(0)) }, 'The file is empty', 'Check the step'],
		['an empty file on disk', { data: onDisk(0) }, 'The file is empty', 'Check the step'],
		[
			'a file of 100 MB and a byte',
			{ data: onDisk(100 * megabyte + 1) },
			'The file has 101 MB, more than Linq takes',
			'up to 100 MB',
		],
		...['Hello, it is me', 'data:text/plain,Hello', 'aGk=aGk=', 'aGk===', '{"a":1}'].map(
			(data): [string, object, string, string] => [
				`no base64: ${data}`,
				{ data: { ...picture, data } },
				"The file of this item can't be read",
				'Convert to File',
			],
		),
		['nothing but spaces', { data: { ...picture, data: ' \n' } }, 'The file is empty', 'Check'],
		[
			'nothing behind its form',
			{ data: { ...picture, data: 'data:;base64,' } },
			'is empty',
			'Check',
		],
		['no type', { data: { data: 'aGk=' } }, 'This item has no file in the field', 'the Binary tab'],
		['a size below nothing', { data: onDisk(-1) }, 'The file is empty', 'Check the step'],
		['no content', { data: picture }, 'This item has no file in the field', 'the Binary tab'],
		['text for a file', { data: 'aGk=' }, 'This item has no file in the field', 'the Binary tab'],
		['null for a file', { data: null }, 'This item has no file in the field', 'the Binary tab'],
	])('%s', async (_, binary, message, hint) => {
		const result = await upload({ json: {}, binary } as never);
		const [report] = reportsOf(result);
		expect(report!.message).toContain(message);
		expect(report!.hint).toContain(hint);
		expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
		expect(setting.linq.requests).toEqual([]);
	});

	test.each(['__proto__', 'constructor', 'toString', 'a.b', '$json'])(
		'a field called %s, which the item does not have',
		async (binaryPropertyName) => {
			const [report] = reportsOf(await upload(itemWith(png), { binaryPropertyName }));
			expect(report).toMatchObject({
				message: `This item has no file in the field "${binaryPropertyName}"`,
				...{ category: 'invalid_input', attempts: 0 },
			});
		},
	);

	test('one of several files of a message: the others are not uploaded, either', async () => {
		const binary = { photo: png, logo: { ...png, mimeType: 'image/svg+xml' } };
		const file = ['photo', 'logo'].map((binaryPropertyName) => ({ binaryPropertyName }));
		const result = await setting.run('message', 'send', [{ json: {}, binary }], {
			...{ chatId: byId(setting.chatId), files: { file } },
		});
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});

	test('a voice memo that is a picture', async () => {
		const { linq, chatId } = setting;
		const result = await setting.run('chat', 'sendVoiceMemo', [itemWith(inMemory())], {
			chatId: byId(chatId),
		});
		expect(reportsOf(result)).toEqual([
			expect.objectContaining({
				message: 'Linq takes no voice memo of this kind (image/png)',
				category: 'invalid_input',
				attempts: 0,
			}),
		]);
		expect(linq.requests).toEqual([]);
	});
});

describe('a place that is not safe', () => {
	test.each<[string, UploadFlaw]>([
		['an address without encryption', 'http'],
		['no address', 'missing'],
		['an address with a password', 'password'],
	])('%s: nothing is put there', async (_, flaw) => {
		setting.linq.storage.flaw = flaw;
		const result = await upload();
		expect(reportsOf(result)).toMatchObject([
			{ message: 'Linq named no safe address for the upload', category: 'invalid_response' },
		]);
		expect(setting.linq.uploads).toEqual([]);
		expectKeyKept(result);
	});

	test.each<[string, object]>([
		['asks for a key', { Authorization: 'Bearer x' }],
		['has a line break in a header', { 'X-A': '1\r\nAuthorization: Bearer x' }],
		['has a line break in a name', { 'X-A\r\nAuthorization': 'Bearer x' }],
		['names another host', { Host: 'elsewhere.example' }],
		['names another length', { 'Content-Length': '1' }],
		['is about the connection', { Trailer: 'X-Checksum' }],
	])('%s: nothing is put there', async (_, required_headers) => {
		const body = JSON.stringify({
			attachment_id: '550e8400-e29b-41d4-a716-446655440000',
			upload_url: `${setting.linq.storage.url}/uploads/1`,
			required_headers,
		});
		setting.linq.faults.add({ kind: 'raw', body, path: '/v3/attachments' });
		const result = await upload();
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response' }]);
		expect(setting.linq.uploads).toEqual([]);
		expectKeyKept(result);
	});

	test('another host by https gets the file, and no key', async () => {
		setting.linq.storage.flaw = 'elsewhere';
		const result = await upload();
		expect(result.success).toHaveLength(1);
		expect(setting.linq.uploads).toMatchObject([{ sha256: sha256(bytes), status: 200 }]);
		expectKeyKept(result);
	});

	test('a place that was signed for its own host gets the file', async () => {
		setting.linq.storage.flaw = 'signedHost';
		const result = await upload();
		expect(result.success).toHaveLength(1);
		const { host } = new URL(setting.linq.storage.url);
		expect(setting.linq.uploads).toMatchObject([{ status: 200, headers: { host } }]);
		expectKeyKept(result);
	});

	test.each<UploadFlaw>(['wrongHeaders', 'missingHeaders'])(
		'%s: what the place refuses ends on Error',
		async (flaw) => {
			setting.linq.storage.flaw = flaw;
			const result = await upload();
			expect(reportsOf(result)).toMatchObject([
				{ category: 'invalid_response', status: 403, retryable: false, attempts: 2 },
			]);
			expectKeyKept(result);
		},
	);

	test('a redirect is not followed', async () => {
		const location = `${setting.linq.baseUrl}/v3/phone_numbers`;
		setting.linq.storage.faults.add({ kind: 'redirect', location });
		const result = await upload();
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response', status: 307 }]);
		expect(setting.linq.requests).toHaveLength(1);
	});
});

describe('a file on disk', () => {
	let disk: Disk;

	beforeAll(async () => {
		disk = await Disk.open();
	});

	afterAll(() => disk.close());

	test('is streamed byte for byte, with its length', async () => {
		const content = Buffer.alloc(3 * megabyte + 1, bytes);
		const result = await upload(itemWith(await disk.store(content)));
		expect(result.error).toEqual([]);
		const { headers, ...transfer } = setting.linq.uploads[0]!;
		expect(transfer).toMatchObject({ sha256: sha256(content), status: 200 });
		expect(headers['content-length']).toBe(String(content.length));
		expect(headers['transfer-encoding']).toBeUndefined();
		expectKeyKept(result);
	});

	test('has its size looked up where the item does not say it', async () => {
		const file = await disk.store(bytes);
		const { success } = await upload(itemWith({ ...file, bytes: undefined }));
		expect(success[0]!.json).toMatchObject({ size_bytes: 256 });
	});

	test.each([
		['a byte less', 3 * megabyte],
		['a byte more', 3 * megabyte + 2],
		['hardly anything', 1],
		['much more', 50 * megabyte],
	])('of which the item says that it has %s ends at once', async (_, size) => {
		const file = await disk.store(Buffer.alloc(3 * megabyte + 1, bytes));
		const result = await upload(itemWith({ ...file, bytes: size }));
		expect(reportsOf(result)).toMatchObject([
			{
				message: 'The file has another size than n8n says',
				...{ category: 'invalid_input', retryable: false, attempts: 2 },
			},
		]);
		expect(setting.linq.uploads.filter(({ status }) => status === 200)).toEqual([]);
	});

	test('that is gone meanwhile ends on Error', async () => {
		const file = await disk.store(bytes);
		await disk.delete(file);
		const result = await upload(itemWith(file));
		expect(reportsOf(result)).toMatchObject([
			{ message: "The file of this item can't be read any more", category: 'invalid_input' },
		]);
		expect(setting.linq.uploads).toEqual([]);
		expectKeyKept(result);
	});

	test('that n8n can open and not read ends on Error, and is not tried again', async () => {
		const file = await disk.store(bytes);
		await disk.spoil(file);
		const result = await upload(itemWith(file));
		expect(reportsOf(result)).toMatchObject([
			{
				...{ message: 'n8n could not read the file (EISDIR)', category: 'invalid_input' },
				...{ retryable: false, attempts: 2 },
			},
		]);
		expectKeyKept(result);
	});

	test('that n8n fails to open ends on Error before anything goes up', async () => {
		const file = await disk.store(bytes);
		const restore = await disk.obstruct();
		const result = await upload(itemWith(file)).finally(restore);
		expect(reportsOf(result)).toMatchObject([
			{ message: 'n8n could not read the file (ENOTDIR)', category: 'invalid_input' },
		]);
		expect(setting.linq.uploads).toEqual([]);
	});

	test('goes along with a message, and comes with it on Error', async () => {
		const item = itemWith(await disk.store(bytes));
		const { chatId, linq } = setting;
		const files = { file: [{ source: 'binaryData' }] };
		const parameters = { chatId: byId(chatId), text: 'Hello', files };
		expect((await setting.run('message', 'send', [item], parameters)).success).toHaveLength(1);
		expect(linq.account.messages[0]!.parts).toMatchObject([
			{ type: 'text', value: 'Hello' },
			{ type: 'media', id: linq.account.attachments[0]!.id },
		]);
		linq.faults.add({ kind: 'error', status: 403, code: 2024, path: /messages$/ });
		const { error } = await setting.run('message', 'send', [item], parameters);
		expect(await disk.read(error[0]!.binary!.data!)).toEqual(bytes);
	});
});

describe('a message with files of the item', () => {
	const files = { file: [{ source: 'binaryData' }, { binaryPropertyName: 'second' }] };
	const item = {
		json: {},
		binary: { data: inMemory(), second: inMemory(Buffer.from('2'), picture) },
	};

	test.each<[string, string, INodeParameters]>([
		['message', 'send', { chatId: byId('={{ $json.chat }}') }],
		['message', 'sendToHandles', { to: person }],
		['chat', 'create', { from: byId(ownLine), to: person }],
	])('%s: %s uploads them in order, then sends', async (resource, operation, parameters) => {
		const { linq, chatId, run } = setting;
		const json = { chat: chatId };
		const result = await run(resource, operation, [{ ...item, json }], { ...parameters, files });
		expect(reportsOf(result)).toEqual([]);
		expect(linq.uploads.map((each) => each.sha256)).toEqual([
			sha256(bytes),
			sha256(Buffer.from('2')),
		]);
		const uploaded = linq.account.attachments.map(({ id }) => id);
		expect(linq.account.messages).toMatchObject([{ parts: uploaded.map((id) => ({ id })) }]);
		expect(linq.requests.at(-1)!.body).toMatchObject({
			message: { parts: uploaded.map((attachment_id) => ({ type: 'media', attachment_id })) },
		});
		expectKeyKept(result);
	});

	test.each<[string, number, (linq: Setting['linq'], refusal: Fault) => void]>([
		[
			'the second file',
			3,
			({ faults }, refusal) => faults.add({ ...refusal, path: /attachments$/, after: 1 }),
		],
		[
			'the content of the second file',
			4,
			({ storage }, refusal) => storage.faults.add({ ...refusal, after: 1 }),
		],
		['the message', 5, ({ faults }, refusal) => faults.add({ ...refusal, path: /messages$/ })],
	])('when %s is refused, all %i requests are attempts', async (_, attempts, refuse) => {
		const { linq, chatId, run } = setting;
		refuse(linq, { kind: 'error', status: 403, code: 2024 });
		const parameters = { chatId: byId(chatId), files };
		expect(reportsOf(await run('message', 'send', [item], parameters))).toMatchObject([
			{ attempts },
		]);
		expect(linq.requests.length + linq.uploads.length).toBe(attempts);
	});
});

test('cancelled while a file goes up, the upload ends and nothing follows', async () => {
	const { linq, engine, credential, chatId } = setting;
	linq.storage.faults.add({ kind: 'hang' });
	const parameters = {
		...{ resource: 'message', operation: 'send', chatId: byId(chatId) },
		files: { file: [{ source: 'binaryData' }] },
	};
	const items = [itemWith(inMemory()), itemWith(inMemory())];
	const execution = engine.start(workflowOf(items, parameters), credential);
	while (linq.uploads.length === 0) await new Promise(setImmediate);
	execution.cancel();
	expect((await execution.finished).status).toBe('canceled');
	await upload();
	expect(linq.uploads.map(({ status }) => status)).toEqual([null, 200]);
	expect(linq.requests.map(({ path }) => path.split('/').at(-1))).toEqual([
		'attachments',
		'attachments',
	]);
});
