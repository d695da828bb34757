import type LinqAPIV3 from '@linqapp/sdk';
import { client, linq, refusal, startContract, unknownId, uuid } from './contract';

const line = '+12025550110';
const otherLine = '+442079460110';
const to = ['+12025550121', '+12025550122'];

startContract((account) => {
	for (const phone_number of [line, otherLine]) account.addPhoneNumber({ phone_number });
});

const create = (params: Partial<LinqAPIV3.MessageCreateParams> = {}) =>
	client.messages.create({
		to,
		message: { parts: [{ type: 'text', value: 'See https://example.com' }] },
		...params,
	});

describe('a message without a line', () => {
	it('makes a new chat on the first line, and 202', async () => {
		const { data, response } = await create().withResponse();
		expect(response.status).toBe(202);
		const [chat] = linq.account.chats;
		expect(data).toEqual({
			chat_id: chat?.id,
			created_new_chat: true,
			from: line,
			from_selection: { reason: 'new_best_number', reused_existing_chat: false },
			handles: chat?.handles,
			is_group: true,
			message: expect.objectContaining({
				id: uuid,
				delivery_status: 'queued',
				parts: [expect.objectContaining({ value: 'See https://example.com' })],
			}) as unknown,
			service: 'iMessage',
			previous_chat_id: null,
		});
		expect(chat?.handles.map(({ handle }) => handle)).toEqual([line, ...to]);
	});

	it('uses the chat with exactly these recipients, in any order, on its own line', async () => {
		const { id } = linq.account.addChat({ from: otherLine, handles: to });
		linq.account.addChat({ handles: [...to, '+12025550123'] });
		expect(await create({ to: to.toReversed() })).toMatchObject({
			chat_id: id,
			created_new_chat: false,
			from: otherLine,
			from_selection: { reason: 'reused_active_chat', reused_existing_chat: true },
			previous_chat_id: null,
		});
	});

	it('leaves alone a chat on a flagged line', async () => {
		const { id } = linq.account.addChat({ from: line, handles: to });
		linq.account.flaggedLines.add(line);
		const effect = { type: 'screen', name: 'echo' } as const;
		const message = { parts: [{ type: 'text' as const, value: 'Hello' }], effect };
		const first = await create({ message, continuation_message: { text: 'My new number' } });
		expect(first).toMatchObject({
			created_new_chat: true,
			from: otherLine,
			from_selection: { reason: 'failover_flagged', reused_existing_chat: false },
			previous_chat_id: id,
			message: { effect: null, parts: [{ value: 'My new number' }] },
		});
		const second = await create({ message, continuation_message: { text: 'My new number' } });
		expect(second).toMatchObject({
			chat_id: first.chat_id,
			from_selection: { reason: 'reused_active_chat' },
			message: { effect, parts: [{ value: 'Hello' }] },
		});
	});

	it('sends the message itself when there is nothing to say instead', async () => {
		linq.account.addChat({ from: line, handles: to });
		linq.account.flaggedLines.add(line);
		expect(await create()).toMatchObject({
			from_selection: { reason: 'failover_flagged' },
			message: { parts: [{ value: 'See https://example.com' }] },
		});
	});

	it('needs a line that isn’t flagged', async () => {
		for (const each of [line, otherLine]) linq.account.flaggedLines.add(each);
		await expect(create()).rejects.toMatchObject(refusal(409, 2015));
		expect(linq.account.chats).toEqual([]);
	});

	it('picks no line that is excluded for a new chat, and goes on with one that there is', async () => {
		const others = { exclude_from: [line] } as object;
		const { chat_id, from } = await create(others);
		expect(from).toBe(otherLine);
		expect(await create({ exclude_from: [otherLine] } as object)).toMatchObject({ chat_id, from });
	});

	it.each([
		[400, 1002, { exclude_from: ['jo@acme.example'] }],
		[400, 1005, { exclude_from: line }],
		[400, 1005, { exclude_from: [line, otherLine] }],
	])('is refused with %i/%i: %j', async (status, code, params) => {
		await expect(create(params as object)).rejects.toMatchObject(refusal(status, code));
		expect(linq.account.chats).toEqual([]);
	});

	it.each([
		['in the header', { 'Idempotency-Key': 'a' }],
		[
			'in the message',
			{ message: { parts: [{ type: 'text' as const, value: 'Hi' }], idempotency_key: 'a' } },
		],
	])('is sent once under one key %s', async (_where, params) => {
		const first = await create(params);
		expect(await create(params)).toEqual(first);
		expect(linq.account.messages).toMatchObject([{ idempotency_key: 'a' }]);
		expect(linq.account.chats).toHaveLength(1);
	});

	it.each([
		[400, 1001, { to: undefined }],
		[400, 1001, { message: undefined }],
		[400, 1002, { to: ['202 555 0121'] }],
		[400, 1004, { message: { parts: [] } }],
		[400, 1004, { continuation_message: {} }],
		[400, 1004, { continuation_message: 'My new number' }],
		[400, 1005, { to: [] }],
		[404, 2003, { message: { parts: [{ type: 'media', attachment_id: unknownId }] } }],
		[
			404,
			2002,
			{ message: { parts: [{ type: 'text', value: 'a' }], reply_to: { message_id: unknownId } } },
		],
	])('is refused with %i/%i: %j', async (status, code, params) => {
		const request = create(params as unknown as LinqAPIV3.MessageCreateParams);
		await expect(request).rejects.toMatchObject(refusal(status, code));
		expect(linq.account.chats).toEqual([]);
	});
});
