import {
	lookForAnswer,
	type Expected,
	type Look,
	type Question,
} from '../../../../nodes/linq/messages/answers';
import type { AccountChat, AccountMessage, MessagePart, NewMessage } from '../../../emulator';
import { openAccount, ownLine, patience, type Connected } from '../account';

const [ann, bob, eve] = ['+12025550101', 'bob@example.com', '+12025550103'];
const asked = 'Shall we move to Monday?';
const reminder = 'Please answer yes or no.';
const choices = ['Monday', 'Tuesday'];
const list = '1. Monday\n2. Tuesday';

let account: Connected;
let direct: AccountChat;
let group: AccountChat;

beforeEach(async () => {
	account = await openAccount();
	direct = account.linq.account.addChat({ handles: [ann] });
	group = account.linq.account.addChat({ handles: [ann, bob, eve] });
});

afterEach(async () => {
	await account.linq.close();
});

const at = (seconds: number) =>
	new Date(Date.parse('2026-03-01T10:00:00Z') + seconds * 1_000).toISOString();

/** Puts a message into a chat, so many seconds after all began. */
function writes(
	seconds: number,
	from: string,
	text: string,
	{ chat = direct, ...more }: Partial<NewMessage> & { chat?: AccountChat } = {},
): AccountMessage {
	const created_at = at(seconds);
	return account.linq.account.addMessage(chat, { from, text, created_at, ...more });
}

const replyTo = ({ id }: { id: string }) => ({ reply_to: { message_id: id, part_index: 0 } });

/** A question that was asked with this message. */
function questionOf(message: AccountMessage, more: Partial<Question> = {}): Question {
	const chat = account.linq.account.chat(message.chat_id)!;
	return {
		chatId: chat.id,
		messageId: message.id,
		createdAt: Date.parse(message.created_at),
		text: asked,
		expected: { type: 'approval', words: { yes: [], no: [] } },
		pollId: undefined,
		own: [ownLine],
		allowed: undefined,
		isDirect: !chat.is_group,
		reminder: undefined,
		...more,
	};
}

const asks = (seconds = 0, more: Parameters<typeof writes>[3] = {}) =>
	writes(seconds, ownLine, asked, more);
const look = async (question: Question, others: string[] = []): Promise<Look> =>
	await lookForAnswer(
		account.client,
		question,
		async () => await Promise.resolve(others.map(asking)),
		patience,
	);
const answerTo = async (question: Question, others?: string[]) =>
	(await look(question, others)).answer;
const freeText: Expected = { type: 'freeText' };
const choice: Expected = { type: 'choice', choices };
const inGroup = () => ({ chat: group });

describe('the first that fits', () => {
	test('with who wrote it, when, and where it stands', async () => {
		const question = questionOf(asks());
		writes(1, ann, 'Let me see');
		const { id } = writes(2, ann, 'Yes!');
		writes(3, ann, 'No');
		expect(await look(question)).toEqual({
			answer: {
				...{ approved: true, text: 'Yes!', respondedAt: at(2), respondedBy: ann },
				...{ messageId: id, via: 'text' },
			},
			isPlain: true,
			unclear: expect.objectContaining({ approved: null, text: 'Let me see' }) as unknown,
			...{ reminders: 0, isUnclearSince: true, optedOut: undefined },
			isUndelivered: false,
		});
	});

	test('nothing yet', async () => {
		expect(await look(questionOf(asks()))).toEqual({
			...{ answer: undefined, unclear: undefined, optedOut: undefined },
			...{ isPlain: false, reminders: 0, isUnclearSince: false, isUndelivered: false },
		});
	});

	test('is not one from before the question', async () => {
		writes(0, ann, 'Yes');
		const question = questionOf(asks(1));
		expect(await answerTo(question)).toBeUndefined();
		writes(2, ann, 'no');
		expect(await answerTo(question)).toMatchObject({ approved: false });
	});

	test.each([
		['before the question', -60, undefined],
		['after it', 2, true],
	])('a message that Linq recovered, and that was sent %s', async (_, sent, approved) => {
		const question = questionOf(asks());
		const recovered = writes(5, ann, 'Yes');
		Object.assign(recovered, { sent_at: at(sent), reconciled_at: at(5) });
		expect((await answerTo(question))?.approved).toBe(approved);
	});

	test('is read as it was edited', async () => {
		const question = questionOf(asks());
		const message = writes(1, ann, 'Maybe');
		writes(2, ann, 'No');
		await account.linq.people.edits(message, 'Yes');
		expect(await answerTo(question)).toMatchObject({ approved: true, messageId: message.id });
	});

	test('at the same moment, is the one that Linq lists first', async () => {
		const question = questionOf(asks());
		for (const text of ['no', 'yes', 'ok']) writes(1, ann, text);
		expect(await answerTo(question)).toMatchObject({ text: 'no' });
	});

	test('has a file beside its words', async () => {
		const question = questionOf(asks());
		const file = { type: 'media', url: 'https://example.com/a.jpg' } as unknown as MessagePart;
		const text = { type: 'text', value: 'ok', text_decorations: null, reactions: null } as const;
		writes(1, ann, '', { parts: [file] });
		const { id } = writes(2, ann, '', { parts: [file, text] });
		expect(await answerTo(question)).toMatchObject({ approved: true, messageId: id });
	});
});

describe('who may answer', () => {
	test('anybody in a group', async () => {
		const question = questionOf(asks(0, inGroup()));
		writes(1, bob, 'ok', inGroup());
		writes(2, ann, 'no', inGroup());
		expect(await answerTo(question)).toMatchObject({ approved: true, respondedBy: bob });
	});

	test('those who are named, in capitals or not', async () => {
		const question = questionOf(asks(0, inGroup()), { allowed: ['BOB@example.com', eve] });
		writes(1, ann, 'yes', inGroup());
		expect(await look(question)).toMatchObject({ answer: undefined, unclear: undefined });
		writes(2, bob, 'no', inGroup());
		expect(await answerTo(question)).toMatchObject({ approved: false, respondedBy: bob });
	});

	test('nobody where nobody is named', async () => {
		const question = questionOf(asks(0, inGroup()), { allowed: [] });
		writes(1, ann, 'yes', inGroup());
		await account.linq.people.reacts(question.messageId, bob, 'like');
		expect(await answerTo(question)).toBeUndefined();
	});

	test.each<[string, Record<string, unknown>, Partial<Question>]>([
		['Linq says it is mine', { is_from_me: true, from: ann, from_handle: null }, {}],
		[
			'its handle says it is me',
			{ is_from_me: false, from_handle: { handle: ann, is_me: true } },
			{},
		],
		['it is another line of mine', { is_from_me: false }, { own: [ownLine, ann] }],
		[
			'I am among those who are named',
			{ is_from_me: false, from: ownLine, from_handle: { handle: ownLine } },
			{ allowed: [ownLine, ann] },
		],
	])('never one’s own line: %s', async (_, about, more) => {
		const question = questionOf(asks(0, inGroup()), more);
		Object.assign(writes(1, ann, 'yes', inGroup()), about);
		expect(await answerTo(question)).toBeUndefined();
	});

	test('nobody of whom Linq doesn’t say who it is', async () => {
		const question = questionOf(asks());
		for (const [second, from_handle] of [
			null,
			{},
			{ handle: 7 },
			{ handle: '' },
			[ann],
		].entries()) {
			Object.assign(writes(second + 1, ann, 'yes'), { from: null, from_handle });
		}
		expect(await look(question)).toMatchObject({ answer: undefined, unclear: undefined });
	});

	test('the sender as clients of old have it, where there is no other', async () => {
		const question = questionOf(asks(), { allowed: [ann] });
		Object.assign(writes(1, ann, 'yes'), { from_handle: null });
		expect(await answerTo(question)).toMatchObject({ respondedBy: ann });
	});
});

describe('replies', () => {
	test('to the question count', async () => {
		const message = asks();
		const { id } = writes(1, ann, 'yes', replyTo(message));
		expect(await look(questionOf(message))).toMatchObject({
			answer: { messageId: id },
			isPlain: false,
		});
	});

	test('to its ID in capitals, too', async () => {
		const message = asks();
		writes(1, ann, 'yes', replyTo({ id: message.id.toUpperCase() }));
		expect(await answerTo(questionOf(message))).toMatchObject({ approved: true });
	});

	test('to another message do not', async () => {
		const before = writes(0, ownLine, 'The invoice is attached');
		const question = questionOf(asks(1));
		const after = writes(2, ownLine, 'By the way, the door is open');
		writes(3, ann, 'ok', replyTo(before));
		writes(4, ann, 'ok', replyTo(after));
		writes(5, ann, 'ok', replyTo({ id: 'somewhere else' }));
		expect(await look(question)).toMatchObject({ answer: undefined, unclear: undefined });
	});

	test('to what somebody else wrote do not', async () => {
		const question = questionOf(asks(0, inGroup()));
		const lunch = writes(1, ann, 'Lunch at 12, Bob', inGroup());
		writes(2, bob, 'Yes', { ...inGroup(), ...replyTo(lunch) });
		const doubt = writes(3, ann, 'Is Eve there?', { ...inGroup(), ...replyTo(asks(0, inGroup())) });
		writes(4, bob, 'Yes', { ...inGroup(), ...replyTo(doubt) });
		expect(await answerTo(question)).toBeUndefined();
	});

	test('to their own words about the question go on with it', async () => {
		const question = questionOf(asks());
		const first = writes(1, ann, 'Let me see', replyTo({ id: question.messageId }));
		writes(2, ann, 'ok', replyTo(first));
		expect(await look(question)).toMatchObject({ answer: { approved: true }, isPlain: false });
	});

	test('to their own words that name no message rest on those', async () => {
		const question = questionOf(asks());
		const first = writes(1, ann, 'Let me see');
		writes(2, ann, 'ok', replyTo(first));
		expect(await look(question)).toMatchObject({ answer: { approved: true }, isPlain: true });
	});

	test.each([
		['a text', 'yes'],
		['nothing', {}],
		['a number', { message_id: 7 }],
		['a list', { message_id: ['x'] }],
		['an empty ID', { message_id: ' ' }],
	])('to %s are replies to nothing', async (_, reply_to) => {
		const question = questionOf(asks());
		Object.assign(writes(1, ann, 'yes'), { reply_to });
		expect(await look(question)).toMatchObject({ answer: { approved: true }, isPlain: true });
	});
});

describe('two questions in one chat', () => {
	let first: AccountMessage;
	let second: AccountMessage;
	const toFirst = async (more?: Partial<Question>) =>
		await look(questionOf(first, more), [second.id]);
	const toSecond = async (more?: Partial<Question>) =>
		await look(questionOf(second, more), [first.id]);

	beforeEach(() => {
		first = asks(0);
		second = writes(10, ownLine, 'And may we call you?');
	});

	test('a plain answer belongs to the one that was asked last', async () => {
		writes(11, ann, 'yes');
		expect((await toFirst()).answer).toBeUndefined();
		expect((await toSecond()).answer).toMatchObject({ approved: true });
	});

	test('one that came between them belongs to the first', async () => {
		writes(5, ann, 'no');
		expect((await toFirst()).answer).toMatchObject({ approved: false });
		expect((await toSecond()).answer).toBeUndefined();
	});

	test('a reply belongs to the one it names', async () => {
		writes(11, ann, 'no', replyTo(first));
		writes(12, ann, 'yes', replyTo(second));
		expect((await toFirst()).answer).toMatchObject({ approved: false });
		expect((await toSecond()).answer).toMatchObject({ approved: true });
	});

	test('after its reminder, the first is the one that was asked last', async () => {
		writes(11, ann, 'Which day?', replyTo(first));
		writes(12, ownLine, reminder);
		writes(13, ann, 'yes');
		expect(await toFirst({ reminder })).toMatchObject({ answer: { approved: true }, reminders: 1 });
		expect((await toSecond()).answer).toMatchObject({ approved: true });
	});

	test('the reminder of the second is none of the first, though it says the same', async () => {
		writes(11, ann, 'Hm');
		writes(12, ownLine, reminder);
		writes(13, ann, 'yes');
		expect(await toFirst({ reminder })).toMatchObject({ answer: undefined, reminders: 0 });
		expect(await toSecond({ reminder })).toMatchObject({
			answer: { approved: true },
			reminders: 1,
		});
	});

	test('a reply to the reminder of the second does not answer the first', async () => {
		writes(11, ann, 'Hm');
		const again = writes(12, ownLine, reminder);
		writes(13, ann, 'yes', replyTo(again));
		expect((await toFirst({ reminder })).answer).toBeUndefined();
		expect((await toSecond({ reminder })).answer).toMatchObject({ approved: true });
	});

	test('with the same choices in both, a plain answer belongs to the last alone', async () => {
		const text = `Which day?\n\n${list}`;
		first = writes(20, ownLine, text);
		second = writes(21, ownLine, text);
		writes(22, ann, '2');
		expect((await toFirst({ expected: choice })).answer).toBeUndefined();
		expect((await toSecond({ expected: choice })).answer).toMatchObject({ choiceIndex: 1 });
	});

	test('the same where the choices follow the question', async () => {
		first = writes(20, ownLine, 'Which day?');
		const ofFirst = writes(21, ownLine, list);
		second = writes(22, ownLine, 'Which day?');
		const ofSecond = writes(23, ownLine, list);
		writes(24, ann, '2');
		expect((await toFirst({ expected: choice })).answer).toBeUndefined();
		expect((await toSecond({ expected: choice })).answer).toMatchObject({ choiceIndex: 1 });
		writes(25, ann, 'Monday', replyTo(ofSecond));
		expect((await toFirst({ expected: choice })).answer).toBeUndefined();
		writes(26, ann, 'Monday', replyTo(ofFirst));
		expect((await toFirst({ expected: choice })).answer).toMatchObject({ choiceIndex: 0 });
	});

	test('who opts out after the second has opted out for the first as well', async () => {
		writes(11, ann, 'STOP');
		expect(await toFirst()).toMatchObject({ answer: undefined, optedOut: ann });
		expect(await toSecond()).toMatchObject({ answer: undefined, optedOut: ann });
	});

	test('a tapback belongs to the one it stands on', async () => {
		await account.linq.people.reacts(first, ann, 'like');
		expect((await toFirst()).answer).toMatchObject({ approved: true, messageId: first.id });
		expect((await toSecond()).answer).toBeUndefined();
	});
});

describe('tapbacks', () => {
	test.each([
		['like', true],
		['love', true],
		['dislike', false],
		['👍🏽', true],
		['✅', true],
		['👎', false],
		['🚀', true],
		['laugh', undefined],
		['question', undefined],
		['emphasize', undefined],
		['😱', undefined],
		['❓', undefined],
	])('%s on the question', async (reaction, approved) => {
		const words = { yes: ['🚀'], no: [] };
		const question = questionOf(asks(), { expected: { type: 'approval', words } });
		await account.linq.people.reacts(question.messageId, ann, reaction);
		const answer = await answerTo(question);
		expect(answer?.approved).toBe(approved);
		if (answer === undefined) return;
		expect(answer).toEqual({
			...{ approved, respondedBy: ann, messageId: question.messageId, via: 'reaction' },
			respondedAt: new Date(answer.respondedAt).toISOString(),
		});
	});

	test('come after all that has a time', async () => {
		const question = questionOf(asks());
		await account.linq.people.reacts(question.messageId, ann, 'like');
		writes(1_000, ann, 'No');
		expect(await answerTo(question)).toMatchObject({ approved: false, via: 'text' });
	});

	test('that are taken back, or stand on something else, count for nothing', async () => {
		const other = writes(-1, ownLine, 'Hello');
		const question = questionOf(asks());
		const reply = writes(1, ann, 'Hm');
		await account.linq.people.reacts(other, ann, 'like');
		await account.linq.people.reacts(reply, ann, 'like');
		await account.linq.people.reacts(question.messageId, ann, 'like');
		await account.linq.people.takesBackReaction(question.messageId, ann);
		expect(await answerTo(question)).toBeUndefined();
	});

	test('answer neither a free text nor a choice', async () => {
		const message = asks();
		await account.linq.people.reacts(message, ann, 'like');
		for (const expected of [freeText, choice]) {
			expect(await answerTo(questionOf(message, { expected }))).toBeUndefined();
		}
	});

	test('are those of people who may answer', async () => {
		const question = questionOf(asks(0, inGroup()), { allowed: [eve] });
		await account.linq.people.reacts(question.messageId, ann, 'like');
		expect(await answerTo(question)).toBeUndefined();
		await account.linq.people.reacts(question.messageId, eve, 'dislike');
		expect(await answerTo(question)).toMatchObject({ approved: false, respondedBy: eve });
	});

	const by = { handle: ann };

	test.each<[string, unknown]>([
		['no list', { type: 'like', handle: by }],
		['texts', ['like', null, 7, ['like']]],
		['nobody', [{ type: 'like' }, { type: 'like', handle: null }]],
		[
			'a handle that is none',
			[[ann], { handle: 7 }, {}].map((handle) => ({ type: 'like', handle })),
		],
		['me', [{ type: 'like', handle: by, is_me: true }]],
		['me, as the handle says', [{ type: 'like', handle: { ...by, is_me: true } }]],
		['my own line', [{ type: 'like', handle: { handle: ownLine } }]],
		['no type', [{ handle: by }, { type: null, handle: by }, { type: ['like'], handle: by }]],
		['an object for an emoji', [{ type: 'custom', custom_emoji: { a: '👍' }, handle: by }]],
		['an emoji beside another type', [{ type: 'sticker', custom_emoji: '👍', handle: by }]],
	])('that Linq describes in odd ways are none: %s', async (_, reactions) => {
		const message = asks();
		Object.assign(message.parts[0]!, { reactions });
		expect(await answerTo(questionOf(message))).toBeUndefined();
	});

	test('written out, as phones without them do', async () => {
		const question = questionOf(asks());
		writes(1, ann, 'Liked “Hello”');
		writes(2, ann, `Laughed at “${asked}”`);
		expect(await answerTo(question)).toBeUndefined();
		writes(3, ann, `Reacted 👎 to “${asked}”`);
		writes(4, ann, `Liked “${asked}”`);
		expect(await answerTo(question)).toMatchObject({ approved: false, via: 'text' });
	});

	test('written out, are no free text', async () => {
		const question = questionOf(asks(), { expected: freeText });
		writes(1, ann, `Loved “${asked}”`);
		writes(2, ann, `Removed a heart from “${asked}”`);
		expect(await answerTo(question)).toBeUndefined();
		writes(3, ann, 'Loved “Casablanca”');
		expect(await answerTo(question)).toMatchObject({ text: 'Loved “Casablanca”' });
	});
});

describe('a poll', () => {
	/** A question with its poll, a second later. */
	function polls(more: Partial<Question> = {}): Question {
		const message = asks(0, inGroup());
		const poll = account.linq.account.addPoll(group, choices, { created_at: at(1) });
		return questionOf(message, { expected: choice, pollId: poll.message_id, ...more });
	}
	const votes = async (question: Question, handle: string, option: string, seconds?: number) => {
		await account.linq.people.votes(question.pollId!, handle, option);
		const { options } = account.linq.account.polls.get(question.pollId!)!;
		const { voters } = options.find(({ text }) => text === option)!;
		if (seconds !== undefined) voters.at(-1)!.voted_at = at(seconds);
		return voters;
	};

	test('a vote, with who gave it and when', async () => {
		const question = polls();
		await votes(question, bob, 'Tuesday', 5);
		expect(await look(question)).toMatchObject({ isPlain: false });
		expect(await answerTo(question)).toEqual({
			...{ choice: 'Tuesday', choiceIndex: 1, respondedAt: at(5), respondedBy: bob },
			...{ messageId: question.pollId, via: 'poll' },
		});
	});

	test.each([
		['the vote', 5, 9, 'poll', 0],
		['the text', 9, 5, 'text', 1],
	])('beside a text, the first counts: %s', async (_, voted, written, via, choiceIndex) => {
		const question = polls();
		writes(written, ann, 'Tuesday', inGroup());
		await votes(question, bob, 'Monday', voted);
		expect(await answerTo(question)).toMatchObject({ via, choiceIndex });
	});

	test('the first of several votes counts, whichever option it is for', async () => {
		const question = polls();
		await votes(question, bob, 'Monday', 9);
		await votes(question, ann, 'Tuesday', 5);
		expect(await answerTo(question)).toMatchObject({ choiceIndex: 1, respondedBy: ann });
	});

	test('votes that were taken back, of others, and for what others added, do not count', async () => {
		const question = polls({ allowed: [eve] });
		const { options } = account.linq.account.polls.get(question.pollId!)!;
		await votes(question, eve, 'Monday');
		await account.linq.people.takesBackVote(question.pollId!, eve, 'Monday');
		await votes(question, ann, 'Monday');
		options.push({ ...options[0]!, option_id: 'x', text: 'Never', voters: [] });
		await votes(question, eve, 'Never');
		expect(await answerTo(question)).toBeUndefined();
		await votes(question, eve, 'Tuesday');
		expect(await answerTo(question)).toMatchObject({ choiceIndex: 1, respondedBy: eve });
	});

	test('a reply to the poll counts, and words in the chat', async () => {
		const question = polls();
		writes(2, ann, 'tuesday!', { ...inGroup(), ...replyTo({ id: question.pollId! }) });
		expect(await look(question)).toMatchObject({ answer: { choiceIndex: 1 }, isPlain: false });
	});

	test('voters that Linq describes in odd ways are none', async () => {
		const question = polls();
		const voters = await votes(question, bob, 'Monday');
		const odd = [{}, ownLine, [ann], { handle: 7 }, { handle: ownLine }];
		voters.splice(0, 1, ...odd.map((handle) => ({ handle, voted_at: at(1) }) as never));
		expect(await answerTo(question)).toBeUndefined();
		voters.push({ handle: { handle: ann }, voted_at: 'soon' } as never);
		expect(await answerTo(question)).toMatchObject({ choiceIndex: 0, respondedBy: ann });
	});

	test('of a vote without a time, a text comes first', async () => {
		const question = polls();
		const [vote] = await votes(question, bob, 'Monday');
		Object.assign(vote!, { voted_at: null });
		writes(60, ann, 'Tuesday', inGroup());
		expect(await answerTo(question)).toMatchObject({ choiceIndex: 1, via: 'text' });
	});
});

describe('opting out', () => {
	test.each([
		['before an answer', ['STOP', 'yes'], undefined, ann],
		['after an answer', ['yes', 'STOP'], true, undefined],
		['between what is unclear', ['Hm', 'opt out', 'Hm'], undefined, ann],
		['in no answer', ['stop', 'Please STOP', 'STOP.'], undefined, undefined],
	])('%s', async (_, texts, approved, optedOut) => {
		const question = questionOf(asks());
		for (const [second, text] of texts.entries()) writes(second + 1, ann, text);
		const found = await look(question);
		expect([found.answer?.approved, found.optedOut]).toEqual([approved, optedOut]);
	});

	test('at the same moment as the answer, comes when Linq lists it', async () => {
		const question = questionOf(asks());
		writes(1, ann, 'yes');
		writes(1, ann, 'STOP');
		expect(await look(question)).toMatchObject({ answer: { approved: true }, optedOut: undefined });
	});

	test('comes before a tapback, which has no time', async () => {
		const question = questionOf(asks());
		await account.linq.people.reacts(question.messageId, ann, 'like');
		writes(1, ann, 'QUIT');
		expect(await look(question)).toMatchObject({ answer: undefined, optedOut: ann });
	});

	test('is no free text, but one in a group', async () => {
		const alone = questionOf(asks(), { expected: freeText });
		writes(1, ann, 'STOP');
		expect(await look(alone)).toMatchObject({ answer: undefined, optedOut: ann });
		const among = questionOf(asks(0, inGroup()), { expected: freeText });
		writes(1, ann, 'STOP', inGroup());
		expect(await look(among)).toMatchObject({ answer: { text: 'STOP' }, optedOut: undefined });
	});

	test('is an answer where it was agreed on', async () => {
		const words = { yes: [], no: ['cancel'] };
		const question = questionOf(asks(), { expected: { type: 'approval', words } });
		writes(1, ann, 'CANCEL');
		expect(await look(question)).toMatchObject({
			answer: { approved: false },
			optedOut: undefined,
		});
	});

	test('in reply to anything, and of nobody but the person who is asked', async () => {
		const other = writes(-1, ownLine, 'Hello');
		const question = questionOf(asks());
		Object.assign(writes(1, ownLine, 'STOP'), { from_handle: { handle: ownLine, is_me: true } });
		expect((await look(question)).optedOut).toBeUndefined();
		writes(2, ann, 'STOP', replyTo(other));
		expect((await look(question)).optedOut).toBe(ann);
	});

	test('before the question is over', async () => {
		writes(-1, ann, 'STOP');
		expect((await look(questionOf(asks()))).optedOut).toBeUndefined();
	});
});

describe('reminders', () => {
	test('are counted, and what is unclear since', async () => {
		const question = questionOf(asks(), { reminder });
		writes(1, ann, 'Hm');
		writes(2, ann, 'Hm?');
		expect(await look(question)).toMatchObject({ reminders: 0, isUnclearSince: true });
		writes(3, ownLine, reminder);
		expect(await look(question)).toMatchObject({ reminders: 1, isUnclearSince: false });
		writes(4, ann, 'What?');
		expect(await look(question)).toMatchObject({
			...{ reminders: 1, isUnclearSince: true, answer: undefined },
			unclear: { text: 'Hm', approved: null },
		});
		writes(5, ann, 'yes', replyTo({ id: question.messageId }));
		expect((await look(question)).answer).toMatchObject({ approved: true });
	});

	test('may be replied to, though another question may have sent one in the same words', async () => {
		const question = questionOf(asks(), { reminder });
		writes(1, ann, 'Hm');
		writes(3, ann, 'yes', replyTo(writes(2, ownLine, reminder)));
		expect(await look(question)).toMatchObject({ answer: { approved: true }, isPlain: true });
	});

	test('are none where none are sent', async () => {
		const question = questionOf(asks());
		writes(1, ann, 'Hm');
		writes(2, ownLine, '');
		expect(await look(question)).toMatchObject({ reminders: 0, isUnclearSince: true });
	});
});

describe('a free text', () => {
	test.each<[string, Record<string, unknown>, string | undefined]>([
		[
			'of several parts',
			{ parts: ['12 Main St', 'Springfield'].map(textPart) },
			'12 Main St\nSpringfield',
		],
		['of 10,000 characters', { parts: [textPart('a'.repeat(10_000))] }, 'a'.repeat(10_000)],
		['that shows as nothing', { parts: [textPart('\u200b\u2060 \n\u3164')] }, undefined],
		['that is empty', { parts: [textPart('')] }, undefined],
		['that is a file', { parts: [{ type: 'media', value: 'yes', text: 'yes' }] }, undefined],
		['that is an object', { parts: [textPart({ toString: 'yes' })] }, undefined],
		['that is a list', { parts: [textPart(['yes'])] }, undefined],
		['that is a number', { parts: [textPart(1)] }, undefined],
		['of no list of parts', { parts: { 0: textPart('yes'), length: 1 } }, undefined],
		['of parts that are none', { parts: [null, 'yes', 7, ['yes'], {}] }, undefined],
		['beside parts that are none', { parts: [null, textPart('yes'), 7] }, 'yes'],
		['in a field that Linq has not', { parts: [], text: 'yes', value: 'yes' }, undefined],
		[
			'with fields of JavaScript',
			{ parts: [JSON.parse('{"__proto__":{"type":"text","value":"yes"}}')] },
			undefined,
		],
	])('%s', async (_, about, text) => {
		const message = asks();
		Object.assign(writes(1, ann, ''), about);
		const answer = await answerTo(questionOf(message, { expected: freeText }));
		expect(answer?.text).toBe(text);
		const approval = await answerTo(questionOf(message));
		expect(approval?.approved).toBe(text === 'yes' ? true : undefined);
	});
});

function textPart(value: unknown): unknown {
	return { type: 'text', value };
}

/** Another question, whose answer is still waited for. */
function asking(messageId: string) {
	return { messageId, askedAt: 0, closedAt: undefined };
}
