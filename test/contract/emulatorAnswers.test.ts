import type { AccountChat, Deed } from '../emulator';
import { client, linq, refusal, startContract } from './contract';
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
afterEach(() => jest.useRealTimers());

const message = { parts: [{ type: 'text' as const, value: 'Is Monday fine?' }] };
const ask = async (chat = direct) =>
	(await client.chats.messages.send(chat.id, { message })).message.id;
const poll = async (chat = direct) => {
	const options = [{ text: 'Monday' }, { text: 'Tuesday' }];
	const body = { poll: { options } };
	return (await client.post<{ message_id: string }>(`/v3/chats/${chat.id}/polls`, { body }))
		.message_id;
};
/** What others wrote, oldest first. */
const texts = async (chat = direct) => {
	const { messages } = await client.chats.messages.list(chat.id);
	return messages
		.filter(({ is_from_me }) => !is_from_me)
		.map(({ parts }) => (parts![0] as { value: string }).value)
		.toReversed();
};

describe('the next message', () => {
	it('is answered at once: whoever reads after the answer to sending reads it', async () => {
		void linq.people.answers(ann, { text: 'Yes' });
		await ask();
		expect(await texts()).toEqual(['Yes']);
	});

	it('is answered after a time, and the promise has the calls made for it', async () => {
		await subscribe('/linq', ['message.received']);
		jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate'] });
		const answered = linq.people.answers(ann, { text: 'Yes', after: 3_600_000 });
		await ask();
		jest.advanceTimersByTime(3_599_999);
		expect(await texts()).toEqual([]);
		jest.advanceTimersByTime(1);
		jest.useRealTimers();
		const [done] = await answered;
		expect(await texts()).toEqual(['Yes']);
		expect(done?.calls).toMatchObject([{ status: 200, event: { event_type: 'message.received' } }]);
		expect(heard).toHaveLength(1);
	});

	it('is waited for by settled(), and never answered with Infinity', async () => {
		void linq.people.answers(ann, { text: 'Yes', after: 5 }, { text: 'No', after: Infinity });
		await ask();
		await linq.settled();
		expect(await texts()).toEqual(['Yes']);
	});

	it.each<[call: string, send: () => Promise<unknown>]>([
		['POST /v3/messages', () => client.messages.create({ to: [ann], message })],
		['POST /v3/chats', () => client.chats.create({ from: line, to: [ann], message })],
		[
			'a voice memo',
			() => client.chats.sendVoicememo(direct.id, { voice_memo_url: 'https://a.example/a.m4a' }),
		],
		['a poll', () => poll()],
	])('is also one by %s', async (_, send) => {
		void linq.people.answers(ann, { text: 'Yes' });
		await send();
		expect(await texts()).toEqual(['Yes']);
	});

	it('in a new chat is answered there', async () => {
		const newcomer = '+12025550199';
		void linq.people.answers(newcomer, { text: 'Who is this?' });
		const { chat_id } = await client.messages.create({ to: [newcomer], message });
		expect(await texts(linq.account.chat(chat_id))).toEqual(['Who is this?']);
	});

	it('is answered by everyone in the chat who answers', async () => {
		void linq.people.answers(ann, { text: 'Yes', after: 10 });
		void linq.people.answers('Ben@acme.example', { text: 'No' });
		await ask(group);
		await linq.settled();
		expect(await texts(group)).toEqual(['No', 'Yes']);
	});

	it('is the one in a chat of theirs, sent once', async () => {
		void linq.people.answers(ben, { text: 'Yes' }, { text: 'Really' });
		await ask(direct);
		const keyed = { message: { ...message, idempotency_key: 'question 1' } };
		await client.chats.messages.send(group.id, keyed);
		await client.chats.messages.send(group.id, keyed);
		expect(await texts(group)).toEqual(['Yes', 'Really']);
		expect(await texts(direct)).toEqual([]);
	});

	it('has one answer, and the one after it the next', async () => {
		void linq.people.answers(ann, { text: 'Perhaps' });
		void linq.people.answers(ann, { text: 'Yes' });
		await ask();
		expect(await texts()).toEqual(['Perhaps']);
		await ask();
		await ask();
		expect(await texts()).toEqual(['Perhaps', 'Yes']);
	});
});

it('every message is answered by someone who always does, unless there is an answer for it', async () => {
	linq.people.alwaysAnswers(ann, { text: 'Yes' });
	void linq.people.answers(ann, { text: 'Perhaps' });
	for (let times = 0; times < 3; times++) await ask();
	expect(await texts()).toEqual(['Perhaps', 'Yes', 'Yes']);
});

it('someone who always votes and always writes does each where it fits', async () => {
	linq.people.alwaysAnswers(ann, { vote: 'Monday' });
	linq.people.alwaysAnswers(ann, { text: 'Yes' });
	await ask();
	const message_id = await poll();
	expect(await texts()).toEqual(['Yes']);
	expect(await client.get(`/v3/messages/${message_id}/poll`)).toMatchObject({
		poll: { total_voters: 1 },
	});
});

it('a vote waits for a poll, whatever comes before it', async () => {
	const voted = linq.people.answers(ann, { vote: 'Tuesday' });
	void linq.people.answers(ann, { text: 'Let me see' });
	await ask();
	const message_id = await poll();
	expect(await voted).toMatchObject([{ message: { id: message_id } }]);
	expect(await client.get(`/v3/messages/${message_id}/poll`)).toMatchObject({
		poll: { total_voters: 1, options: [{ voters: [] }, { voters: [{ handle: ann }] }] },
	});
	expect(await texts()).toEqual(['Let me see']);
});

it('an answer can be several deeds, one after another', async () => {
	await subscribe('/linq', [
		...(['message.received', 'message.edited', 'reaction.added', 'reaction.removed'] as const),
		...(['poll.vote.added', 'poll.vote.removed', 'participant.removed'] as const),
	]);
	const toMessage: Deed[] = [
		{ reaction: 'dislike' },
		{ reaction: '🎉', after: 5 },
		{ takesBackReaction: true, after: 5 },
		{ reaction: 'like', after: 5 },
		{ text: 'Yse', replyTo: true, after: 5 },
		{ edits: 'Yes', after: 5 },
	];
	const toPoll: Deed[] = [
		{ vote: 'Monday' },
		{ vote: 'Tuesday', after: 5 },
		{ takesBackVote: 'Monday', after: 5 },
		{ leaves: true, after: 5 },
	];
	const toBoth = [linq.people.answers(ann, ...toMessage), linq.people.answers(ann, ...toPoll)];
	const message_id = await ask(group);
	const done = await toBoth[0]!;
	const poll_id = await poll(group);
	done.push(...(await toBoth[1]!));
	const types = done.map(({ calls }) => calls.map(({ event }) => event.event_type));
	expect(types).toEqual([
		...[['reaction.added'], ['reaction.added'], ['reaction.removed'], ['reaction.added']],
		...[['message.received'], ['message.edited']],
		...[['poll.vote.added'], ['poll.vote.added'], ['poll.vote.removed'], ['participant.removed']],
	]);
	expect(heard).toHaveLength(10);
	expect((await client.messages.retrieve(message_id)).parts).toMatchObject([
		{ reactions: [{ type: 'like', handle: { handle: ann } }] },
	]);
	const { messages } = await client.chats.messages.list(group.id);
	expect(messages.find(({ from }) => from === ann)).toMatchObject({
		...{ parts: [{ value: 'Yes' }], reply_to: { message_id, part_index: 0 } },
	});
	expect(await client.get(`/v3/messages/${poll_id}/poll`)).toMatchObject({
		poll: { options: [{ voters: [] }, { voters: [{ handle: ann }] }] },
	});
	const { handles } = await client.chats.retrieve(group.id);
	expect(handles.find(({ handle }) => handle === ann)).toMatchObject({ status: 'left' });
});

it('an answer of STOP opts out', async () => {
	void linq.people.answers(ann, { text: 'STOP' });
	await ask();
	await expect(ask()).rejects.toMatchObject(refusal(403, 2024));
});

it('an answer that can’t be given rejects', async () => {
	const answered = linq.people.answers(ann, { vote: 'Friday' });
	await Promise.all([expect(answered).rejects.toThrow('Friday'), poll()]);
	const edited = linq.people.answers(ann, { edits: 'Yes' }, { text: 'Yes' });
	await Promise.all([expect(edited).rejects.toThrow('has written nothing'), ask()]);
});
