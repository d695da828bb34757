import LinqAPIV3 from '@linqapp/sdk';
import { client, linq, startContract, unknownId } from './contract';

startContract();

const members = ['+12025550121', '+12025550122'];

describe('a chat', () => {
	it('has Linq’s shape', async () => {
		const { id } = linq.account.addChat({
			display_name: 'Acme onboarding',
			from: '+12025550110',
			service: 'RCS',
			handles: members,
			created_at: '2026-03-09T14:30:00Z',
		});
		const shown = await client.chats.retrieve(id);
		expect(shown).toMatchObject({
			id,
			display_name: 'Acme onboarding',
			service: 'RCS',
			is_group: true,
			is_archived: false,
			group_chat_icon: null,
			health_status: { status: 'HEALTHY' },
			created_at: '2026-03-09T14:30:00.000Z',
			updated_at: '2026-03-09T14:30:00.000Z',
		});
		expect(shown.handles).toEqual(
			['+12025550110', ...members].map((handle) => ({
				id: expect.any(String) as string,
				handle,
				service: 'RCS',
				status: 'active',
				joined_at: '2026-03-09T14:30:00.000Z',
				left_at: null,
				is_me: handle === '+12025550110',
			})),
		);
		expect(shown).not.toHaveProperty('state');
	});

	it('is named after the other participants unless named otherwise', async () => {
		const unnamed = linq.account.addChat({ handles: members });
		const nameless = linq.account.addChat({ handles: members, display_name: null });
		expect(await client.chats.retrieve(unnamed.id)).toHaveProperty(
			'display_name',
			'+12025550121, +12025550122',
		);
		expect(await client.chats.retrieve(nameless.id)).toHaveProperty('display_name', null);
	});

	it('is found whatever the case and the encoding of its ID', async () => {
		const { id } = linq.account.addChat({ handles: members });
		expect(await client.chats.retrieve(id.toUpperCase())).toHaveProperty('id', id);
		expect(await client.get(`/v3/chats/${id.replaceAll('-', '%2D')}`)).toHaveProperty('id', id);
	});

	it('shows your own line as left in a chat you left', async () => {
		const { id } = linq.account.addChat({ handles: members, state: 'left' });
		const { handles } = await client.chats.retrieve(id);
		expect(handles.map(({ status }) => status)).toEqual(['left', 'active', 'active']);
	});

	it.each([unknownId, 'not a UUID', '../phone_numbers', '%', ''])(
		'is not found under "%s"',
		async (id) => {
			const request = client.chats.retrieve(id);
			await expect(request).rejects.toBeInstanceOf(LinqAPIV3.NotFoundError);
		},
	);

	it('is not found with 404/2001', async () => {
		await expect(client.chats.retrieve(unknownId)).rejects.toMatchObject({
			status: 404,
			error: {
				error: {
					code: 2001,
					message: 'Chat not found',
					doc_url: 'https://docs.linqapp.com/error/codes/2xxx/2001/',
				},
			},
		});
	});
});

describe('updating a chat', () => {
	it('renames a group', async () => {
		const { id } = linq.account.addChat({ handles: members, created_at: '2026-01-01' });
		const asked = client.chats.update(id, { display_name: 'Renamed' }).withResponse();
		const { data, response } = await asked;
		expect([response.status, data]).toEqual([202, { chat_id: id, status: 'accepted' }]);
		const { display_name, group_chat_icon, updated_at } = await client.chats.retrieve(id);
		expect({ display_name, group_chat_icon }).toEqual({
			display_name: 'Renamed',
			group_chat_icon: null,
		});
		expect(updated_at > '2026-01-02').toBe(true);
	});

	it('is queued', async () => {
		const { id } = linq.account.addChat({ handles: members, display_name: 'Named' });
		linq.joinDelay = Infinity;
		await client.chats.update(id, { display_name: 'Renamed' });
		expect(await client.chats.retrieve(id)).toMatchObject({ display_name: 'Named' });
		linq.joinDelay = 5;
		await client.chats.update(id, { display_name: 'Renamed' });
		await linq.settled();
		expect(await client.chats.retrieve(id)).toMatchObject({ display_name: 'Renamed' });
	});

	it('sets the icon and leaves the name', async () => {
		const { id } = linq.account.addChat({ handles: members, display_name: 'Named' });
		await client.chats.update(id, { group_chat_icon: 'https://example.com/icon.png' });
		expect(await client.chats.retrieve(id)).toMatchObject({
			display_name: 'Named',
			group_chat_icon: 'https://example.com/icon.png',
		});
	});

	it.each([
		['a direct chat', { handles: ['+12025550121'] }, 409, 1006],
		['a chat you left', { handles: members, state: 'left' as const }, 409, 2013],
		['a chat being created', { handles: members, state: 'creating' as const }, 409, 2009],
	])('refuses %s', async (_which, chat, status, code) => {
		const { id } = linq.account.addChat(chat);
		await expect(client.chats.update(id, { display_name: 'Renamed' })).rejects.toMatchObject({
			status,
			error: { error: { code } },
		});
	});

	it('refuses a change of nothing, and a name that is no text', async () => {
		const { id } = linq.account.addChat({ handles: members });
		await expect(client.chats.update(id, {})).rejects.toMatchObject({
			error: { error: { code: 1001 } },
		});
		await expect(
			client.put(`/v3/chats/${id}`, { body: { display_name: 7 } }),
		).rejects.toMatchObject({ error: { error: { code: 1005 } } });
	});
});
