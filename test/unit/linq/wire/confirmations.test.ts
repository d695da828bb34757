/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { watchedChat, type Chat } from '../../../../nodes/linq/chats/chats';
import { Confirmations } from '../../../../nodes/linq/wire/confirmations';
import { addParticipant, type AccountChat } from '../../../emulator/chats';
import { patience } from '../account';
import { asleep, finished, pass, waits } from '../clock';
import { account, cancelling, startStoppedAccount, whileLinqAnswers } from '../stoppedAccount';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

const jo = '+12025550103';
const kim = '+12025550104';

let confirmations: Confirmations;
let chat: AccountChat;

startStoppedAccount();

beforeEach(() => {
	confirmations = new Confirmations(cancelling.signal);
	chat = group();
});

const group = () => account.linq.account.addChat({ handles: ['+12025550101', '+12025550102'] });
const watched = (where = chat) => watchedChat(account.client, where.id);
const participant = (handle: string) => (seen: Chat) =>
	seen.participants.find((one) => one.handle === handle)?.handle;
const joined = async (handle: string, time: number, where = chat) =>
	await confirmations.until(watched(where), participant(handle), time, patience);
/** Lets someone into the chat after so many milliseconds. */
const joins = (handle: string, time: number, where = chat) =>
	setTimeout(() => addParticipant(where, handle), time);
const refusal = { kind: 'error', status: 403, code: 2005, method: 'GET' } as const;

describe('one who is waited for', () => {
	test('is looked for after a second', async () => {
		joins(jo, 500);
		expect(await finished(joined(jo, 60_000))).toBe(jo);
		expect(account.sent).toEqual([`GET /v3/chats/${chat.id}`]);
		expect(waits).toEqual([1_000]);
	});

	test('is looked for ever more rarely, down to every ten seconds', async () => {
		joins(jo, 40_000);
		expect(await finished(joined(jo, 60_000))).toBe(jo);
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
		expect(account.sent).toHaveLength(7);
	});

	test('is looked for a last time when the time is up', async () => {
		joins(jo, 4_900);
		expect(await finished(joined(jo, 5_000))).toBe(jo);
		expect(waits).toEqual([1_000, 2_000, 2_000]);
	});

	test('who has not come by then is given up', async () => {
		joins(jo, 5_100);
		expect(await finished(joined(jo, 5_000))).toBeUndefined();
		expect(account.sent).toHaveLength(3);
	});

	test('is looked for once when there is no time at all', async () => {
		addParticipant(chat, jo);
		expect(await finished(joined(jo, 0))).toBe(jo);
		expect(waits).toEqual([0]);
	});

	test('can be waited for again', async () => {
		addParticipant(chat, jo);
		expect(await finished(joined(jo, 5_000))).toBe(jo);
		expect(await finished(joined(jo, 5_000))).toBe(jo);
		expect(waits).toEqual([1_000, 1_000]);
	});
});

describe('several', () => {
	test('in one chat are found by one reading', async () => {
		addParticipant(chat, jo);
		addParticipant(chat, kim);
		const all = Promise.all([joined(jo, 5_000), joined(kim, 5_000), joined(jo, 5_000)]);
		expect(await finished(all)).toEqual([jo, kim, jo]);
		expect(account.sent).toHaveLength(1);
	});

	test('in one chat are each told as soon as they are found', async () => {
		addParticipant(chat, kim);
		const first = joined(jo, 60_000);
		expect(await finished(joined(kim, 60_000))).toBe(kim);
		expect(account.sent).toHaveLength(1);
		addParticipant(chat, jo);
		expect(await finished(first)).toBe(jo);
		expect(account.sent).toHaveLength(2);
	});

	test('in one chat are each given up in their own time', async () => {
		const order: string[] = [];
		const all = [
			joined(jo, 10_000).then(() => order.push('later')),
			joined(kim, 2_000).then(() => order.push('sooner')),
		];
		await finished(Promise.all(all));
		expect(order).toEqual(['sooner', 'later']);
		expect(waits).toEqual([1_000, 1_000, 4_000, 4_000]);
	});

	test('in several chats are looked for in each', async () => {
		const other = group();
		addParticipant(chat, jo);
		addParticipant(other, kim);
		const all = Promise.all([joined(jo, 5_000), joined(kim, 5_000, other)]);
		await asleep(2);
		pass(1_000);
		expect(await all).toEqual([jo, kim]);
		expect(account.sent.toSorted()).toEqual(
			[`GET /v3/chats/${chat.id}`, `GET /v3/chats/${other.id}`].sort(),
		);
	});

	test('one who is added during a reading is not looked for in it', async () => {
		addParticipant(chat, jo);
		addParticipant(chat, kim);
		const second: Array<Promise<string | undefined>> = [];
		whileLinqAnswers(() => {
			whileLinqAnswers(() => {});
			second.push(joined(kim, 5_000));
		});
		expect(await finished(joined(jo, 5_000))).toBe(jo);
		expect(await finished(second[0]!)).toBe(kim);
		expect(waits).toEqual([1_000, 1_000]);
		expect(account.sent).toHaveLength(2);
	});

	test('one who is added during a late reading is looked for a second after it', async () => {
		const second: Array<Promise<string | undefined>> = [];
		whileLinqAnswers(() => {
			if (account.sent.length === 3) second.push(joined(kim, 60_000));
		});
		joins(jo, 7_500);
		joins(kim, 10_500);
		expect(await finished(joined(jo, 60_000))).toBe(jo);
		expect(await finished(second[0]!)).toBe(kim);
		expect(waits).toEqual([1_000, 2_000, 4_000, 1_000, 2_000, 4_000]);
	});

	describe('in a long pause between readings', () => {
		let first: Promise<string | undefined>;
		let begun: number;

		beforeEach(async () => {
			first = joined(jo, 60_000);
			// Some tests leave it waiting.
			first.catch(() => {});
			for (let readings = 1; readings <= 3; readings++) {
				await asleep(1);
				jest.advanceTimersToNextTimer();
				await account.linq.received(readings);
			}
			await asleep(1);
			expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
			pass(500);
			begun = Date.now();
		});

		/** Milliseconds since the pause was as far as that. */
		const passed = () => Date.now() - begun;

		test('one who is added is looked for after a second, and the others with them', async () => {
			addParticipant(chat, jo);
			addParticipant(chat, kim);
			expect(await finished(joined(kim, 60_000))).toBe(kim);
			expect(await first).toBe(jo);
			expect(passed()).toBe(1_000);
			expect(account.sent).toHaveLength(4);
		});

		test('one who is added is looked for ever more rarely, as the first one was', async () => {
			joins(kim, 2_500);
			expect(await finished(joined(kim, 60_000))).toBe(kim);
			expect(passed()).toBe(3_000);
			expect(account.sent).toHaveLength(5);
		});

		test('one who is added is given up in their own time', async () => {
			expect(await finished(joined(kim, 2_000))).toBeUndefined();
			expect(passed()).toBe(2_000);
		});

		test('one who has less than a second is looked for when it is over', async () => {
			addParticipant(chat, kim);
			expect(await finished(joined(kim, 300))).toBe(kim);
			expect(passed()).toBe(300);
		});

		test('one after another put off no reading', async () => {
			const second = joined(kim, 60_000);
			await asleep(1);
			pass(900);
			addParticipant(chat, kim);
			const third = joined(kim, 60_000);
			expect(await finished(Promise.all([second, third]))).toEqual([kim, kim]);
			expect(passed()).toBe(1_000);
		});

		test('one who is added when a reading is near is looked for in it', async () => {
			pass(7_000);
			addParticipant(chat, kim);
			expect(await finished(joined(kim, 60_000))).toBe(kim);
			expect(passed()).toBe(7_500);
		});

		test('one who is added when a reading is near has a short pause after it', async () => {
			pass(7_000);
			joins(kim, 2_000);
			expect(await finished(joined(kim, 60_000))).toBe(kim);
			expect(passed()).toBe(9_500);
		});
	});
});

test('at most five chats are read at the same time', async () => {
	// The client itself begins with five at a time, and lets more through the more have passed.
	for (let passed = 0; passed < 5; passed++) {
		await account.client.request({ method: 'GET', path: '/v3/phone_numbers' }, patience);
	}
	account.sent.length = 0;
	account.linq.faults.add({ kind: 'delay', milliseconds: 100, path: /chats/, times: 7 });
	const chats = Array.from({ length: 7 }, group);
	for (const one of chats) addParticipant(one, jo);
	const all = Promise.all(chats.map(async (one) => await joined(jo, 60_000, one)));
	await asleep(7);
	pass(1_000);
	await account.linq.received(10);
	expect(account.sent).toHaveLength(5);
	pass(100);
	await account.linq.received(12);
	expect(account.sent).toHaveLength(7);
	pass(100);
	expect(await all).toEqual(chats.map(() => jo));
});

describe('a reading', () => {
	test.each([
		['an error that passes', { kind: 'error', status: 500, code: 3006 }],
		['no answer', { kind: 'reset' }],
		['a chat still being created', { kind: 'error', status: 409, code: 2009 }],
		['an answer that describes no chat', { kind: 'raw', body: '{}' }],
	] as const)('with %s is left to the next one', async (_what, fault) => {
		addParticipant(chat, jo);
		account.linq.faults.add({ ...fault, method: 'GET' });
		const patient = { ...patience, maxRetries: 3 };
		expect(await finished(confirmations.until(watched(), participant(jo), 60_000, patient))).toBe(
			jo,
		);
		expect(waits).toEqual([1_000, 2_000]);
		expect(account.sent).toHaveLength(2);
	});

	test('that keeps failing ends with the time', async () => {
		account.linq.faults.add({ kind: 'error', status: 500, method: 'GET', times: Infinity });
		expect(await finished(joined(jo, 2_000))).toBeUndefined();
		expect(waits).toEqual([1_000, 1_000]);
	});

	test('that is refused ends it for everyone in the chat', async () => {
		account.linq.faults.add(refusal);
		const all = [joined(jo, 60_000), joined(kim, 60_000)];
		const refused = { failure: { code: 2005, category: 'forbidden' } };
		const expected = all.map(async (one) => await expect(one).rejects.toMatchObject(refused));
		await finished(Promise.all(expected));
		expect(account.sent).toHaveLength(1);
	});

	test('that is refused does not keep anyone from trying again', async () => {
		account.linq.faults.add(refusal);
		await expect(finished(joined(jo, 60_000))).rejects.toMatchObject({ failure: { code: 2005 } });
		addParticipant(chat, jo);
		expect(await finished(joined(jo, 60_000))).toBe(jo);
	});

	test('with a chat that cannot be looked at is a failure', async () => {
		const find = () => {
			throw new TypeError('ours');
		};
		const waiting = confirmations.until(watched(), find, 60_000, patience);
		await expect(finished(waiting)).rejects.toThrow('ours');
	});
});

describe('cancelling', () => {
	test('ends the wait between readings', async () => {
		const own = new AbortController();
		confirmations = new Confirmations(own.signal);
		const all = [joined(jo, 60_000), joined(kim, 60_000)];
		await asleep(1);
		own.abort(new Error('cancelled'));
		for (const one of all) await expect(one).rejects.toThrow('cancelled');
		expect(account.sent).toEqual([]);
	});

	test('ends a reading', async () => {
		account.linq.faults.add({ kind: 'hang' });
		const waiting = joined(jo, 60_000);
		await asleep(1);
		pass(1_000);
		await account.linq.received(1);
		cancelling.abort(new Error('cancelled'));
		await expect(waiting).rejects.toThrow('cancelled');
	});

	test('is not needed', async () => {
		confirmations = new Confirmations();
		addParticipant(chat, jo);
		addParticipant(chat, kim);
		const all = Promise.all([joined(jo, 60_000), joined(kim, 300)]);
		expect(await finished(all)).toEqual([jo, kim]);
		expect(waits).toEqual([1_000, 300]);
	});
});
