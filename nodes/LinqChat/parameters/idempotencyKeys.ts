import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidInput, type LinqError } from '../../linq/errors';
import { isObject } from '../../linq/values/json';
import { keyOf } from '../../linq/values/keyOf';
import type { Write } from '../../linq/wire/doubt';

/** The key under which Linq does once what an item asks for. */
export interface IdempotencyKey {
	/** As Linq gets it. */
	value: string;
	/** Whether the same record has it again when it comes back into the step, with its error. */
	lasts: boolean;
	/** What to put into the item's error, to know the key again there. */
	inError?: string;
	/** It was taken from the item's error: an earlier run may have done the work already. */
	isCarried: boolean;
	/** It was made of one that the user gave. */
	isOwn?: boolean;
}

/** Where Linq takes a key: among what is sent, or as the header `Idempotency-Key`. */
export type KeyPlace = 'body' | 'header';

/**
 * What is to be said and done where something under this key may have been done. Without a key that
 * lasts, whoever tries again later does it a second time.
 *
 * @param look see `Write.look`
 */
export function writeUnder(
	key: IdempotencyKey | undefined,
	look: string,
	done: Write['done'] = 'sent',
): Write {
	return {
		again: key?.lasts ? 'once' : 'soon',
		...{ look, done },
		isPerhapsDone: key?.isCarried,
		isOwnKey: key?.isOwn,
	};
}

/** Linq's limit is not known; this is what the option has always taken. Characters. */
const longestKey = 255;

/** A key and what binds it to its work: see `StepKeys.automatic`. */
const carriedKey = /^([0-9a-f]{40})\.([0-9a-f]{40})$/;

/** The idempotency keys of the items of one run of a node. */
export class StepKeys {
	private readonly run: string;
	/** The IDs of n8n's instance and of the workflow, the node's own, and its name. */
	private readonly instance: string;
	private readonly workflow: string | undefined;
	private readonly id: string;
	private readonly name: string;
	/** The user's own keys that items brought along, and what each is for. */
	private readonly taken = new Map<string, string>();

	/** @param isTool an agent may well send the same thing twice in one execution, and mean it */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly isTool: boolean,
	) {
		this.run = (isTool ? undefined : runOf(context)) ?? randomUUID();
		this.instance = context.getInstanceId();
		this.workflow = context.getWorkflow().id;
		const { id, name } = context.getNode();
		this.id = id;
		this.name = name;
	}

	/**
	 * A key for an item that brings none of its own. It is the same when n8n runs the node again for
	 * the same items: with Retry On Fail, or when a worker died and another one takes the execution
	 * over. A run started anew by hand gets new ones, and so does every turn of a loop.
	 *
	 * An item that comes back with its error has the key of the run that failed, but only for the same
	 * work by the same operation of the same step. The key in the error is bound to these, so that no
	 * other field, and no older error, can keep a message from being sent.
	 *
	 * @param operation as in the menus, the resource first
	 * @param work what is to be done, and for whom
	 * @returns 40 characters as Linq gets it, 81 as it stands in the error
	 */
	automatic(index: number, operation: string[], work: unknown[]): IdempotencyKey {
		const value = keyOf(`${this.run} ${index}`);
		if (this.isTool) return { value, lasts: false, isCarried: false };
		const inError = (key: string) => `${key}.${this.bound(key, operation, work)}`;
		const given = keyInErrorOf(this.context, index);
		const [, carried] = carriedKey.exec(given) ?? [];
		if (carried !== undefined && given === inError(carried)) {
			return { value: carried, lasts: true, inError: given, isCarried: true };
		}
		return { value, lasts: true, inError: inError(value), isCarried: false };
	}

	/**
	 * The user's own key as Linq gets it: the same for this operation of this step in every execution,
	 * and another for others, which would be taken for done.
	 *
	 * @param work as for `automatic`
	 * @param as.place where Linq gets it: a header takes visible ASCII and spaces only
	 * @param as.isPreview what is only looked at takes no key from what is done beside it
	 * @throws LinqError `invalid_input` for what can't be a key, and when an earlier item has the same
	 *   key for other work, which Linq would take for done
	 */
	own(
		key: string,
		operation: string[],
		work: () => unknown[],
		{ place = 'body', isPreview }: { place?: KeyPlace; isPreview: boolean },
	): IdempotencyKey {
		checkOwnKey(key);
		this.take(JSON.stringify([key, isPreview]), JSON.stringify(work()));
		const { workflow, id, name } = this;
		const ending = `-${keyOf(JSON.stringify([workflow, id || name, ...operation])).slice(0, 16)}`;
		const isFit = place === 'body' || /^[\x20-\x7e]*$/.test(key);
		const fits = isFit && key.length + ending.length <= longestKey;
		return {
			value: `${fits ? key : keyOf(key)}${ending}`,
			lasts: true,
			isCarried: false,
			isOwn: true,
		};
	}

	private take(key: string, work: string): void {
		if ((this.taken.get(key) ?? work) !== work) throw takenForOther();
		this.taken.set(key, work);
	}

	private bound(key: string, operation: string[], work: unknown[]): string {
		const { workflow, id, name, instance } = this;
		return keyOf(JSON.stringify([key, instance, workflow, id, name, operation, work]));
	}
}

/** A key for one piece of the work that a key is for: the same whenever that one is. */
export function keyOfPiece(key: string, piece: string): string {
	return keyOf(`${key} ${piece}`);
}

function checkOwnKey(key: string): void {
	if (/^[^\p{Cc}\p{Cs}]{1,255}$/u.test(key)) return;
	throw invalidInput(
		"The option Idempotency Key can't be used as it is",
		'Use at most 255 letters, digits and signs, on one line.',
	);
}

function takenForOther(): LinqError {
	return invalidInput(
		'Another item has the same Idempotency Key for something else',
		'Linq sends only once under a key: take it from a field that differs from item to item, such as the ID of the order.',
	);
}

/** Empty where the item has no error, or one without a key. */
function keyInErrorOf(context: IExecuteFunctions, index: number): string {
	const { error } = context.getInputData()[index]?.json ?? {};
	const key = isObject(error) ? error.idempotency_key : undefined;
	return typeof key === 'string' ? key : '';
}

/** Undefined where n8n gives the execution no number. */
function runOf(context: IExecuteFunctions): string | undefined {
	const execution = context.getExecutionId();
	if (!execution) return undefined;
	const { id: workflow } = context.getWorkflow();
	const { $runIndex: turn } = context.getWorkflowDataProxy(0);
	// Generated workflows may give several steps the same ID; their names are distinct.
	const { id, name } = context.getNode();
	return [context.getInstanceId(), workflow, execution, id, name, turn].join(' ');
}
