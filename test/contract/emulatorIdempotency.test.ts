import { client, linq, startContract } from './contract';

const from = '+12025550110';
const to = ['+12025550121', '+12025550122'];

startContract((account) => {
	account.addPhoneNumber({ phone_number: from });
});

interface Keys {
	idempotency_key?: string;
	header?: string;
}

const create = ({ idempotency_key, header }: Keys, recipients = to) =>
	client.chats.create(
		{
			from,
			to: recipients,
			message: { parts: [{ type: 'text', value: 'Welcome!' }], idempotency_key },
		},
		{ headers: header === undefined ? {} : { 'Idempotency-Key': header } },
	);
const sent = () => linq.account.messages.map(({ idempotency_key }) => idempotency_key);

describe('an idempotency key', () => {
	it.each<[string, Keys, Keys]>([
		['in the message', { idempotency_key: 'a' }, { idempotency_key: 'a' }],
		['in the header', { header: 'a' }, { header: 'a' }],
		['in one, then in the other', { idempotency_key: 'a' }, { header: 'a' }],
		['in both', { idempotency_key: 'a', header: 'b' }, { idempotency_key: 'a', header: 'c' }],
	])('seen before (%s) is answered as before, and sends nothing', async (_where, keys, again) => {
		const first = await create(keys).withResponse();
		await client.chats.participants.add(first.data.chat.id, { handle: 'jo@acme.example' });
		const second = await create(again).withResponse();
		expect(second.response.status).toBe(201);
		expect(second.data).toEqual(first.data);
		expect(linq.account.chats).toHaveLength(1);
		expect(sent()).toEqual(['a']);
	});

	it('seen before creates no other chat', async () => {
		const first = await create({ idempotency_key: 'a' });
		expect(await create({ idempotency_key: 'a' }, ['jo@acme.example'])).toEqual(first);
		expect(linq.account.chats).toHaveLength(1);
	});

	it('keeps a retry after a lost answer from sending twice', async () => {
		linq.faults.add({ kind: 'reset', applied: true });
		await expect(create({ idempotency_key: 'a' })).rejects.toThrow('Connection error');
		const { chat } = await create({ idempotency_key: 'a' });
		expect(sent()).toEqual(['a']);
		expect(linq.account.messages[0]).toMatchObject({ id: chat.message.id, chat_id: chat.id });
	});

	it('of a request that was refused is still unused', async () => {
		await expect(create({ idempotency_key: 'a' }, [])).rejects.toMatchObject({ status: 400 });
		await create({ idempotency_key: 'a' });
		expect(sent()).toEqual(['a']);
	});

	it('that is new, empty or missing sends another message', async () => {
		const all = [{ idempotency_key: 'a' }, { idempotency_key: 'b' }, { idempotency_key: '' }];
		for (const keys of [...all, { header: '' }, {}, {}]) await create(keys);
		expect(sent()).toEqual(['a', 'b', null, null, null, null]);
	});
});
