/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { LinqError } from '../../../../nodes/linq/errors';
import { outcomeOf, type Awaited, type Sent } from '../../../../nodes/linq/messages/outcomes';
import { OwnLines } from '../../../../nodes/linq/people/lines';
import { Confirmations } from '../../../../nodes/linq/wire/confirmations';
import type { AccountChat } from '../../../emulator/chats';
import { asShown, type AccountMessage, type DeliveryStatus } from '../../../emulator/messages';
import { ownLine, patience } from '../account';
import { asleep, finished, pass, waits } from '../clock';
import { account, cancelling, startStoppedAccount } from '../stoppedAccount';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

startStoppedAccount();

const jo = '+12025550101';
const kim = '+12025550102';
const write = { again: 'once', look: 'into the chat' } as const;

let session: Parameters<typeof outcomeOf>[2];
let chat: AccountChat;
let message: AccountMessage;

beforeEach(() => {
	const { client, linq } = account;
	const confirmations = new Confirmations(cancelling.signal);
	session = { client, confirmations, ownLines: new OwnLines(client) };
	chat = linq.account.addChat({ from: ownLine, service: 'iMessage', handles: [jo, kim] });
	message = linq.account.addMessage(chat, { text: 'Coming?' });
});

const sent = (one = message, more: Partial<Sent> = {}): Sent => ({
	...({ kind: 'message', chatId: chat.id, messageId: one.id } as const),
	details: { ...asShown(one) },
	...{ attempts: 1, write },
	...more,
});
const outcome = async (what: Awaited, time = 60_000, of = sent()) =>
	await outcomeOf(of, { what, time }, session, patience);
const failureOf = async (what: Awaited, time?: number, of?: Sent) => {
	const error = await finished(outcome(what, time, of).catch((reason: unknown) => reason));
	expect(error).toBeInstanceOf(LinqError);
	return (error as LinqError).report();
};
/** It is so after so many milliseconds. */
const becomes = (status: DeliveryStatus, time: number) =>
	setTimeout(() => account.linq.account.setDeliveryStatus(message.id, status), time);
const says = (text: string, time: number, from = jo) =>
	setTimeout(() => account.linq.account.addMessage(chat, { from, text }), time);
const textOf = ({ reply }: { reply?: unknown }) =>
	(reply as AccountMessage).parts.map((part) => 'value' in part && part.value).join();
/** What Linq answers the next time that the message, or the chat's messages, are read. */
const answer = (body: object, path = /messages\/[^/]+$/) =>
	account.linq.faults.add({ kind: 'raw', body: JSON.stringify(body), path });

const again =
	'It may still come: unchanged and with its error, this record can be tried again in the same step, which waits for the same message and sends no second one.';

describe('until a message is delivered or read', () => {
	test('it is read again and again, and comes with what Linq says of it', async () => {
		becomes('sent', 500);
		becomes('delivered', 2_500);
		const found = await finished(outcome('delivered'));
		const { sent_at, delivered_at } = account.linq.account.message(message.id)!;
		expect(found).toEqual({ delivery_status: 'delivered', sent_at, delivered_at });
		expect(account.sent).toEqual([
			`GET /v3/messages/${message.id}`,
			`GET /v3/messages/${message.id}`,
		]);
		expect(waits).toEqual([1_000, 2_000]);
	});

	test('what is read is delivered, too', async () => {
		becomes('read', 500);
		expect(await finished(outcome('delivered'))).toMatchObject({
			delivery_status: 'read',
			read_at: expect.any(String) as string,
		});
	});

	test('what is delivered is not read', async () => {
		becomes('delivered', 500);
		becomes('read', 5_000);
		expect(await finished(outcome('read'))).toMatchObject({ delivery_status: 'read' });
		expect(account.sent).toHaveLength(3);
	});

	test('nothing is asked for what Linq says at once', async () => {
		const known = sent(message, { details: { delivery_status: 'read', read_at: 'now' } });
		expect(await finished(outcome('read', 60_000, known))).toEqual({
			...{ delivery_status: 'read', read_at: 'now' },
		});
		expect(account.sent).toEqual([]);
	});

	test.each([
		['delivered', 'queued', 'it is not delivered after 5 seconds (so far: queued)'],
		['delivered', 'sent', 'it is not delivered after 5 seconds (so far: sent)'],
		['read', 'delivered', 'it is not read after 5 seconds (so far: delivered)'],
		['reply', 'read', 'nobody answered after 5 seconds (so far: read)'],
	] as const)('%s, and it is only %s in time', async (what, status, told) => {
		becomes(status, 500);
		expect(await failureOf(what, 5_000)).toEqual({
			message: `Linq took the message, but ${told}`,
			hint: again,
			category: 'not_confirmed',
			...{ code: null, status: null, doc_url: null, trace_id: null },
			...{ retryable: true, attempts: 1 },
			...{ message_id: message.id, delivery_status: status },
		});
	});

	test('nothing is said to be known where Linq gives no status', async () => {
		const unknown = sent(message, { details: {} });
		account.linq.faults.add({ kind: 'error', status: 500, times: Infinity });
		const failure = await failureOf('delivered', 5_000, unknown);
		expect(failure).toMatchObject({
			message: 'Linq took the message, but it is not delivered after 5 seconds',
			delivery_status: null,
		});
	});

	test.each(['delivered', 'read', 'reply'] as const)(
		'%s: what Linq could not deliver ends it at once',
		async (what) => {
			becomes('failed', 500);
			expect(await failureOf(what)).toEqual({
				message: 'Linq could not deliver the message',
				hint: 'See whether the person can be reached; the Linq Chat Trigger tells why it failed (message.failed). To send it anew, use a record without this error: with it, the record only comes back to the message that failed.',
				category: 'server_error',
				...{ code: null, status: null, doc_url: null, trace_id: null },
				...{ retryable: false, attempts: 1 },
				...{ message_id: message.id, delivery_status: 'failed' },
			});
			expect(account.sent).toHaveLength(1);
		},
	);

	test('an answer about another message, or none, is left out', async () => {
		becomes('delivered', 500);
		answer({});
		answer({ delivery_status: { text: 'delivered' } });
		expect(await finished(outcome('delivered'))).toMatchObject({ delivery_status: 'delivered' });
		answer({ ...asShown(message), id: chat.id, delivery_status: 'read' });
		expect(await failureOf('read')).toMatchObject({
			...{ category: 'not_confirmed', delivery_status: 'delivered' },
		});
	});

	test('what is lost, or fails for a while, is read again', async () => {
		becomes('delivered', 500);
		account.linq.faults.add({ kind: 'reset' });
		account.linq.faults.add({ kind: 'error', status: 429, code: 1007, retryAfter: 1 });
		account.linq.faults.add({ kind: 'error', status: 503, code: 4004 });
		expect(await finished(outcome('delivered'))).toMatchObject({ delivery_status: 'delivered' });
	});

	test('a reading that is refused ends it, with the reason', async () => {
		account.linq.faults.add({ kind: 'error', status: 404, code: 2002, message: 'Gone' });
		expect(await failureOf('read')).toMatchObject({
			message: 'Linq took the message, but Gone',
			...{ hint: again, category: 'not_confirmed', retryable: true },
			trace_id: expect.any(String) as string,
			...{ message_id: message.id, delivery_status: 'queued' },
		});
		expect(account.sent).toHaveLength(1);
	});

	test('who has no key to come back with is told to look', async () => {
		const ofTool = sent(message, { write: { again: 'soon', look: 'into the chat' } });
		expect(await failureOf('delivered', 5_000, ofTool)).toMatchObject({
			hint: `It may still come, so do not send it again: look with Message → Get, by the message ID ${message.id}, or with Message → Get Many into the chat ${chat.id}.`,
			retryable: false,
		});
	});

	test('cancelling ends it', async () => {
		const waiting = outcome('delivered');
		await asleep(1);
		cancelling.abort(new Error('cancelled'));
		await expect(waiting).rejects.toThrow('cancelled');
	});
});

describe('by SMS', () => {
	beforeEach(() => {
		message.service = 'SMS';
	});

	const untold = (what: string) => ({
		message: `The message goes by SMS, where nobody learns whether it is ${what}`,
		hint: 'It was sent, so there is nothing to do for this record. To go on when people answer, set the option Wait For to Reply.',
		...{ category: 'not_confirmed', retryable: false, attempts: 1 },
		...{ message_id: message.id, delivery_status: 'queued' },
	});

	test.each(['delivered', 'read'] as const)('%s ends at once', async (what) => {
		expect(await failureOf(what)).toMatchObject(untold(what));
		expect(account.sent).toEqual([]);
	});

	test.each(['delivered', 'read'] as const)('%s ends once Linq says so', async (what) => {
		const unsaid = sent(message, { details: { ...asShown(message), service: null } });
		expect(await failureOf(what, 60_000, unsaid)).toMatchObject(untold(what));
		expect(account.sent).toHaveLength(1);
	});

	test('what is delivered all the same is delivered', async () => {
		account.linq.account.setDeliveryStatus(message.id, 'delivered');
		const found = await finished(outcome('delivered'));
		expect(found).toMatchObject({ delivery_status: 'delivered' });
	});

	test('a reply is waited for', async () => {
		says('Yes', 500);
		expect(textOf(await finished(outcome('reply')))).toBe('Yes');
	});
});

describe('until somebody answers', () => {
	test('comes the first message of somebody else, and what is known of one’s own', async () => {
		becomes('read', 200);
		says('mine', 300, ownLine);
		says('Yes', 400);
		says('Me, too', 500, kim);
		const found = await finished(outcome('reply'));
		const reply = account.linq.account.messagesIn(chat).find(({ from }) => from === jo)!;
		expect(found).toEqual({
			delivery_status: 'read',
			...{ sent_at: expect.any(String) as string, delivered_at: expect.any(String) as string },
			read_at: expect.any(String) as string,
			reply: JSON.parse(JSON.stringify(asShown(reply))) as object,
		});
		expect(account.sent).toEqual([
			`GET /v3/chats/${chat.id}/messages?limit=100`,
			'GET /v3/phone_numbers',
		]);
	});

	test('what was written before does not count', async () => {
		const before = account.linq.account.addMessage(chat, { from: jo, text: 'Before' });
		account.linq.account.messages.splice(account.linq.account.messages.indexOf(before), 1);
		account.linq.account.messages.unshift(before);
		expect((await failureOf('reply', 5_000)).category).toBe('not_confirmed');
	});

	test('another of one’s own lines in the chat is nobody else', async () => {
		account.linq.account.addPhoneNumber({ phone_number: kim });
		says('by the other line', 500, kim);
		says('Yes', 1_500);
		expect(textOf(await finished(outcome('reply')))).toBe('Yes');
		expect(account.sent.filter((asked) => asked.includes('phone_numbers'))).toHaveLength(1);
	});

	test('where the own lines can’t be read for a while, it is tried again', async () => {
		says('Yes', 500);
		account.linq.faults.add({ kind: 'error', status: 500, path: '/v3/phone_numbers' });
		expect(textOf(await finished(outcome('reply')))).toBe('Yes');
		expect(account.sent).toHaveLength(4);
	});

	test.each<[string, object]>([
		['one’s own', { is_from_me: true }],
		['of one’s own handle', { from_handle: { handle: jo, is_me: true } }],
		['of nobody', { from: null, from_handle: null }],
		['of another chat', { chat_id: '550e8400-e29b-41d4-a716-446655440000' }],
	])('a message %s does not count', async (_, fields) => {
		const reply = asShown(account.linq.account.addMessage(chat, { from: jo, text: 'Yes' }));
		const messages = [{ ...reply, ...fields }, asShown(message)];
		account.linq.account.messages.pop();
		answer({ messages, next_cursor: null }, /messages$/);
		expect((await failureOf('reply', 1_000)).category).toBe('not_confirmed');
	});

	test('it counts where the message that was sent is gone, as when it was deleted', async () => {
		setTimeout(() => {
			account.linq.account.messages.length = 0;
			account.linq.account.addMessage(chat, { from: jo, text: 'Yes' });
		}, 500);
		expect(await finished(outcome('reply'))).toMatchObject({ delivery_status: 'queued' });
	});

	test('it counts where the message failed for Linq, but arrived all the same', async () => {
		becomes('failed', 400);
		says('Yes', 500);
		expect(textOf(await finished(outcome('reply')))).toBe('Yes');
	});
});

describe('until somebody votes', () => {
	let poll: Sent;

	beforeEach(() => {
		const { message_id } = account.linq.account.addPoll(chat, ['Monday', 'Tuesday']);
		const { created_at } = account.linq.account.message(message_id)!;
		poll = sent(message, { kind: 'poll', messageId: message_id, details: { created_at } });
	});

	const votes = (option: string, time: number, handle = jo) =>
		setTimeout(() => account.linq.account.vote(poll.messageId, { handle, option }), time);

	test('comes who, which choice, and when', async () => {
		votes('Monday', 300, ownLine);
		votes('Tuesday', 500, kim);
		votes('Monday', 600, jo);
		says('Tuesday it is', 700);
		const { options } = account.linq.account.polls.get(poll.messageId)!;
		expect(await finished(outcome('reply', 60_000, poll))).toEqual({
			delivery_status: 'queued',
			reply: {
				from_handle: { handle: kim },
				option_id: options[1]!.option_id,
				text: 'Tuesday',
				voted_at: options[1]!.voters[0]!.voted_at,
			},
		});
	});

	test('a message that came before the first vote counts', async () => {
		says('Tuesday, I think', 300);
		votes('Monday', 500);
		expect(textOf(await finished(outcome('reply', 60_000, poll)))).toBe('Tuesday, I think');
	});

	test('a vote of another of one’s own lines is nobody’s', async () => {
		account.linq.account.addPhoneNumber({ phone_number: kim });
		votes('Monday', 500, kim);
		expect(await failureOf('reply', 5_000, poll)).toMatchObject({
			message: 'Linq took the poll, but nobody answered or voted after 5 seconds (so far: queued)',
			hint: again.replace('message', 'poll'),
		});
	});

	test('votes that can be none are left out', async () => {
		const option_id = poll.messageId;
		const handle = { handle: jo };
		const options = [
			null,
			{ option_id: 7, text: 'Monday', voters: [{ handle, voted_at: 'now' }] },
			{ option_id, text: 'Tuesday', voters: 'jo' },
			{ option_id, text: 'Friday', voters: [null, {}, { handle: 7 }, { handle: { handle: 7 } }] },
			{ option_id, text: 'Sunday', voters: [{ handle: { handle: kim, is_me: true } }] },
			{ option_id, voters: [{ handle, voted_at: 7 }] },
		];
		answer({ message_id: poll.messageId, poll: { options } }, /poll$/);
		expect(await finished(outcome('reply', 60_000, poll))).toMatchObject({
			reply: { from_handle: handle, option_id, text: 'Choice without a text', voted_at: null },
		});
	});

	test('one that has a time comes before one that has none', async () => {
		const option_id = poll.messageId;
		const voters = (handle: string, voted_at?: string) => [{ handle: { handle }, voted_at }];
		const options = [
			{ option_id, text: 'Monday', voters: voters(jo) },
			{ option_id, text: 'Tuesday', voters: voters(kim, '2026-11-26T12:00:00Z') },
		];
		answer({ message_id: poll.messageId, poll: { options } }, /poll$/);
		expect(await finished(outcome('reply', 60_000, poll))).toMatchObject({
			reply: { text: 'Tuesday' },
		});
	});

	test('it may be delivered, and fail', async () => {
		setTimeout(() => account.linq.account.setDeliveryStatus(poll.messageId, 'delivered'), 500);
		expect(await finished(outcome('delivered', 60_000, poll))).toMatchObject({
			delivery_status: 'delivered',
		});
		account.linq.account.setDeliveryStatus(poll.messageId, 'failed');
		expect(await failureOf('read', 60_000, poll)).toMatchObject({
			message: 'Linq could not deliver the poll',
			hint: expect.stringContaining('(poll.failed)') as string,
		});
	});
});

test('one message that several wait for is read by one loop', async () => {
	becomes('delivered', 500);
	const both = Promise.all([outcome('delivered'), outcome('delivered')]);
	expect(await finished(both)).toHaveLength(2);
	expect(account.sent).toHaveLength(1);
});

test('the messages of a hundred chats are read five at a time', async () => {
	for (let passed = 0; passed < 5; passed++) {
		await account.client.request({ method: 'GET', path: '/v3/phone_numbers' }, patience);
	}
	account.sent.length = 0;
	account.linq.faults.add({ kind: 'delay', milliseconds: 100, path: /messages/, times: Infinity });
	const all = Array.from({ length: 100 }, (_, index) => {
		const handles = [`+1202556${1000 + index}`];
		const own = account.linq.account.addChat({ from: ownLine, service: 'iMessage', handles });
		const one = account.linq.account.addMessage(own, { delivery_status: 'delivered' });
		const details = { created_at: one.created_at };
		return outcome('delivered', 60_000, sent(one, { chatId: own.id, details }));
	});
	await asleep(100);
	pass(1_000);
	await account.linq.received(10);
	expect(account.sent).toHaveLength(5);
	account.linq.faults.clear();
	pass(100);
	expect(await Promise.all(all)).toHaveLength(100);
	expect(account.sent).toHaveLength(100);
});
