import type { AccountChat } from '../emulator';
import { client, date, linq, refusal, startContract, unknownId } from './contract';

const from = '+12025550110';
const members = ['+12025550121', '+12025550122', '+12025550123'];

let group: AccountChat;
let direct: AccountChat;

startContract((account) => {
	group = account.addChat({ from, handles: members });
	direct = account.addChat({ from, handles: ['+12025550121'] });
	account.addContactCard({ phone_number: from, first_name: 'Acme' });
});

describe('marking as read', () => {
	it('is 204, and for what others wrote in that chat', async () => {
		const theirs = linq.account.addMessage(group, { from: members[0], text: 'Hello' });
		const mine = linq.account.addMessage(group, { text: 'Hello' });
		const elsewhere = linq.account.addMessage(direct, { from: members[0], text: 'Hello' });
		const response = await client.chats.markAsRead(group.id).asResponse();
		expect(response.status).toBe(204);
		expect(await client.messages.retrieve(theirs.id)).toMatchObject({
			delivery_status: 'read',
			is_read: true,
			read_at: date,
		});
		expect(mine.delivery_status).toBe('queued');
		expect(elsewhere.delivery_status).toBe('received');
	});
});

describe('leaving', () => {
	it('is queued, and then the chat can’t be used any more', async () => {
		linq.joinDelay = 5;
		const { data, response } = await client.chats.leaveChat(group.id).withResponse();
		expect(response.status).toBe(202);
		expect(data).toEqual({
			message: 'Leaving the chat queued',
			status: 'accepted',
			trace_id: response.headers.get('x-trace-id'),
		});
		await linq.settled();
		const { handles } = await client.chats.retrieve(group.id);
		expect(handles[0]).toMatchObject({ handle: from, status: 'left', left_at: date });
		await expect(client.chats.leaveChat(group.id)).rejects.toMatchObject(refusal(409, 2013));
	});

	it('takes a group of four', async () => {
		const three = linq.account.addChat({ handles: members.slice(1) });
		await expect(client.chats.leaveChat(three.id)).rejects.toMatchObject(refusal(409, 2015));
		await expect(client.chats.leaveChat(direct.id)).rejects.toMatchObject(refusal(409, 2015));
		await client.chats.participants.remove(group.id, { handle: members[0]! });
		await expect(client.chats.leaveChat(group.id)).rejects.toMatchObject(refusal(409, 2015));
	});

	it('takes iMessage', async () => {
		const { id } = linq.account.addChat({ handles: members, service: 'RCS' });
		await expect(client.chats.leaveChat(id)).rejects.toMatchObject(refusal(409, 2017));
	});
});

describe('sharing the contact card', () => {
	it.each(['group', 'direct'])('is 204 in a %s chat', async (kind) => {
		const { id } = kind === 'group' ? group : direct;
		const response = await client.chats.shareContactCard(id).asResponse();
		expect(response.status).toBe(204);
	});

	it('takes iMessage', async () => {
		const { id } = linq.account.addChat({ from, handles: members, service: 'RCS' });
		await expect(client.chats.shareContactCard(id)).rejects.toMatchObject(refusal(409, 2017));
	});

	it('takes an active card of that line', async () => {
		const { id } = linq.account.addChat({ handles: members, from: '+442079460110' });
		await expect(client.chats.shareContactCard(id)).rejects.toMatchObject(refusal(404, 2012));
		const card = { phone_number: '+442079460110', first_name: 'Acme', is_active: false };
		linq.account.addContactCard(card);
		await expect(client.chats.shareContactCard(id)).rejects.toMatchObject(refusal(404, 2012));
	});
});

describe('typing', () => {
	it.each(['start', 'stop'] as const)('is 204 in a direct chat and a group: %s', async (method) => {
		for (const { id } of [direct, group]) {
			const response = await client.chats.typing[method](id).asResponse();
			expect(response.status).toBe(204);
		}
		expect(linq.requests[0]?.method).toBe(method === 'start' ? 'POST' : 'DELETE');
	});
});

describe.each([
	['markAsRead', (id: string) => client.chats.markAsRead(id)],
	['leaveChat', (id: string) => client.chats.leaveChat(id)],
	['shareContactCard', (id: string) => client.chats.shareContactCard(id)],
	['typing.start', (id: string) => client.chats.typing.start(id)],
	['typing.stop', (id: string) => client.chats.typing.stop(id)],
	['location.request', (id: string) => client.chats.location.request(id)],
	[
		'sendVoicememo',
		(id: string) =>
			client.chats.sendVoicememo(id, { voice_memo_url: 'https://example.com/memo.m4a' }),
	],
])('%s', (_name, act) => {
	it('needs a chat that can be used', async () => {
		await expect(act(unknownId)).rejects.toMatchObject(refusal(404, 2001));
		group.state = 'creating';
		await expect(act(group.id)).rejects.toMatchObject(refusal(409, 2009));
		group.state = 'left';
		await expect(act(group.id)).rejects.toMatchObject(refusal(409, 2013));
	});
});
