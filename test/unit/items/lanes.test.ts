/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { runInLanes, type Aside } from '../../../nodes/items/lanes';

/** Tasks that end when told to, and a record of what began. */
function controlled(lanes: string[]) {
	const began: number[] = [];
	const ends: Array<() => void> = [];
	const tasks = lanes.map((lane, index) => ({
		lane,
		run: async () => {
			began.push(index);
			await new Promise<void>((resolve) => (ends[index] = resolve));
			return index;
		},
	}));
	return { began, ends, tasks };
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

test('a lane is worked through in order, others go on beside it', async () => {
	const { began, ends, tasks } = controlled(['a', 'a', 'b', 'a', 'b']);
	const done = runInLanes(tasks, 10);
	await settle();
	expect(began).toEqual([0, 2]);
	ends[2]!();
	await settle();
	expect(began).toEqual([0, 2, 4]);
	ends[0]!();
	await settle();
	expect(began).toEqual([0, 2, 4, 1]);
	ends[1]!();
	ends[4]!();
	await settle();
	ends[3]!();
	expect(await done).toEqual([0, 1, 2, 3, 4]);
});

test('no more run at once than the width allows', async () => {
	const { began, ends, tasks } = controlled(['a', 'b', 'c', 'd']);
	const done = runInLanes(tasks, 2);
	await settle();
	expect(began).toEqual([0, 1]);
	ends[1]!();
	await settle();
	expect(began).toEqual([0, 1, 2]);
	ends[0]!();
	ends[2]!();
	await settle();
	ends[3]!();
	expect(await done).toEqual([0, 1, 2, 3]);
});

test('the next task is taken only when there is a place for it to run in', async () => {
	const { ends, tasks } = controlled(['a', 'b', 'c', 'd']);
	const taken: number[] = [];
	function* source() {
		for (const [index, task] of tasks.entries()) {
			taken.push(index);
			yield task;
		}
	}
	const done = runInLanes(source(), 2);
	await settle();
	expect(taken).toEqual([0, 1]);
	ends[0]!();
	await settle();
	expect(taken).toEqual([0, 1, 2]);
	for (const index of [1, 2]) ends[index]!();
	await settle();
	ends[3]!();
	expect(await done).toEqual([0, 1, 2, 3]);
});

test('when a task throws, the others end first and its lane goes no further', async () => {
	const { ends, tasks, began } = controlled(['a', 'b']);
	const failing = { lane: 'c', run: async () => await Promise.reject(new Error('broken')) };
	let ended = false;
	const done = runInLanes<unknown>([failing, ...tasks, { lane: 'c', run: tasks[0]!.run }], 10);
	const checked = expect(done).rejects.toThrow('broken');
	void done.catch(() => (ended = true));
	await settle();
	expect(began).toEqual([0, 1]);
	expect(ended).toBe(false);
	ends[0]!();
	ends[1]!();
	await checked;
	expect(began).toEqual([0, 1]);
});

describe('a task that waits aside', () => {
	/** A task that waits aside, and is then told to end; `steps` has what it does. */
	function aside(lane: string, steps: string[]) {
		let wait = () => {};
		let end = () => {};
		const task = {
			lane,
			run: async (away: Aside) => {
				await away(new Promise<void>((resolve) => (wait = resolve)));
				steps.push('back');
				await new Promise<void>((resolve) => (end = resolve));
				return -1;
			},
		};
		return { task, wait: () => wait(), end: () => end() };
	}

	test('leaves its place to others, and goes before what has not begun when it comes back', async () => {
		const { began, ends, tasks } = controlled(['b', 'c', 'd']);
		const steps: string[] = [];
		const waiting = aside('a', steps);
		const done = runInLanes([waiting.task, ...tasks], 1);
		await settle();
		expect(began).toEqual([0]);
		waiting.wait();
		await settle();
		expect(steps).toEqual([]);
		ends[0]!();
		await settle();
		expect([steps, began]).toEqual([['back'], [0]]);
		waiting.end();
		await settle();
		expect(began).toEqual([0, 1]);
		ends[1]!();
		await settle();
		ends[2]!();
		expect(await done).toEqual([-1, 0, 1, 2]);
	});

	test('goes before what waits for its lane, which keeps its order', async () => {
		const { began, ends, tasks } = controlled(['c', 'c', 'd', 'd', 'e']);
		const steps: string[] = [];
		const [one, other] = [aside('a', steps), aside('b', steps)];
		const done = runInLanes([one.task, other.task, ...tasks], 3);
		await settle();
		expect(began).toEqual([0, 2, 4]);
		one.wait();
		await settle();
		ends[0]!();
		await settle();
		expect([steps, began]).toEqual([['back'], [0, 2, 4]]);
		other.wait();
		await settle();
		ends[2]!();
		await settle();
		expect([steps, began]).toEqual([
			['back', 'back'],
			[0, 2, 4],
		]);
		ends[4]!();
		await settle();
		expect(began).toEqual([0, 2, 4, 1]);
		for (const end of [ends[1]!, one.end, other.end]) end();
		await settle();
		expect(began).toEqual([0, 2, 4, 1, 3]);
		ends[3]!();
		expect(await done).toEqual([-1, -1, 0, 1, 2, 3, 4]);
	});

	test('keeps the place of its lane', async () => {
		const { began, ends, tasks } = controlled(['a', 'b']);
		const waiting = aside('a', []);
		const done = runInLanes([waiting.task, ...tasks], 1);
		await settle();
		expect(began).toEqual([1]);
		ends[1]!();
		waiting.wait();
		await settle();
		waiting.end();
		await settle();
		ends[0]!();
		expect(await done).toEqual([-1, 0, 1]);
	});

	test('gives its place away once, however much it waits for, and none after its end', async () => {
		const { began, ends, tasks } = controlled(['b', 'c', 'd', 'e']);
		let leave: Aside | undefined;
		let resolve = () => {};
		const wait = new Promise<void>((end) => (resolve = end));
		const twice = {
			lane: 'a',
			run: async (away: Aside) => {
				leave = away;
				await Promise.all([away(wait), away(wait)]);
				return -1;
			},
		};
		const done = runInLanes([twice, ...tasks], 1);
		await settle();
		expect(began).toEqual([0]);
		resolve();
		ends[0]!();
		await settle();
		expect(began).toEqual([0, 1]);
		void leave!(new Promise(() => {}));
		await settle();
		expect(began).toEqual([0, 1]);
		for (const index of [1, 2, 3]) {
			ends[index]!();
			await settle();
		}
		expect(await done).toEqual([-1, 0, 1, 2, 3]);
	});
});
