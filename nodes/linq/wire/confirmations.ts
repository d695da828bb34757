import { asFailure, LinqError } from '../errors';
import { pLimit } from '../libraries/pLimit';
import type { Patience } from './client';
import { now } from './clock';
import { firstPause, lastAnswer, nextPause } from './readingPace';
import { sleep } from './sleep';

/** Things that are read at the same time, however many are waited for. */
const width = 5;

/** Something of Linq's that is read again and again. */
export interface Watched<Reading> {
	/** The same for whatever one reading serves: what is read, and its ID. */
	name: string;
	/** See `Lane`: its readings are limited together with those of the same. */
	lane: string;
	/** @returns undefined where the next reading may do better, as it may after what `retryable` says */
	read: (patience: Patience) => Promise<Reading | undefined>;
}

interface Waiting {
	/** By the clock of `now`. */
	deadline: number;
	/** Told of every reading; true once there is nothing left to wait for. */
	see: (reading: unknown) => boolean;
	/** Told that there won't be another: the time is up, or readings fail for good. */
	giveUp: (failure?: Error) => void;
}

/** What is waited for in one thing that is read. */
interface Watch {
	all: Waiting[];
	/** How long the next pause is, in milliseconds. */
	pause: number;
	/** When it is read next, or was read last; by the clock of `now`. */
	due: number;
	/** Ends a pause in which `due` has changed. */
	wake: () => void;
}

/**
 * Waits for what Linq has queued to be done, by reading what will show it: one loop for a chat or a
 * message, however many wait for something in it.
 */
export class Confirmations {
	private readonly watches = new Map<string, Watch>();
	private readonly limit = pLimit(width);

	constructor(private readonly signal?: AbortSignal) {}

	/**
	 * Reads until `find` finds what is waited for.
	 *
	 * @param time milliseconds until it is given up
	 * @returns what was found, or undefined when the time is up
	 * @throws LinqError when it can't be read; the signal's reason when cancelled
	 */
	async until<Reading, Found>(
		watched: Watched<Reading>,
		find: (reading: Reading) => Found | undefined,
		time: number,
		patience: Patience,
	): Promise<Found | undefined> {
		return await new Promise((resolve, reject) => {
			const waiting: Waiting = {
				deadline: now() + time,
				see: (reading) => {
					const found = find(reading as Reading);
					if (found !== undefined) resolve(found);
					return found !== undefined;
				},
				giveUp: (failure) => {
					if (failure === undefined) resolve(undefined);
					else reject(failure);
				},
			};
			const known = this.watches.get(watched.name);
			if (known) {
				join(known, waiting);
				return;
			}
			const watch = { all: [waiting], pause: firstPause, due: 0, wake: () => {} };
			this.watches.set(watched.name, watch);
			this.follow(watched, watch, patience).catch((failure: Error) => {
				this.watches.delete(watched.name);
				for (const one of watch.all) one.giveUp(failure);
			});
		});
	}

	private async follow(watched: Watched<unknown>, watch: Watch, patience: Patience): Promise<void> {
		const { all } = watch;
		while (all.length > 0) {
			watch.due = nextReading(all, watch.pause);
			await this.untilDue(watch);
			watch.pause = nextPause(watch.pause);
			const asked = all.length;
			const reading = await this.limit(async () => await read(watched, watch, patience));
			const time = now();
			const left = all.slice(0, asked).filter((one) => {
				if (reading !== undefined && one.see(reading)) return false;
				if (one.deadline > time) return true;
				one.giveUp();
				return false;
			});
			all.splice(0, asked, ...left);
		}
		this.watches.delete(watched.name);
	}

	private async untilDue(watch: Watch): Promise<void> {
		let waking: AbortController;
		do {
			waking = new AbortController();
			watch.wake = () => waking.abort();
			const signal = AbortSignal.any([waking.signal, ...(this.signal ? [this.signal] : [])]);
			const wait = Math.max(0, watch.due - now());
			await sleep(wait, signal).catch(() => this.signal?.throwIfAborted());
		} while (waking.signal.aborted);
	}
}

/** Undefined when the next reading may do better. */
async function read<Reading>(
	watched: Watched<Reading>,
	{ all }: Watch,
	patience: Patience,
): Promise<Reading | undefined> {
	const until = Math.min(...all.map(({ deadline }) => deadline)) + lastAnswer;
	const timeout = Math.floor(Math.min(patience.timeout, until - now()));
	if (timeout <= 0) return undefined;
	const once = { timeout, until, maxRetries: 0, lane: { name: watched.lane } };
	const result = await watched.read(once).catch(asFailure);
	if (!(result instanceof LinqError)) return result;
	if (result.failure.retryable) return undefined;
	throw result;
}

/** Someone new is looked for as soon as the first one was, and at the pace the first one was. */
function join(watch: Watch, newcomer: Waiting): void {
	watch.all.push(newcomer);
	watch.pause = firstPause;
	const due = nextReading([newcomer], firstPause);
	if (due >= watch.due) return;
	watch.due = due;
	watch.wake();
}

/** After the pause, and when someone's time is up at the latest. */
function nextReading(waiting: Waiting[], pause: number): number {
	return Math.min(now() + pause, ...waiting.map(({ deadline }) => deadline));
}
