import { client, date, linq, refusal, startContract } from './contract';

startContract();

const path = '/v3/blocked_handles';
const block = async (handle: unknown, reason?: unknown) =>
	await client.post(path, { body: { handle, reason } });

test('blocking gives the entry, in Linq’s own notation, and twice gives the same', async () => {
	const entry = { handle: 'jo@example.com', blocked_at: date, reason: 'Spam' };
	const first = await block('Jo@Example.com', 'Spam');
	expect(first).toEqual({ blocked_handle: entry });
	expect(await block('jo@example.com', 'Other')).toEqual(first);
	expect(await client.get(path)).toEqual({ blocked_handles: [entry] });
});

test.each(['+12025550101', '311', '12345678', 'ACME', 'AD-620016'])(
	'%s can be blocked',
	async (one) => {
		expect(await block(one)).toMatchObject({ blocked_handle: { handle: one } });
	},
);

test.each(['202 555 0101', '12', '123456789', 'ABCDEFGHIJKL', 7])('%j can not', async (one) => {
	await expect(block(one)).rejects.toMatchObject(refusal(400, 1002));
});

test('the list has the newest first, and unblocking takes out of it', async () => {
	for (const one of ['311', 'ACME']) await block(one);
	const handles = async () => {
		const { blocked_handles } = await client.get<{ blocked_handles: object[] }>(path);
		return blocked_handles;
	};
	expect(await handles()).toMatchObject([{ handle: 'ACME' }, { handle: '311' }]);
	expect(await client.delete(path, { body: { handle: 'ACME' } })).toBeNull();
	expect(await handles()).toMatchObject([{ handle: '311' }]);
});

test('nothing is sent to someone who is blocked, but into groups with others', async () => {
	const line = '+12025550100';
	const { account } = linq;
	const direct = account.addChat({ from: line, handles: ['+12025550101'] }).id;
	const group = account.addChat({ from: line, handles: ['+12025550101', '+12025550102'] }).id;
	await block('+12025550101');
	const message = { parts: [{ type: 'text', value: 'Hello' } as const] };
	const refused = refusal(403, 2026);
	await expect(client.chats.messages.send(direct, { message })).rejects.toMatchObject(refused);
	await expect(client.messages.create({ to: ['+12025550101'], message })).rejects.toMatchObject(
		refused,
	);
	await expect(
		client.chats.create({ from: line, to: ['+12025550101'], message }),
	).rejects.toMatchObject(refused);
	await expect(
		client.chats.sendVoicememo(direct, { voice_memo_url: 'https://example.com/a.mp3' }),
	).rejects.toMatchObject(refused);
	expect(account.messages).toEqual([]);
	await client.chats.messages.send(group, { message });
	expect(account.messages).toHaveLength(1);
});
