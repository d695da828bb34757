import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { bytes, inMemory, itemWith } from './files';
import { byId, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;
let messageId: string;

beforeEach(async () => {
	setting = await startSetting();
	const { account } = setting.linq;
	messageId = account.addMessage(account.chat(setting.chatId)!, { text: 'Hello' }).id;
});

afterEach(async () => {
	await setting.linq.close();
});

const react = async (
	parameters: INodeParameters,
	item: INodeExecutionData = itemWith(inMemory()),
) =>
	await setting.run('message', 'react', [item], {
		...{ messageId: byId(messageId), type: 'sticker', ...parameters },
	});

const onMessage = () =>
	(setting.linq.account.message(messageId)!.parts[0]!.reactions ?? []) as object[];
const bodyOf = () => setting.linq.requests.at(-1)!.body;

describe('a sticker', () => {
	test('is made of a file of the item', async () => {
		const { success, error } = await react({});
		expect(error).toEqual([]);
		expect(success[0]!.json).toMatchObject({ message_id: messageId, status: 'accepted' });
		const { id } = setting.linq.account.attachments[0]!;
		expect(bodyOf()).toEqual({ operation: 'add', type: 'sticker', attachment_id: id });
		expect(onMessage()).toMatchObject([{ type: 'sticker', sticker: { file_name: 'photo.png' } }]);
	});

	test('is made of a file that Linq has, by its ID or by the address it gave', async () => {
		const { account, storage } = setting.linq;
		const photo = { filename: 'a.png', content_type: 'image/png', bytes } as const;
		const file = account.addAttachment(photo);
		const stickerUrl = storage.downloadAddressOf(file);
		await react({ source: 'attachmentId', attachmentId: file.id.toUpperCase() });
		expect(bodyOf()).toMatchObject({ attachment_id: file.id });
		const { error } = await react({ source: 'url', stickerUrl: ` ${stickerUrl} ` });
		expect(error).toEqual([]);
		expect(bodyOf()).toEqual({ operation: 'add', type: 'sticker', url: stickerUrl });
		expect(onMessage()).toHaveLength(2);
	});

	test('is made of an emoji, at a place, on a part', async () => {
		const placement = { place: { x: '-0.5', y: 1, scale: 0.5, rotation: -90 } };
		const options = { placement, partIndex: 0 };
		await react({ source: 'emoji', customEmoji: ' 🎉 ', options });
		expect(bodyOf()).toEqual({
			...{ operation: 'add', type: 'sticker', emoji: '🎉', part_index: 0 },
			placement: { x: -0.5, y: 1, scale: 0.5, rotation: -90 },
		});
		expect(onMessage()).toMatchObject([{ sticker: { placement: { x: -0.5 } } }]);
	});

	test.each<[INodeParameters, string]>([
		[{ action: 'remove', source: 'emoji', customEmoji: '🎉' }, "A sticker can't be taken back"],
		[{ source: 'emoji' }, 'Emoji is missing'],
		[{ source: 'attachmentId', attachmentId: 'a' }, 'This is not a file ID'],
		[{ source: 'url', stickerUrl: 'cat.png' }, "The file's web address can't be used"],
		[{ source: 'url' }, 'Web Address is missing'],
		[
			{ source: 'binaryData', binaryPropertyName: 'cat' },
			'This item has no file in the field "cat"',
		],
		[{ source: '={{ "sky" }}' }, "The field Source can't be used as it is"],
		...[
			{ x: 1.01 },
			{ y: -1.01 },
			{ scale: 0.49 },
			{ scale: 1.51 },
			{ rotation: 'far' },
			{ x: null },
		]
			.slice(0, 5)
			.map((place): [INodeParameters, string] => [
				{ source: 'emoji', customEmoji: '🎉', options: { placement: { place } } },
				`The field ${{ x: 'Across', y: 'Up and Down', scale: 'Size', rotation: 'Turn' }[Object.keys(place)[0] as 'x']} can't be used as it is`,
			]),
	])('%j is refused before anything is sent', async (parameters, message) => {
		const result = await react(parameters);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', message, attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});

	const pdf = itemWith(inMemory(bytes, { mimeType: 'application/pdf', fileName: 'a.pdf' }));

	test('is made of no other file than a picture', async () => {
		const result = await react({}, pdf);
		expect(reportsOf(result)).toMatchObject([
			{
				...{ message: 'The sticker is no picture (application/pdf)', attempts: 0 },
				hint: 'Give a picture, such as JPEG, PNG or HEIC.',
			},
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test('of a file that Linq has and that is no picture is refused with what to do', async () => {
		const file = { filename: 'a.pdf', content_type: 'application/pdf', bytes } as const;
		const attachmentId = setting.linq.account.addAttachment(file).id;
		const result = await react({ source: 'attachmentId', attachmentId });
		expect(reportsOf(result)).toMatchObject([
			{ code: 5006, hint: 'A sticker is made from a picture: give another file.' },
		]);
	});

	const emojis = (type: string) => ({ type, ...(type === 'sticker' && { source: 'emoji' }) });

	test.each(
		['custom', 'sticker'].flatMap((type) =>
			['ok', '🎉 yes', '12', '1 2', '٣', 'é', '🎉'.repeat(21)].map((emoji) => [type, emoji]),
		),
	)('%s: %j is no emoji, and refused before anything is sent', async (type, customEmoji) => {
		const result = await react({ ...emojis(type), customEmoji: customEmoji });
		expect(reportsOf(result)).toMatchObject([
			{ message: 'Emoji holds no single emoji', category: 'invalid_input', attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each(['🎉', 'ℹ️', '1️⃣', '#️⃣', '™️', '🇺🇸', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏻‍❤️‍💋‍👨🏿', '👨‍👩‍👧‍👦'])(
		'%s is an emoji',
		async (customEmoji) => {
			await react({ ...emojis('custom'), customEmoji });
			expect(bodyOf()).toMatchObject({ custom_emoji: customEmoji });
			await react({ ...emojis('sticker'), customEmoji });
			expect(bodyOf()).toMatchObject({ emoji: customEmoji });
		},
	);

	test('on RCS is refused with what to do', async () => {
		setting.linq.account.chat(setting.chatId)!.service = 'RCS';
		const result = await react({ source: 'emoji', customEmoji: '🎉' });
		expect(reportsOf(result)).toMatchObject([{ code: 2017, attempts: 1 }]);
	});

	test('of one chat waits for the one before, its upload too', async () => {
		setting.linq.faults.add({ kind: 'delay', milliseconds: 40 });
		const items = ['one', 'two'].map((name) =>
			itemWith(inMemory(bytes, { mimeType: 'image/png', fileName: `${name}.png` })),
		);
		await setting.run('message', 'react', items, {
			...{ chatId: byId(setting.chatId), messageId: byId(messageId), type: 'sticker' },
		});
		expect(onMessage()).toMatchObject([
			{ sticker: { file_name: 'one.png' } },
			{ sticker: { file_name: 'two.png' } },
		]);
	});
});

describe('placing a sticker', () => {
	const place = async (reactionId: string, more: INodeParameters = {}) =>
		await setting.run('message', 'placeSticker', [{ json: { id: reactionId } }], {
			...{ messageId: byId(messageId), reactionId: byId('={{ $json.id }}'), ...more },
		});

	test('moves, resizes and turns it', async () => {
		await react({ source: 'emoji', customEmoji: '🎉' });
		const [{ id }] = onMessage() as [{ id: string }];
		const { success, error } = await place(` ${id} `, { x: 0.25, scale: '1.5' });
		expect(error).toEqual([]);
		expect(success[0]!.json).toMatchObject({ status: 'accepted' });
		expect(bodyOf()).toEqual({ placement: { x: 0.25, y: 0, scale: 1.5, rotation: 0 } });
		expect(onMessage()).toMatchObject([{ sticker: { placement: { x: 0.25 } } }]);
	});

	test.each([
		['nothing', '', 204, { success: true, message_id: true, reaction_id: 'sticker-7' }],
		['the reaction', '{"id":"sticker-7","type":"sticker"}', 200, { type: 'sticker' }],
		['that it is queued', '{"status":"accepted"}', 202, { status: 'accepted' }],
	])('is a success where Linq answers with %s', async (_, body, status, expected) => {
		setting.linq.faults.add({ kind: 'raw', body, status });
		const { success } = await place('sticker-7');
		const json = { ...expected, ...('message_id' in expected && { message_id: messageId }) };
		expect(success[0]!.json).toMatchObject(json);
	});

	test.each<unknown>([
		'../messages',
		'a/b',
		'..',
		'a?b=c',
		'a#b',
		'a b',
		'a\r\nX-Other: 1',
		'a%2fb',
		'x'.repeat(201),
		'',
		null,
		{ id: 'a' },
		['a'],
		true,
		1.5,
	])('%j is refused before anything is sent', async (id) => {
		const [report] = reportsOf(await place(id as string));
		expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
		expect(report!.message).toMatch(/^(This is not a reaction ID|The reaction is missing)$/);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each([
		['x', '2', 'Across'],
		['scale', '={{ 0 }}', 'Size'],
		['rotation', 'left', 'Turn'],
	])('%s %j is refused before anything is sent', async (name, value, label) => {
		expect(reportsOf(await place('a', { [name]: value }))).toMatchObject([
			{ message: `The field ${label} can't be used as it is`, attempts: 0 },
		]);
	});

	describe('in the picker', () => {
		const pick = async (chosen: string) =>
			await setting.engine.search('searchStickers', setting.credential, undefined, undefined, {
				...{ resource: 'message', operation: 'placeSticker', messageId: byId(chosen) },
			});

		test('shows those of one’s own', async () => {
			await react({ type: 'like' });
			await react({});
			const [, { id }] = onMessage() as [object, { id: string }];
			expect(await pick(messageId)).toEqual({
				results: [{ name: 'Sticker 1: photo.png', value: id }],
			});
		});

		test('says what to do where there is none, and where no message is chosen', async () => {
			await expect(pick(messageId)).rejects.toMatchObject({
				message: 'Your number has put no sticker on this message',
			});
			await expect(pick('')).rejects.toMatchObject({ message: 'Pick the message first' });
		});
	});
});

describe('a picture of a message', () => {
	const send = async (
		file: INodeParameters,
		item = itemWith(inMemory()),
		options: INodeParameters = {},
	) =>
		await setting.run('message', 'send', [item], {
			...{ chatId: byId(setting.chatId), files: { file: [file] }, options },
		});
	const partsOf = () => (bodyOf() as { message: { parts: object[] } }).message.parts;

	test.each([
		['a file of the item', {}, {}],
		[
			'a web address',
			{ source: 'url', url: 'https://example.com/a.png' },
			{ url: 'https://example.com/a.png' },
		],
	])('goes as a sticker where it is switched on: %s', async (_, file, expected) => {
		const { error } = await send({ ...file, sticker: true });
		expect(error).toEqual([]);
		expect(partsOf()).toMatchObject([{ type: 'media', sticker: true, ...expected }]);
		await send({ ...file, sticker: false });
		expect(partsOf()[0]).not.toHaveProperty('sticker');
	});

	test('is no other file than a picture where it is to be a sticker', async () => {
		const pdf = itemWith(inMemory(bytes, { mimeType: 'application/pdf', fileName: 'a.pdf' }));
		const result = await send({ sticker: true }, pdf);
		expect(reportsOf(result)).toMatchObject([
			{ message: 'The sticker is no picture (application/pdf)', attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
		expect((await send({}, pdf)).success).toHaveLength(1);
	});

	test('is other work as a sticker than as a picture, under one’s own key', async () => {
		const options = { idempotencyKey: 'order 7' };
		const items = [true, false].map((sticker) => itemWith(inMemory(), { sticker }));
		const result = await setting.run('message', 'send', items, {
			...{ chatId: byId(setting.chatId), options },
			files: { file: [{ sticker: '={{ $json.sticker }}' }] },
		});
		expect(result.success).toHaveLength(1);
		expect(reportsOf(result)[0]!.message).toContain('the same Idempotency Key');
	});

	test('that says neither yes nor no is refused', async () => {
		const result = await send({ sticker: '={{ "perhaps" }}' });
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
	});
});
