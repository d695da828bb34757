import { hashOf, markOf, readMarks, writeMarks, type EventMark } from './eventMarks';
import type { TriggerMemory } from './memory';

/** How many events of a trigger n8n keeps in its database. */
const mostSaved = 1_000;

/** A little over the half hour in which Linq delivers an event again, in milliseconds. */
const longEnough = 35 * 60_000;

/** How many events of a trigger this process remembers for that long. */
const mostRemembered = 50_000;

/** What is needed of the answer to a call, which is an Express response: n8n gives it untyped. */
export interface WebhookResponse {
	statusCode: number;
	/** The answer has been written, whether or not anyone was there to take it. */
	writableEnded: boolean;
	/** The answer is over or the caller has gone. */
	closed: boolean;
	once(event: 'close', listener: () => void): unknown;
	status(code: number): { end(): unknown };
}

/** An event that may start a run. */
export interface Candidate {
	/** Linq's ID of the event. */
	id: string;
	response: WebhookResponse;
	memory: Pick<TriggerMemory, 'events'>;
}

/** What becomes of an event. */
export type Turn =
	/** It starts a run; `stored` is to be called once n8n has stored that run. */
	| { kind: 'run'; stored: () => void }
	/** It has started one. */
	| { kind: 'duplicate' }
	/** That can't be told yet; Linq shall send it again. */
	| { kind: 'later' };

/**
 * Says whether an event starts a run, and remembers it once that run is stored. An event whose run
 * could not be started is not remembered, so that it may come again. Different events don't wait for
 * each other.
 *
 * What holds where, for the events of the last half hour (up to 50,000) in the process that took them,
 * and for the last 1,000 of a trigger elsewhere and after a restart:
 * - One n8n process (regular mode, or queue mode with one process that takes webhooks): each event
 *   starts one run, also when it is delivered twice at the same time, and after a restart. An n8n
 *   that is killed between storing a run and saving the event's mark runs that event again if Linq
 *   sends it again, which Linq does only with events that were not answered.
 * - Queue mode with several processes that take webhooks: each process reads the marks that the
 *   others saved before with every call, so an event that comes again after it was answered starts
 *   no run. n8n has no lock across processes, though: the same event delivered to two processes at
 *   the same moment starts two runs; and of two events handled by two processes at the same moment,
 *   one mark may be missing in the database until the process that knows it saves its next event.
 * - A workflow whose runs, or other triggers, keep data of their own: each writes all of the
 *   workflow's memory, as n8n read it when the run began, before the event's mark was saved. Marks
 *   that were lost so are known until n8n is restarted.
 */
export async function turnFor(trigger: string, candidate: Candidate): Promise<Turn> {
	const known = knownEvents.get(trigger) ?? new KnownEvents();
	knownEvents.set(trigger, known);
	return await known.turn(candidate);
}

/** By trigger. Static data alone would not do: n8n reads it for each call before the others saved. */
const knownEvents = new Map<string, KnownEvents>();

/** An event that n8n has not answered yet. */
interface UnderWay {
	mark: EventMark;
	response: WebhookResponse;
	/** The run is stored. */
	isStored: boolean;
}

class KnownEvents {
	private readonly started = new RecentHashes();

	/** The newest events that started a run, here or in another process, in the order they came. */
	private newest: EventMark[] = [];

	/** By hash. */
	private readonly underWay = new Map<string, UnderWay>();

	/** What was given here last to be saved, and the marks in it that were not of `started`. */
	private given = { text: '', others: [] as EventMark[] };

	/** When the last event came: a clock that is set back doesn't make the next ones older. */
	private last = 0;

	async turn({ id, response, memory }: Candidate): Promise<Turn> {
		const hash = hashOf(id);
		for (;;) {
			this.learn(memory.events);
			// Nobody is there any more: Linq got no answer and sends it again.
			if (response.closed) return { kind: 'later' };
			if (this.started.has(hash)) return { kind: 'duplicate' };
			const same = this.underWay.get(hash)?.response;
			if (same === undefined) break;
			// Its caller left before n8n had answered; n8n goes on with it.
			if (same.closed) return { kind: 'later' };
			await new Promise<void>((resolve) => same.once('close', resolve));
		}
		this.last = Math.max(this.last, Date.now());
		const event: UnderWay = { mark: markOf(hash, this.last), response, isStored: false };
		this.underWay.set(hash, event);
		return {
			kind: 'run',
			stored: () => {
				event.isStored = true;
				const others = this.storedMarks().filter(({ hash }) => !this.started.has(hash));
				const text = writeMarks(newestOf([...this.newest, ...others]));
				this.given = { text, others };
				memory.events = text;
			},
		};
	}

	/**
	 * @param saved the marks n8n has read for this call: perhaps an older copy, with marks that newer
	 *   ones have pushed out since
	 */
	private learn(saved: string): void {
		const learnt: EventMark[] = [];
		const add = (mark: EventMark) => {
			this.started.add(mark.hash);
			learnt.push(mark);
		};
		for (const mark of this.newIn(saved)) if (!this.started.has(mark.hash)) add(mark);
		for (const [hash, { mark, response }] of this.underWay) {
			if (!response.writableEnded) continue;
			this.underWay.delete(hash);
			if (response.statusCode < 300 && !this.started.has(hash)) add(mark);
		}
		if (learnt.length === 0) return;
		this.newest = newestOf([...this.newest, ...learnt]);
		this.last = Math.max(this.last, this.newest.at(-1)?.cameAt ?? 0);
		this.started.forgetOld(Date.now(), this.newest);
	}

	/** The marks in it that may not be of `started`: mostly it is what was given to be saved last. */
	private newIn(saved: string): EventMark[] {
		const { text, others } = this.given;
		return saved === text ? others : readMarks(saved, (hash) => this.started.has(hash));
	}

	/** Of events whose run is stored but that are not answered yet. */
	private storedMarks(): EventMark[] {
		return [...this.underWay.values()].flatMap(({ mark, isStored }) => (isStored ? [mark] : []));
	}
}

/** Those that n8n keeps, ordered by when their event came, whatever a copy says. */
function newestOf(marks: EventMark[]): EventMark[] {
	return marks.sort((one, other) => one.cameAt - other.cameAt).slice(-mostSaved);
}

/** Hashes of the last half hour at least, in two heaps, of which the older one goes at a time. */
class RecentHashes {
	private recent = new Set<string>();
	private earlier = new Set<string>();
	private since = 0;

	has(hash: string): boolean {
		return this.recent.has(hash) || this.earlier.has(hash);
	}

	add(hash: string): void {
		this.recent.add(hash);
	}

	/**
	 * @param now milliseconds since 1970
	 * @param kept these are not forgotten
	 */
	forgetOld(now: number, kept: EventMark[]): void {
		const isOld = Math.abs(now - this.since) > longEnough;
		if (!isOld && this.recent.size < mostRemembered) return;
		this.earlier = this.recent;
		this.recent = new Set(kept.map(({ hash }) => hash));
		this.since = now;
	}
}
