import type { Output } from '../../items/outputs';
import type { Session } from '../../linq/session';
import type { Patience } from '../../linq/wire/client';
import type { OpenQuestion } from './openQuestion';

/** What is left to do for an item whose parameters are in order. */
export interface Step {
	/**
	 * Steps of one lane run one after another, in input order: the chat's ID, for instance. Without
	 * one, the step waits for no other.
	 */
	lane?: string;
	/**
	 * Whether it runs only once the parameters of all items are read: until then, none of them has
	 * announced anything, or foreseen.
	 */
	looksAhead?: boolean;
	/** Tells the items beside it what they have to know of it, also where it can't be worked on itself. */
	announce?(session: Session): void;
	/** What to look up before it, and whatever comes after it, runs; what fails here fails in `run` again. */
	foresee?(session: Session, patience: Patience): Promise<void> | void;
	/** @returns what comes out on Success, one for each item there */
	run(session: Session, patience: Patience): Promise<Output[] | Later | Waiting>;
}

/** The step is done and the next of its lane may run; only its outcome is still waited for. */
export interface Later {
	later: Promise<Output[]>;
}

/** The execution is to wait: what comes out is known when somebody has answered. */
export interface Waiting {
	waiting: Wait;
}

/** A question that the execution waits for the answer to. */
export interface Wait {
	open: OpenQuestion;
	/** When the wait ends without one, in milliseconds since 1970; undefined for never. */
	until: number | undefined;
}
