import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ItemParameters } from '../parameters/itemParameters';
import type { Step } from '../steps/step';

/** One entry of the Operation menu, with everything that belongs to it. */
export interface Operation {
	/** The menu entry. `action` reads as a sentence and is the node's subtitle on the canvas. */
	entry: INodePropertyOptions & { value: string; description: string; action: string };
	/**
	 * What a model is told about it as an agent's tool: what it does, in which form it takes things,
	 * and what comes back. The menu's description where there is none.
	 */
	toolDescription?: string;
	/** An agent can't call it as a tool, so that nothing is told about it. */
	isNoTool?: true;
	/** Its own parameters, in the order people need them. */
	fields: INodeProperties[];
	/** The entries of `updateFields`: what an update changes, each only where it was added. */
	updateFields?: INodeProperties[];
	/** Its own entries of `options`, besides those every operation has. */
	options: INodeProperties[];
	/** In which order a list comes out, where Linq can change that. */
	sort?: INodeProperties;
	/**
	 * Reads and checks one item's parameters.
	 *
	 * @throws LinqError `invalid_input`; nothing is sent for the item then
	 */
	prepare(item: ItemParameters): Step;
	/**
	 * The same, but the step only looks, and says what would be done; what would be refused fails in it.
	 * An operation that has one has the option Preview Only.
	 */
	preview?: (item: ItemParameters) => Step;
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
