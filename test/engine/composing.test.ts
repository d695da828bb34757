import type { INodeParameters } from 'n8n-workflow';
import { person } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	setting.linq.requests.length = 0;
	setting.linq.account.messages.length = 0;
});

afterAll(async () => {
	await setting.linq.close();
});

const uploaded = '550e8400-e29b-41d4-a716-446655440000';
const byAddress = { source: 'url', url: 'https://example.com/a.jpg' };
const byAttachment = { source: 'attachmentId', attachmentId: uploaded };
const times = <Value>(count: number, value: Value) => Array.from({ length: count }, () => value);
const styled = (...style: object[]) => ({ textStyles: { style } }) as INodeParameters;
const words = (look: string, of: string) => ({ look, applyTo: 'words', words: of });
const range = (look: string, of: string) => ({ look, applyTo: 'range', range: of });

const card = {
	appName: 'Acme',
	teamId: 'ABCDE12345',
	bundleId: 'com.example.acme.messages',
	caption: 'Order 1',
};
const withCard = (own: object): INodeParameters => ({
	options: { appCard: { card: { ...card, ...own } } },
});

/** Sends a message into the setting's chat. */
const send = async (message: INodeParameters, json = {}) =>
	await setting.run('message', 'send', [{ json }], { chatId: byId(setting.chatId), ...message });

/** The message as Linq was asked to send it. */
async function sent(message: INodeParameters, json = {}) {
	const { success, error } = await send(message, json);
	expect(error.map((item) => item.json.error)).toEqual([]);
	expect(success).toHaveLength(1);
	const [request] = setting.linq.requests;
	return (request!.body as { message: { parts: unknown[]; effect?: object } }).message;
}

async function expectRefused(sending: ReturnType<typeof send>, message: string, hint: string) {
	const result = await sending;
	expect(result.success).toEqual([]);
	expect(reportsOf(result)).toEqual([
		expect.objectContaining({
			message,
			hint: expect.stringContaining(hint) as string,
			...{ category: 'invalid_input', attempts: 0, retryable: false, status: null, code: null },
		}),
	]);
	expect(setting.linq.requests).toEqual([]);
}

type Row = [what: string, message: INodeParameters, reason: string, hint: string];

const alone = 'Send it in a message of its own';
const wholeAddress = 'Give the whole address, such as https://example.com/offer';

describe('refused before anything is sent', () => {
	test.each<Row>([
		['nothing', {}, 'The message is empty', 'Fill in the text, or add a file or a link.'],
		['spaces', { text: ' \n\t ' }, 'The message is empty', 'Fill in the text'],
		[
			'101 parts',
			{ files: { file: times(101, byAttachment) } },
			'The message has 101 parts',
			'at most 100 parts: split it',
		],
		[
			'a text and 100 files',
			{ text: 'Hello', files: { file: times(100, byAttachment) } },
			'The message has 101 parts',
			'at most 100 parts: split it',
		],
		[
			'41 files by address',
			{ files: { file: times(41, byAddress) } },
			'The message has 41 files by web address',
			'at most 40 of those',
		],
		[
			'a file without an address',
			{ files: { file: [{ source: 'url', url: ' ' }] } },
			'Web Address is missing',
			'Fill in Web Address',
		],
		[
			'a file without encryption',
			{ files: { file: [{ source: 'url', url: 'http://example.com/a.jpg' }] } },
			"The file's web address can't be used",
			'begin with https://',
		],
		[
			'a file from an unknown source',
			{ files: { file: [{ source: 'attic' }] } },
			"The field Source can't be used as it is",
			'binaryData, attachmentId, url',
		],
		[
			'a file that the item does not have',
			{ files: { file: [{ binaryPropertyName: 'photo' }] } },
			'This item has no file in the field "photo"',
			'the Binary tab of the step before',
		],
		[
			'a link with a text',
			{ text: 'Look', options: { link: 'https://example.com' } },
			"A link preview can't be combined with text or files",
			alone,
		],
		[
			'a link with a file',
			{ files: { file: [byAddress] }, options: { link: 'https://example.com' } },
			"A link preview can't be combined with text or files",
			alone,
		],
		[
			'a link that is none',
			{ options: { link: 'our offer' } },
			'The link is not a web address',
			wholeAddress,
		],
		[
			'a link of 2,049 characters',
			{ options: { link: `https://example.com/${'a'.repeat(2_029)}` } },
			'The link is not a web address',
			'at most 2,048 characters',
		],
		[
			'an unknown effect',
			{ text: 'Hello', options: { effect: 'tornado' } },
			'There is no such effect',
			'Choose one of balloons, celebration, confetti',
		],
		[
			'an unknown service',
			{ text: 'Hello', options: { preferredService: 'WhatsApp' } },
			"The option Messaging Service can't be used as it is",
			'iMessage, RCS, SMS',
		],
		[
			'an answer to part 1 of nothing',
			{ text: 'Hi', options: { replyToPartIndex: 1 } },
			'The message is missing',
			'Pick the message from the list',
		],
		[
			'an answer to a message that a record does not name',
			{ text: 'Hi', options: { replyToMessageId: byId('={{ $json.nothing }}') } },
			'The message is missing',
			'Pick the message from the list',
		],
		[
			'an answer to part 100',
			{ text: 'Hi', options: { replyToMessageId: byId(uploaded), replyToPartIndex: 100 } },
			"The option Part to Reply To can't be used as it is",
			'from 0 to 99',
		],
	])('%s', async (_, message, reason, hint) => await expectRefused(send(message), reason, hint));
});

describe('an app card is refused', () => {
	test.each<Row>([
		[
			'with a text',
			{ text: 'Look', ...withCard({}) },
			"An app card can't be combined with text or files",
			alone,
		],
		[
			'without content',
			withCard({ caption: '' }),
			'The app card would be empty',
			'Fill in a caption',
		],
		[
			'with a title and no image',
			withCard({ imageTitle: 'New' }),
			'The app card has a title for a picture, but no picture',
			'Fill in Picture',
		],
		[
			'with a title of an image and nothing else',
			withCard({ caption: '', imageTitle: 'New' }),
			'The app card would be empty',
			'Fill in a caption',
		],
		[
			'with a team ID in small letters',
			withCard({ teamId: 'abcde12345' }),
			'The team ID of the app card is none',
			'ten capital letters and digits',
		],
		[
			'with a team ID too long',
			withCard({ teamId: 'ABCDE123456' }),
			'The team ID of the app card is none',
			'ten capital letters and digits',
		],
		[
			'with an address without encryption',
			withCard({ url: 'http://example.com' }),
			"The app card's web address can't be used",
			'begins with https://',
		],
		[
			'with too much data',
			withCard({ url: `data:,${'a'.repeat(16_379)}` }),
			"The app card's web address can't be used",
			'at most 16,384',
		],
		['without a team', withCard({ teamId: '' }), 'Team ID is missing', 'Fill in Team ID'],
		['without a bundle', withCard({ bundleId: '' }), 'Bundle ID is missing', 'Fill in Bundle ID'],
		['without a name', withCard({ appName: ' ' }), 'App Name is missing', 'Fill in App Name'],
		[
			'with a colon in the bundle',
			withCard({ bundleId: 'com:example' }),
			'The bundle ID of the app card has a colon in it',
			'com.example.app.messages',
		],
		[
			'with words for the App Store ID',
			withCard({ appStoreId: 'acme' }),
			"The field App Store ID can't be used as it is",
			'whole number',
		],
		[
			'that is to be interactive perhaps',
			withCard({ interactive: 'perhaps' }),
			'The field Interactive can\'t be used as it is: it holds "perhaps"',
			'on or off',
		],
	])('%s', async (_, message, reason, hint) => await expectRefused(send(message), reason, hint));
});

describe('an App Clip or payment card is refused', () => {
	const clip = (own: object, options: INodeParameters = {}): INodeParameters => ({
		options: { appClip: { card: { url: 'https://example.com/pay/1', ...own } }, ...options },
	});
	const unusable = "The web address of the App Clip or payment card can't be used";

	test.each<Row>([
		[
			'with a text',
			{ text: 'Look', ...clip({}) },
			"An App Clip or payment card can't be combined with text or files",
			alone,
		],
		['without an address', clip({ url: '' }), 'Web Address is missing', 'Fill in Web Address'],
		['without encryption', clip({ url: 'http://example.com' }), unusable, 'checkout_url'],
		['with words for an address', clip({ url: 'our shop' }), unusable, 'begins with https://'],
		[
			'with 2,049 characters',
			clip({ url: `https://example.com/${'a'.repeat(2_029)}` }),
			unusable,
			'at most 2,048 characters',
		],
		[
			'by SMS',
			clip({}, { preferredService: 'SMS' }),
			"An App Clip or payment card can't go by SMS",
			'remove the option Messaging Service',
		],
	])('%s', async (_, message, reason, hint) => await expectRefused(send(message), reason, hint));
});

describe('a mention is refused', () => {
	const mention = (person: object, text = 'Hello, Jo'): INodeParameters => ({
		text,
		options: { mention: { person: person as INodeParameters } },
	});
	const jo = { handle: '+12025550101', words: 'Jo' };

	test.each<Row>([
		[
			'of words that are not there',
			mention({ ...jo, words: 'jo' }),
			'The words that mention someone are not in the text',
			'capital letters included',
		],
		[
			'of words that stand there twice',
			mention(jo, 'Jo, this is Jo'),
			'The words that mention someone stand in the text more than once',
			'Choose more words',
		],
		[
			'of words that overlap themselves',
			mention({ ...jo, words: 'aa' }, 'aaa'),
			'The words that mention someone stand in the text more than once',
			'Choose more words',
		],
		['of no words', mention({ ...jo, words: ' ' }), 'Words is missing', 'Fill in Words'],
		[
			'of nobody',
			mention({ words: 'Jo' }),
			'The phone number or email address is missing',
			'Fill in',
		],
		[
			'of a number without a country',
			mention({ ...jo, handle: '202 555 0101' }),
			'The phone number has no country code',
			'Default Country',
		],
		[
			'without a text',
			{ files: { file: [byAddress] }, options: { mention: { person: jo } } },
			'The words that mention someone are not in the text',
			'as they stand in the text',
		],
	])('%s', async (_, message, reason, hint) => await expectRefused(send(message), reason, hint));

	test.each(['chat: create', 'message: sendToHandles'])(
		'%s: where there is no group, or the person is not in it',
		async (title) => {
			const [resource, operation] = title.split(': ') as [string, string];
			const sendTo = async (to: string) =>
				await setting.run(resource, operation, [{ json: {} }], {
					...{ from: byId(ownLine), to, ...mention({ ...jo, handle: 'Jo@example.com' }) },
				});
			await expectRefused(
				sendTo('jo@example.com'),
				'Nobody can be mentioned in a chat with one person',
				'Mentions work in groups',
			);
			await expectRefused(
				sendTo('+12025550101, +12025550102'),
				'The person who is mentioned is not among the people in To',
				'add them to To',
			);
			const { success } = await sendTo('+12025550101, jo@example.com');
			expect(success).toHaveLength(1);
		},
	);

	test.each([{ code: 2015 }, {}])('of someone who left the group, by Linq: %j', async (said) => {
		setting.linq.faults.add({ kind: 'error', status: 409, ...said, times: 2 });
		const hint =
			'See whether the person who is mentioned is still in this group; leave the mention out otherwise.';
		expect(reportsOf(await send(mention(jo)))).toMatchObject([{ category: 'conflict', hint }]);
		const [other] = reportsOf(await send({ text: 'Hello, Jo' }));
		expect(other).toMatchObject({ category: 'conflict' });
		expect(other!.hint).not.toBe(hint);
	});

	test('in a chat with one person, by Linq', async () => {
		const { id } = setting.linq.account.addChat({ from: ownLine, handles: [jo.handle] });
		const result = await send({ chatId: byId(id), ...mention(jo) });
		expect(reportsOf(result)).toMatchObject([
			{
				code: 2023,
				hint: 'Mentions work in group chats only: remove the option Mention, or pick a group.',
			},
		]);
	});
});

describe('parts in JSON are refused', () => {
	const inJson = (parts: unknown): INodeParameters => ({
		options: { parts: JSON.stringify(parts) },
	});
	const text = { type: 'text', value: 'Hello' };
	const noParts =
		'The parts of the message are no list of texts, files, links, app cards or App Clips';
	const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
	const asLinq = 'Write them as Linq does, such as [{"type": "text", "value": "Hello"}].';

	test.each<Row>([
		[
			'two texts in a row',
			inJson([text, text]),
			'Two texts follow one another in the message',
			'Write them as one text, or put a file between them.',
		],
		[
			'parts nested 20,000 deep',
			{ options: { parts: `[{"type":"text","value":"Hi","a":${nested(20_000)}}]` } },
			"What this step is to send can't be written as JSON",
			'such as Parts',
		],
		[
			'parts nested 20,000 deep, with an idempotency key of one’s own',
			{
				options: {
					parts: `[{"type":"text","value":"Hi","a":${nested(20_000)}}]`,
					idempotencyKey: 'order-1',
				},
			},
			"What this step is to send can't be written as JSON",
			'such as Parts',
		],
		['101 parts', inJson(times(101, text)), 'The message has 101 parts', 'split it'],
		['an object', inJson({ parts: [text] }), noParts, asLinq],
		['a number', inJson(7), noParts, asLinq],
		['null', inJson(null), noParts, asLinq],
		['no JSON', { options: { parts: '[{"type": "text"' } }, noParts, asLinq],
		['null among them', inJson([null]), noParts, asLinq],
		['a list among them', inJson([[text]]), noParts, asLinq],
		['an unknown part', inJson([{ type: 'sticker', value: 'x' }]), noParts, asLinq],
		...['constructor', '__proto__', 'toString', 'valueOf'].map((type): Row => {
			return [`a part called ${type}`, inJson([{ type, value: 'x' }]), noParts, asLinq];
		}),
		['a text that is none', inJson([{ type: 'text', value: 7 }]), noParts, asLinq],
		[
			'a file from two places',
			inJson([{ type: 'media', url: 'https://example.com/a', attachment_id: uploaded }]),
			noParts,
			asLinq,
		],
		['a file from nowhere', inJson([{ type: 'media' }]), noParts, asLinq],
		[
			'a file with an ID that is none',
			inJson([{ type: 'media', attachment_id: 'x' }]),
			'This is not a file ID',
			'give an ID such as',
		],
		[
			'a card of no app',
			inJson([{ type: 'imessage_app', layout: { caption: 'A' } }]),
			noParts,
			asLinq,
		],
		['an empty card', inJson([{ type: 'imessage_app', app: {} }]), noParts, asLinq],
		[
			'a card beside them',
			{ options: { parts: JSON.stringify([text]), appCard: { card } } },
			"The option Parts can't be combined with App Card or Text Styles",
			'into the parts',
		],
		[
			'a style beside them',
			{ options: { parts: JSON.stringify([text]), ...styled(words('bold', 'Hello')) } },
			"The option Parts can't be combined with App Card or Text Styles",
			'into the parts',
		],
		[
			'a mention beside them',
			{
				options: {
					parts: JSON.stringify([text]),
					mention: { person: { handle: '+12025550101', words: 'Hello' } },
				},
			},
			"The option Parts can't be combined with Mention",
			'Write the mention into the parts',
		],
		[
			'an App Clip beside them',
			{
				options: {
					parts: JSON.stringify([text]),
					appClip: { card: { url: 'https://example.com/pay/1' } },
				},
			},
			"The option Parts can't be combined with App Clip or Payment Card",
			'Write the card into the parts',
		],
		['an App Clip of nothing', inJson([{ type: 'app_clip' }]), noParts, asLinq],
		[
			'a mention of someone who can’t be reached',
			inJson([{ ...text, mention: 'Jo' }]),
			'This is neither a phone number nor an email address: it has letters in it',
			'Keep only the number in the field',
		],
		[
			'a mention whose range is no list',
			inJson([{ ...text, mention: '+12025550101', mention_range: '0-5' }]),
			noParts,
			asLinq,
		],
		[
			'a mention beyond the text',
			inJson([{ ...text, mention: '+12025550101', mention_range: [0, 6] }]),
			'A mention has a range that is none',
			'two whole numbers within the text',
		],
		[
			'a mention with a range of nobody',
			inJson([{ ...text, mention_range: [0, 5] }]),
			'A mention has a range that is none',
			'Give the person in mention',
		],
		['styles that are no list', inJson([{ ...text, text_decorations: {} }]), noParts, asLinq],
		['a style without a range', inJson([{ ...text, text_decorations: [{}] }]), noParts, asLinq],
		[
			'a style as an animation',
			inJson([{ ...text, text_decorations: [{ range: [0, 5], animation: 'bold' }] }]),
			'A text style is none that Linq knows',
			'Choose one of bold, italic',
		],
		[
			'a style and an animation at once',
			inJson([
				{ ...text, text_decorations: [{ range: [0, 5], style: 'bold', animation: 'shake' }] },
			]),
			'A text style is none that Linq knows',
			'Choose one of bold, italic',
		],
		[
			'neither a style nor an animation',
			inJson([{ ...text, text_decorations: [{ range: [0, 5] }] }]),
			'A text style is none that Linq knows',
			'Choose one of bold, italic',
		],
	])('%s', async (_, message, reason, hint) => await expectRefused(send(message), reason, hint));
});

describe('text styles are refused', () => {
	const text = 'Hello everyone';
	const inText = (...style: object[]): INodeParameters => ({ text, options: styled(...style) });

	test.each<Row>([
		[
			'beyond the text',
			inText(range('bold', '0-15')),
			'A text style goes to character 15, but the text has 14',
			'Shorten the range',
		],
		['reversed', inText(range('bold', '5-0')), 'A text style has a range that is none', 'counted'],
		['empty', inText(range('bold', '3-3')), 'A text style has a range that is none', 'counted'],
		['in words', inText(range('bold', 'all')), 'A text style has a range that is none', 'counted'],
		[
			'negative',
			inText(range('bold', '-1-3')),
			'A text style has a range that is none',
			'Give two whole numbers',
		],
		[
			'for words that are not there',
			inText(words('bold', 'hello')),
			'The words to be styled are not in the text',
			'capital letters included',
		],
		['for no words', inText(words('bold', '')), 'Words is missing', 'Fill in Words'],
		[
			'with an unknown look',
			inText(words('blinking', 'Hello')),
			"The field Look can't be used as it is",
			'bold, italic',
		],
		[
			'with an unknown target',
			inText({ look: 'bold', applyTo: 'title' }),
			"The field Apply To can't be used as it is",
			'words, range, all',
		],
		[
			'where animations overlap',
			inText(range('shake', '0-5'), range('nod', '4-8')),
			'An animation overlaps another text style',
			'choose different words',
		],
		[
			'where an animation overlaps a style',
			inText({ look: 'bold', applyTo: 'all' }, words('shake', 'one')),
			'An animation overlaps another text style',
			'choose different words',
		],
		[
			'where there is no text',
			{ files: { file: [byAddress] }, options: styled(words('bold', 'Hello')) },
			'The words to be styled are not in the text',
			'as they stand in the text',
		],
	])('%s', async (_, message, reason, hint) => await expectRefused(send(message), reason, hint));
});

describe('the first message of a chat', () => {
	const begin = async (message: INodeParameters) =>
		await setting.run('chat', 'create', [{ json: {} }], {
			from: byId(ownLine),
			to: person,
			...message,
		});

	test.each<[string, INodeParameters]>([
		['an address', { text: 'See https://example.com/offer' }],
		['an address without https://', { text: 'See example.com/offer' }],
		['an address in capitals', { text: 'SEE WWW.EXAMPLE.COM' }],
		['a link part', { options: { parts: '[{"type":"link","value":"https://example.com"}]' } }],
	])('with %s is refused', async (_, message) => {
		await expectRefused(
			begin(message),
			expect.stringMatching(/^The first message of a new chat has a link in it: /) as string,
			'send it in a later message',
		);
	});

	test('with an email address or a file by address is sent', async () => {
		const files = { file: [byAddress] };
		const { success } = await begin({ text: 'Write to jo@example.com', files });
		expect(success).toHaveLength(1);
	});
});

describe('sent', () => {
	const parts = async (message: INodeParameters, json = {}) => (await sent(message, json)).parts;
	const decorations = async (text: string, ...style: object[]) => {
		const [part] = await parts({ text, options: styled(...style) });
		return (part as { text_decorations?: unknown }).text_decorations;
	};

	test('exactly 40 files by address', async () => {
		expect(await parts({ files: { file: times(40, byAddress) } })).toHaveLength(40);
	});

	beforeAll(() => {
		setting.linq.account.addAttachment({
			filename: 'a.png',
			content_type: 'image/png',
			bytes: Buffer.from('a'),
		}).id = uploaded;
	});

	test.each(['', ' ', '[]', '={{ null }}'])(
		'parts that are empty (%j): the text',
		async (given) => {
			expect(await parts({ text: 'Hello', options: { parts: given } })).toEqual([
				{ type: 'text', value: 'Hello' },
			]);
		},
	);

	test('what Linq gave of an earlier message', async () => {
		const said = { reactions: null };
		const file = { filename: 'a.jpg', mime_type: 'image/jpeg', size_bytes: 7, id: uploaded };
		const given = [
			{ ...said, type: 'text', value: 'Hello', text_decorations: null },
			{ ...said, type: 'media', ...file, url: 'https://cdn.linqapp.com/a.jpg?signature=1' },
			{ type: 'text', value: 'there', text_decorations: [{ range: [0, 2], style: 'bold' }] },
			{ type: 'media', url: 'https://example.com/b.jpg', attachment_id: null },
		];
		const options = { parts: '={{ $json.parts }}' };
		expect(await parts({ options }, { parts: given })).toEqual([
			{ type: 'text', value: 'Hello' },
			{ type: 'media', attachment_id: uploaded },
			{ type: 'text', value: 'there', text_decorations: [{ range: [0, 2], style: 'bold' }] },
			{ type: 'media', url: 'https://example.com/b.jpg' },
		]);
	});

	test('what Linq gave, without what only answers have', async () => {
		const mention = { mention: '+1 (202) 555-0101', mention_range: [0, 5] };
		const mentions = [{ handle: '+12025550101', is_me: false, range: [0, 5] }];
		const given = [
			{
				...{ type: 'text', value: 'Hello', reactions: [], ...mention, mentions },
				text_decorations: [{ range: [0, 5], style: 'bold', animation: null }],
			},
		];
		const options = { parts: '={{ $json.parts }}' };
		expect(await parts({ options }, { parts: given })).toEqual([
			{
				...{ type: 'text', value: 'Hello', mention: '+12025550101', mention_range: [0, 5] },
				text_decorations: [{ range: [0, 5], style: 'bold' }],
			},
		]);
	});

	test.each([
		[
			{
				...{ type: 'app_clip', value: 'https://example.com/pay/1', title: 'Order 2' },
				...{ description: 'Two pieces', image_url: 'https://example.com/a.png', reactions: null },
			},
			{ type: 'app_clip', value: 'https://example.com/pay/1' },
		],
		[
			{
				type: 'imessage_app',
				app: { name: 'A', team_id: 'ABCDE12345', bundle_id: 'a.b', app_store_id: null },
				layout: { caption: 'One', subcaption: null },
				...{ url: '', fallback_text: null, reactions: null },
			},
			{
				type: 'imessage_app',
				app: { name: 'A', team_id: 'ABCDE12345', bundle_id: 'a.b' },
				layout: { caption: 'One' },
			},
		],
	])('a card that Linq gave: %#', async (given, expected) => {
		const options = { parts: '={{ $json.parts }}' };
		expect(await parts({ options }, { parts: [given] })).toEqual([expected]);
	});

	test('a mention, counted in UTF-16 units', async () => {
		const person = { handle: 'Jo <Jo@example.com>', words: 'Jo 🎉' };
		setting.linq.account.addChat({ from: ownLine, handles: ['jo@example.com', '+12025550102'] });
		const [chat] = setting.linq.account.chats;
		const message = { text: '🎉 Hi Jo 🎉!', options: { mention: { person } } };
		expect(await parts({ chatId: byId(chat!.id), ...message })).toEqual([
			{
				...{ type: 'text', value: '🎉 Hi Jo 🎉!' },
				...{ mention: 'Jo@example.com', mention_range: [6, 11] },
			},
		]);
	});

	test('a card with data in its address', async () => {
		const url = `data:,${'a'.repeat(16_378)}`;
		expect(await parts(withCard({ url }))).toMatchObject([{ url }]);
	});

	test('exactly 100 parts', async () => {
		const files = { file: times(99, byAttachment) };
		expect(await parts({ text: 'Hello', files })).toHaveLength(100);
	});

	test('spaces around a text stay, since they may be meant', async () => {
		expect(await parts({ text: ' Hello\n' })).toEqual([{ type: 'text', value: ' Hello\n' }]);
	});

	test('an effect, with the place it shows in', async () => {
		const effect = async (name: string) =>
			(await sent({ text: 'Hi', options: { effect: name } })).effect;
		expect(await effect('slam')).toEqual({ type: 'bubble', name: 'slam' });
		setting.linq.requests.length = 0;
		expect(await effect('lasers')).toEqual({ type: 'screen', name: 'lasers' });
	});

	test('every place where the words stand is styled, counted in UTF-16 units', async () => {
		const text = 'go 🎉go, or go not';
		expect(await decorations(text, words('bold', 'go'))).toEqual([
			{ range: [0, 2], style: 'bold' },
			{ range: [5, 7], style: 'bold' },
			{ range: [12, 14], style: 'bold' },
		]);
	});

	test('words that overlap themselves are styled one after another', async () => {
		expect(await decorations('aaaa', words('shake', 'aa'))).toEqual([
			{ range: [0, 2], animation: 'shake' },
			{ range: [2, 4], animation: 'shake' },
		]);
	});

	test('the whole text, an emoji counted as two', async () => {
		const all = { look: 'italic', applyTo: 'all' };
		expect(await decorations('Hi 🎉', all)).toEqual([{ range: [0, 5], style: 'italic' }]);
	});

	test.each(['3-5', ' 3 - 5 ', '3–5'])('the range %j', async (given) => {
		expect(await decorations('Hi 🎉', range('underline', given))).toEqual([
			{ range: [3, 5], style: 'underline' },
		]);
	});

	test('styles may overlap one another', async () => {
		const styles = [range('bold', '0-5'), range('italic', '3-8')];
		expect(await decorations('Hello everyone', ...styles)).toHaveLength(2);
	});
});
