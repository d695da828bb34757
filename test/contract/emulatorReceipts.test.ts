import type { AccountChat, Receipts } from '../emulator';
import { client, date, linq, startContract } from './contract';
import { heard, startSubscriber, subscribe } from './subscriber';

const line = '+12025550110';
const ann = '+12025550121';
const ben = 'ben@acme.example';

let direct: AccountChat;
let group: AccountChat;

startContract((account) => {
	account.addPhoneNumber({ phone_number: line });
	direct = account.addChat({ from: line, handles: [ann] });
	group = account.addChat({ from: line, handles: [ann, ben] });
});
startSubscriber();

beforeEach(() =>
	subscribe('/linq', [
		...(['message.sent', 'message.delivered', 'message.read', 'message.failed'] as const),
		...(['poll.sent', 'poll.delivered', 'poll.read', 'poll.failed', 'message.received'] as const),
	]),
);

const message = { parts: [{ type: 'text' as const, value: 'Hello' }] };
const send = async (chat = direct) =>
	(await client.chats.messages.send(chat.id, { message })).message.id;
const poll = async () => {
	const body = { poll: { options: [{ text: 'Monday' }, { text: 'Tuesday' }] } };
	const path = `/v3/chats/${direct.id}/polls`;
	return (await client.post<{ message_id: string }>(path, { body })).message_id;
};
/** Everything that comes of itself has come, and been told. */
const told = async (count: number) => {
	await linq.settled();
	await linq.webhooks.answered(count);
	expect(heard).toHaveLength(count);
	return heard.map(({ event }) => event as { event_type: string; data: object });
};

describe('receipts', () => {
	it('move the message on, and are told with what it is then', async () => {
		linq.people.receives(ann, { sent: 0, delivered: 5, read: 10 });
		const id = await send();
		await told(3);
		expect(await client.messages.retrieve(id)).toMatchObject({
			...{ delivery_status: 'read', is_delivered: true, is_read: true },
			...{ sent_at: date, delivered_at: date, read_at: date },
		});
		const common = {
			...{ id, direction: 'outbound', service: 'iMessage', parts: [{ value: 'Hello' }] },
			...{ sender_handle: { handle: line, is_me: true }, sent_at: date },
		};
		const events = new Map((await told(3)).map(({ event_type, data }) => [event_type, data]));
		expect(events.get('message.sent')).toMatchObject({ ...common, delivered_at: null });
		expect(events.get('message.delivered')).toMatchObject({
			...common,
			...{ delivered_at: date, read_at: null },
		});
		expect(events.get('message.read')).toMatchObject({ ...common, read_at: date });
	});

	it.each<[Receipts, string]>([
		[{}, 'queued'],
		[{ sent: 0, delivered: Infinity }, 'sent'],
		[{ delivered: 0 }, 'delivered'],
		// What has come so far doesn't go back.
		[{ read: 0, delivered: 5 }, 'read'],
	])('%j leave it %s', async (receipts, status) => {
		linq.people.receives(ann, receipts);
		const id = await send();
		await told(Object.values(receipts).some((time) => time === 0) ? 1 : 0);
		expect(await client.messages.retrieve(id)).toMatchObject({ delivery_status: status });
	});

	it('of SMS there are none but that it was sent', async () => {
		linq.people.receives(ann, { sent: 0, delivered: 0, read: 0 });
		direct.service = 'SMS';
		const id = await send();
		expect(await told(1)).toMatchObject([{ event_type: 'message.sent' }]);
		expect((await client.messages.retrieve(id)).delivery_status).toBe('sent');
		await expect(linq.people.gets(id, 'delivered')).rejects.toThrow('SMS');
	});

	it('come once in a group, from whoever is first', async () => {
		linq.people.receives(ann, { delivered: 5 });
		linq.people.receives(ben, { delivered: 0 });
		await send(group);
		expect(await told(1)).toMatchObject([{ event_type: 'message.delivered' }]);
	});

	it('of a poll are told as those of a poll', async () => {
		linq.people.receives(ann, { sent: 0, read: 5 });
		const message_id = await poll();
		const events = (await told(2)).sort((a, b) => (a.event_type < b.event_type ? 1 : -1));
		const { poll: shown } = await client.get<{ poll: object }>(`/v3/messages/${message_id}/poll`);
		const about = {
			...{ chat: { id: direct.id }, message_id, poll: shown, direction: 'outbound' },
			...{ sender_handle: { is_me: true }, service: 'iMessage' },
		};
		expect(events).toMatchObject([
			{ event_type: 'poll.sent', data: { ...about, sent_at: date } },
			{ event_type: 'poll.read', data: { ...about, read_at: date } },
		]);
	});

	it('can be given by hand, for one’s own messages', async () => {
		const id = await send();
		const { calls } = await linq.people.gets(id, 'delivered');
		expect(calls).toMatchObject([{ status: 200, event: { event_type: 'message.delivered' } }]);
		expect((await linq.people.gets(id, 'sent')).calls).toEqual([]);
		expect((await client.messages.retrieve(id)).delivery_status).toBe('delivered');
		const { message: theirs } = await linq.people.writes(direct, ann, { text: 'Hi' });
		await expect(linq.people.gets(theirs, 'read')).rejects.toThrow(theirs.id);
	});
});

describe('someone whom messages fail to reach', () => {
	it('has them failed with the reason, and neither receives nor answers them', async () => {
		linq.people.receives(ann, { delivered: 0 });
		void linq.people.answers(ann, { text: 'Yes' });
		linq.people.fails(ann, { code: 4005, reason: 'Not for this phone', after: 5 });
		const message_id = await send();
		expect(await told(1)).toMatchObject([
			{
				event_type: 'message.failed',
				data: {
					...{ chat_id: direct.id, message_id, code: 4005, failed_at: date },
					reason: 'Not for this phone',
				},
			},
		]);
		expect((await client.messages.retrieve(message_id)).delivery_status).toBe('failed');
		expect(linq.account.messages).toHaveLength(1);
	});

	it('has polls failed as well, by default at once with 4001', async () => {
		linq.people.fails(ann);
		const message_id = await poll();
		expect(await told(1)).toMatchObject([
			{
				event_type: 'poll.failed',
				data: { message_id, error: { code: 4001 }, poll: { total_voters: 0 }, failed_at: date },
			},
		]);
	});
});
