import type LinqAPIV3 from '@linqapp/sdk';
import type { Service } from '../emulator';
import { client, date, linq, refusal, startContract, unknownId, uuid } from './contract';

const from = '+12025550110';
const otherLine = '+442079460110';
const to = ['+12025550121', '+12025550122'];

startContract((account) => {
	for (const phone_number of [from, otherLine]) account.addPhoneNumber({ phone_number });
});

const create = (given: Partial<LinqAPIV3.ChatCreateParams> = {}, value = 'Welcome!') =>
	client.chats.create({ from, to, message: { parts: [{ type: 'text', value }] }, ...given });
const idOf = async (given?: Partial<LinqAPIV3.ChatCreateParams>) => (await create(given)).chat.id;

describe('creating a chat', () => {
	it('answers 201 in Linq’s shape', async () => {
		const { data, response } = await create().withResponse();
		expect(response.status).toBe(201);
		const [me, ...others] = [from, ...to].map((handle) => ({
			id: uuid,
			handle,
			service: 'iMessage',
			status: 'active',
			joined_at: date,
			left_at: null,
			is_me: handle === from,
		}));
		expect(data).toEqual({
			chat: {
				id: uuid,
				display_name: to.join(', '),
				handles: [me, ...others],
				health_status: {
					status: 'HEALTHY',
					doc_url: expect.any(String) as string,
					updated_at: date,
				},
				is_group: true,
				service: 'iMessage',
				message: {
					id: uuid,
					parts: [{ type: 'text', value: 'Welcome!', text_decorations: null, reactions: null }],
					effect: null,
					reply_to: null,
					preferred_service: null,
					service: 'iMessage',
					from_handle: me,
					delivery_status: 'queued',
					is_read: false,
					created_at: date,
					sent_at: null,
					delivered_at: null,
				},
			},
		});
	});

	it('makes a chat that is listed, shown and changed like any other', async () => {
		const { chat } = await create();
		const shown = await client.chats.retrieve(chat.id);
		expect(shown).toMatchObject({ id: chat.id, handles: chat.handles, is_group: true });
		expect(shown).not.toHaveProperty('named');
		const lists = [{ from }, { to: to[1] }, { from: otherLine }].map(async (query) => {
			const { chats } = await client.chats.listChats(query);
			return chats.map(({ id }) => id);
		});
		expect(await Promise.all(lists)).toEqual([[chat.id], [chat.id], []]);
		await client.chats.participants.add(chat.id, { handle: 'jo@acme.example' });
		expect((await client.chats.retrieve(chat.id)).handles).toHaveLength(4);
	});

	it('can make chats that are still being created', async () => {
		linq.account.newChatState = 'creating';
		const id = await idOf();
		await expect(
			client.chats.participants.add(id, { handle: 'jo@acme.example' }),
		).rejects.toMatchObject({ status: 409, error: { error: { code: 2009 } } });
	});

	it('takes one recipient for a direct chat, however often named', async () => {
		const { chat } = await create({ to: ['jo@acme.example', 'Jo@acme.example'] });
		expect(chat.is_group).toBe(false);
		expect(chat.handles.map(({ handle }) => handle)).toEqual([from, 'jo@acme.example']);
	});

	it.each<[Service[], Service | undefined, Service]>([
		[['RCS', 'SMS', 'iMessage'], undefined, 'iMessage'],
		[['SMS', 'RCS'], undefined, 'RCS'],
		[['SMS'], undefined, 'SMS'],
		[[], undefined, 'SMS'],
		[['RCS', 'SMS', 'iMessage'], 'RCS', 'RCS'],
		[['RCS', 'SMS', 'iMessage'], 'SMS', 'RCS'],
		[['SMS', 'iMessage'], 'RCS', 'SMS'],
		[['SMS', 'RCS'], 'iMessage', 'iMessage'],
	])('uses, for someone with %j and %s preferred, %s', async (services, preferred, service) => {
		linq.account.setCapabilities('+12025550122', services);
		const parts = [{ type: 'text' as const, value: 'Hi' }];
		const { chat } = await create({ message: { parts, preferred_service: preferred } });
		expect(chat.service).toBe(service);
		expect(chat.handles.map((handle) => handle.service)).toEqual([service, service, service]);
		expect(chat.message).toMatchObject({ service, preferred_service: preferred ?? null });
	});

	it('accepts what goes by iMessage only, and fails for someone without it', async () => {
		linq.account.setCapabilities('+12025550122', ['RCS', 'SMS']);
		const parts = [{ type: 'text' as const, value: 'Hi' }];
		const { chat } = await create({ message: { parts, preferred_service: 'iMessage' } });
		expect(chat.message.delivery_status).toBe('queued');
		await linq.settled();
		expect(linq.account.message(chat.message.id)).toMatchObject({ delivery_status: 'failed' });
	});

	it('repeats what was sent', async () => {
		const parts: LinqAPIV3.MessageContent['parts'] = [
			{ type: 'text', value: 'Hi', text_decorations: [{ range: [0, 2], style: 'bold' }] },
			{ type: 'media', url: 'https://example.com/files/plan.pdf?page=2' },
			{ type: 'text', value: 'e.g. jo@acme.example' },
		];
		const { chat } = await create({ message: { parts } });
		expect(chat.message).toMatchObject({ parts });
		expect(chat.message.parts[1]).toMatchObject({ id: uuid, filename: 'plan.pdf' });
	});
});

describe('an effect or a reply', () => {
	const parts = [{ type: 'text' as const, value: 'Hi' }];
	const effect = { type: 'screen', name: 'confetti' } as const;

	it('is refused in the first message of a new chat with 1005', async () => {
		const reply_to = { message_id: unknownId };
		for (const message of [
			{ parts, effect },
			{ parts, reply_to },
		]) {
			await expect(create({ message })).rejects.toMatchObject(refusal(400, 1005));
		}
		expect(linq.account.chats).toEqual([]);
	});

	it('is taken where the call uses a chat again', async () => {
		const { chat } = await create();
		const reply_to = { message_id: chat.message.id, part_index: 0 };
		const { chat: again } = await create({ message: { parts, effect, reply_to } });
		expect(again).toMatchObject({ id: chat.id, message: { parts, effect, reply_to } });
	});
});

describe('the messages sent', () => {
	it('are kept with their chat, parts, key and date', async () => {
		const parts = [{ type: 'text' as const, value: 'Hi' }];
		const first = await create({ message: { parts, idempotency_key: 'record-1' } });
		const second = await create({ to: ['jo@acme.example'] }, 'Hello');
		expect(linq.account.messages).toMatchObject([
			{
				id: first.chat.message.id,
				chat_id: first.chat.id,
				parts,
				idempotency_key: 'record-1',
				created_at: first.chat.message.created_at,
			},
			{ chat_id: second.chat.id, parts: [{ value: 'Hello' }], idempotency_key: null },
		]);
	});
});

describe('an existing chat', () => {
	it('is used again for the same line and the same recipients in any order', async () => {
		const id = await idOf({ to: [...to, 'JO@acme.example'] });
		expect(await idOf({ to: ['Jo@Acme.example', ...to.toReversed()] })).toBe(id);
		expect(linq.account.chats).toHaveLength(1);
		expect(linq.account.messages.map(({ chat_id }) => chat_id)).toEqual([id, id]);
	});

	it('is left alone for another line, and for more or fewer recipients', async () => {
		const ids = [
			await idOf(),
			await idOf({ from: otherLine }),
			await idOf({ to: [...to, 'jo@acme.example'] }),
			await idOf({ to: [to[0]!] }),
			await idOf({ to: [to[0]!, 'jo@acme.example'] }),
		];
		expect(new Set(ids).size).toBe(5);
	});

	it('is judged by who is in it now', async () => {
		const id = await idOf();
		await client.chats.participants.add(id, { handle: 'jo@acme.example' });
		expect(await idOf({ to: [...to, 'jo@acme.example'] })).toBe(id);
		expect(await idOf()).not.toBe(id);
	});

	it('is left alone when it is a group someone has named', async () => {
		const id = await idOf();
		await client.chats.update(id, { display_name: 'Acme onboarding' });
		const second = await idOf();
		expect(second).not.toBe(id);
		await client.chats.update(second, { group_chat_icon: 'https://example.com/icon.png' });
		expect(await idOf()).toBe(second);
		await client.chats.update(id, { display_name: '' });
		await client.chats.update(second, { display_name: 'Acme too' });
		expect(await idOf()).toBe(id);
	});

	it('is judged likewise when it was there from the start', async () => {
		const chats = [
			linq.account.addChat({ from, handles: to, display_name: 'Acme onboarding' }),
			linq.account.addChat({ from, handles: to, state: 'left' }),
		];
		expect(chats.map(({ id }) => id)).not.toContain(await idOf());
		const direct = linq.account.addChat({ from, handles: [to[0]!], display_name: 'Dana' });
		expect(await idOf({ to: [to[0]!] })).toBe(direct.id);
		const handles = ['+12025550123', ...to];
		const nameless = { from, handles, display_name: null, created_at: '2026-01-01' };
		const { id } = linq.account.addChat(nameless);
		expect(await idOf({ to: handles })).toBe(id);
		expect((await client.chats.retrieve(id)).updated_at > '2026-01-02').toBe(true);
	});
});
