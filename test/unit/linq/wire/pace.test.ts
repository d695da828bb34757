import { now } from '../../../../nodes/linq/wire/clock';
import { LinqError } from '../../../../nodes/linq/errors';
import { Pace, type Asking, type Turn } from '../../../../nodes/linq/wire/pace';

// n8n-workflow's `sleep` is this one, but with the timers of the world outside the test.
jest.mock('n8n-workflow', () => jest.requireActual<object>('@n8n/utils/sleep'));

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

/** Requests that keep to a pace. */
class Requests {
	/** Those that have their turn and did not end yet, in order. */
	readonly underWay: Turn[] = [];

	constructor(readonly pace = new Pace()) {}

	/** So many more ask for their turn, and get it if they may go now. */
	async ask(count: number, lane?: string): Promise<void> {
		const asking = lane === undefined ? {} : { lane: { name: lane }, maxRetries: 3 };
		for (let index = 0; index < count; index++) {
			void this.pace.turn(false, asking).then((turn) => this.underWay.push(turn));
		}
		await this.after(0);
	}

	/** One more of each of these lanes. */
	async askEach(...lanes: string[]): Promise<void> {
		for (const lane of lanes) await this.ask(1, lane);
	}

	/** The lanes of those under way. */
	get lanes(): Array<string | undefined> {
		return this.underWay.map(({ lane }) => lane);
	}

	/** Lets time go by, and says how many are under way then. */
	async after(milliseconds: number): Promise<number> {
		await jest.advanceTimersByTimeAsync(milliseconds);
		return this.underWay.length;
	}

	/** The first under way pass, or fail for a reason of their own. */
	async end(count: number, passed: boolean): Promise<void> {
		for (const turn of this.underWay.splice(0, count)) this.pace.end(turn, passed);
		await this.after(0);
	}

	/** The first under way is refused. */
	async refuse(wait: number): Promise<void> {
		this.pace.refuse(this.underWay.shift()!, wait);
		await this.after(0);
	}

	/** So many pass, one by one. */
	async pass(count: number): Promise<void> {
		for (let index = 0; index < count; index++) {
			await this.ask(1);
			await this.end(1, true);
		}
	}

	/** Lets pass what goes at this time, and says how many that were. */
	async passAll(): Promise<number> {
		let passed = 0;
		for (; this.underWay.length > 0; passed++) await this.end(1, true);
		return passed;
	}
}

/** As many requests as passed before the refusal, with none of them waiting any more. */
async function refusedAfter(passed: number, wait: number): Promise<Requests> {
	const requests = new Requests();
	await requests.pass(passed);
	await requests.ask(1);
	await requests.refuse(wait);
	return requests;
}

/** How many pass in each of the next stretches of time, when as many go as may. */
async function passing(requests: Requests, stretches: number, length: number): Promise<number[]> {
	await requests.ask(100);
	const counts = [await requests.passAll()];
	while (counts.length < stretches) {
		await requests.after(length);
		counts.push(await requests.passAll());
	}
	return counts;
}

describe('before any refusal', () => {
	test('five requests are under way at once, for as long as they take', async () => {
		const requests = new Requests();
		await requests.ask(20);
		expect(await requests.after(3_600_000)).toBe(5);
	});

	test('ten that pass change nothing, and each two after them let one more in', async () => {
		const requests = new Requests();
		await requests.ask(50);
		await requests.end(5, true);
		await requests.end(5, true);
		expect(requests.underWay).toHaveLength(5);
		await requests.end(2, true);
		expect(requests.underWay).toHaveLength(6);
		await requests.end(6, true);
		expect(requests.underWay).toHaveLength(9);
	});

	test('each after forty lets one more in', async () => {
		const requests = new Requests();
		await requests.pass(39);
		await requests.ask(50);
		expect(requests.underWay).toHaveLength(19);
		await requests.end(1, true);
		expect(requests.underWay).toHaveLength(20);
		await requests.end(2, true);
		expect(requests.underWay).toHaveLength(22);
	});

	test('one that fails makes room for another, and no more', async () => {
		const requests = new Requests();
		await requests.ask(20);
		await requests.end(2, false);
		expect(requests.underWay).toHaveLength(5);
	});

	test('what is tried again goes before what waits longer', async () => {
		const requests = new Requests();
		const order: string[] = [];
		await requests.ask(5);
		const asking = (name: string, again: boolean) =>
			requests.pace.turn(again).then(() => order.push(name));
		const asked = [asking('first', false), asking('second', false), asking('again', true)];
		await requests.end(3, false);
		await Promise.all(asked);
		expect(order).toEqual(['again', 'first', 'second']);
	});
});

test('what was refused takes turns, before what was not sent yet', async () => {
	const requests = new Requests(new Pace(undefined, 1));
	const order: string[] = [];
	await requests.ask(1);
	for (const name of ['new', 'refused', 'refused later']) {
		void requests.pace.turn(name !== 'new').then((turn) => {
			order.push(name);
			requests.underWay.push(turn);
		});
	}
	for (let ends = 0; ends < 3; ends++) await requests.end(1, false);
	expect(order).toEqual(['refused', 'refused later', 'new']);
});

describe('a refusal', () => {
	test('holds everyone back until the wait is over', async () => {
		const requests = await refusedAfter(20, 3_000);
		await requests.ask(10);
		expect(requests.underWay).toEqual([]);
		expect(await requests.after(2_999)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});

	test.each([
		['shortens', 5_000, 1_000],
		['lengthens', 1_000, 5_000],
	])('that %s the wait: the longest counts', async (_what, first, second) => {
		const requests = new Requests();
		await requests.ask(7);
		await requests.refuse(first);
		await requests.refuse(second);
		await requests.end(3, false);
		expect(await requests.after(4_999)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});

	test('holds them back again when it comes again', async () => {
		const requests = await refusedAfter(20, 3_000);
		await requests.ask(10);
		await requests.after(3_000);
		await requests.refuse(2_000);
		expect(await requests.after(1_999)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});

	test('one goes first, then two, then four', async () => {
		const requests = await refusedAfter(25, 3_000);
		await requests.ask(50);
		const widths = [await requests.after(3_000)];
		for (const passed of [1, 2, 4]) {
			await requests.end(passed, true);
			widths.push(requests.underWay.length);
		}
		expect(widths).toEqual([1, 2, 4, 8]);
	});

	test.each([
		[10, 4],
		[9, 3],
		[7, 3],
		[1, 1],
	])('where %i pass in the time, %i are under way at once', async (passed, underWay) => {
		const requests = await refusedAfter(passed, 3_000);
		await requests.after(3_000);
		await requests.pass(passed);
		await requests.after(3_150);
		await requests.ask(20);
		expect(requests.underWay).toHaveLength(underWay);
	});

	test('when nothing had passed, one goes first, and what comes of it tells whether more go', async () => {
		const requests = await refusedAfter(0, 2_000);
		for (const lane of ['a', 'b', 'c']) void requests.ask(1, lane);
		expect(await requests.after(2_000)).toBe(1);
		await requests.end(1, true);
		expect(requests.underWay).toMatchObject([{ isTrial: true }]);
		await requests.refuse(2_000);
		expect(await requests.after(2_099)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});
});

describe('a refusal of one lane', () => {
	test('holds that lane back, and no other', async () => {
		const requests = new Requests();
		await requests.askEach('a', 'b');
		await requests.refuse(3_000);
		await requests.end(1, true);
		await requests.askEach('a', 'b', 'c');
		expect(requests.lanes).toEqual(['b', 'c']);
		expect(await requests.after(2_999)).toBe(2);
		await requests.after(1);
		expect(requests.lanes).toEqual(['b', 'c', 'a']);
	});

	test('stops the others until what was sent after it has told', async () => {
		const requests = new Requests();
		await requests.askEach('a', 'b', 'c');
		await requests.refuse(3_000);
		await requests.askEach('d');
		expect(requests.lanes).toEqual(['b', 'c']);
		await requests.end(2, true);
		expect(requests.lanes).toEqual(['d']);
	});

	test('does not stop them for longer than a second', async () => {
		const requests = new Requests();
		await requests.askEach('a', 'b');
		await requests.refuse(3_000);
		await requests.askEach('c');
		await requests.after(999);
		expect(requests.lanes).toEqual(['b']);
		await requests.after(1);
		expect(requests.lanes).toEqual(['b', 'c']);
	});

	test('is asked whether it waits aside, and only while it is held back', async () => {
		const requests = new Requests();
		const aside: string[] = [];
		const lane = {
			name: 'a',
			aside: async <Value>(wait: Promise<Value>) => {
				aside.push('away');
				const value = await wait;
				aside.push('back');
				return value;
			},
		};
		const turn = await requests.pace.turn(false, { lane });
		requests.pace.refuse(turn, 3_000);
		const again = requests.pace.turn(true, { lane });
		await requests.after(2_999);
		expect(aside).toEqual(['away']);
		await requests.after(1);
		await again;
		expect(aside).toEqual(['away', 'back']);
	});
});

describe('refusals of several lanes', () => {
	const severalAtOnce = async (wait = 3_000) => {
		const requests = new Requests();
		await requests.askEach('a', 'b', 'c');
		for (let refusals = 0; refusals < 3; refusals++) await requests.refuse(wait);
		return requests;
	};

	test('at once hold everyone back', async () => {
		const requests = await severalAtOnce();
		await requests.askEach('d', 'e');
		expect(await requests.after(2_999)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});

	test('one after another, with nothing passing in between, as well', async () => {
		const requests = new Requests();
		for (const lane of ['a', 'b', 'c']) {
			await requests.askEach(lane);
			await requests.refuse(3_000);
		}
		await requests.askEach('d');
		expect(await requests.after(2_999)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});

	test('between others that pass are their own', async () => {
		const requests = new Requests();
		for (const lane of ['a', 'b', 'c', 'd']) {
			await requests.askEach(lane, `${lane}, passing`);
			await requests.refuse(3_000);
			await requests.end(1, true);
		}
		await requests.askEach('e');
		expect(requests.lanes).toEqual(['e']);
	});

	test('at once, but fewer than pass, are their own', async () => {
		const requests = new Requests();
		await requests.pass(12);
		await requests.askEach('a', 'b', 'c', 'd', 'e', 'f');
		for (let refusals = 0; refusals < 3; refusals++) await requests.refuse(3_000);
		await requests.end(3, true);
		await requests.askEach('g');
		expect(requests.lanes).toEqual(['g']);
	});

	test('are everyone’s when lanes are refused once more, whatever has passed of them', async () => {
		const requests = new Requests();
		const lanes = ['a', 'b', 'c'];
		for (let rounds = 0; rounds < 2; rounds++) {
			await requests.askEach(...lanes);
			await requests.end(3, true);
			await requests.askEach(...lanes);
			for (let refusals = 0; refusals < 3; refusals++) await requests.refuse(3_000);
			await requests.after(rounds === 0 ? 3_000 : 0);
		}
		await requests.askEach('d');
		expect(await requests.after(2_999)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});

	test('of each of which something has passed before are their own, up to nine of them', async () => {
		const lanes = Array.from({ length: 10 }, (_, index) => `lane ${index}`);
		const requests = new Requests();
		for (const lane of lanes) {
			await requests.askEach(lane);
			await requests.end(1, true);
		}
		for (const lane of lanes.slice(1)) {
			await requests.askEach(lane);
			await requests.refuse(3_000);
		}
		await requests.askEach('other');
		expect(requests.lanes).toEqual(['other']);
		await requests.end(1, false);
		await requests.askEach(lanes[0]!);
		await requests.refuse(3_000);
		await requests.askEach('another');
		expect(await requests.after(2_999)).toBe(0);
		expect(await requests.after(1)).toBe(1);
	});

	test('make one refusal of another enough from then on', async () => {
		const requests = await severalAtOnce(2_000);
		await requests.after(2_000);
		await requests.ask(1, 'd');
		await requests.end(1, true);
		await requests.after(2_100);
		await requests.ask(1, 'e');
		await requests.refuse(2_000);
		await requests.ask(1, 'f');
		expect(await requests.after(1_999)).toBe(0);
	});

	test('are the own one of whoever is refused again while others pass', async () => {
		const requests = await severalAtOnce(2_000);
		await requests.after(2_000);
		await requests.ask(1, 'd');
		await requests.end(1, true);
		await requests.after(2_100);
		await requests.ask(1, 'a');
		await requests.refuse(4_000);
		await requests.ask(1, 'e');
		await requests.after(2_100);
		expect(requests.lanes).toEqual(['e']);
	});

	test('are forgotten once nobody was refused for ten times as long', async () => {
		const requests = await severalAtOnce(2_000);
		await requests.after(20_000);
		await requests.askEach('d', 'e', 'f', 'g');
		expect(requests.underWay).toHaveLength(4);
		await requests.askEach('h', 'i');
		expect(requests.underWay).toHaveLength(5);
	});
});

test('a limit that is forgotten while the only request is under way: five go at once again', async () => {
	const requests = new Requests();
	await requests.ask(1);
	await requests.refuse(1_000);
	await requests.after(9_900);
	await requests.ask(1);
	await requests.after(2_000);
	await requests.end(1, true);
	await requests.ask(20);
	expect(requests.underWay).toHaveLength(5);
});

test('a clock that is set back holds nobody back', async () => {
	const requests = await refusedAfter(20, 3_000);
	await requests.ask(1);
	jest.setSystemTime(Date.now() - 86_400_000);
	expect(await requests.after(3_000)).toBe(1);
});

test('no more are under way than may be, whatever passes', async () => {
	const requests = new Requests(new Pace(undefined, 1));
	await requests.pass(10);
	await requests.ask(10);
	expect(requests.underWay).toHaveLength(1);
});

describe('what is waited for no longer', () => {
	const failure = new LinqError({
		message: 'Rate limit exceeded',
		hint: '',
		category: 'rate_limited',
		retryable: true,
		retryAfter: 60_000,
	});

	/** Refuses the first under way, and says what becomes of those that wait. */
	class Limited extends Requests {
		readonly ends: unknown[] = [];

		async wait(again: boolean, asking: Asking = {}): Promise<void> {
			void this.pace.turn(again, asking).then(
				(turn) => this.underWay.push(turn),
				(error: LinqError) => this.ends.push(error.failure.hint),
			);
			await this.after(0);
		}

		async limit(wait: number): Promise<void> {
			this.pace.refuse(this.underWay.shift()!, wait, failure);
			await this.after(0);
		}
	}

	test('what was not sent, after two whole waits in which nothing passed', async () => {
		const requests = new Limited();
		await requests.ask(1);
		await requests.limit(60_000);
		for (let waits = 0; waits < 2; waits++) {
			await requests.wait(true, { maxRetries: 10 });
			await requests.wait(false);
			expect(requests.ends).toEqual([]);
			await requests.after(60_000);
			await requests.limit(60_000);
		}
		expect(requests.ends).toEqual(
			Array<unknown>(2).fill(expect.stringContaining('after 2 whole waits')),
		);
		await requests.wait(true, { maxRetries: 10 });
		expect(requests.ends).toHaveLength(2);
	});

	test('nobody, where something passed meanwhile', async () => {
		const requests = new Limited();
		await requests.ask(1);
		await requests.limit(60_000);
		for (let waits = 0; waits < 5; waits++) {
			await requests.wait(true);
			await requests.wait(false);
			await requests.after(60_000);
			await requests.end(1, true);
			await requests.after(63_000);
			await requests.limit(60_000);
		}
		expect(requests.ends).toEqual([]);
	});

	test('everyone, once all waits together have taken an hour', async () => {
		const requests = new Limited();
		await requests.ask(1);
		await requests.limit(100_000);
		for (let waits = 0; waits < 36; waits++) {
			expect(requests.ends).toEqual([]);
			await requests.wait(true);
			await requests.wait(true);
			await requests.after(100_000);
			await requests.end(1, true);
			await requests.after(105_000);
			await requests.limit(100_000);
		}
		await requests.wait(false);
		expect(requests.ends.at(-1)).toEqual(expect.stringContaining('for an hour in all'));
	});

	test('what is too late by then', async () => {
		const requests = new Limited();
		await requests.ask(1);
		await requests.limit(60_000);
		await requests.wait(false, { until: now() + 5_000 });
		await requests.wait(false, { lane: { name: 'a' }, until: now() + 5_000 });
		await requests.after(4_999);
		expect(requests.ends).toHaveLength(0);
		await requests.after(1);
		expect(requests.ends).toHaveLength(2);
	});

	test('what is too late in a lane that is held back', async () => {
		const requests = new Limited();
		await requests.ask(1, 'a');
		await requests.limit(60_000);
		await requests.wait(false, { lane: { name: 'a' }, until: now() + 5_000 });
		expect(await requests.after(5_000)).toBe(0);
		expect(requests.ends).toHaveLength(1);
	});

	test('pauses that Linq did not ask for count by their length, and double', async () => {
		const requests = new Limited();
		const unasked = new LinqError({ ...failure.failure, retryAfter: 0 });
		const pauses: number[] = [];
		await requests.ask(1);
		requests.pace.refuse(requests.underWay.shift()!, 0, unasked);
		await requests.wait(false);
		while (requests.ends.length === 0 && pauses.length < 20) {
			await requests.wait(true, { maxRetries: 10 });
			const before = now();
			while (requests.underWay.length === 0) await requests.after(100);
			pauses.push(now() - before);
			requests.pace.refuse(requests.underWay.shift()!, 0, unasked);
			await requests.after(0);
		}
		expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
	});
});

describe('how many go in a stretch of time', () => {
	test('as many as passed in one as long before, a twentieth longer to be safe', async () => {
		const requests = await refusedAfter(4, 2_000);
		await requests.ask(20);
		await requests.after(2_000);
		expect(await requests.passAll()).toBe(4);
		expect(await requests.after(2_099)).toBe(0);
		await requests.after(1);
		expect(requests.underWay).not.toEqual([]);
	});

	test('counted from when each was sent', async () => {
		const requests = await refusedAfter(3, 2_000);
		await requests.after(2_000);
		await requests.pass(1);
		await requests.after(1_000);
		await requests.pass(2);
		await requests.ask(5);
		expect(await requests.after(1_099)).toBe(0);
		await requests.after(1);
		expect(await requests.passAll()).toBe(1);
		expect(await requests.after(999)).toBe(0);
		await requests.after(1);
		expect(await requests.passAll()).toBeGreaterThan(0);
	});

	test('what passed longer ago than the wait says nothing', async () => {
		const requests = new Requests();
		await requests.pass(4);
		await requests.after(1);
		await requests.pass(3);
		await requests.after(1_999);
		await requests.ask(1);
		await requests.refuse(2_000);
		await requests.after(2_000);
		expect(await passing(requests, 1, 0)).toEqual([3]);
	});

	test('without a wait, what passed in the last second counts', async () => {
		const requests = new Requests();
		await requests.pass(4);
		await requests.after(1);
		await requests.pass(3);
		await requests.after(999);
		await requests.ask(1);
		await requests.refuse(0);
		await requests.ask(20);
		expect(await requests.passAll()).toBe(3);
		expect(await requests.after(1_049)).toBe(0);
		await requests.after(1);
		expect(requests.underWay).not.toEqual([]);
	});

	test('what passed up to two minutes ago is remembered', async () => {
		const requests = new Requests();
		await requests.pass(4);
		await requests.after(60_000);
		await requests.pass(3);
		await requests.after(59_999);
		await requests.ask(1);
		await requests.refuse(120_000);
		await requests.after(120_000);
		expect(await passing(requests, 1, 0)).toEqual([7]);
	});

	test('requests that were under way at the refusal and pass count, too', async () => {
		const requests = new Requests();
		await requests.ask(5);
		await requests.refuse(2_000);
		await requests.end(4, true);
		await requests.after(2_000);
		expect(await passing(requests, 3, 2_100)).toEqual([5, 5, 5]);
	});

	test('requests that were under way at the refusal and are refused teach nothing new', async () => {
		const requests = new Requests();
		await requests.pass(3);
		await requests.ask(5);
		for (let refusals = 0; refusals < 5; refusals++) await requests.refuse(2_000);
		await requests.after(2_000);
		expect(await passing(requests, 3, 2_100)).toEqual([3, 3, 3]);
	});
});

describe('one more is tried', () => {
	/** One of a lane of its own is refused after these, and many wait. */
	async function met(passed: number): Promise<Requests> {
		const requests = await refusedAfter(passed, 2_000);
		for (let index = 0; index < 100; index++) void requests.ask(1, `lane ${index}`);
		await requests.after(2_000);
		return requests;
	}

	/** Lets so many pass that go at this time. */
	const passSome = async (requests: Requests, count: number) => {
		for (let passed = 0; passed < count; passed++) await requests.end(1, true);
	};

	/** Lets those pass that are known to fit into the limit, and says how many that were. */
	const passUntilTrial = async (requests: Requests) => {
		let passed = 0;
		for (; requests.underWay[0]?.isTrial === false; passed++) await requests.end(1, true);
		return passed;
	};

	test('once as many have passed as make up for what was refused, and for the trial', async () => {
		const requests = await met(4);
		for (let stretches = 0; stretches < 4; stretches++) {
			expect(await requests.passAll()).toBe(4);
			await requests.after(2_100);
		}
		await passSome(requests, 4);
		expect(requests.underWay).toMatchObject([{ isTrial: true }]);
	});

	test('and if it passes, one at a time more, until one is refused', async () => {
		const requests = await met(20);
		await passSome(requests, 20);
		expect(requests.underWay).toMatchObject([{ isTrial: true }]);
		await passSome(requests, 1);
		expect(requests.underWay).toMatchObject([{ isTrial: true }, { isTrial: true }]);
		await passSome(requests, 3);
		expect(requests.underWay).toMatchObject(Array(3).fill({ isTrial: true }));
		await requests.refuse(2_000);
		await requests.end(requests.underWay.length, false);
		expect(requests.underWay).toEqual([]);
		await requests.after(2_100);
		expect(await passUntilTrial(requests)).toBe(24);
	});

	test('whose refusal holds back its own lane, and no other', async () => {
		const requests = await met(20);
		await passSome(requests, 20);
		const [{ lane }] = requests.underWay as [Turn];
		await requests.refuse(4_000);
		const again = requests.pace.turn(true, { lane: { name: lane! } });
		await requests.after(2_100);
		expect(await passUntilTrial(requests)).toBe(20);
		let isBack = false;
		void again.then(() => (isBack = true));
		await requests.after(1_800);
		expect(isBack).toBe(false);
		await requests.after(300);
		expect(isBack).toBe(true);
	});

	test('not late in a stretch of time, when what came first may have been let go of', async () => {
		const requests = await met(20);
		await passSome(requests, 10);
		await requests.after(1_700);
		await passSome(requests, 10);
		expect(requests.underWay).toEqual([]);
	});

	test.each<[string, boolean, Asking]>([
		['belongs to no lane', false, { maxRetries: 3 }],
		['is not tried again', false, { lane: { name: 'a' } }],
		['a refusal ends', false, { lane: { name: 'a' }, maxRetries: 3, isEndedByRefusal: true }],
		['was refused before', true, { lane: { name: 'a' }, maxRetries: 3 }],
	])('but not of what %s', async (_what, again, asking) => {
		const requests = await refusedAfter(20, 2_000);
		for (let index = 0; index < 100; index++) {
			void requests.pace.turn(again, asking).then((turn) => requests.underWay.push(turn));
		}
		await requests.after(2_000);
		expect(await requests.passAll()).toBe(20);
	});
});

test('a limit that is met all the time is not forgotten', async () => {
	const requests = await refusedAfter(1, 2_000);
	for (let index = 0; index < 20; index++) void requests.ask(1, `lane ${index}`);
	for (let stretches = 0; stretches < 11; stretches++) {
		await requests.after(2_100);
		expect(await requests.passAll()).toBe(1);
	}
});

test('but by what has no lane, and tries nothing more, it is', async () => {
	const requests = await refusedAfter(1, 2_000);
	const counts = await passing(requests, 11, 2_100);
	expect(counts.slice(0, -1)).toEqual([0, ...Array<number>(9).fill(1)]);
	expect(counts.at(-1)).toBe(91);
});

test('however many wait, one timer runs', async () => {
	const requests = await refusedAfter(4, 2_000);
	await requests.ask(50);
	expect(jest.getTimerCount()).toBe(1);
	await requests.after(2_000);
	await requests.passAll();
	expect(jest.getTimerCount()).toBe(1);
});

describe('when the execution is cancelled', () => {
	const reason = new Error('cancelled');

	test.each([
		['for room', 0],
		['for a wait to be over', 1],
	])('those that wait %s stop at once, and none goes any more', async (_what, refusals) => {
		const cancelling = new AbortController();
		const requests = new Requests(new Pace(cancelling.signal));
		await requests.ask(5);
		for (let count = 0; count < refusals; count++) await requests.refuse(2_000);
		const waiting = [requests.pace.turn(false), requests.pace.turn(true)].map(
			async (turn) => await turn.catch((error: unknown) => error),
		);
		cancelling.abort(reason);
		expect(await Promise.all(waiting)).toEqual([reason, reason]);
		expect(jest.getTimerCount()).toBe(0);
		await expect(requests.pace.turn(true)).rejects.toBe(reason);
	});

	test('before the first request, none goes', async () => {
		const pace = new Pace(AbortSignal.abort(reason));
		await expect(pace.turn(false)).rejects.toBe(reason);
	});
});
