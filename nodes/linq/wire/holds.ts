import { LinqError } from '../errors';
import { now } from './clock';
import type { Refusal } from './limitDoubt';
import { inWords, isTooLong } from './retries';

/** After so many whole waits in which nothing passed, what has not been sent yet is given up. */
const mostInVain = 2;

/** Waits that are shorter say little: a server's window is rarely shorter. Milliseconds. */
export const shortestWindow = 1_000;

/** A wait that nobody asked for counts by its length, so much of it as a whole one. Milliseconds. */
const wholeUnasked = 15_000;

/** Waits that nobody asked for double up to this many milliseconds while nothing passes. */
const longestUnasked = 8_000;

/** How long one execution lets itself be held back by one limit, all waits together. Milliseconds. */
const longestInAll = 3_600_000;

/** How one limit holds requests back, and whether it ever lets any through. */
export class Hold {
	/** When it is over, by the clock of `now`. */
	until = 0;
	/** Whether something got through since it began. */
	hasPassed = false;
	private since = 0;
	private wasAsked = true;
	/** Waits in vain, one after another, and how much they count for. */
	private waitsInVain = 0;
	private inVain = 0;
	private inAll = 0;
	private failure?: LinqError;

	/**
	 * A request was refused. Where it was sent after a whole wait in which nothing passed, that wait
	 * was in vain.
	 */
	refuse({ turn, time, wait, failure }: Refusal): void {
		if (turn.sentAt >= this.until) {
			if (this.until > 0 && !this.hasPassed) {
				this.waitsInVain++;
				this.inVain += this.wasAsked ? 1 : (this.until - this.since) / wholeUnasked;
			}
			this.since = time;
			this.hasPassed = false;
		}
		this.wasAsked = failure === undefined || (failure.failure.retryAfter ?? 0) >= shortestWindow;
		const usual = Math.min(shortestWindow * 2 ** (this.waitsInVain - 1), longestUnasked);
		const until = Math.max(this.until, time + (this.wasAsked ? wait : Math.max(wait, usual)));
		this.inAll += Math.max(0, until - Math.max(this.until, time));
		this.until = until;
		this.failure = failure ?? this.failure;
	}

	/** A request that the limit counts got through. */
	pass(sentAt: number): void {
		if (sentAt < this.since) return;
		this.hasPassed = true;
		this.waitsInVain = 0;
		this.inVain = 0;
	}

	/**
	 * Why a request is given up instead of waiting: the wait is longer than a workflow should hang
	 * for, two whole waits let nothing through, or all waits together have taken an hour.
	 *
	 * @param retries how often a request that was sent before would be tried again: so many whole
	 *   waits in vain it bears, since each may have been the one after which it passes; undefined
	 *   for one that was not sent yet
	 * @returns the last refusal with that advice; undefined when it waits, or need not
	 */
	unbearable(retries?: number): LinqError | undefined {
		const hint = this.reason(Math.round(this.until - now()), retries ?? mostInVain);
		if (hint === undefined || this.failure === undefined) return undefined;
		return new LinqError({ ...this.failure.failure, hint, unsent: true });
	}

	private reason(wait: number, bearable: number): string | undefined {
		if (isTooLong(wait)) {
			return `Linq asks to wait ${inWords(wait)}; run this record again after that.`;
		}
		if (this.inVain >= Math.max(mostInVain, bearable)) {
			const last = inWords(Math.round(this.until - this.since));
			return `Linq let nothing through after ${this.waitsInVain} whole waits, and then asked for another of ${last}; run this record again later.`;
		}
		if (wait > 0 && this.inAll > longestInAll) {
			return 'Limits have held this execution back for an hour in all, and it waits no longer than that; run this record again later.';
		}
		return undefined;
	}
}
