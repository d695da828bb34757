import { LinqError } from '../errors';
import { now } from './clock';
import { Hold, shortestWindow } from './holds';
import { LimitDoubt, type Refusal, type Turn } from './limitDoubt';
import { sleep } from './sleep';

export type { Turn } from './limitDoubt';

/** Requests under way at once to begin with. */
const firstWidth = 5;

/** After so many successes, each lets half of one more in: a low limit shows before many are under way. */
const successesBeforeMore = 10;

/** After so many, each lets a whole one more in: what limits this is no low limit. */
const successesBeforeManyMore = 40;

/** Answers take their time: what Linq counts into a window may reach it a little later. */
const margin = 1.05;

/** For so many requests that pass, one more than is known to pass may be tried, and be refused. */
const passesForATrial = 12;

/** So many refusals, each made up for by as many passes, keep trials from being made at most. */
const mostOwed = 12;

/** A trial says nothing late in a stretch of time, when Linq may have let go of what came first. */
const shareForTrials = 0.8;

/** Of what a limit lets through, one in so many is under way at once: it may have been lowered. */
const oneUnderWayIn = 3;

/** A limit that nobody met for so many stretches of time is forgotten. */
const longestQuiet = 10;

/** A wait so many times as long as that of the limit for everyone has another reason. */
const farLonger = 2;

/** How far back accepted requests are remembered, in milliseconds: the longest wait that is borne. */
const memory = 120_000;

/** What Linq may limit together: what goes into one chat, for instance. */
export interface Lane {
	/** The same for all that belong together. */
	name: string;
	/** Waits for something without keeping others from being worked on meanwhile. */
	aside?: <Value>(wait: Promise<Value>) => Promise<Value>;
}

/** Who asks for a turn, and how long they wait for it. */
export interface Asking {
	/** Without one, a refusal counts as everyone's. */
	lane?: Lane;
	/** How often it is tried again: see `Hold.unbearable`. */
	maxRetries?: number;
	/** When it is too late to send it, by the clock of `now`. */
	until?: number;
	/** A refusal ends it, however often it is tried again. */
	isEndedByRefusal?: boolean;
}

interface Waiting {
	lane: string | undefined;
	/** Whether a refusal costs it nothing but time. */
	mayBeTrial: boolean;
	/** See `Hold.unbearable`; undefined for what was not sent before. */
	retries: number | undefined;
	go: (turn: Turn) => void;
	stop: (reason: unknown) => void;
}

/** What a refusal taught: so many requests pass in so many milliseconds. */
interface Allowance {
	requests: number;
	length: number;
	/** When requests went out since the refusal. */
	sent: number[];
	/** Whether it is the first that was met; one that follows another may still be too high. */
	isFirst: boolean;
	/** How many trials may be under way: one, and one more after each round of them that passed. */
	trials: number;
	/** Whether the last trial passed: the limit is a higher one, and more is tried at once. */
	isRising: boolean;
	/** Whose requests were refused. */
	lanes: Set<string | undefined>;
	/** When it is forgotten. */
	quietAt: number;
}

/**
 * One execution's patience with a server that limits how much comes at once.
 *
 * A refusal (429) holds its own lane back at first, until the wait is over, and the others go on.
 * Where several lanes are refused at once and no others pass, it holds every request back. After
 * that they begin one by one, then more at once, and no more go out in any stretch of time than
 * passed in one as long before. From time to time one more is tried, so that a limit that was raised
 * is noticed: once for so many that passed, and if it passes, more and more at once. What is refused
 * then holds back nothing but its own lane. Refusals of one and the same lane are its own again, and
 * a limit that nobody meets any more is forgotten.
 *
 * No limit is waited for without end: see `Hold.unbearable`.
 */
export class Pace {
	private readonly waiting: Waiting[] = [];
	private readonly underWay = new Set<Turn>();
	private readonly passed: number[] = [];
	private readonly lanes = new Map<string, Hold>();
	/** Lanes of which a request has passed. */
	private readonly served = new Set<string>();
	private readonly hold = new Hold();
	private places = 0;
	private width = firstWidth;
	private successes = 0;
	private episode = 0;
	/** Requests that passed and paid for no refusal yet; below nothing, as many have to pass first. */
	private credit = 0;
	private allowance?: Allowance;
	private doubt?: LimitDoubt;
	private alarm = Number.POSITIVE_INFINITY;

	/** @param widest how many requests are under way at once at most, whatever passes */
	constructor(
		private readonly signal?: AbortSignal,
		private readonly widest = Number.POSITIVE_INFINITY,
	) {
		signal?.addEventListener('abort', () => this.stop(), { once: true });
	}

	/**
	 * Resolves when the next request may be sent; `end` or `refuse` must follow.
	 *
	 * @param again whether it was sent before: those go first, so that none is refused for ever
	 * @throws the signal's reason, at once, when the execution is cancelled; LinqError when it is
	 *   waited for no longer
	 */
	async turn(again: boolean, asking: Asking = {}): Promise<Turn> {
		const { lane, maxRetries = 0, until, isEndedByRefusal = false } = asking;
		const mayBeTrial = !again && lane !== undefined && maxRetries > 0 && !isEndedByRefusal;
		const retries = again ? maxRetries : undefined;
		this.signal?.throwIfAborted();
		if (this.doubt?.isOpen) await this.untilSettled(this.doubt);
		if (lane) await this.untilFree(lane, retries, until);
		const failure = this.hold.unbearable(retries);
		if (failure) throw failure;
		const over = until === undefined ? undefined : new AbortController();
		return await new Promise<Turn>((go, stop) => {
			const waiting = { lane: lane?.name, mayBeTrial, retries, go, stop };
			// Those that were refused take turns: each bears only so many refusals.
			const others = again ? this.waiting.findIndex((one) => one.retries === undefined) : -1;
			if (others >= 0) this.waiting.splice(others, 0, waiting);
			else this.waiting.push(waiting);
			this.release();
			if (until === undefined || !this.waiting.includes(waiting)) return;
			sleep(Math.max(0, until - now()), over?.signal).then(
				() => this.turnAway((one) => (one === waiting ? tooLate() : undefined)),
				() => {},
			);
		}).finally(() => over?.abort());
	}

	/** The request of this turn passed, or failed for a reason that has nothing to do with the pace. */
	end(turn: Turn, passed: boolean): void {
		this.underWay.delete(turn);
		if (passed) this.remember(turn);
		this.judge();
		this.release();
	}

	/**
	 * The request of this turn was refused because too many came.
	 *
	 * @param wait milliseconds
	 * @param failure what those are told who don't wait any longer
	 */
	refuse(turn: Turn, wait: number, failure?: LinqError): void {
		this.underWay.delete(turn);
		const refusal = { turn, time: now(), wait, failure, mayBeOwn: this.mayBeOwn(turn) };
		this.credit = Math.max(this.credit - passesForATrial, -mostOwed * passesForATrial);
		const { limit } = this;
		if (turn.isTrial && limit) this.endTrials(limit, refusal);
		else if (turn.lane === undefined || this.isEveryones(turn.lane, wait)) this.holdAll(refusal);
		else {
			this.doubt = this.doubt?.isOver === false ? this.doubt : new LimitDoubt();
			this.doubt.add(refusal);
		}
		this.judge();
		this.release();
	}

	/** See `Refusal.mayBeOwn`. */
	private mayBeOwn({ lane }: Turn): boolean {
		return lane !== undefined && this.served.has(lane) && !this.lanes.has(lane);
	}

	/** Waits until the lane's own hold is over. */
	private async untilFree(
		{ name, aside = async (wait) => await wait }: Lane,
		retries: number | undefined,
		until = Number.POSITIVE_INFINITY,
	): Promise<void> {
		for (let hold = this.lanes.get(name); hold !== undefined; hold = this.lanes.get(name)) {
			const failure = hold.unbearable(retries);
			if (failure) throw failure;
			const wait = Math.ceil(Math.min(hold.until, until) - now());
			if (hold.until <= now()) return;
			if (wait <= 0) throw tooLate();
			await aside(sleep(wait, this.signal));
			if (this.doubt?.isOpen) await this.untilSettled(this.doubt);
		}
	}

	private async untilSettled({ settled }: LimitDoubt): Promise<void> {
		await settled;
		this.signal?.throwIfAborted();
	}

	/** Whether a refusal is taken for one of everyone's without a doubt, as long as one is known. */
	private isEveryones(lane: string, wait: number): boolean {
		const { limit } = this;
		if (limit === undefined || wait > limit.length * farLonger) return false;
		return !(limit.lanes.has(lane) && this.hold.hasPassed);
	}

	/** Settles whose refusals those were, once what is under way has told. */
	private judge(): void {
		const { doubt } = this;
		if (!doubt?.isOpen) return;
		const concerned = [...this.underWay].filter((turn) => doubt.concerns(turn));
		if (!doubt.isSettled(concerned.length)) {
			this.releaseAt(doubt.pausedUntil);
			return;
		}
		const whose = doubt.settle(this.limit !== undefined);
		if (whose !== undefined) this.doubt = undefined;
		for (const refusal of doubt.refusals) {
			if (whose === 'everyone') this.holdAll(refusal);
			else this.holdLane(refusal);
		}
	}

	private holdLane(refusal: Refusal): void {
		const lane = refusal.turn.lane!;
		const hold = this.lanes.get(lane) ?? new Hold();
		this.lanes.set(lane, hold);
		hold.refuse(refusal);
	}

	private holdAll(refusal: Refusal): void {
		const { turn, time, wait } = refusal;
		const { episode, lane } = turn;
		this.hold.refuse(refusal);
		if (episode === this.episode) {
			this.episode++;
			this.width = 1;
			const window = Math.max(wait, shortestWindow);
			const passed = this.passed.filter((one) => one > time - window).length;
			this.allowance = {
				requests: Math.max(1, passed),
				isFirst: this.limit === undefined,
				length: window * margin,
				sent: [],
				trials: 1,
				// Where nothing passed, nothing is known of how much would.
				isRising: passed === 0,
				lanes: new Set(),
				quietAt: time + window * longestQuiet,
			};
		}
		this.allowance?.lanes.add(lane);
		this.turnAway(({ retries }) => this.hold.unbearable(retries));
	}

	/** What was tried beyond the limit was refused: that is as high as it was thought to be. */
	private endTrials(limit: Allowance, refusal: Refusal): void {
		limit.isRising = false;
		limit.trials = 1;
		this.remind(refusal.time);
		this.holdLane(refusal);
	}

	private remember(turn: Turn): void {
		const { episode, lane, sentAt, isTrial } = turn;
		const time = now();
		this.passed.push(time);
		if (lane !== undefined) this.served.add(lane);
		while (this.passed[0]! < time - memory) this.passed.shift();
		// Before the width is read: a limit that is forgotten now sets it anew.
		const growth = this.growth();
		this.width += growth;
		this.credit = Math.min(this.credit + 1, passesForATrial);
		this.hold.pass(sentAt);
		if (lane !== undefined) this.lanes.get(lane)?.pass(sentAt);
		if (this.doubt?.concerns(turn)) {
			if (this.doubt.isOpen) this.doubt.pass();
			else this.doubt = undefined;
		}
		const { limit } = this;
		if (limit === undefined) return;
		if (episode < this.episode) {
			// Sent before the refusal, so it was in the stretch of time that the refusal closed.
			limit.requests++;
			limit.isRising = false;
		} else if (isTrial) {
			limit.requests++;
			limit.isRising = true;
			limit.trials += 1 / limit.trials;
		}
	}

	/** How many more may be under way at once after a success. */
	private growth(): number {
		if (this.limit) return this.limit.isFirst ? 1 : 0.5;
		const successes = ++this.successes;
		if (successes <= successesBeforeMore) return 0;
		return successes <= successesBeforeManyMore ? 0.5 : 1;
	}

	/** The limit for everyone, as far as it is known. */
	private get limit(): Allowance | undefined {
		if (this.allowance && now() >= this.allowance.quietAt) {
			this.allowance = undefined;
			this.width = Math.max(this.width, firstWidth);
			this.successes = 0;
		}
		return this.allowance;
	}

	private release(): void {
		while (this.waiting.length > 0) {
			const time = now();
			const fullUntil = this.fullUntil();
			const isTrial = fullUntil > time && this.mayTry(fullUntil);
			// Without a lane, nothing is tried: the limit has to be forgotten to be found higher.
			if (fullUntil > time && this.waiting[0]!.lane !== undefined) this.remind(time);
			const blocked = Math.max(this.blockedUntil(), isTrial ? 0 : fullUntil);
			if (blocked > time) {
				this.releaseAt(blocked);
				return;
			}
			this.limit?.sent.push(time);
			const { lane, go } = this.waiting.shift()!;
			const turn = { episode: this.episode, place: this.places++, lane, sentAt: time, isTrial };
			this.underWay.add(turn);
			go(turn);
		}
	}

	/** When the next request may go: a time gone by for now, infinity for when another has ended. */
	private blockedUntil(): number {
		if (this.doubt?.isOpen) return Number.POSITIVE_INFINITY;
		const { limit } = this;
		const breadth = limit ? Math.ceil(limit.requests / oneUnderWayIn) : this.width;
		if (this.underWay.size >= Math.floor(Math.min(this.width, breadth, this.widest))) {
			return Number.POSITIVE_INFINITY;
		}
		return this.hold.until;
	}

	/** The limit is met, or would be: it is not forgotten yet. */
	private remind(time: number): void {
		const { limit } = this;
		if (limit) limit.quietAt = time + limit.length * longestQuiet;
	}

	/** When another request fits into a stretch of time, as far as the limit is known. */
	private fullUntil(): number {
		const { limit } = this;
		const sameStretch = limit?.sent.at(-limit.requests);
		return sameStretch === undefined ? 0 : sameStretch + limit!.length;
	}

	/** Whether the next request may be sent all the same, to find out if the limit is a higher one. */
	private mayTry(fullUntil: number): boolean {
		const { limit } = this;
		if (limit === undefined || !this.waiting[0]?.mayBeTrial) return false;
		if (fullUntil - now() < limit.length * (1 - shareForTrials)) return false;
		const trials = [...this.underWay].filter(({ isTrial }) => isTrial).length;
		return limit.isRising
			? trials < Math.floor(limit.trials)
			: trials === 0 && this.credit >= passesForATrial;
	}

	private releaseAt(time: number): void {
		if (time >= this.alarm) return;
		this.alarm = time;
		sleep(Math.ceil(time - now()), this.signal).then(
			() => {
				if (this.alarm === time) this.alarm = Number.POSITIVE_INFINITY;
				this.judge();
				this.release();
			},
			() => this.stop(),
		);
	}

	/** Ends the wait of those for whom there is a reason to. */
	private turnAway(reasonFor: (waiting: Waiting) => unknown): void {
		for (const one of [...this.waiting]) {
			const reason = reasonFor(one);
			if (reason === undefined) continue;
			this.waiting.splice(this.waiting.indexOf(one), 1);
			one.stop(reason);
		}
	}

	private stop(): void {
		this.doubt?.settle(false);
		for (const { stop } of this.waiting.splice(0)) stop(this.signal?.reason);
	}
}

/** A request was not sent before it was too late for it. */
function tooLate(): LinqError {
	return new LinqError({
		message: 'Linq could not be asked in time',
		hint: 'Run this record again later.',
		category: 'timeout',
		retryable: true,
		unsent: true,
	});
}
