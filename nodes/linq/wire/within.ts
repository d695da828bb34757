import { now } from './clock';
import { sleep } from './sleep';

/** How long n8n's helper gets to end what it was told to end, in milliseconds. */
const lastMoments = 100;

/** How long a sleep may outlast the last request, in milliseconds. */
const longestNap = 250;

/**
 * What is to be called when its time has come. All requests of the process share one sleep: each of
 * its own would have to be ended by an error, however well the request went.
 */
class Alarms {
	private readonly calls = new Map<() => void, number>();
	private wakesAt = Number.POSITIVE_INFINITY;

	/** @param time milliseconds from now */
	set(call: () => void, time: number): void {
		const due = now() + time;
		this.calls.set(call, due);
		this.wakeAt(due);
	}

	clear(call: () => void): void {
		this.calls.delete(call);
	}

	private wakeAt(due: number): void {
		const time = Math.min(due, now() + longestNap);
		if (time >= this.wakesAt) return;
		this.wakesAt = time;
		void sleep(Math.max(0, Math.ceil(time - now()))).then(() => {
			// An earlier one was set meanwhile, and sees to the rest.
			if (this.wakesAt !== time) return;
			this.wakesAt = Number.POSITIVE_INFINITY;
			this.wake();
		});
	}

	private wake(): void {
		for (const [call, due] of this.calls) {
			if (due > now()) continue;
			this.calls.delete(call);
			call();
		}
		if (this.calls.size > 0) this.wakeAt(Math.min(...this.calls.values()));
	}
}

const alarms = new Alarms();

/** What is to be ended when an execution is cancelled, by its signal, which is listened to once. */
const toEnd = new WeakMap<AbortSignal, Set<() => void>>();

function endsWith(cancelled: AbortSignal): Set<() => void> {
	let ends = toEnd.get(cancelled);
	if (ends === undefined) {
		const all = new Set<() => void>();
		cancelled.addEventListener('abort', () => all.forEach((end) => end()), { once: true });
		toEnd.set(cancelled, all);
		ends = all;
	}
	return ends;
}

/**
 * Runs `send` with a signal that is aborted when the time is up or the execution is cancelled, and
 * waits no longer than a moment after that: some answers keep n8n's HTTP client busy for ever.
 *
 * @param time milliseconds
 * @throws what `send` throws; an error with the code ETIMEDOUT where it doesn't end
 */
export async function within<Answer>(
	time: number,
	cancelled: AbortSignal | undefined,
	send: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
	cancelled?.throwIfAborted();
	const over = new AbortController();
	const ends = cancelled && endsWith(cancelled);
	return await new Promise<Answer>((resolve, reject) => {
		const end = () => {
			over.abort(cancelled?.reason);
			alarms.set(giveUp, lastMoments);
		};
		const ended = () => {
			ends?.delete(end);
			alarms.clear(end);
			alarms.clear(giveUp);
		};
		const giveUp = () => {
			ended();
			reject(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }));
		};
		ends?.add(end);
		alarms.set(end, time);
		send(over.signal).finally(ended).then(resolve, reject);
	});
}
