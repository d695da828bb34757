import { sleep } from './sleep';

/** Requests under way at once to begin with; each success lets one more in. */
const firstWidth = 5;

/** A server's window is rarely shorter, and a wait of 0 says nothing about it. Milliseconds. */
const shortestWindow = 1_000;

/** Answers take their time: what Linq counts into a window may reach it a little later. */
const margin = 1.05;

/** More than passed before is tried after this many stretches of time at the latest. */
const rarestTrial = 4;

/** How far back accepted requests are remembered, in milliseconds: the longest wait that is borne. */
const memory = 120_000;

/** Leave to send one request. */
export interface Turn {
	/** How many refusals there had been. */
	episode: number;
}

interface Waiting {
	go: (turn: Turn) => void;
	stop: (reason: unknown) => void;
}

/** What a refusal taught: so many requests pass in so many milliseconds. */
interface Allowance {
	requests: number;
	length: number;
	/** When requests went out since the refusal. */
	sent: number[];
	/** How many more must pass before one more is tried. */
	untilWider: number;
	/** By how many the allowance is widened then. */
	step: number;
}

/**
 * One execution's patience with a server that limits how much comes at once. A refusal (429) holds
 * every request back until the wait is over. After that they begin one by one, then two, then four
 * at once, and no more go out in any stretch of time than passed in one as long before. From time to
 * time a few more are tried, so that a limit that was raised is noticed; the rarer, the more often
 * that was refused.
 */
export class Pace {
	private readonly waiting: Waiting[] = [];
	private readonly passed: number[] = [];
	private underWay = 0;
	private width = firstWidth;
	private heldUntil = 0;
	private episode = 0;
	private trials = 1;
	private allowance?: Allowance;
	private alarm = Number.POSITIVE_INFINITY;

	constructor(private readonly signal?: AbortSignal) {
		signal?.addEventListener('abort', () => this.stop(), { once: true });
	}

	/**
	 * Resolves when the next request may be sent; `end` must follow.
	 *
	 * @param again whether it was sent before: those go first, so that none is refused for ever
	 * @throws the signal's reason, at once, when the execution is cancelled
	 */
	async turn(again: boolean): Promise<Turn> {
		this.signal?.throwIfAborted();
		return await new Promise((go, stop) => {
			if (again) this.waiting.unshift({ go, stop });
			else this.waiting.push({ go, stop });
			this.release();
		});
	}

	/** The request of this turn passed, or failed for a reason that has nothing to do with the pace. */
	end({ episode }: Turn, passed: boolean): void {
		this.underWay--;
		if (passed) this.remember(episode);
		this.release();
	}

	/** The request of this turn was refused because too many came, with this wait in milliseconds. */
	refuse({ episode }: Turn, wait: number): void {
		this.underWay--;
		const now = Date.now();
		this.heldUntil = Math.max(this.heldUntil, now + wait);
		if (episode === this.episode) {
			this.episode++;
			this.width = 1;
			const window = Math.max(wait, shortestWindow);
			const requests = Math.max(1, this.passed.filter((time) => time > now - window).length);
			this.trials = Math.min(this.trials * 2, rarestTrial);
			this.allowance = {
				requests,
				length: window * margin,
				sent: [],
				untilWider: requests * this.trials,
				step: 1,
			};
		}
		this.release();
	}

	private remember(episode: number): void {
		const now = Date.now();
		this.passed.push(now);
		while (this.passed[0]! < now - memory) this.passed.shift();
		this.width++;
		const { allowance } = this;
		if (allowance === undefined) return;
		if (episode < this.episode) {
			// Sent before the refusal, so it was in the stretch of time that the refusal closed.
			allowance.requests++;
			allowance.untilWider += this.trials;
		} else if (--allowance.untilWider <= 0) {
			// What was tried before has passed, so the limit is a higher one.
			if (allowance.step > 1) this.trials = 1;
			allowance.requests += allowance.step;
			allowance.untilWider = allowance.requests;
			allowance.step *= 2;
		}
	}

	private release(): void {
		for (
			let blocked = this.blockedUntil();
			this.waiting.length > 0;
			blocked = this.blockedUntil()
		) {
			const now = Date.now();
			if (blocked > now) {
				this.releaseAt(blocked);
				return;
			}
			this.underWay++;
			this.allowance?.sent.push(now);
			this.waiting.shift()!.go({ episode: this.episode });
		}
	}

	/** When the next request may go: a time gone by for now, infinity for when another has ended. */
	private blockedUntil(): number {
		const { allowance } = this;
		const breadth = allowance ? Math.ceil(allowance.requests / 2) : this.width;
		if (this.underWay >= Math.min(this.width, breadth)) return Number.POSITIVE_INFINITY;
		const sameStretch = allowance?.sent.at(-allowance.requests);
		return Math.max(this.heldUntil, (sameStretch ?? 0) + (allowance?.length ?? 0));
	}

	private releaseAt(time: number): void {
		if (time >= this.alarm) return;
		this.alarm = time;
		sleep(time - Date.now(), this.signal).then(
			() => {
				if (this.alarm === time) this.alarm = Number.POSITIVE_INFINITY;
				this.release();
			},
			() => this.stop(),
		);
	}

	private stop(): void {
		for (const { stop } of this.waiting.splice(0)) stop(this.signal?.reason);
	}
}
