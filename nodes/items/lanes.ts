/** Waits for something without keeping others from running: meanwhile the place is somebody else's. */
export type Aside = <Value>(wait: Promise<Value>) => Promise<Value>;

/** Something to do for one item. */
export interface Task<Result> {
	/** Tasks of one lane run one after another, in the order they were given. */
	lane: string;
	run: (aside: Aside) => Promise<Result>;
}

/**
 * Runs all tasks: each lane in order, different lanes side by side. Tasks are taken from the source
 * one by one, the next one only when there is a place for it to run in.
 *
 * @param tasks in input order; those of a lane that is busy wait for it, and the next is taken
 * @param width how many tasks run at once, 1 or more, besides those that wait aside
 * @returns the results in the order of the tasks
 * @throws what the first failing task threw, or the source, once nothing runs any more; tasks behind
 *   a failed one in its lane never start
 */
export async function runInLanes<Result>(
	tasks: Iterable<Task<Result>> | AsyncIterable<Task<Result>>,
	width: number,
): Promise<Result[]> {
	const places = new Places(width);
	const lanes = new Map<string, Promise<unknown>>();
	const results: Array<Promise<Result>> = [];
	try {
		for await (const { lane, run } of tasks) {
			const before = lanes.get(lane);
			const result =
				before === undefined
					? inPlace(places, run)
					: before.then(async () => await inPlace(places, run));
			lanes.set(lane, result);
			results.push(result);
			// It is told below; until then, nobody listens.
			result.catch(() => {});
			await places.untilFree();
		}
	} finally {
		await Promise.allSettled(results);
	}
	return await Promise.all(results);
}

/** Places to run in, of which there are so many. */
class Places {
	private readonly waiting: Array<() => void> = [];
	private whenFree: (() => void) | undefined;

	constructor(private free: number) {}

	/** Resolves when there is a place that nobody waits for; only one may ask at a time. */
	async untilFree(): Promise<void> {
		while (this.free === 0) await new Promise<void>((resolve) => (this.whenFree = resolve));
	}

	/** @param isBegun what has begun goes before what has not */
	async take(isBegun: boolean): Promise<void> {
		if (this.free > 0) {
			this.free--;
			return;
		}
		await new Promise<void>((resolve) => {
			if (isBegun) this.waiting.unshift(resolve);
			else this.waiting.push(resolve);
		});
	}

	leave(): void {
		const next = this.waiting.shift();
		if (next) {
			next();
			return;
		}
		this.free++;
		this.whenFree?.();
		this.whenFree = undefined;
	}
}

async function inPlace<Result>(places: Places, run: Task<Result>['run']): Promise<Result> {
	await places.take(false);
	let aside = 0;
	let isDone = false;
	try {
		return await run(async (wait) => {
			// What a task left behind has no place any more.
			if (isDone) return await wait;
			if (aside++ === 0) places.leave();
			try {
				return await wait;
			} finally {
				if (--aside === 0) await places.take(true);
			}
		});
	} finally {
		isDone = true;
		places.leave();
	}
}
