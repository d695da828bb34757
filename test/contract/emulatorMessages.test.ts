import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { client, date, linq, refusal, startContract, unknownId, uuid } from './contract';

const from = '+12025550110';
const members = ['+12025550121', '+12025550122'];

let chat: AccountChat;

startContract((account) => {
	chat = account.addChat({ from, handles: members });
});

const message = (value: string, more: Partial<LinqAPIV3.MessageContent> = {}) => ({
	message: { parts: [{ type: 'text' as const, value }], ...more },
});
const send = (value: string, more?: Partial<LinqAPIV3.MessageContent>, chatId = chat.id) =>
	client.chats.messages.send(chatId, message(value, more));

describe('sending into a chat', () => {
	it('answers 202 in Linq’s shape', async () => {
		const { data, response } = await send('Hello').withResponse();
		expect(response.status).toBe(202);
		expect(data).toEqual({
			chat_id: chat.id,
			message: {
				id: uuid,
				parts: [{ type: 'text', value: 'Hello', text_decorations: null, reactions: null }],
				effect: null,
				reply_to: null,
				preferred_service: null,
				service: 'iMessage',
				from_handle: chat.handles[0],
				delivery_status: 'queued',
				is_read: false,
				created_at: date,
				sent_at: null,
				delivered_at: null,
			},
		});
		expect(linq.account.messages).toMatchObject([{ id: data.message.id, chat_id: chat.id }]);
	});

	it('takes links, which only the first message must not have', async () => {
		const parts = [{ type: 'link' as const, value: 'https://example.com/agenda' }];
		const sent = await client.chats.messages.send(chat.id, { message: { parts } });
		expect(sent.message.parts).toEqual([{ ...parts[0], reactions: null }]);
		expect((await send('See www.example.com')).message.id).toEqual(uuid);
	});

	it('takes replies, effects, decorations and a preferred service', async () => {
		const { message: first } = await send('Who comes?');
		const { message: second } = await client.chats.messages.send(chat.id.toUpperCase(), {
			message: {
				parts: [
					{
						type: 'text',
						value: 'Me 🎉!',
						text_decorations: [
							{ range: [0, 2], style: 'bold' },
							{ range: [1, 2], style: 'italic' },
							{ range: [3, 5], animation: 'shake' },
						],
					},
				],
				reply_to: { message_id: first.id },
				effect: { type: 'bubble', name: 'slam' },
				preferred_service: 'RCS',
			},
		});
		expect(second).toMatchObject({
			reply_to: { message_id: first.id, part_index: 0 },
			effect: { type: 'bubble', name: 'slam' },
			preferred_service: 'RCS',
			parts: [{ text_decorations: [{ style: 'bold' }, { style: 'italic' }, { range: [3, 5] }] }],
		});
	});

	it.each([
		['in the message', { idempotency_key: 'a' }, {}],
		['in the header', {}, { 'Idempotency-Key': 'a' }],
	])('sends once under one key %s', async (_where, more, headers) => {
		const ask = () => client.chats.messages.send(chat.id, message('Hello', more), { headers });
		const first = await ask();
		expect(await ask()).toEqual(first);
		expect(linq.account.messages).toHaveLength(1);
	});

	it('keeps the keys of other kinds of requests apart', async () => {
		await send('Hello', { idempotency_key: 'a' });
		const { chat: known } = await client.chats.create({
			...message('Hello', { idempotency_key: 'a' }),
			from,
			to: members,
		});
		expect(known.id).toBe(chat.id);
		expect(linq.account.messages).toHaveLength(2);
	});

	it('is refused in chats that can’t be used', async () => {
		const left = linq.account.addChat({ handles: members, state: 'left' });
		const creating = linq.account.addChat({ handles: members, state: 'creating' });
		await expect(send('Hello', {}, left.id)).rejects.toMatchObject(refusal(409, 2013));
		await expect(send('Hello', {}, creating.id)).rejects.toMatchObject(refusal(409, 2009));
		await expect(send('Hello', {}, unknownId)).rejects.toMatchObject(refusal(404, 2001));
		expect(linq.account.messages).toEqual([]);
	});

	it('can be struck by every fault, like all of Linq', async () => {
		linq.faults.add({ kind: 'reset', applied: true, path: /messages$/ });
		await expect(send('Hello', { idempotency_key: 'a' })).rejects.toThrow('Connection error');
		await send('Hello', { idempotency_key: 'a' });
		expect(linq.account.messages).toHaveLength(1);
	});
});

describe('delivery', () => {
	it('comes only when it is set to', async () => {
		const { message: queued } = await send('Hello');
		linq.deliveryDelay = 5;
		const { message: sent } = await send('Hello again');
		expect(sent.delivery_status).toBe('queued');
		await linq.settled();
		expect(await client.messages.retrieve(queued.id)).toMatchObject({ delivery_status: 'queued' });
		expect(await client.messages.retrieve(sent.id)).toMatchObject({
			delivery_status: 'delivered',
			is_delivered: true,
			sent_at: date,
			delivered_at: date,
			read_at: null,
		});
	});

	it('can be moved on by a test', async () => {
		const { message: sent } = await send('Hello');
		linq.account.setDeliveryStatus(sent.id, 'read');
		expect(await client.messages.retrieve(sent.id)).toMatchObject({
			delivery_status: 'read',
			is_delivered: true,
			is_read: true,
			read_at: date,
		});
		linq.account.setDeliveryStatus(sent.id, 'failed');
		expect(await client.messages.retrieve(sent.id)).toMatchObject({ delivery_status: 'failed' });
		expect(() => linq.account.setDeliveryStatus(unknownId, 'read')).toThrow(unknownId);
	});
});

describe('a message', () => {
	it('has Linq’s shape', async () => {
		const received = linq.account.addMessage(chat, {
			from: members[0],
			text: 'Hello',
			created_at: '2026-03-09T14:30:00Z',
		});
		const created_at = '2026-03-09T14:30:00.000Z';
		expect(await client.messages.retrieve(received.id.toUpperCase())).toEqual({
			id: received.id,
			chat_id: chat.id,
			parts: [{ type: 'text', value: 'Hello', text_decorations: null, reactions: null }],
			effect: null,
			reply_to: null,
			preferred_service: null,
			service: 'iMessage',
			from: members[0],
			from_handle: chat.handles[1],
			is_from_me: false,
			delivery_status: 'received',
			is_delivered: false,
			is_read: false,
			created_at,
			updated_at: created_at,
			sent_at: created_at,
			delivered_at: created_at,
			read_at: null,
		});
	});

	it('is gone once deleted', async () => {
		const { message: sent } = await send('Hello');
		const response = await client.messages.delete(sent.id).asResponse();
		expect(response.status).toBe(204);
		expect(linq.account.messages).toEqual([]);
		await expect(client.messages.retrieve(sent.id)).rejects.toMatchObject(refusal(404, 2002));
		await expect(client.messages.delete(sent.id)).rejects.toMatchObject(refusal(404, 2002));
	});
});

describe('the messages of a chat', () => {
	it('are its own, newest first, in pages of 20', async () => {
		const other = linq.account.addChat({ handles: ['+12025550123'] });
		linq.account.addMessage(other, { text: 'Elsewhere' });
		for (let count = 1; count <= 25; count += 1) {
			linq.account.addMessage(chat, { text: String(count) });
		}
		const first = await client.chats.messages.list(chat.id);
		expect(first.messages).toHaveLength(20);
		expect(first.next_cursor).toBe('20');
		expect(first.messages[0]).toEqual(await client.messages.retrieve(first.messages[0]!.id));
		const seen: string[] = [];
		for await (const { parts } of client.chats.messages.list(chat.id, { limit: 10 })) {
			if (parts?.[0]?.type === 'text') seen.push(parts[0].value);
		}
		expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => String(25 - index)));
	});

	it('come in the order of their dates', async () => {
		for (const created_at of ['2026-01-02', '2026-01-03', '2026-01-01']) {
			linq.account.addMessage(chat, { text: created_at, created_at });
		}
		const { messages } = await client.chats.messages.list(chat.id);
		expect(messages.map(({ created_at }) => created_at.slice(0, 10))).toEqual([
			'2026-01-03',
			'2026-01-02',
			'2026-01-01',
		]);
	});

	it('can be read in a chat that was left, but not in an unknown one', async () => {
		const left = linq.account.addChat({ handles: members, state: 'left' });
		expect((await client.chats.messages.list(left.id)).messages).toEqual([]);
		await expect(client.chats.messages.list(unknownId)).rejects.toMatchObject(refusal(404, 2001));
	});

	it.each(['limit=0', 'limit=101', 'cursor=next'])('refuse %s with 400/1005', async (query) => {
		const request = client.get(`/v3/chats/${chat.id}/messages?${query}`);
		await expect(request).rejects.toMatchObject(refusal(400, 1005));
	});
});
