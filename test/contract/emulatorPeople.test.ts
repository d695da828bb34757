import type { AccountChat, AccountMessage, EventType } from '../emulator';
import { client, date, linq, refusal, startContract, uuid } from './contract';
import { heard, startSubscriber, subscribe } from './subscriber';

const line = '+12025550110';
const otherLine = '+442079460110';
const ann = '+12025550121';
const ben = 'ben@acme.example';

let direct: AccountChat;
let group: AccountChat;
let question: AccountMessage;

startContract((account) => {
	for (const phone_number of [line, otherLine]) account.addPhoneNumber({ phone_number });
	direct = account.addChat({ from: line, handles: [ann] });
	group = account.addChat({ from: line, handles: [ann, ben, '+12025550123'] });
	question = account.addMessage(group, { text: 'Is Monday fine?' });
});
startSubscriber();

const events: EventType[] = [
	...(['message.received', 'message.edited', 'reaction.added', 'reaction.removed'] as const),
	...(['poll.vote.added', 'poll.vote.removed', 'poll.reaction.added'] as const),
	'participant.removed',
];
const told = () => heard.map(({ event }) => event);
const context = (chat: AccountChat) => ({
	...{ id: chat.id, is_group: chat.is_group, owner_handle: chat.handles[0] },
	health_status: chat.health_status,
});
const entry = (handle: string, chat = group) => chat.handles.find((each) => each.handle === handle);

beforeEach(() => subscribe('/all', events));

describe('writing', () => {
	it('puts a message into the chat, first in its list, and tells of it', async () => {
		const { message, calls } = await linq.people.writes(group, ann, { text: 'Yes' });
		expect(calls).toMatchObject([{ status: 200, event: { event_type: 'message.received' } }]);
		const { messages } = await client.chats.messages.list(group.id);
		expect(messages.map(({ id }) => id)).toEqual([message.id, question.id]);
		expect(messages[0]).toMatchObject({
			...{ from: ann, is_from_me: false, from_handle: entry(ann), delivery_status: 'received' },
			...{ parts: [{ type: 'text', value: 'Yes' }], reply_to: null },
		});
		expect(await client.messages.retrieve(message.id)).toEqual(messages[0]);
		expect(told()).toEqual([
			{
				...{ api_version: 'v3', webhook_version: '2026-02-03', event_type: 'message.received' },
				...{ event_id: uuid, created_at: date, trace_id: expect.any(String) as string },
				partner_id: expect.any(String) as string,
				data: {
					...{ id: message.id, chat: context(group), direction: 'inbound', service: 'iMessage' },
					...{ sender_handle: entry(ann), parts: [{ type: 'text', value: 'Yes' }] },
					...{ sent_at: date, delivered_at: null, read_at: null },
					...{ effect: null, reply_to: null, idempotency_key: null, preferred_service: null },
				},
			},
		]);
	});

	it('can be a reply, and takes the chat, the message and the person by name', async () => {
		const writing = { text: 'Yes', replyTo: question.id };
		const { message } = await linq.people.writes(group.id, 'Ben@acme.example', writing);
		expect(message.from).toBe(ben);
		const { messages } = await client.messages.listMessagesThread(question.id, { order: 'asc' });
		expect(messages.map(({ id }) => id)).toEqual([question.id, message.id]);
		const reply_to = { message_id: question.id, part_index: 0 };
		expect(told()).toMatchObject([{ data: { reply_to } }]);
	});

	it('stands first in the list also within one millisecond', async () => {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(question.created_at));
		const written = ['One', 'Two', 'Three'].map((text) => linq.people.writes(group, ann, { text }));
		clock.mockRestore();
		const { messages } = await client.chats.messages.list(group.id);
		expect(new Set(messages.map(({ created_at }) => created_at)).size).toBe(1);
		const values = messages.map(({ parts }) => (parts![0] as { value: string }).value);
		expect(values).toEqual(['Three', 'Two', 'One', 'Is Monday fine?']);
		await Promise.all(written);
	});

	it('opts out by one of Linq’s words, which marks the chat until anything else is written', async () => {
		const message = { parts: [{ type: 'text' as const, value: 'Hello' }] };
		const send = () => client.chats.messages.send(direct.id, { message });
		const health = async () => (await client.chats.retrieve(direct.id)).health_status.status;
		await linq.people.writes(direct, ann, { text: 'STOP' });
		expect(await health()).toBe('OPTED_OUT');
		await expect(send()).rejects.toMatchObject(refusal(403, 2024));
		await linq.people.writes(group, ann, { text: 'Hello again' });
		expect(await health()).toBe('HEALTHY');
		await send();
		expect(told()).toMatchObject([
			{ data: { chat: { health_status: { status: 'OPTED_OUT' } } } },
			{ data: { chat: { id: group.id, health_status: { status: 'HEALTHY' } } } },
		]);
		await linq.people.writes(group, ann, { text: 'STOP' });
		expect((await client.chats.retrieve(group.id)).health_status.status).toBe('HEALTHY');
	});
});

describe('editing', () => {
	it('changes the text, keeps its reactions, and tells of it', async () => {
		const { message } = await linq.people.writes(group, ann, { text: 'Yse' });
		await client.messages.addReaction(message.id, { operation: 'add', type: 'like' });
		heard.length = 0;
		await linq.people.edits(message, 'Yes');
		expect((await client.messages.retrieve(message.id)).parts).toMatchObject([
			{ value: 'Yes', reactions: [{ type: 'like', is_me: true }] },
		]);
		expect(told()).toMatchObject([
			{
				event_type: 'message.edited',
				data: {
					...{ id: message.id, chat: context(group), direction: 'inbound', edited_at: date },
					...{ part: { index: 0, text: 'Yes' }, sender_handle: entry(ann) },
				},
			},
		]);
	});

	it('can’t be done to your own message', async () => {
		await expect(linq.people.edits(question, 'No')).rejects.toThrow(question.id);
	});
});

describe('reacting', () => {
	const reactions = async () => (await client.messages.retrieve(question.id)).parts![0]!.reactions;

	it('shows with the person, once for each of them, and tells of it', async () => {
		await linq.people.reacts(question, ann, 'dislike');
		await linq.people.reacts(question, ben, '🎉');
		await linq.people.reacts(question, ann, 'like');
		const [bens, anns] = (await reactions()) as unknown as Array<{ id: string }>;
		expect([bens, anns]).toEqual([
			{
				...{ id: uuid, type: 'custom', custom_emoji: '🎉', sticker: null },
				...{ handle: entry(ben), is_me: false },
			},
			{
				...{ id: uuid, type: 'like', custom_emoji: null, sticker: null },
				...{ handle: entry(ann), is_me: false },
			},
		]);
		expect(told()).toHaveLength(3);
		expect(told()[2]).toMatchObject({
			event_type: 'reaction.added',
			data: {
				...{ chat_id: group.id, message_id: question.id, part_index: 0, service: 'iMessage' },
				...{ reaction_type: 'like', custom_emoji: null, sticker: null, reacted_at: date },
				...{ is_from_me: false, from: ann, from_handle: entry(ann), reaction_id: anns!.id },
			},
		});
	});

	it('leaves your own reaction alone, and yours theirs', async () => {
		await client.messages.addReaction(question.id, { operation: 'add', type: 'love' });
		await linq.people.reacts(question, ann, 'love');
		await client.messages.addReaction(question.id, { operation: 'remove', type: 'love' });
		expect(await reactions()).toMatchObject([{ type: 'love', is_me: false }]);
	});

	it('can be taken back', async () => {
		await linq.people.reacts(question, ann, 'like');
		await linq.people.reacts(question, ben, 'like');
		heard.length = 0;
		await linq.people.takesBackReaction(question, ann);
		expect(await reactions()).toMatchObject([{ handle: { handle: ben } }]);
		await linq.people.takesBackReaction(question, ben);
		expect(await reactions()).toBeNull();
		const data = { message_id: question.id, reaction_type: 'like' };
		expect(told()).toMatchObject([
			{ event_type: 'reaction.removed', data: { ...data, from: ann } },
			{ event_type: 'reaction.removed', data: { ...data, from: ben } },
		]);
		await expect(linq.people.takesBackReaction(question, ann)).rejects.toThrow(ann);
	});

	it('to a poll shows there, and only the addition is told', async () => {
		const { message_id } = linq.account.addPoll(group, ['Monday', 'Tuesday']);
		const shown = () => client.get(`/v3/messages/${message_id}/poll`);
		await linq.people.reacts(message_id, ann, 'like');
		expect(await shown()).toMatchObject({ reactions: [{ type: 'like', handle: { handle: ann } }] });
		await linq.people.takesBackReaction(message_id, ann);
		expect(await shown()).toMatchObject({ reactions: [] });
		expect(told()).toMatchObject([
			{ event_type: 'poll.reaction.added', data: { message_id, reaction_type: 'like' } },
		]);
	});
});

describe('voting', () => {
	it('counts, can be taken back, and is told with the voter', async () => {
		const { message_id, options } = linq.account.addPoll(group, ['Monday', 'Tuesday']);
		const voters = async () => {
			const { poll } = await client.get<{
				poll: { options: Array<{ voters: Array<{ handle: string }> }> };
			}>(`/v3/messages/${message_id}/poll`);
			return poll.options.map((option) => option.voters.map(({ handle }) => handle));
		};
		await linq.people.votes(message_id, ann, 'Monday');
		await linq.people.votes(message_id, ben, options[1]!.option_id);
		expect(await voters()).toEqual([[ann], [ben]]);
		await linq.people.takesBackVote(message_id, ann, 'Monday');
		expect(await voters()).toEqual([[], [ben]]);
		const chat = { ...context(group), health_status: undefined };
		const [monday, tuesday] = options.map(({ option_id }) => option_id);
		const about = { chat, message_id, direction: 'inbound', service: 'iMessage' };
		expect(told().map(({ event_type, data }) => [event_type, data])).toEqual([
			['poll.vote.added', { ...about, option_id: monday, sender_handle: entry(ann) }],
			['poll.vote.added', { ...about, option_id: tuesday, sender_handle: entry(ben) }],
			['poll.vote.removed', { ...about, option_id: monday, sender_handle: entry(ann) }],
		]);
	});

	it('needs an option that is there', async () => {
		const { message_id } = linq.account.addPoll(group, ['Monday', 'Tuesday']);
		await expect(linq.people.votes(message_id, ann, 'Friday')).rejects.toThrow('Friday');
	});
});

describe('leaving', () => {
	it('keeps them among the handles as gone, and is told', async () => {
		await linq.people.leaves(group, ann);
		const { handles } = await client.chats.retrieve(group.id);
		const gone = handles.find(({ handle }) => handle === ann);
		expect(gone).toMatchObject({ status: 'left', left_at: date });
		expect(told()).toMatchObject([
			{
				event_type: 'participant.removed',
				data: { chat_id: group.id, handle: ann, participant: gone, removed_at: date },
			},
		]);
	});

	it('is not for direct chats', async () => {
		await expect(linq.people.leaves(direct, ann)).rejects.toThrow('direct chat');
	});
});

it.each<[what: string, deed: () => Promise<unknown>]>([
	['write', () => linq.people.writes(group, ben, { text: 'Yes' })],
	['react', () => linq.people.reacts(question, ben, 'like')],
	['leave', () => linq.people.leaves(group, ben)],
])('nobody can %s who has left, and your own line can’t either', async (_, deed) => {
	await linq.people.leaves(group, ben);
	heard.length = 0;
	await expect(deed()).rejects.toThrow(ben);
	await expect(linq.people.writes(group, line, { text: 'Yes' })).rejects.toThrow(line);
	expect(heard).toEqual([]);
	expect(linq.account.messages).toEqual([question]);
});

describe('a subscription', () => {
	it('hears of its events and of its lines only', async () => {
		await subscribe('/reactions', ['reaction.added']);
		await subscribe('/line', ['message.received'], [line]);
		await subscribe('/otherLine', ['message.received'], [otherLine]);
		const { calls } = await linq.people.writes(group, ann, { text: 'Yes' });
		expect(calls).toHaveLength(2);
		expect(heard.map(({ path }) => path).sort()).toEqual(['/all', '/line']);
	});

	it('keeps its secret when it is changed', async () => {
		const { id } = await subscribe('/changed', ['reaction.added']);
		const target_url = 'https://n8n.example/changed';
		const subscribed_events = ['message.received' as const];
		await client.webhookSubscriptions.update(id, { subscribed_events, target_url });
		await linq.people.writes(group, ann, { text: 'Yes' });
		expect(heard.map(({ path }) => path).sort()).toEqual(['/all', '/changed']);
	});

	it('is told of things as they were when they happened', async () => {
		const written = linq.people.writes(group, ann, { text: 'Goodbye' });
		await linq.people.leaves(group, ann);
		const { event } = (await written).calls[0]!;
		expect(told().find(({ event_id }) => event_id === event.event_id)).toMatchObject({
			data: { parts: [{ value: 'Goodbye' }], sender_handle: { handle: ann, status: 'active' } },
		});
	});
});
