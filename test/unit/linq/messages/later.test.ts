import { chatSince, senderOf, wordsOf } from '../../../../nodes/linq/messages/later';
import { asShown, type AccountMessage } from '../../../emulator/messages';
import type { AccountChat } from '../../../emulator/chats';
import { openAccount, ownLine, patience, type Connected } from '../account';

const jo = '+12025550101';
const noon = Date.UTC(2026, 10, 26, 12);
/** So many seconds after noon. */
const at = (seconds: number) => new Date(noon + seconds * 1_000).toISOString();

let account: Connected;
let chat: AccountChat;
let question: AccountMessage;

beforeEach(async () => {
	account = await openAccount();
	chat = account.linq.account.addChat({ handles: [jo, '+12025550102'] });
	write(-20, 'long before', jo);
	question = write(0, 'Coming?');
});

afterEach(async () => {
	await account.linq.close();
});

const write = (seconds: number, text: string, from = ownLine) =>
	account.linq.account.addMessage(chat, { from, text, created_at: at(seconds) });
const remove = ({ id }: AccountMessage) => {
	const { messages } = account.linq.account;
	messages.splice(
		messages.findIndex((one) => one.id === id),
		1,
	);
};
const earlier = (createdAt: number | undefined = noon) => ({
	...{ chatId: chat.id, messageId: question.id, createdAt },
});
const after = async (createdAt?: number) =>
	(await chatSince(account.client, earlier(createdAt), patience)).later.map(wordsOf);
/** What Linq answers to the next question for messages. */
const answer = (...messages: unknown[]) =>
	account.linq.faults.add({
		...{ kind: 'raw', path: /messages$/ },
		body: JSON.stringify({ messages, next_cursor: null }),
	});
const shown = (seconds: number, text: string, fields: object = {}) => ({
	...{ id: `of ${text}`, from: jo, parts: [{ type: 'text', value: text }] },
	...{ created_at: at(seconds), ...fields },
});

describe('what was written after a message', () => {
	test('comes oldest first, by either side, and nothing that was before it', async () => {
		write(1, 'Yes', jo);
		write(2, 'Good');
		write(3, 'See you', jo);
		expect(await after()).toEqual(['Yes', 'Good', 'See you']);
		expect(account.sent).toEqual([`GET /v3/chats/${chat.id}/messages?limit=100`]);
	});

	test('is nothing of another chat, whatever Linq lists', async () => {
		answer(
			shown(2, 'Yes', { chat_id: 'e9b6ad9c-2a08-4c5a-9d8d-2f4b7c1f3a11' }),
			shown(0, 'Coming?', { id: question.id }),
		);
		expect(await after()).toEqual([]);
	});

	test('is nothing where nothing was', async () => {
		expect(await after()).toEqual([]);
	});

	test('is read by pages of a hundred, back to the message and no further', async () => {
		for (let number = 1; number <= 150; number++) {
			write(number, `${number}`, jo);
			write(-number, 'older', jo);
		}
		expect(await after()).toEqual(Array.from({ length: 150 }, (_, index) => `${index + 1}`));
		expect(account.sent).toHaveLength(2);
	});

	test('comes with the message itself, as it is now', async () => {
		write(1, 'Yes', jo);
		account.linq.account.setDeliveryStatus(question.id, 'read');
		const { earlier: message, later } = await chatSince(account.client, earlier(), patience);
		expect(message).toMatchObject({ id: question.id, delivery_status: 'read' });
		expect(later.map(wordsOf)).toEqual(['Yes']);
	});

	test('is told from the rest by its place where it has the same time, or none', async () => {
		const same = shown(0, 'same time');
		const none = shown(0, 'no time', { created_at: undefined });
		answer(none, same, asShown(question), shown(0, 'before'));
		expect(await after()).toEqual(['same time', 'no time']);
	});

	test('is nothing older, wherever that is listed', async () => {
		answer(shown(1, 'Yes'), shown(-1, 'older'), asShown(question));
		expect(await after()).toEqual(['Yes']);
	});

	test('is found by the ID of the message in whatever case', async () => {
		answer(shown(1, 'Yes'), { id: question.id.toUpperCase() }, shown(2, 'out of order'));
		expect(await after()).toEqual(['Yes']);
	});
});

describe('of a message that is gone', () => {
	beforeEach(() => {
		write(1, 'Yes', jo);
		remove(question);
	});

	test('what came after it is told by its time', async () => {
		expect(await after()).toEqual(['Yes']);
		const { earlier: message } = await chatSince(account.client, earlier(), patience);
		expect(message).toBeUndefined();
	});

	test('nothing is said to come after it without its time', async () => {
		expect(
			(await chatSince(account.client, { ...earlier(), createdAt: undefined }, patience)).later,
		).toEqual([]);
	});

	test('what has no time itself is not said to come after it', async () => {
		answer(shown(2, 'no time', { created_at: 'yesterday' }), shown(1, 'Yes'));
		expect(await after()).toEqual(['Yes']);
	});

	test('no page is read behind one that is all older', async () => {
		for (let number = 1; number <= 250; number++) write(-number, `${number}`, jo);
		expect(await after()).toEqual(['Yes']);
		expect(account.sent).toHaveLength(2);
	});

	test('a thousand messages are looked at and no more', async () => {
		for (let number = 2; number <= 1_200; number++) write(number, `${number}`, jo);
		const found = await after();
		expect([found.length, found[0], found.at(-1)]).toEqual([1_000, '201', '1200']);
		expect(account.sent).toHaveLength(10);
	});

	test.each(['repeat', 'endless', 'endlessNew'] as const)(
		'a list that never ends (%s) ends, and shows each once',
		async (paging) => {
			account.linq.account.paging = paging;
			expect(new Set(await after())).toEqual(new Set(['Yes']));
			expect(account.sent.length).toBeLessThanOrEqual(10);
		},
	);
});

describe('a message that Linq found later', () => {
	const found = (sent: unknown) => shown(5, 'found', { sent_at: sent, reconciled_at: at(5) });

	test.each([
		['was sent afterwards', at(1), ['found']],
		['was sent at the same time', at(0), ['found']],
		['was sent before', at(-1), []],
	])('counts where it %s', async (_, sent, expected) => {
		answer(found(sent), asShown(question));
		expect(await after()).toEqual(expected);
	});
});

test('entries that can be nothing are left out', async () => {
	const id = (value: unknown) => shown(1, 'an ID that is none', { id: value });
	answer(null, 'text', 7, [], {}, id(7), id(''), id({}), shown(1, 'Yes'), asShown(question));
	expect(await after()).toEqual(['Yes']);
});

test('an entry that comes twice counts once', async () => {
	answer(shown(2, 'Yes'), shown(2, 'Yes'), asShown(question));
	expect(await after()).toEqual(['Yes']);
});

test.each([{}, { messages: null }, { messages: {} }])('%j is no list of messages', async (body) => {
	account.linq.faults.add({ kind: 'raw', body: JSON.stringify(body) });
	await expect(after()).rejects.toMatchObject({ failure: { category: 'invalid_response' } });
});

test.each<[object, string]>([
	[{ from_handle: { handle: jo }, from: 'another' }, jo],
	[{ from: jo }, jo],
	[{ from_handle: null, from: jo }, jo],
	[{ from_handle: { handle: 7 }, from: jo }, jo],
	[{ from_handle: jo }, ''],
	[{ from: { handle: jo } }, ''],
	[{}, ''],
])('%j was written by %j', (message, sender) => {
	expect(senderOf({ ...message })).toBe(sender);
});

test.each<[unknown, string]>([
	[[{ type: 'text', value: 'One' }, { type: 'media' }, { type: 'text', value: 'Two' }], 'One\nTwo'],
	[[{ type: 'link', value: 'https://example.com' }], ''],
	[[{ type: 'text', value: 7 }, null, 'text'], ''],
	[undefined, ''],
	['text', ''],
])('%j says %j', (parts, words) => {
	expect(wordsOf({ parts })).toBe(words);
});
