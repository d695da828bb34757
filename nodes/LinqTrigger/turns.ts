import { createHash } from 'node:crypto';
import type { TriggerMemory } from './memory';

/** How many events a trigger remembers. */
const mostRemembered = 1_000;

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
 * What holds where, for the last 1,000 events of a trigger:
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
	response: WebhookResponse;
	/** The run is stored. */
	isStored: boolean;
}

class KnownEvents {
	/** Marks of events that started a run, here or in another process, in the order of learning. */
	private readonly started = new Set<string>();

	/** By mark. */
	private readonly underWay = new Map<string, UnderWay>();

	async turn({ id, response, memory }: Candidate): Promise<Turn> {
		const mark = markOf(id);
		for (;;) {
			this.learn(memory.events);
			// Nobody is there any more: Linq got no answer and sends it again.
			if (response.closed) return { kind: 'later' };
			if (this.started.has(mark)) return { kind: 'duplicate' };
			const same = this.underWay.get(mark)?.response;
			if (same === undefined) break;
			// Its caller left before n8n had answered; n8n goes on with it.
			if (same.closed) return { kind: 'later' };
			await new Promise<void>((resolve) => same.once('close', resolve));
		}
		const event: UnderWay = { response, isStored: false };
		this.underWay.set(mark, event);
		return {
			kind: 'run',
			stored: () => {
				event.isStored = true;
				memory.events = [...this.started, ...this.storedMarks()].slice(-mostRemembered);
			},
		};
	}

	/** @param saved the marks n8n has read for this call */
	private learn(saved: string[]): void {
		for (const mark of saved) this.started.add(mark);
		for (const [mark, { response }] of this.underWay) {
			if (!response.writableEnded) continue;
			this.underWay.delete(mark);
			if (response.statusCode < 300) this.started.add(mark);
		}
		for (const mark of this.started) {
			if (this.started.size <= mostRemembered) break;
			this.started.delete(mark);
		}
	}

	/** Of events whose run is stored but that are not answered yet. */
	private storedMarks(): string[] {
		return [...this.underWay].flatMap(([mark, { isStored }]) => (isStored ? [mark] : []));
	}
}

/** Short and of one length, since n8n writes all marks with every event: 72 bits of a hash. */
function markOf(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, 12);
}
