import type { INodeParameters } from 'n8n-workflow';
import type { Emulator, Fault } from '../emulator';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const look =
	'It may have been sent nevertheless: look into the chat before you try this record again.';
const secretLost =
	'The subscription may have been made all the same, but its secret, which Linq shows only once, got lost: look with Get Many, delete it, then create it again.';

const idLost =
	'The customer may have got a code all the same, but the connect_id that goes with it, which Linq tells only once, got lost: look with Agent Payment → Get Connection, and connect them again unless they are connected.';

/** What must not be done twice, with no key under which Linq does it once, and what to do instead. */
const operations: Array<
	[resource: string, operation: string, path: RegExp, parameters: INodeParameters, hint: string]
> = [
	[
		...(['chat', 'sendVoiceMemo', /voicememo$/] as const),
		{
			chatId: byId('={{ $json.group }}'),
			source: 'url',
			voiceMemoUrl: 'https://example.com/a.mp3',
		},
		look,
	],
	['chat', 'shareContactCard', /share_contact_card$/, { chatId: byId('={{ $json.group }}') }, look],
	['location', 'request', /request$/, { chatId: byId('={{ $json.direct }}') }, look],
	[
		...(['message', 'updateAppCard', /update$/] as const),
		{ messageId: byId('={{ $json.card }}'), caption: 'Order 2' },
		look,
	],
	['payment', 'connectHandle', /\/connect$/, { handle: '+12025550109' }, idLost],
	[
		...(['poll', 'addChoices', /poll\/options$/] as const),
		{ messageId: byId('={{ $json.poll }}'), choices: 'Friday' },
		'It may have been sent nevertheless: look with Poll → Get before you try this record again.',
	],
	[
		...(['message', 'react', /reactions$/] as const),
		{ messageId: byId('={{ $json.card }}'), type: 'sticker', source: 'emoji', customEmoji: '🎉' },
		look,
	],
	[
		...(['webhookSubscription', 'create', /webhook-subscriptions$/] as const),
		{ targetUrl: 'https://example.com/linq', subscribedEvents: ['message.received'] },
		secretLost,
	],
];

/** An account in which all of them work. */
function furnish({ linq, chatId }: Setting) {
	const direct = linq.account.addChat({ from: ownLine, handles: ['+12025550109'] }).id;
	linq.account.addContactCard({ phone_number: ownLine, first_name: 'Acme' });
	const card = linq.account.addMessage(linq.account.chat(chatId)!, {
		parts: [
			{
				type: 'imessage_app',
				app: { name: 'Acme', team_id: 'ABCDE12345', bundle_id: 'com.example.acme' },
				...{ layout: { caption: 'Order 1' }, fallback_text: 'Order 1', url: '', reactions: null },
			},
		],
		delivery_status: 'delivered',
	}).id;
	const poll = linq.account.addPoll(linq.account.chat(chatId)!, ['Monday', 'Tuesday']).message_id;
	return { json: { group: chatId, direct, card, poll } };
}

/** Runs it against this fault, which strikes once, and says how often Linq was asked. */
async function meet(
	fault: Fault,
	[resource, operation, path, parameters]: (typeof operations)[number],
	options: INodeParameters = {},
) {
	const setting = await startSetting();
	const item = furnish(setting);
	setting.linq.faults.add({ ...fault, path });
	const result = await setting.run(resource, operation, [item], { ...parameters, options });
	await setting.linq.close();
	const asked = setting.linq.requests.filter((request) => path.test(request.path)).length;
	return { asked, result, report: reportsOf(result)[0] };
}

describe.each(operations)('%s: %s', (...operation) => {
	const [resource, name, , parameters, hint] = operation;

	test.each<[string, Fault, string, INodeParameters?]>([
		['500', { kind: 'error', status: 500, code: 3006, retryAfter: 0 }, 'server_error'],
		['503', { kind: 'error', status: 503, retryAfter: 0 }, 'server_error'],
		['504', { kind: 'error', status: 504, code: 3005, retryAfter: 0 }, 'server_error'],
		['408', { kind: 'error', status: 408, retryAfter: 0 }, 'timeout'],
		['a web page', { kind: 'html', status: 502 }, 'server_error'],
		['a reset', { kind: 'reset' }, 'network_error'],
		['half an answer', { kind: 'resetHalfway' }, 'network_error'],
		['cut JSON', { kind: 'truncatedJson' }, 'invalid_response'],
		['silence', { kind: 'hang' }, 'timeout', { timeout: 1 }],
	])('is not sent again after %s', async (_, fault, category, options = {}) => {
		const { asked, report } = await meet(fault, operation, options);
		expect(asked).toBe(1);
		expect(report).toMatchObject({ category, hint, attempts: 1 });
	});

	test.each<[string, Fault]>([
		['429', { kind: 'error', status: 429, code: 1007, retryAfter: 0 }],
		['a chat being created (2009)', { kind: 'error', status: 409, code: 2009, retryAfter: 0 }],
		['a file that is not ready (2007)', { kind: 'error', status: 404, code: 2007, retryAfter: 0 }],
		['a service that is away (4004)', { kind: 'error', status: 503, code: 4004, retryAfter: 0 }],
	])('is sent again after %s', async (_, fault) => {
		const { asked, result } = await meet(fault, operation);
		expect(reportsOf(result)).toEqual([]);
		expect(result.success).toHaveLength(1);
		expect(asked).toBe(2);
	});

	test.each<[number, number]>([
		[400, 1005],
		[403, 2005],
		[404, 2001],
		[409, 2016],
	])('says what Linq says after %i/%i, since nothing was done', async (status, code) => {
		const { asked, report } = await meet({ kind: 'error', status, code }, operation);
		expect(asked).toBe(1);
		expect(report).toMatchObject({ status, code, attempts: 1 });
		expect(report!.hint).not.toBe(hint);
	});

	test.each<[string, (linq: Emulator) => string, RegExp]>([
		[
			'an address where nobody answers',
			() => 'http://127.0.0.1:1',
			/^The connection to Linq failed/,
		],
		[
			'a host that does not exist',
			() => 'https://linq.invalid',
			/^The address of Linq was not found/,
		],
		[
			'no encryption at the other end',
			({ baseUrl }) => baseUrl.replace('http:', 'https:'),
			/^No secure connection to Linq could be made/,
		],
	])('is tried again with %s, since nothing was sent', async (_, baseUrlOf, message) => {
		const setting = await startSetting();
		const { engine, linq, credential } = setting;
		const result = await engine.run(
			[furnish(setting)],
			{ resource, operation: name, ...parameters, options: { maxRetries: 1 } },
			{ ...credential, baseUrl: baseUrlOf(linq) },
		);
		await linq.close();
		const [report] = reportsOf(result);
		expect(report).toMatchObject({ category: 'network_error', retryable: true, attempts: 2 });
		expect(report!.message).toMatch(message);
		expect(report!.hint).not.toBe(hint);
	});
});

test('of a voice memo from a file, the upload is tried again and the memo is not', async () => {
	const setting = await startSetting();
	const { linq } = setting;
	linq.faults.add({ kind: 'error', status: 500, retryAfter: 0, path: '/v3/attachments' });
	linq.faults.add({ kind: 'error', status: 500, retryAfter: 0, path: /voicememo$/ });
	const data = Buffer.from('memo').toString('base64');
	const binary = { data: { data, mimeType: 'audio/mpeg', fileName: 'memo.mp3' } };
	const result = await setting.run('chat', 'sendVoiceMemo', [{ json: {}, binary }], {
		chatId: byId(setting.chatId),
	});
	await linq.close();
	expect(reportsOf(result)).toEqual([
		expect.objectContaining({ category: 'server_error', hint: look, attempts: 4 }),
	]);
	expect(linq.uploads).toHaveLength(1);
	expect(linq.requests.map(({ path }) => path.split('/').at(-1))).toEqual([
		'attachments',
		'attachments',
		'voicememo',
	]);
});
