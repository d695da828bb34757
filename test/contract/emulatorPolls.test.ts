import type { AccountChat } from '../emulator';
import { client, date, linq, refusal, startContract, unknownId, uuid } from './contract';

let chat: AccountChat;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121', '+12025550122'] });
});

/** The client has no methods for polls, so they are asked for by their paths. */
const create = (poll: object, id = chat.id) =>
	client.post(`/v3/chats/${id}/polls`, { body: { poll } });
const options = [{ text: 'Monday' }, { text: 'Tuesday' }];

interface Envelope {
	message_id: string;
	poll: { total_voters: number; options: Array<{ option_id: string; voters: unknown[] }> };
}

const created = async () => (await create({ options })) as Envelope;
const about = (messageId: string, piece = '') => `/v3/messages/${messageId}/poll${piece}`;

describe('a poll', () => {
	it('is answered with its options, and stands among the messages', async () => {
		const envelope = await create({ options });
		expect(envelope).toEqual({
			chat_id: chat.id,
			message_id: uuid,
			...{ created_at: date, updated_at: date, reactions: [] },
			poll: {
				total_voters: 0,
				options: options.map((option) => ({
					...{ ...option, option_id: uuid, can_be_edited: false, voters: [] },
					creator_handle: chat.handles[0],
				})),
			},
		});
		const { message_id } = envelope as Envelope;
		expect(await client.get(about(message_id))).toEqual(envelope);
		expect((await client.messages.retrieve(message_id)).chat_id).toBe(chat.id);
	});

	it('is made once under the same key', async () => {
		const poll = { options, idempotency_key: 'date 7' };
		expect(await create(poll)).toEqual(await create(poll));
		expect(linq.account.polls.size).toBe(1);
		await create({ options, idempotency_key: 'date 8' });
		await create({ options });
		expect(linq.account.polls.size).toBe(3);
	});

	it.each([
		[1001, undefined],
		[1005, {}],
		[1005, { options: [{ text: 'Monday' }] }],
		[1005, { options: [{ text: 'Monday' }, { text: '' }] }],
		[1005, { options: ['Monday', 'Tuesday'] }],
		[1005, { options, idempotency_key: 7 }],
	])('is refused with 400/%i: %j', async (code, poll) => {
		await expect(create(poll as object)).rejects.toMatchObject(refusal(400, code));
		expect(linq.account.polls.size).toBe(0);
	});

	it('needs an iMessage chat that can be used', async () => {
		const { id } = linq.account.addChat({ handles: ['+12025550121'], service: 'RCS' });
		await expect(create({ options }, id)).rejects.toMatchObject(refusal(409, 2017));
		await expect(create({ options }, unknownId)).rejects.toMatchObject(refusal(404, 2001));
		chat.state = 'left';
		await expect(create({ options })).rejects.toMatchObject(refusal(409, 2013));
	});
});

describe('options', () => {
	it('are added, by your own line', async () => {
		const { message_id } = await created();
		const body = { options: [{ text: 'Friday' }] };
		expect(await client.post(about(message_id, '/options'), { body })).toMatchObject({
			poll: { options: [{}, {}, { text: 'Friday', creator_handle: { is_me: true } }] },
		});
	});

	it.each([
		[1001, {}],
		[1005, { options: [] }],
		[1005, { options: [{ text: 7 }] }],
	])('are refused with 400/%i: %j', async (code, body) => {
		const path = about((await created()).message_id, '/options');
		await expect(client.post(path, { body })).rejects.toMatchObject(refusal(400, code));
	});
});

describe('a vote', () => {
	const vote = async (poll: Envelope, body: object) =>
		await client.post<Envelope>(about(poll.message_id, '/votes'), { body });

	it('counts once for each person, and can be taken back', async () => {
		const poll = await created();
		const [monday, tuesday] = poll.poll.options.map(({ option_id }) => option_id);
		await vote(poll, { operation: 'add', option_id: monday });
		await vote(poll, { operation: 'add', option_id: monday });
		const both = await vote(poll, { operation: 'add', option_id: tuesday });
		expect(both.poll).toMatchObject({
			total_voters: 1,
			options: [
				{ voters: [{ handle: chat.handles[0]!.handle, voted_at: date }] },
				{ voters: [{ handle: chat.handles[0]!.handle }] },
			],
		});
		linq.account.vote(poll.message_id, { handle: '+12025550121', option: 'Monday' });
		const left = await vote(poll, { operation: 'remove', option_id: monday });
		expect(left.poll).toMatchObject({ total_voters: 2, options: [{ voters: [{}] }, {}] });
	});

	it.each([
		[1001, {}],
		[1001, { operation: 'add' }],
		[1005, { operation: 'toggle', option_id: unknownId }],
		[1005, { operation: 'add', option_id: unknownId }],
	])('is refused with 400/%i: %j', async (code, body) => {
		await expect(vote(await created(), body)).rejects.toMatchObject(refusal(400, code));
	});
});

it.each([
	['GET', ''],
	['POST', '/options'],
	['POST', '/votes'],
] as const)('%s …/poll%s needs a message that is a poll', async (method, piece) => {
	const { id } = linq.account.addMessage(chat, { text: 'Hello' });
	const body = { options, operation: 'add', option_id: unknownId };
	for (const messageId of [id, unknownId]) {
		const path = about(messageId, piece);
		const request = method === 'GET' ? client.get(path) : client.post(path, { body });
		await expect(request).rejects.toMatchObject(refusal(404, 2002));
	}
});
