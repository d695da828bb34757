import type { INodeParameters } from 'n8n-workflow';
import { person, unknownId } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => setting.linq.faults.clear());

afterAll(async () => {
	await setting.linq.close();
});

const another = '11111111-2222-4333-8444-555555555555';
const chat = { chatId: byId(unknownId) };
const message = { messageId: byId(unknownId) };
const card = { phoneNumber: byId(ownLine) };
const accepted = { status: 'accepted', message: 'Queued' };
const group = (handle: string) => [{ handle: ownLine, is_me: true }, { handle }];

type Row = [resource: string, operation: string, INodeParameters, its: object, others: object];

/** An answer about what was asked about, and the same about another chat, person, line or ID. */
const writes: Row[] = [
	[
		...(['chat', 'addParticipant', { ...chat, handle: person }] as const),
		{ ...accepted, handle: person },
		{ ...accepted, handle: '+12025561009' },
	],
	[
		...(['chat', 'removeParticipant', { ...chat, handle: person }] as const),
		{ ...accepted, chat_id: unknownId },
		{ ...accepted, chat_id: another },
	],
	[
		...(['chat', 'create', { from: byId(ownLine), to: person, text: 'Hello' }] as const),
		{ chat: { id: another, handles: group(person), message: { id: another } } },
		{ chat: { id: another, handles: group('+12025561009'), message: { id: another } } },
	],
	[
		...(['chat', 'leave', chat] as const),
		{ ...accepted, chat_id: unknownId.toUpperCase() },
		{ ...accepted, chat_id: another },
	],
	[
		...(['chat', 'markAsRead', chat] as const),
		{ success: true, chat_id: unknownId },
		{ success: true, chat_id: another },
	],
	[
		...(['chat', 'update', { ...chat, updateFields: { displayName: 'Acme' } }] as const),
		{ ...accepted, chat_id: unknownId },
		{ ...accepted, chat_id: another },
	],
	[
		...(['chat', 'sendVoiceMemo'] as const),
		{ ...chat, source: 'url', voiceMemoUrl: 'https://example.com/a.mp3' },
		{ voice_memo: { id: another, chat: { id: unknownId } } },
		{ voice_memo: { id: another, chat: { id: another } } },
	],
	[
		...(['contactCard', 'create', { ...card, firstName: 'Acme' }] as const),
		{ phone_number: ownLine },
		{ phone_number: person },
	],
	[
		...(['contactCard', 'update', { ...card, updateFields: { firstName: 'Acme' } }] as const),
		{ phone_number: ownLine },
		{ phone_number: person },
	],
	[
		...(['message', 'send', { ...chat, text: 'Hello' }] as const),
		{ chat_id: unknownId, message: { id: another } },
		{ chat_id: another, message: { id: another } },
	],
	[
		...(['message', 'sendToHandles', { to: person, text: 'Hello' }] as const),
		{ chat_id: another, handles: group(person), message: { id: another } },
		{ chat_id: another, handles: group('+12025561009'), message: { id: another } },
	],
	['message', 'edit', { ...message, text: 'Hello' }, { id: unknownId }, { id: another }],
	[
		...(['message', 'delete', message] as const),
		{ ...accepted, message_id: unknownId },
		{ ...accepted, message_id: another },
	],
	[
		...(['phoneNumber', 'update', { phoneNumberId: byId(unknownId) }] as const),
		{ id: unknownId, forwarding_number: '' },
		{ id: another, forwarding_number: '' },
	],
	[
		...(['webhookSubscription', 'update'] as const),
		{ subscriptionId: unknownId, updateFields: { isActive: false } },
		{ id: unknownId },
		{ id: another },
	],
];

/** The same for what the official client doesn't have yet. */
const newerWrites: Row[] = [
	[
		...(['blockedHandle', 'block', { handle: person }] as const),
		{ blocked_handle: { handle: person } },
		{ blocked_handle: { handle: '+12025561009' } },
	],
	[
		...(['blockedHandle', 'block', { handle: '262966' }] as const),
		{ blocked_handle: { handle: '262966' } },
		{ blocked_handle: { handle: '+1202556262966' } },
	],
	[
		...(['blockedHandle', 'unblock', { handle: 'ACME' }] as const),
		{ success: true, handle: 'acme' },
		{ success: true, handle: 'ACME2' },
	],
	[
		...(['blockedHandle', 'unblock', { handle: person }] as const),
		{ success: true, handle: '1 (202) 556-1000' },
		{ success: true, handle: '+12025561009' },
	],
	[
		...(['blockedHandle', 'unblock', { handle: '262966' }] as const),
		{ success: true, handle: '262966' },
		{ success: true, handle: '+1202556262966' },
	],
	[
		...(['paymentRequest', 'create', { amount: 1_250 }] as const),
		{ id: another, checkout_url: 'https://example.com', amount: 1_250 },
		{ id: another, checkout_url: 'https://example.com', amount: 1_251 },
	],
	[
		...(['paymentRequest', 'cancel', { paymentRequestId: byId(unknownId) }] as const),
		{ id: unknownId, status: 'canceled' },
		{ id: another, status: 'canceled' },
	],
	[
		...(['payment', 'create', { handle: person, amountCents: 1 }] as const),
		{ handle: person, status: 'ready' },
		{ handle: '+12025561009', status: 'ready' },
	],
	[
		...(['payment', 'create', { handle: person, amountCents: 1_250 }] as const),
		{ status: 'ready', amount_cents: 1_250 },
		{ status: 'ready', amount_cents: 1_251 },
	],
	[
		...(['payment', 'cancel', { paymentId: 'pay_7' }] as const),
		{ id: 'pay_7', status: 'canceled' },
		{ id: 'pay_8', status: 'canceled' },
	],
	[
		...(['payment', 'connectHandle', { handle: person }] as const),
		{ handle: person, status: 'pending' },
		{ handle: '+12025561009', status: 'pending' },
	],
	[
		...(['payment', 'verifyHandle', { handle: person, connectId: 'c', code: '1' }] as const),
		{ handle: person, status: 'connected' },
		{ handle: '+12025561009', status: 'connected' },
	],
	[
		...(['payment', 'revokeConnection', { handle: person }] as const),
		{ handle: person, status: 'revoked' },
		{ handle: '+12025561009', status: 'revoked' },
	],
];

const newerReads: Row[] = [
	['payment', 'get', { paymentId: 'pay_7' }, { id: 'pay_7' }, { id: 'pay_8' }],
	[
		...(['payment', 'getCredentials', { paymentId: 'pay_7' }] as const),
		{ handoff: { user_token: 'secret' } },
		{ handoff: {} },
	],
	[
		...(['payment', 'getConnection', { handle: person }] as const),
		{ handle: person, status: 'pending' },
		{ handle: '+12025561009', status: 'pending' },
	],
	[
		...(['payment', 'getProvider', { provider: 'agentcard' }] as const),
		{ provider: 'agentcard', status: 'ready' },
		{ provider: 'others', status: 'ready' },
	],
	[
		...(['paymentRequest', 'get', { paymentRequestId: byId(unknownId) }] as const),
		{ id: unknownId },
		{ id: another },
	],
	[
		...(['experience', 'get', { experience: 'link' }] as const),
		{ experience: 'link' },
		{ experience: 'agentpay' },
	],
];

const reads: Row[] = [
	['chat', 'get', chat, { id: unknownId }, { id: another }],
	['message', 'get', message, { id: unknownId }, { id: another }],
	['attachment', 'get', { attachmentId: unknownId }, { id: unknownId }, { id: another }],
	[
		...(['handle', 'checkRcs', { address: person }] as const),
		{ address: person, available: true },
		{ address: '+12025561009', available: true },
	],
	[
		...(['phoneNumber', 'getReputationAudit', { ...card, auditId: 'audit_1' }] as const),
		{ audit_id: 'audit_1', status: 'pending' },
		{ audit_id: 'audit_2', status: 'pending' },
	],
	['webhookSubscription', 'get', { subscriptionId: unknownId }, { id: unknownId }, { id: another }],
];

const allWrites = [...writes, ...newerWrites];

describe.each([...allWrites, ...reads, ...newerReads])(
	'%s: %s',
	(resource, operation, parameters, its, others) => {
		const meet = async (body: object) => {
			setting.linq.faults.add({ kind: 'raw', status: 200, body: JSON.stringify(body) });
			return await setting.run(resource, operation, [{ json: {} }], parameters);
		};

		test('an answer about it is a success', async () => {
			const result = await meet(its);
			expect(reportsOf(result)).toEqual([]);
			expect(result.success).toHaveLength(1);
		});

		test('one about another is none', async () => {
			const result = await meet(others);
			expect(result.success).toEqual([]);
			const [report] = reportsOf(result);
			expect(report).toMatchObject({
				message: expect.stringMatching(
					operation === 'getCredentials'
						? /^Linq answered with status 200; its words are left out/
						: /^Linq answered something else than what it was asked for$/,
				) as string,
				...{ category: 'invalid_response', status: 200, retryable: false, attempts: 1 },
			});
			const isWrite = allWrites.some(([one, other]) => one === resource && other === operation);
			expect(/(nevertheless|got lost): look /.test(report!.hint)).toBe(isWrite);
		});
	},
);
