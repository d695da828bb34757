/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
interface Watcher {
	count: number;
	resolve: () => void;
}

/** How long each wait so far was to be, in milliseconds. */
export const waits: number[] = [];

let asleepNow = 0;
let watchers: Watcher[] = [];

/**
 * Stands still until a test lets time pass: the date, the emulator's delays, and what waits with
 * `sleep`, for which a test file puts this module in the place of `nodes/linq/wire/sleep`: n8n's own
 * function is loaded outside jest, where its fake timers don't reach. Sockets go on as ever.
 */
export function stopClock(): void {
	jest.useFakeTimers({
		doNotFake: ['hrtime', 'nextTick', 'queueMicrotask', 'setImmediate'],
	});
	waits.length = 0;
	asleepNow = 0;
	watchers = [];
}

/** In the place of `nodes/linq/wire/sleep`. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	waits.push(milliseconds);
	asleepNow++;
	watchers = watchers.filter((watcher) => !told(watcher));
	await new Promise<void>((resolve, reject) => {
		const end = () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', end);
			asleepNow--;
			if (signal?.aborted) reject(signal.reason as Error);
			else resolve();
		};
		const timer = setTimeout(end, milliseconds);
		signal?.addEventListener('abort', end);
	});
}

/** Resolves once so many are waiting at the same time. */
export async function asleep(count: number): Promise<void> {
	await new Promise<void>((resolve) => {
		const watcher = { count, resolve };
		if (!told(watcher)) watchers.push(watcher);
	});
}

/** Lets so much time pass, in milliseconds. */
export function pass(milliseconds: number): void {
	jest.advanceTimersByTime(milliseconds);
}

/** More waits than this in a row lead nowhere. */
const mostWaits = 30;

/** Lets time pass, from one wait to the next, until the work is done. */
export async function finished<Result>(work: Promise<Result>): Promise<Result> {
	let isDone = false;
	const end = work.then(
		() => (isDone = true),
		() => (isDone = true),
	);
	for (let passed = 0; passed <= mostWaits; passed++) {
		await Promise.race([end, asleep(1)]);
		// Whatever follows from what just happened comes before time goes on.
		await new Promise((resolve) => setImmediate(resolve));
		if (isDone) return await work;
		jest.advanceTimersToNextTimer();
	}
	throw new Error('It waits again and again');
}

function told({ count, resolve }: Watcher): boolean {
	if (asleepNow < count) return false;
	resolve();
	return true;
}
