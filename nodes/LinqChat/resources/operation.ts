import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Output } from '../../items/outputs';
import type { Patience } from '../../linq/wire/client';
import type { Session } from '../../linq/session';
import type { ItemParameters } from '../parameters/itemParameters';

/** One entry of the Operation menu, with everything that belongs to it. */
export interface Operation {
	/** The menu entry. `action` reads as a sentence and is the node's subtitle on the canvas. */
	entry: INodePropertyOptions & { value: string; description: string; action: string };
	/**
	 * What a model is told about it as an agent's tool: what it does, in which form it takes things,
	 * and what comes back. The menu's description where there is none.
	 */
	toolDescription?: string;
	/** Its own parameters, in the order people need them. */
	fields: INodeProperties[];
	/** The entries of `updateFields`: what an update changes, each only where it was added. */
	updateFields?: INodeProperties[];
	/** Its own entries of `options`, besides those every operation has. */
	options: INodeProperties[];
	/**
	 * Reads and checks one item's parameters.
	 *
	 * @throws LinqError `invalid_input`; nothing is sent for the item then
	 */
	prepare(item: ItemParameters): Step;
}

/** What is left to do for an item whose parameters are in order. */
export interface Step {
	/**
	 * Steps of one lane run one after another, in input order: the chat's ID, for instance. Without
	 * one, the step waits for no other.
	 */
	lane?: string;
	/** What to look up before the first step runs; what fails here fails in `run` again. */
	foresee?(session: Session, patience: Patience): Promise<void>;
	/** @returns what comes out on Success, one for each item there */
	run(session: Session, patience: Patience): Promise<Output[] | Later>;
}

/** The step is done and the next of its lane may run; only its outcome is still waited for. */
export interface Later {
	later: Promise<Output[]>;
}

/** One entry of the Resource menu. */
export interface Resource {
	entry: INodePropertyOptions & { value: string };
	operations: Operation[];
	/** The operation shown first. */
	defaultOperation: string;
	/** Whether its items are worked on chat by chat. */
	hasChats?: boolean;
}
