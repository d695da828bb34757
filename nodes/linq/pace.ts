import { sleep } from 'n8n-workflow';

/** Requests under way at once to begin with; each success lets one more in. */
const firstWidth = 5;

/** A server's window is rarely shorter, and a wait of 0 says nothing about it. Milliseconds. */
const shortestWindow = 1_000;

/** Answers take their time: what Linq counts into a window may reach it a little later. */
const margin = 1.05;

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
	startedAt: number;
	sent: number;
	/** By how many requests the next window is widened if this one passes. */
	step: number;
	/** How many may be under way at once: what a refusal finds there is refused as well. */
	breadth: number;
}

/**
 * One execution's patience with a server that limits how much comes at once. A refusal (429) holds
 * every request back until the wait is over. After that as many go out in a window as had passed in
 * the one before, first one, then two, then four at once; windows that pass are widened, by one at
 * first, so that a limit that was raised is noticed and one that was not costs little.
 */
export class Pace {
	private readonly waiting: Waiting[] = [];
	private readonly passed: number[] = [];
	private underWay = 0;
	private width = firstWidth;
	private heldUntil = 0;
	private episode = 0;
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
		if (passed) {
			const now = Date.now();
			this.passed.push(now);
			while (this.passed[0]! < now - memory) this.passed.shift();
			this.width++;
			// Sent before the refusal, so it was in the window that the refusal closed.
			if (this.allowance && episode < this.episode) this.allowance.requests++;
		}
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
			this.allowance = {
				requests,
				length: window * margin,
				startedAt: this.heldUntil,
				sent: 0,
				step: 1,
				breadth: Math.ceil(requests / 2),
			};
		}
		this.release();
	}

	private release(): void {
		for (
			let blocked = this.blockedUntil();
			this.waiting.length > 0;
			blocked = this.blockedUntil()
		) {
			if (blocked > Date.now()) {
				this.releaseAt(blocked);
				return;
			}
			this.underWay++;
			if (this.allowance) this.allowance.sent++;
			this.waiting.shift()!.go({ episode: this.episode });
		}
	}

	/** When the next request may go: a time gone by for now, infinity for when another has ended. */
	private blockedUntil(): number {
		const { allowance } = this;
		if (this.underWay >= Math.min(this.width, allowance?.breadth ?? this.width)) {
			return Number.POSITIVE_INFINITY;
		}
		if (allowance === undefined) return this.heldUntil;
		const windowEnds = allowance.startedAt + allowance.length;
		if (Date.now() >= windowEnds) renew(allowance);
		else if (allowance.sent >= allowance.requests) return Math.max(windowEnds, this.heldUntil);
		return this.heldUntil;
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

function renew(allowance: Allowance): void {
	if (allowance.sent >= allowance.requests) {
		allowance.requests += allowance.step;
		allowance.step *= 2;
		allowance.breadth = Math.max(allowance.breadth, Math.ceil(allowance.requests / 2));
	} else {
		// Answers are so slow that the window was not used up.
		allowance.breadth *= 2;
	}
	allowance.startedAt = Date.now();
	allowance.sent = 0;
}
