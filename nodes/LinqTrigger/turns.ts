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

/** `later`: it can't be told yet whether the event has started a run; Linq shall send it again. */
export type Turn = 'run' | 'duplicate' | 'later';

/**
 * Says for one event at a time whether it starts a run, and remembers it once n8n has answered 200,
 * which n8n does when the run is stored. An event whose run could not be started is not remembered,
 * so that it may come again.
 *
 * What holds where, for the last 1,000 events of a trigger:
 * - One n8n process (regular mode, or queue mode with one process that takes webhooks): each event
 *   starts one run, also when it is delivered twice at the same time, and after a restart. An n8n
 *   that is killed between storing a run and saving the event's mark runs that event again.
 * - Queue mode with several processes that take webhooks: each process reads the marks that the
 *   others saved before with every call, so an event that comes again after it was answered starts
 *   no run. n8n has no lock across processes, though: the same event delivered to two processes at
 *   the same moment starts two runs; and of two events handled by two processes at the same moment,
 *   one mark may be missing in the database until the process that knows it saves its next event.
 */
export async function turnFor(trigger: string, candidate: Candidate): Promise<Turn> {
	const line = lines.get(trigger) ?? new Line();
	lines.set(trigger, line);
	return await line.turn(candidate);
}

/** By trigger. Static data alone would not do: n8n reads it for each call before the others saved. */
const lines = new Map<string, Line>();

class Line {
	/** Settled when the call before is over. */
	private last: Promise<unknown> = Promise.resolve();

	/** Marks of events that started a run, here or in another process, in the order of learning. */
	private readonly started = new Set<string>();

	/** Marks of events whose caller left before n8n had answered; n8n goes on with them. */
	private readonly unanswered = new Map<string, WebhookResponse>();

	async turn({ id, response, memory }: Candidate): Promise<Turn> {
		const before = this.last;
		const over = response.closed
			? Promise.resolve()
			: new Promise<void>((resolve) => response.once('close', resolve));
		this.last = before.then(async () => await over);
		await before;

		const mark = markOf(id);
		this.learn(memory.events);
		// Nobody is there any more: Linq got no answer and sends it again.
		if (response.closed || this.unanswered.has(mark)) return 'later';
		if (this.started.has(mark)) return 'duplicate';
		memory.events = [...this.started, mark].slice(-mostRemembered);
		this.unanswered.set(mark, response);
		return 'run';
	}

	/** @param saved the marks n8n has read for this call */
	private learn(saved: string[]): void {
		for (const mark of saved) this.started.add(mark);
		for (const [mark, { writableEnded, statusCode }] of this.unanswered) {
			if (!writableEnded) continue;
			this.unanswered.delete(mark);
			if (statusCode < 300) this.started.add(mark);
		}
		for (const mark of this.started) {
			if (this.started.size <= mostRemembered) break;
			this.started.delete(mark);
		}
	}
}

/** Short and of one length, since n8n writes all marks with every event: 72 bits of a hash. */
function markOf(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, 12);
}
