import type { Aside } from '../items/lanes';
import { attempted, LinqError } from '../linq/errors';
import { previewIn, type Session } from '../linq/session';
import type { Patience } from '../linq/wire/client';
import { sleep } from '../linq/wire/sleep';
import type { ItemParameters } from './parameters/itemParameters';
import { readCommonOptions, type CommonOptions } from './parameters/options';
import { isPreview } from './parameters/previewOnly';
import { findOperation, hasChats } from './resources';
import type { Step } from './steps/step';

/** What is to be done for an item whose parameters are in order. */
export interface Plan {
	step: Step;
	options: CommonOptions;
}

/** An item whose parameters have been read, and what comes of them. */
export interface PlannedItem {
	item: ItemParameters;
	plan: Plan | LinqError;
}

/** What the items of one execution share: those that are worked on, and those that only ask. */
export interface Sessions {
	earnest: Session;
	preview: Session;
}

export function bothSessions(earnest: Session): Sessions {
	return { earnest, preview: previewIn(earnest) };
}

/** The one that an item belongs to. */
export function sessionOf({ options }: Plan, { earnest, preview }: Sessions): Session {
	return options.patience.onlyReads ? preview : earnest;
}

/**
 * Reading parameters is work for n8n, half a millisecond for each expression; it takes less where
 * nothing else is done between them, but nothing else is done meanwhile.
 */
const readAtOnce = 20;

/**
 * Reads the parameters of the items one after another, while requests for those before are under way,
 * and lets n8n see to other things in between. Where an item's step looks ahead, all are read.
 */
export class Planning {
	/** By their place in the input; what has been taken is let go of. */
	private readonly planned: Array<PlannedItem | undefined> = [];
	/** Of all that were read, also of those that can't be worked on. */
	private readonly announcing: Step[] = [];
	private hasLookedAhead = false;

	/**
	 * @param count how many items there are
	 * @param itemAt the parameters of each, by its place from 0 to `count` less 1
	 * @param signal nothing more is read once it is aborted
	 */
	constructor(
		private readonly count: number,
		private readonly itemAt: (place: number) => ItemParameters,
		private readonly signal: AbortSignal | undefined,
	) {}

	/** Reads up to the first plan that is in order, of which there may be none. */
	async firstUsable(): Promise<Plan | undefined> {
		let usable: Plan | undefined;
		while (usable === undefined && (await this.readSome())) {
			usable = this.planned.map((next) => next?.plan).find(isInOrder);
		}
		return usable;
	}

	/**
	 * All items in input order, each read when it is asked for.
	 *
	 * @param sessions what steps announce to, and foresee with; the failure where there are none
	 */
	async *inOrder(sessions: Sessions | LinqError): AsyncGenerator<PlannedItem> {
		for (let place = 0; place < this.count; place++) {
			if (place === this.planned.length) await this.readSome();
			const next = this.planned[place];
			if (next === undefined || this.signal?.aborted) return;
			const looksAhead = isInOrder(next.plan) && next.plan.step.looksAhead === true;
			if (looksAhead && !(sessions instanceof LinqError)) await this.lookAhead(sessions);
			this.planned[place] = undefined;
			yield next;
		}
	}

	/** @returns whether there were any */
	private async readSome(): Promise<boolean> {
		const from = this.planned.length;
		if (from === this.count) return false;
		const to = Math.min(this.count, from + readAtOnce);
		if (from > 0) await sleep(0);
		for (let place = from; place < to && !this.signal?.aborted; place++) {
			const item = this.itemAt(place);
			this.planned.push({ item, plan: caught(() => this.plan(item)) });
		}
		return this.planned.length > from;
	}

	private plan(item: ItemParameters): Plan {
		const resource = item.fields.value('resource');
		const operation = findOperation(resource, item.fields.value('operation'));
		const options = attempted(() => readCommonOptions(item, hasChats(resource)));
		const preview = isPreviewed(item) ? operation.preview : undefined;
		const step = attempted(() => (preview ? preview(item) : operation.prepare(item)));
		if (!(step instanceof LinqError) && step.announce) this.announcing.push(step);
		if (options instanceof LinqError) throw options;
		if (step instanceof LinqError) throw step;
		return { options, step };
	}

	private async lookAhead(sessions: Sessions): Promise<void> {
		if (this.hasLookedAhead) return;
		this.hasLookedAhead = true;
		while (await this.readSome());
		for (const step of this.announcing) step.announce?.(sessions.earnest);
		await Promise.allSettled(
			this.planned.map(async (planned) => {
				const plan = planned?.plan;
				if (!isInOrder(plan)) return;
				await plan.step.foresee?.(sessionOf(plan, sessions), patienceOf(plan));
			}),
		);
	}
}

function isInOrder(plan: Plan | LinqError | undefined): plan is Plan {
	return plan !== undefined && !(plan instanceof LinqError);
}

/** The item's patience, in the lane it runs in. */
export function patienceOf({ step: { lane }, options }: Plan, aside?: Aside): Patience {
	return { ...options.patience, lane: lane === undefined ? undefined : { name: lane, aside } };
}

/** Also where something else of the item can't be used. */
export function isPreviewed(item: ItemParameters): boolean {
	return attempted(() => isPreview(item.options)) === true;
}

/** Whatever else goes wrong with one item must not take the others along. */
export function asLinqError(error: unknown): LinqError {
	if (error instanceof LinqError) return error;
	return new LinqError({
		message: 'This item could not be worked on',
		hint: 'Run it again; if it fails again, report it to the makers of this node.',
		category: 'invalid_response',
	});
}

function caught<Value>(read: () => Value): Value | LinqError {
	try {
		return read();
	} catch (error) {
		return asLinqError(error);
	}
}
