import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../emulator';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const inDoubt = (look: string) =>
	`An earlier try that failed may have done it nevertheless: look ${look} before you run this record again.`;

const overdue: Fault = { kind: 'error', status: 504, retryAfter: 0 };

/** The first answer gets lost, after the work was done or without it. */
const lose = (applied: boolean, fault: Fault = overdue) =>
	setting.linq.faults.add({ ...fault, applied });

const methods = () => setting.linq.requests.map(({ method }) => method);

/** A group of four, which one's own line can leave, and something of each kind to delete. */
function furnish(): INodeExecutionData {
	const { account } = setting.linq;
	const handles = ['+12025550101', '+12025550102', '+12025550103'];
	const group = account.addChat({ is_group: true, service: 'iMessage', from: ownLine, handles });
	const text = { type: 'text', value: 'Hi', text_decorations: null, reactions: null } as const;
	account.webhookSubscriptions.push({
		...{ id: '11111111-2222-4333-8444-555555555555', signing_secret: 'whsec_', is_active: true },
		...{ target_url: 'https://example.com/linq', subscribed_events: ['message.received'] },
		...{ created_at: new Date().toISOString(), updated_at: new Date().toISOString() },
	});
	return {
		json: {
			chat: group.id,
			message: account.addMessage(group, { parts: [text] }).id,
			attachment: account.addAttachment({
				...{ filename: 'a.pdf', content_type: 'application/pdf', size_bytes: 1 },
			}).id,
			subscription: account.webhookSubscriptions[0]!.id,
		},
	};
}

describe.each<
	[string, INodeParameters, name: string, look: string, left: (setting: Setting) => unknown[]]
>([
	[
		...(['message', { messageId: byId('={{ $json.message }}') }, 'message'] as const),
		'with Message → Get',
		({ linq }) => linq.account.messages,
	],
	[
		...(['attachment', { attachmentId: '={{ $json.attachment }}' }, 'attachment'] as const),
		'with File → Get',
		({ linq }) => linq.account.attachments,
	],
	[
		...(['webhookSubscription', { subscriptionId: '={{ $json.subscription }}' }] as const),
		'subscription',
		'with Webhook Subscription → Get Many',
		({ linq }) => linq.account.webhookSubscriptions,
	],
])('%s: delete', (resource, parameters, name, look, left) => {
	const remove = async (item: INodeExecutionData) =>
		await setting.run(resource, 'delete', [item], parameters);

	test.each<[string, Fault]>([
		['a cut connection', { kind: 'reset' }],
		['half an answer', { kind: 'resetHalfway' }],
		['a time-out', overdue],
	])('is on Success when the try after %s finds nothing to delete', async (_, fault) => {
		const item = furnish();
		lose(true, fault);
		const { success, error } = await remove(item);
		expect(error).toEqual([]);
		expect(success).toEqual([
			{
				json: { success: true, deleted: true, [`${name}_id`]: item.json[name] },
				pairedItem: { item: 0 },
			},
		]);
		expect(methods()).toEqual(['DELETE', 'DELETE']);
		expect(left(setting)).toEqual([]);
	});

	test('is on Success when the second try deletes', async () => {
		const item = furnish();
		lose(false);
		const { success } = await remove(item);
		expect(success).toHaveLength(1);
		expect(left(setting)).toEqual([]);
	});

	test('is on Error when the first try finds nothing to delete', async () => {
		const item = furnish();
		await remove(item);
		const result = await remove(item);
		expect(result.success).toEqual([]);
		const [report] = reportsOf(result);
		expect(report).toMatchObject({ category: 'not_found', attempts: 1 });
		expect(report!.hint).not.toBe(inDoubt(look));
	});

	test.each<[string, Fault, object]>([
		[
			'somebody else than Linq finds nothing',
			{ kind: 'html', status: 404 },
			{ category: 'not_found', code: null },
		],
		[
			'Linq does not allow it',
			{ kind: 'error', status: 409, code: 2015 },
			{ category: 'conflict', code: 2015 },
		],
		[
			'the key may not do it',
			{ kind: 'error', status: 403, code: 2005 },
			{ category: 'forbidden', code: 2005 },
		],
	])('is on Error when %s at the second try', async (_, fault, report) => {
		const item = furnish();
		lose(false);
		setting.linq.faults.add(fault);
		const result = await remove(item);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ ...report, hint: inDoubt(look), attempts: 2 }]);
		expect(left(setting)).toHaveLength(1);
	});
});

describe('chat: leave', () => {
	const leave = async () =>
		await setting.run('chat', 'leave', [furnish()], { chatId: byId('={{ $json.chat }}') });

	test('is on Success when one’s own number has left at the second try', async () => {
		lose(true);
		const { success, error } = await leave();
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json)).toEqual([
			{
				message: 'Your number has left the chat; an earlier try that failed has done it',
				status: 'left',
				trace_id: null,
			},
		]);
		expect(methods()).toEqual(['POST', 'POST']);
	});

	test('has the fields of Linq’s own answer then', async () => {
		lose(true);
		const [lost, usual] = [await leave(), await leave()];
		const fieldsOf = ({ success }: typeof lost) => Object.keys(success[0]!.json).sort();
		expect(fieldsOf(lost)).toEqual(fieldsOf(usual));
	});

	test.each([
		['it had left before', true, { status: 409, code: 2013 }, 1],
		['it can not leave', false, { status: 409, code: 2015 }, 2],
		['it may not', false, { status: 403, code: 2005 }, 2],
		['there is no such chat', false, { status: 404, code: 2001 }, 2],
	])('is on Error when %s', async (_, isFirst, refusal, attempts) => {
		if (!isFirst) lose(false);
		setting.linq.faults.add({ kind: 'error', ...refusal });
		const result = await leave();
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ ...refusal, attempts }]);
		expect(reportsOf(result)[0]!.hint === inDoubt('into the chat')).toBe(!isFirst);
	});
});

test('a contact card whose answer got lost is created once: Linq takes too few to try it again', async () => {
	lose(true);
	const create = async () =>
		await setting.run('contactCard', 'create', [{ json: {} }], {
			...{ phoneNumber: byId(ownLine), firstName: 'Acme' },
		});
	const result = await create();
	expect(result.success).toEqual([]);
	expect(reportsOf(result)).toMatchObject([{ retryable: true, attempts: 1 }]);
	expect(setting.linq.account.contactCards).toHaveLength(1);
	expect(reportsOf(await create())).toMatchObject([{ code: 2014, attempts: 1 }]);
	expect(setting.linq.account.contactCards).toHaveLength(1);
});

test.each(['markAsRead', 'startTyping', 'stopTyping'])(
	'%s in a chat that is not there any more is on Error, and says that a try before may have worked',
	async (operation) => {
		lose(false);
		setting.linq.faults.add({ kind: 'error', status: 404, code: 2001 });
		const result = await setting.run('chat', operation, [furnish()], {
			chatId: byId('={{ $json.chat }}'),
		});
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{ code: 2001, hint: inDoubt('into the chat'), attempts: 2 },
		]);
	},
);
