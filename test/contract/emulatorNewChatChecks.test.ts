import type LinqAPIV3 from '@linqapp/sdk';
import { client, linq, startContract } from './contract';

const from = '+12025550110';
const text = { type: 'text', value: 'Welcome!' };
const media = { type: 'media', url: 'https://example.com/plan.pdf' };
const valid = { from, to: ['+12025550121', '+12025550122'], message: { parts: [text] } };

startContract((account) => {
	account.addPhoneNumber({ phone_number: from });
});

const send = (body: unknown) => client.chats.create(body as LinqAPIV3.ChatCreateParams);
const many = (count: number) =>
	Array.from({ length: count }, (_, index) => `+1202555${String(index).padStart(4, '0')}`);

async function expectRefusal(body: unknown, status: number, code: number): Promise<void> {
	await expect(send(body)).rejects.toMatchObject({ status, error: { error: { status, code } } });
	expect(linq.account.chats).toEqual([]);
	expect(linq.account.messages).toEqual([]);
}

describe('creating a chat', () => {
	it.each(['from', 'to', 'message'])('refuses a request without %s with 1001', async (field) => {
		await expectRefusal({ ...valid, [field]: undefined }, 400, 1001);
		await expectRefusal({ ...valid, [field]: null }, 400, 1001);
	});

	it('refuses a body that is no object with 1003', async () => {
		await expectRefusal([], 400, 1003);
	});

	it.each([
		{ from: '2025550110' },
		{ from: 'jo@acme.example' },
		{ to: ['+12025550121', '202 555 0122'] },
		{ to: ['jo@acme'] },
		{ to: [12025550121] },
	])('refuses %j with 1002', async (fields) => {
		await expectRefusal({ ...valid, ...fields }, 400, 1002);
	});

	it('refuses a line that isn’t the account’s with 403/2006', async () => {
		await expectRefusal({ ...valid, from: '+12025550111' }, 403, 2006);
	});

	it.each([[[]], [{}], ['+12025550121'], [many(32)]])('refuses to: %j with 1005', async (to) => {
		await expectRefusal({ ...valid, to }, 400, 1005);
	});

	it('takes 31 recipients', async () => {
		const { chat } = await send({ ...valid, to: many(31) });
		expect(chat.handles).toHaveLength(32);
	});

	it.each([
		[[{ type: 'link', value: 'https://example.com' }]],
		[[{ ...text, value: 'See https://example.com' }]],
		[[{ ...text, value: 'HTTP://example.com' }]],
		[[{ ...text, value: 'See www.example.com.' }]],
		[[text, media, { ...text, value: 'maps://?q=Acme' }]],
	])('refuses the link in %j with 1005', async (parts) => {
		await expectRefusal({ ...valid, message: { parts } }, 400, 1005);
	});

	it('refuses a link where the chat exists, too', async () => {
		await send(valid);
		const parts = [{ type: 'link', value: 'https://example.com' }];
		await expect(send({ ...valid, message: { parts } })).rejects.toMatchObject({
			error: { error: { status: 400, code: 1005 } },
		});
		expect(linq.account.messages).toHaveLength(1);
	});

	it.each(['10:30 // room 2', 'jo@www-acme.example', 'Awww...nice'])(
		'sees no link in "%s"',
		async (value) => {
			const { chat } = await send({ ...valid, message: { parts: [{ ...text, value }] } });
			expect(chat.message.parts).toMatchObject([{ value }]);
		},
	);

	it.each([
		[400, 1001, {}],
		[400, 1001, { parts: null }],
		[400, 1004, 'Welcome!'],
		[400, 1004, { parts: [] }],
		[400, 1004, { parts: 'Welcome!' }],
		[400, 1004, { parts: ['Welcome!'] }],
		[400, 1004, { parts: [{ type: 'text' }] }],
		[400, 1004, { parts: [{ type: 'text', value: '' }] }],
		[400, 1004, { parts: [{ value: 'Welcome!' }] }],
		[400, 1004, { parts: [{ type: 'media' }] }],
		[400, 1004, { parts: [{ ...media, attachment_id: 'a' }] }],
		[400, 1004, { parts: [{ type: 'media', url: 'http://example.com/plan.pdf' }] }],
		[404, 2003, { parts: [{ type: 'media', attachment_id: 'a' }] }],
		[400, 1004, { parts: [text, text] }],
		[400, 1004, { parts: [text, { type: 'link', value: 'https://example.com' }] }],
		[400, 1004, { parts: Array.from({ length: 41 }, () => media) }],
		[400, 1004, { parts: [text], effect: 'confetti' }],
		[400, 1004, { parts: [text], reply_to: 'a message' }],
		[400, 1005, { parts: [text], preferred_service: 'Signal' }],
		[400, 1005, { parts: [text], idempotency_key: 7 }],
	])('answers %i/%i to the message %j', async (status, code, message) => {
		await expectRefusal({ ...valid, message }, status, code);
	});

	it('takes 40 files, and refuses 101 parts', async () => {
		await send({ ...valid, message: { parts: Array.from({ length: 40 }, () => media) } });
		const parts = Array.from({ length: 101 }, () => text);
		await expect(send({ ...valid, message: { parts } })).rejects.toMatchObject({
			error: { error: { message: 'At most 100 parts are allowed' } },
		});
	});
});
