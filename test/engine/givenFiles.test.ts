import type { INodeExecutionData, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import { bytes, Disk, inMemory, picture, sha256, sound } from './files';
import { byId, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;
let disk: Disk;

beforeAll(async () => {
	setting = await startSetting();
	disk = await Disk.open();
});

beforeEach(() => {
	const { requests, storage, account } = setting.linq;
	for (const list of [requests, storage.uploads, account.attachments, account.messages]) {
		list.length = 0;
	}
});

afterAll(async () => {
	disk.close();
	await setting.linq.close();
});

const combined: IWorkflowSettings = { binaryMode: 'combined' };
const content = (text: string) => Buffer.concat([Buffer.from(text), bytes]);
const first = content('first');
const second = content('second');

/** An item with two files, kept as the workflow's setting says. */
async function itemOf(mode: string, described = picture): Promise<INodeExecutionData> {
	const files = { data: await disk.store(first, described), logo: await disk.store(second) };
	return mode === 'combined' ? { json: { _files: files } } : { json: {}, binary: files };
}

const run = async (
	[resource, operation]: readonly [string, string],
	mode: string,
	parameters: INodeParameters,
	item?: INodeExecutionData,
) =>
	await setting.engine.run(
		[item ?? (await itemOf(mode))],
		{ resource, operation, chatId: byId(setting.chatId), ...parameters },
		setting.credential,
		mode === 'combined' ? combined : undefined,
	);

const arrived = () => setting.linq.uploads.map(({ sha256: hash }) => hash);
const upload = ['attachment', 'upload'] as const;

describe.each([
	['separate', '$binary', "$('Records').item.binary"],
	['combined', '$json._files', "$('Records').item._files"],
])('with files kept %s', (mode, own, earlier) => {
	test.each([
		['by its name', 'logo'],
		['by its name with white space around it', ' logo\r\n'],
		['given', `={{ ${own}.logo }}`],
		['given from an earlier step', `={{ ${earlier}.logo }}`],
		['in a list of one', `={{ [${own}.logo] }}`],
	])('Upload takes a file %s', async (_, binaryPropertyName) => {
		const result = await run(upload, mode, { binaryPropertyName });
		expect(reportsOf(result)).toEqual([]);
		expect(arrived()).toEqual([sha256(second)]);
	});

	test.each([
		['rows', ['data', `={{ ${own}.logo }}`]],
		['a list of files', [`={{ Object.values(${own}) }}`]],
		['a list of names and files', [`={{ ["data", ${own}.logo] }}`]],
		['names with commas between them', ['data, logo']],
	])('a message takes %s', async (_, names) => {
		const file = names.map((binaryPropertyName) => ({ binaryPropertyName }));
		const result = await run(['message', 'send'], mode, { files: { file } });
		expect(reportsOf(result)).toEqual([]);
		expect(arrived()).toEqual([sha256(first), sha256(second)]);
		const parts = setting.linq.account.attachments.map(({ id }) => ({ type: 'media', id }));
		expect(setting.linq.account.messages).toMatchObject([{ parts }]);
	});

	test.each([
		['by its name', 'data'],
		['given', `={{ ${own}.data }}`],
	])('a voice memo takes a file %s', async (_, binaryPropertyName) => {
		const item = await itemOf(mode, sound);
		const result = await run(['chat', 'sendVoiceMemo'], mode, { binaryPropertyName }, item);
		expect(reportsOf(result)).toEqual([]);
		expect(arrived()).toEqual([sha256(first)]);
	});

	test.each([
		['by its name', 'logo'],
		['given', `={{ ${own}.logo }}`],
	])(
		'a group picture is a file %s: Linq gets it, and then its address',
		async (_, groupChatIcon) => {
			const result = await run(['chat', 'update'], mode, { updateFields: { groupChatIcon } });
			expect(reportsOf(result)).toEqual([]);
			expect(arrived()).toEqual([sha256(second)]);
			const { body } = setting.linq.requests.at(-1)! as { body: { group_chat_icon: string } };
			expect(body.group_chat_icon).toContain(setting.linq.account.attachments[0]!.id);
		},
	);

	test('a name that is wrong: the hint names those that are there', async () => {
		const [report] = reportsOf(await run(upload, mode, { binaryPropertyName: 'photo' }));
		expect(report).toMatchObject({
			message: 'This item has no file in the field "photo"',
			hint: 'Its files are in "data", "logo": use one of these names, as in the Binary tab of the step before.',
			attempts: 0,
		});
	});
});

describe('files that n8n keeps in memory', () => {
	const item = { json: {}, binary: { data: inMemory() } };

	test.each([
		['separate', 'data'],
		['separate', "={{ $('Records').item.binary.data }}"],
		['combined', 'data'],
	])('with files kept %s, %s works', async (mode, binaryPropertyName) => {
		const result = await run(upload, mode, { binaryPropertyName }, item);
		expect(reportsOf(result)).toEqual([]);
		expect(arrived()).toEqual([sha256(bytes)]);
	});

	test('$binary, which n8n gives without what is in it, is answered with a way out', async () => {
		const binaryPropertyName = '={{ $binary.data }}';
		expect(reportsOf(await run(upload, 'separate', { binaryPropertyName }, item))).toMatchObject([
			{
				message: 'Input Binary Field gives a file without what is in it',
				hint: expect.stringContaining('Fill in the name of the file instead') as string,
				attempts: 0,
			},
		]);
	});
});

describe('what is no file is refused before anything is sent', () => {
	const unusable = "The field Input Binary Field can't be used as it is";
	const gone = "The file of this item can't be read any more";
	const png = { mimeType: 'image/png' };
	const place = 'workflows/1/executions/1/binary_data';

	test.each<[string, unknown, string]>([
		['an object', {}, unusable],
		['an object without content', png, 'Input Binary Field gives a file without what is in it'],
		['content without a type', { data: 'aGk=' }, unusable],
		['a type that is none', { mimeType: 7, data: 'aGk=' }, unusable],
		['an ID that is none', { ...png, data: 'aGk=', id: { a: 1 } }, unusable],
		['content that is a list', { ...png, data: ['aGk='] }, unusable],
		['true', true, unusable],
		['nothing', null, 'Input Binary Field gives no file'],
		['no entries', [], 'Input Binary Field gives no file'],
		['a list with a gap', ['data', null], 'Input Binary Field gives no file'],
		['a list in a list', [['data']], unusable],
		['an ID of another store', { ...png, data: 'x', id: 'database:1' }, gone],
		['an ID that n8n does not know', { ...png, data: 'x', id: 'filesystem-v2:x' }, gone],
		[
			'an ID that reaches for other files',
			{ ...png, data: 'x', id: `filesystem-v2:${place}/../../../../../../../../etc/passwd` },
			gone,
		],
		[
			'two files for one',
			['data', 'logo'],
			'Input Binary Field gives 2 files, and only one is taken here',
		],
	])('%s', async (_, value, message) => {
		const item = { ...(await itemOf('separate')), json: { value } as never };
		const result = await run(
			upload,
			'separate',
			{ binaryPropertyName: '={{ $json.value }}' },
			item,
		);
		expect(reportsOf(result)).toMatchObject([{ message, category: 'invalid_input', attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});

	test('a group picture that is no picture', async () => {
		const updateFields = { groupChatIcon: '={{ $binary.data }}' };
		const item = await itemOf('separate', sound);
		const result = await run(['chat', 'update'], 'separate', { updateFields }, item);
		expect(reportsOf(result)).toMatchObject([
			{ message: 'The group picture is no picture (audio/mpeg)', attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test('what the item’s JSON holds under the name of files, unless the setting keeps them there', async () => {
		const item = { json: { _files: { data: inMemory() } } as never };
		const result = await run(upload, 'separate', { binaryPropertyName: 'data' }, item);
		expect(reportsOf(result)).toMatchObject([
			{ message: 'This item has no file in the field "data"' },
		]);
	});
});

describe('a file whose type and name say nothing', () => {
	const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(3_000_000)]);

	test.each(['application/octet-stream', 'text/plain', 'image/*'])(
		'%s: the first bytes tell',
		async (mimeType) => {
			const described = { mimeType, fileName: 'photo' };
			for (const data of [inMemory(jpeg, described), await disk.store(jpeg, described)]) {
				const { success } = await run(upload, 'separate', {}, { json: {}, binary: { data } });
				expect(success[0]?.json).toMatchObject({ filename: 'photo', content_type: 'image/jpeg' });
			}
			expect(arrived()).toEqual([sha256(jpeg), sha256(jpeg)]);
		},
	);

	test('without a name it gets one', async () => {
		const data = await disk.store(jpeg, { mimeType: 'application/octet-stream' });
		const { success } = await run(upload, 'separate', {}, { json: {}, binary: { data } });
		expect(success[0]?.json).toMatchObject({ filename: 'file.jpg', content_type: 'image/jpeg' });
	});

	test.each([
		['a kind that Linq does not take', Buffer.from('RIFF....WEBPVP8 '), 'image/webp'],
		['bytes that tell nothing', Buffer.from('MZ'), 'application/octet-stream'],
	])('%s is refused', async (_, start, kind) => {
		const data = await disk.store(start, { mimeType: 'application/octet-stream' });
		const result = await run(upload, 'separate', {}, { json: {}, binary: { data } });
		expect(reportsOf(result)).toMatchObject([
			{ message: `Linq does not take files of this kind (${kind})`, attempts: 0 },
		]);
	});
});
