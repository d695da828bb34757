import fc from 'fast-check';
import {
	endWait,
	markOf,
	otherQuestions,
	sweepWaits,
	waitsAmong,
	type IsOver,
	type WaitMark,
} from '../../../../nodes/linq/webhooks/waits';
import { listSubscriptions } from '../../../../nodes/linq/webhooks/webhookSubscriptions';
import { openAccount, patience, type Connected } from '../account';
import { codePoint } from '../../../codePoint';
import { failureOf } from '../failures';

const origin = 'https://n8n.example.com';
const here = `${origin}/webhook-waiting/9/8?signature=7`;
const [chat, otherChat] = [
	'550e8400-e29b-41d4-a716-446655440000',
	'650e8400-e29b-41d4-a716-446655440000',
];
const [question, otherQuestion] = [
	'750e8400-e29b-41d4-a716-446655440000',
	'850e8400-e29b-41d4-a716-446655440000',
];
const [minute, hour] = [60_000, 3_600_000];
const start = Date.parse('2026-03-01T10:00:00Z');

let account: Connected;
let made: number;

beforeEach(async () => {
	made = 0;
	account = await openAccount();
});

afterEach(async () => {
	await account.linq.close();
});

const subscriptions = () => account.linq.account.webhookSubscriptions;
const list = async () => await listSubscriptions(account.client, patience);

/** A subscription as it stands on Linq; each was made a minute after the one before. */
function subscribe(
	target_url: string,
	more: { is_active?: boolean; created_at?: string } = {},
): string {
	const id = `subscription-${++made}`;
	const created_at = new Date(start + made * minute).toISOString();
	subscriptions().push({
		...{ id, target_url, subscribed_events: ['message.received'], phone_numbers: null },
		...{ is_active: true, signing_secret: 'whsec_AA==', created_at, updated_at: created_at },
		...more,
	});
	return id;
}

/** The address of a wait, as n8n signs it. */
function addressOf(mark: Partial<WaitMark> = {}, at = origin): string {
	const whole = { chatId: chat, questionId: question, until: undefined, ...mark };
	const query = new URLSearchParams(markOf(whole));
	return `${at}/webhook-waiting/${++made}/node?${query.toString()}&signature=${made}`;
}

/** A wait of this n8n. */
const waits = (mark?: Partial<WaitMark>, more?: Parameters<typeof subscribe>[1]) =>
	subscribe(addressOf(mark), more);
const silent = { is_active: false };
const methods = () => account.sent.map((request) => request.split(' ')[0]);
const left = () => subscriptions().map(({ id }) => id);
const now = start + 24 * hour;
const idsOf = (others: Array<{ messageId: string | undefined }>) =>
	others.map(({ messageId }) => messageId);
const never: IsOver = async () => await Promise.resolve(false);
const always: IsOver = async () => await Promise.resolve(true);

async function sweep(now = start + 24 * hour, isOver = never): Promise<void> {
	await sweepWaits(account.client, await list(), { here, isOver, now }, patience);
}

async function end(id: string): Promise<void> {
	await endWait(account.client, id, patience);
}

describe('the mark in an address', () => {
	test.each<[WaitMark]>([
		[{ chatId: chat, questionId: question, until: start }],
		[{ chatId: chat, questionId: undefined, until: undefined }],
		[{ chatId: undefined, questionId: undefined, until: 0 }],
	])('says again what was put into it: %j', async (mark) => {
		const query = new URLSearchParams(markOf(mark)).toString();
		subscribe(`${origin}/webhook-waiting/1/2?${query}&signature=3`);
		expect(waitsAmong(await list())).toEqual([expect.objectContaining(mark)]);
	});

	test('holds nothing that is not known yet', () => {
		const mark = { chatId: undefined, questionId: undefined, until: undefined };
		expect(markOf(mark)).toStrictEqual({ version: '2026-02-03', 'linq-chat': 'wait' });
	});

	test.each([
		['IDs that are none', `chat=1&question=x'; DROP&until=${start}`, [undefined, undefined, start]],
		['IDs in capitals', `chat=${chat.toUpperCase()}`, [chat, undefined, undefined]],
		['a time with a sign', 'until=-1', [undefined, undefined, undefined]],
		['a time with an exponent', 'until=1e3', [undefined, undefined, undefined]],
		['a time of too many digits', `until=${'9'.repeat(16)}`, [undefined, undefined, undefined]],
		['an empty time', 'until=', [undefined, undefined, undefined]],
		['what it has not', 'constructor=1&__proto__=2', [undefined, undefined, undefined]],
	])('with %s', async (_, query, mark) => {
		subscribe(`${origin}/x?linq-chat=wait&${query}`);
		const [wait] = waitsAmong(await list());
		expect([wait?.chatId, wait?.questionId, wait?.until]).toEqual(mark);
	});
});

describe('sweeping', () => {
	test('removes what is five minutes over its time, on or off', async () => {
		waits({ until: start });
		waits({ until: start }, silent);
		const later = waits({ until: start + hour });
		await sweep(start + 5 * minute);
		expect(left()).toHaveLength(3);
		await sweep(start + 5 * minute + 1);
		expect(left()).toEqual([later]);
	});

	test('asks n8n about what is older than an hour and not over by its time, and about nothing else', async () => {
		const asked: string[] = [];
		const over = waits();
		const waiting = waits({ chatId: otherChat });
		const limited = waits({ until: start + 48 * hour });
		waits({}, { created_at: new Date(start + 24 * hour - 59 * minute).toISOString() });
		subscribe(addressOf({}, 'https://elsewhere.example.com'));
		const addresses = Object.fromEntries(subscriptions().map((one) => [one.target_url, one.id]));
		await sweep(start + 24 * hour, async (address) => {
			asked.push(addresses[address]!);
			return await Promise.resolve(addresses[address] === over);
		});
		expect(asked.toSorted()).toEqual([over, waiting, limited].toSorted());
		expect(left()).toHaveLength(4);
		expect(left()).not.toContain(over);
	});

	test.each([
		[hour, 0],
		[hour + 1, 1],
	])('asks n8n about what was made %i ms ago %i times', async (age, times) => {
		const isOver = jest.fn(never);
		waits({}, { created_at: new Date(now - age).toISOString() });
		await sweep(now, isOver);
		expect(isOver).toHaveBeenCalledTimes(times);
	});

	test('asks n8n about nothing that is silent, or over by its time', async () => {
		const isOver = jest.fn(never);
		waits({ until: start });
		waits({ chatId: otherChat }, silent);
		waits({ until: start + 48 * hour }, silent);
		await sweep(now, isOver);
		expect(isOver).not.toHaveBeenCalled();
	});

	test('removes twenty at once, and the rest the next time', async () => {
		for (let count = 0; count < 25; count++) waits({ until: start });
		await sweep();
		expect(left()).toHaveLength(5);
		await sweep();
		expect(left()).toEqual([]);
	});

	test('keeps what n8n can not be asked about', async () => {
		const wait = waits();
		await sweep(undefined, async () => await Promise.reject(new Error('No way to n8n')));
		expect(left()).toEqual([wait]);
	});

	test('comes to everything in time, however many wait in front', async () => {
		for (let count = 0; count < 20; count++) waits({ chatId: undefined });
		const [address] = [subscriptions().at(-1)!.target_url];
		let most = 0;
		for (let time = 0; time < 20 && left().length === 20; time++) {
			let asked = 0;
			await sweep(start + 24 * hour + time, async (one) => {
				most = Math.max(most, ++asked);
				return await Promise.resolve(one === address);
			});
		}
		expect(left()).toHaveLength(19);
		expect(most).toBe(5);
	});

	test('removes what is silent, unless an older question is open in the chat', async () => {
		waits({}, silent);
		const open = waits();
		const kept = waits({}, silent);
		waits({ chatId: otherChat }, silent);
		await sweep();
		expect(left()).toEqual([open, kept]);
	});

	test('removes what is silent together with the last that it was kept for', async () => {
		waits({ until: start });
		waits({}, silent);
		await sweep();
		expect(left()).toEqual([]);
	});

	test('keeps nothing silent for another n8n whose wait is over its time', async () => {
		const theirs = subscribe(addressOf({ until: start }, 'https://elsewhere.example.com'));
		waits({}, silent);
		await sweep();
		expect(left()).toEqual([theirs]);
	});

	test('keeps what is over its time as long as an older question is open in the chat', async () => {
		const open = waits();
		const over = waits({ until: start });
		await sweep();
		expect(left()).toEqual([open, over]);
		await sweep(undefined, always);
		expect(left()).toEqual([]);
	});

	test('goes on where Linq does not let one go', async () => {
		const [stuck] = [waits({ until: start }), waits({ until: start })];
		const fault = { kind: 'error', status: 403, message: 'No', method: 'DELETE' } as const;
		account.linq.faults.add(fault);
		await sweep();
		expect(left()).toEqual([stuck]);
		await sweep();
		expect(left()).toEqual([]);
	});
});

describe('the end of a wait', () => {
	test('ends its subscription, and none in another chat', async () => {
		const elsewhere = waits({ chatId: otherChat });
		const wait = waits();
		await end(wait);
		expect(left()).toEqual([elsewhere]);
	});

	test('falls silent while an older question is open, and goes with it', async () => {
		const [first, second] = [waits(), waits({ questionId: otherQuestion })];
		const elsewhere = waits({ chatId: otherChat });
		await end(second);
		expect(subscriptions().map(({ is_active }) => is_active)).toEqual([true, false, true]);
		expect(idsOf(otherQuestions(await list(), first, chat, now))).toEqual([otherQuestion]);
		await end(first);
		expect(left()).toEqual([elsewhere]);
	});

	test('of the older one leaves the newer', async () => {
		const [first, second] = [waits(), waits()];
		await end(first);
		expect(left()).toEqual([second]);
		expect(subscriptions()[0]!.is_active).toBe(true);
	});

	test('asks for the list anew only where something else was asked in the chat', async () => {
		waits({ chatId: otherChat });
		await end(waits());
		expect(methods()).toEqual(['GET', 'DELETE']);
	});

	test('of the oldest is its end, without it falling silent first', async () => {
		const [first, newer] = [waits(), waits({}, silent)];
		await end(first);
		expect(methods()).toEqual(['GET', 'DELETE', 'GET', 'DELETE']);
		expect(left()).not.toContain(newer);
		const [next, newest] = [waits(), waits()];
		await end(next);
		expect(methods().slice(4)).toEqual(['GET', 'DELETE', 'GET']);
		expect(left()).toEqual([newest]);
	});

	test('of one of two from the same moment waits for the other', async () => {
		const same = { created_at: new Date(start).toISOString() };
		const [one, other] = [waits({}, same), waits({}, same)];
		await end(one);
		expect(subscriptions().map(({ is_active }) => is_active)).toEqual([false, true]);
		await end(other);
		expect(left()).toEqual([]);
	});

	test('leaves what is silent in another chat', async () => {
		const elsewhere = waits({ chatId: otherChat }, silent);
		const [first, second] = [waits(), waits()];
		await end(first);
		await end(second);
		expect(left()).toEqual([elsewhere]);
	});

	test('of three, in any order, leaves none', async () => {
		await fc.assert(
			fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (order) => {
				const all = [waits(), waits(), waits()];
				for (const place of order) await end(all[place]!);
				expect(left()).toEqual([]);
			}),
			{ numRuns: 12 },
		);
	});

	test('of one whose chat is not known yet, or that is gone already', async () => {
		const other = waits();
		await end(subscribe(`${origin}/webhook-waiting/1/2?linq-chat=wait`));
		await end('gone');
		expect(left()).toEqual([other]);
	});

	test('leaves what other n8ns keep silent', async () => {
		const theirs = subscribe(addressOf({}, 'https://elsewhere.example.com'), silent);
		await end(waits());
		expect(left()).toEqual([theirs]);
	});
});

test('other questions are those of the chat, of any n8n, but not one’s own', async () => {
	const own = waits();
	waits({ chatId: otherChat, questionId: otherQuestion });
	subscribe(`${origin}/webhook-waiting/1/2?linq-chat=wait&chat=${chat}`);
	expect(idsOf(otherQuestions(await list(), own, chat, now))).toEqual([undefined]);
	subscribe(addressOf({ questionId: otherQuestion }, 'https://elsewhere.example.com'), silent);
	expect(idsOf(otherQuestions(await list(), own, chat.toUpperCase(), now))).toEqual([
		undefined,
		otherQuestion,
	]);
});

describe('while a question is sent into a chat yet unknown', () => {
	const asking = (age: number, more: Parameters<typeof subscribe>[1] = {}) =>
		waits({ chatId: undefined }, { created_at: new Date(now - age).toISOString(), ...more });

	test('it is unclear for two minutes what else is asked', async () => {
		const own = waits();
		asking(2 * minute - 1);
		const all = await list();
		expect(failureOf(() => otherQuestions(all, own, chat, now))).toEqual({
			message: 'Another question is just being sent',
			...{ hint: 'Try again in a minute.', category: 'conflict', retryable: true },
		});
		expect(otherQuestions(all, own, chat, now + 1)).toEqual([]);
	});

	test('it is clear where that is one’s own, or was given up', async () => {
		const own = asking(0);
		asking(0, silent);
		expect(otherQuestions(await list(), own, chat, now)).toEqual([]);
	});

	test('it is clear where the chat of every other question is known, however new', async () => {
		waits({ chatId: otherChat }, { created_at: new Date(now).toISOString() });
		expect(otherQuestions(await list(), waits(), chat, now)).toEqual([]);
	});
});

test('another question is open until its time, or until it fell silent', async () => {
	const made = { created_at: new Date(start).toISOString() };
	waits({ until: start + hour }, made);
	waits({}, made);
	waits({ until: start + hour }, { ...made, ...silent });
	subscriptions()[2]!.updated_at = new Date(start + minute).toISOString();
	expect(otherQuestions(await list(), waits(), chat, now)).toEqual([
		{ messageId: question, askedAt: start, closedAt: start + hour },
		{ messageId: question, askedAt: start, closedAt: undefined },
		{ messageId: question, askedAt: start, closedAt: start + minute },
	]);
});

describe('nobody else’s subscription is ever touched', () => {
	const mark = markOf({ chatId: chat, questionId: question, until: 1 });
	const query = new URLSearchParams(mark).toString();
	const almost = fc.constantFrom(
		`${origin}/webhook/abc/webhook?version=2026-02-03`,
		`${origin}/webhook-waiting/1/2?signature=3`,
		`${origin}/webhook-waiting/1/2#${query}`,
		`${origin}/webhook-waiting/1/2/${query}`,
		`${origin}/webhook-waiting/1/2?linq-chat=waits&until=1`,
		`${origin}/webhook-waiting/1/2?linq-chat=&linq-chat=wait&until=1`,
		`${origin}/webhook-waiting/1/2?LINQ-CHAT=wait&until=1`,
		`${origin}/webhook-waiting/1/2?q=${encodeURIComponent(query)}`,
		`${origin}:8443/webhook-waiting/1/2?${query}`,
		`${origin}.evil.example/webhook-waiting/1/2?${query}`,
		`https://evil.example/${origin}/webhook-waiting/1/2?${query}`,
		`https://n8n.example.com@evil.example/webhook-waiting/1/2?${query}`,
		`https://evil.example/?${query}`,
		`http://n8n.example.com/webhook-waiting/1/2?${query}`,
		`${query}`,
		`n8n.example.com/webhook-waiting/1/2?${query}`,
		`javascript:${query}?${query}`,
	);
	const address = fc.oneof(
		almost,
		fc.webUrl({ withQueryParameters: true, withFragments: true }),
		fc.webUrl().map((url) => `${url}?${query}`),
		fc.webPath().map((path) => `${origin}${path}`),
		fc.string({ unit: codePoint, minLength: 1, maxLength: 60 }),
		fc.constantFrom('x', origin, `${origin}/`).map((one) => one.padEnd(5_000, '?')),
	);
	const other = fc.record({ address, is_active: fc.boolean(), age: fc.nat(40 * 24) });
	const ours = fc.record({
		until: fc.option(
			fc.nat(2 * 24).map((hours) => start + hours * hour),
			{ nil: undefined },
		),
		chatId: fc.constantFrom(chat, otherChat, undefined),
		is_active: fc.boolean(),
	});

	test('whatever its address, on or off, and however old', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(other, { maxLength: 8 }),
				fc.array(ours, { maxLength: 5 }),
				fc.nat(60 * 24),
				async (others, own, hours) => {
					subscriptions().splice(0);
					const kept = others.map(({ address: target_url, is_active, age }) =>
						subscribe(target_url, {
							is_active,
							created_at: new Date(start - age * hour).toISOString(),
						}),
					);
					const open = own.map(({ is_active, ...at }) => waits(at, { is_active }));
					const before = structuredClone(subscriptions().slice(0, kept.length));
					await sweep(start + hours * hour, always);
					for (const id of open) if (left().includes(id)) await end(id);
					expect(subscriptions().filter(({ id }) => kept.includes(id))).toEqual(before);
					await sweep(start + 100 * 24 * hour, always);
					expect(subscriptions()).toEqual(before);
				},
			),
			{ numRuns: 60, interruptAfterTimeLimit: 15_000 },
		);
	});
});
