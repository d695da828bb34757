import type { LinqError } from '../errors';
import { now } from './clock';

/** So many lanes refused at once, and it is more than a limit of theirs. */
const severalLanes = 3;

/** The same where each may well be at a limit of its own: see `Refusal.mayBeOwn`. */
const manyLanes = 10;

/** The same where it is known that there is a limit for everyone. */
const severalLanesAgain = 2;

/** How long requests under way are waited for, to see whether they are refused, too. Milliseconds. */
const longestPause = 1_000;

/** Leave to send one request. */
export interface Turn {
	/** How many refusals of everyone there had been. */
	episode: number;
	/** Its place among all that were sent. */
	place: number;
	lane: string | undefined;
	/** By the clock of `now`, as all times here. */
	sentAt: number;
	/** Sent although a limit is known that it doesn't fit into, to find out if it is a higher one. */
	isTrial: boolean;
}

/** A request that was refused since too many came. */
export interface Refusal {
	turn: Turn;
	/** When it was refused. */
	time: number;
	/** Milliseconds to wait from then on. */
	wait: number;
	/** What those are told who don't wait any longer. */
	failure: LinqError | undefined;
	/** It is the lane's first, and something of the lane has passed before. */
	mayBeOwn: boolean;
}

/**
 * Whether refusals are the lanes' own, since others still pass, or everyone's. Requests that were
 * sent after the first refused one tell: under a limit for everyone they are refused as well.
 */
export class LimitDoubt {
	readonly refusals: Refusal[] = [];
	/** Resolves once it is settled. */
	settled: Promise<void> = Promise.resolve();
	/** Whether it is waited for what becomes of requests under way: nothing should be sent meanwhile. */
	isOpen = false;
	/** When it is settled at the latest, once it is open. */
	pausedUntil = 0;
	private tell = () => {};
	private passed = 0;

	/** Whether all its waits are over: it says nothing about refusals from now on. */
	get isOver(): boolean {
		return this.refusals.every(({ time, wait }) => time + wait <= now());
	}

	/** Opens it, again if need be. */
	add(refusal: Refusal): void {
		this.refusals.push(refusal);
		if (this.isOpen) return;
		this.isOpen = true;
		this.pausedUntil = refusal.time + longestPause;
		this.settled = new Promise((resolve) => (this.tell = resolve));
	}

	/** Whether what becomes of this request tells something. */
	concerns({ place, lane }: Turn): boolean {
		return (
			place > this.refusals[0]!.turn.place && this.refusals.every(({ turn }) => turn.lane !== lane)
		);
	}

	/** A request that it concerns got through. */
	pass(): void {
		this.passed++;
	}

	/**
	 * Whether no more is to be found out.
	 *
	 * @param underWay how many requests that it concerns have not ended yet
	 */
	isSettled(underWay: number): boolean {
		return underWay + this.lanes <= this.passed || underWay === 0 || now() >= this.pausedUntil;
	}

	/**
	 * Ends the pause.
	 *
	 * @param isKnown whether there is known to be a limit for everyone
	 * @returns whose the refusals are; undefined when no other request has told anything yet, so that
	 *   they count as the lanes' own for now
	 */
	settle(isKnown: boolean): 'everyone' | 'lanes' | undefined {
		this.isOpen = false;
		this.tell();
		const mayBeOwn = this.refusals.every((refusal) => refusal.mayBeOwn);
		const several = isKnown ? severalLanesAgain : mayBeOwn ? manyLanes : severalLanes;
		if (this.lanes >= several && this.lanes > this.passed) return 'everyone';
		return this.passed > 0 ? 'lanes' : undefined;
	}

	private get lanes(): number {
		return new Set(this.refusals.map(({ turn }) => turn.lane)).size;
	}
}
