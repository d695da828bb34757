import LinqAPIV3 from '@linqapp/sdk';
import { manyChats } from '../emulator/demoAccount';
import { client, linq, startContract } from './contract';

startContract();

const members = ['+12025550121', '+12025550122'];

describe('the list of chats', () => {
	it('is empty for a new account', async () => {
		const { chats, next_cursor } = await client.get<{ chats: []; next_cursor: null }>('/v3/chats');
		expect({ chats, next_cursor }).toEqual({ chats: [], next_cursor: null });
	});

	it('comes newest first', async () => {
		const created = ['2026-01-02', '2026-01-03', '2026-01-01', '2026-01-03'].map(
			(created_at) => linq.account.addChat({ handles: members, created_at }).id,
		);
		const { chats } = await client.chats.listChats();
		expect(chats.map(({ id }) => id)).toEqual([created[3], created[1], created[0], created[2]]);
	});

	it('comes in pages of 20, with null after the last', async () => {
		manyChats(linq.account, 40);
		const first = await client.chats.listChats();
		expect(first.chats).toHaveLength(20);
		expect(first.next_cursor).toBe('20');
		const last = await client.get<{ chats: []; next_cursor: null }>('/v3/chats?cursor=20');
		expect(last.chats).toHaveLength(20);
		expect(last.next_cursor).toBeNull();
	});

	it('is paged through by the client, each chat once', async () => {
		const created = manyChats(linq.account, 25);
		const seen: string[] = [];
		for await (const { id } of client.chats.listChats({ limit: 10 })) seen.push(id);
		expect(seen).toEqual(created.map(({ id }) => id));
		expect(linq.requests.map(({ query }) => query)).toEqual([
			{ limit: '10' },
			{ limit: '10', cursor: '10' },
			{ limit: '10', cursor: '20' },
		]);
	});

	it('can be narrowed to a line and to a participant', async () => {
		const ids = (page: { chats: Array<{ id: string }> }) => page.chats.map(({ id }) => id);
		const home = linq.account.addChat({ handles: members, from: '+12025550110' });
		const abroad = linq.account.addChat({
			handles: ['+12025550121', 'Jo@acme.example'],
			from: '+442079460110',
		});
		const list = (query: { from?: string; to?: string }) => client.chats.listChats(query).then(ids);

		expect(await list({ from: '+12025550110' })).toEqual([home.id]);
		expect(await list({ to: 'jo@acme.example' })).toEqual([abroad.id]);
		expect(await list({ to: '+12025550121' })).toEqual([abroad.id, home.id]);
		expect(await list({ to: '+12025550121', from: '+442079460110' })).toEqual([abroad.id]);
		expect(await list({ to: '+12025550110' })).toEqual([]);
		expect(await list({ from: '+12025550121' })).toEqual([]);
	});

	it.each([
		['limit=0', 1005],
		['limit=101', 1005],
		['limit=ten', 1005],
		['limit=', 1005],
		['limit=1.5', 1005],
		['cursor=-1', 1005],
		['cursor=next', 1005],
		['from=2025550110', 1002],
		['to=nobody', 1002],
	])('refuses %s with 400/%i', async (query, code) => {
		const request = client.get(`/v3/chats?${query}`);
		await expect(request).rejects.toBeInstanceOf(LinqAPIV3.BadRequestError);
		await expect(request).rejects.toMatchObject({ status: 400, error: { error: { code } } });
	});

	it.each(['limit=1', 'limit=100', 'cursor=0', 'cursor=999'])('accepts %s', async (query) => {
		await expect(client.get(`/v3/chats?${query}`)).resolves.toHaveProperty('next_cursor', null);
	});
});
