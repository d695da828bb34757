import { runInLanes } from '../../../nodes/items/lanes';

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
