import pLimit from 'p-limit';

/** Something to do for one item. */
export interface Task<Result> {
	/** Tasks of one lane run one after another, in the order they were given. */
	lane: string;
	run: () => Promise<Result>;
}

/**
 * Runs all tasks: each lane in order, different lanes side by side.
 *
 * @param width how many tasks run at once, 1 or more
 * @returns the results in the order of the tasks
 * @throws what the first failing task threw, once nothing runs any more; tasks behind it in its
 *   lane never start
 */
export async function runInLanes<Result>(
	tasks: Array<Task<Result>>,
	width: number,
): Promise<Result[]> {
	const limit = pLimit(width);
	const lanes = new Map<string, Promise<unknown>>();
	const results = tasks.map(({ lane, run }) => {
		const before = lanes.get(lane);
		const result = before === undefined ? limit(run) : before.then(async () => await limit(run));
		lanes.set(lane, result);
		return result;
	});
	await Promise.allSettled(results);
	return await Promise.all(results);
}
