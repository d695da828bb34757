import { LinqError } from '../errors';
import { mayBeDone } from './retries';

/** What a call changes, as far as it matters when nobody knows whether it was done. */
export interface Write {
	/**
	 * What asking for it once more would do. `once`: nothing, since Linq knows it by its idempotency
	 * key, which the record keeps. `same`: nothing, since things are then as they were to be. `soon`:
	 * nothing when it is asked at once; later, people have seen it, or its key is gone. `twice`: all of
	 * it a second time, so Linq is asked again only where it surely did nothing.
	 */
	again: 'once' | 'same' | 'soon' | 'twice';
	/** Where it shows whether it was done, as in "look into the chat". */
	look: string;
	/** What it is called when it was done under a key; `sent` unless said otherwise. */
	done?: 'sent' | 'made';
	/** What to do where it may have been done, when that is more than to look. */
	hint?: string;
	/** An earlier run may have done it already, under the same key. */
	isPerhapsDone?: boolean;
	/** The key is the user's: what was done under it before may have been something else. */
	isOwnKey?: boolean;
	/** Nothing lists what was made: with `once`, asking again under its key is a way to find it. */
	isUnlisted?: boolean;
}

/** Of what shows in a chat. */
export const inChat = 'into the chat';

/** Of what shows with an operation of this node, by its name in the menus. */
export const withOperation = (name: string) => `with ${name}`;

/**
 * What is told of a failure where the request, or an earlier try of it, may have been carried out.
 *
 * @param earlier whether an earlier try may have been
 * @returns the failure as it is, where nothing was done
 */
export function doubted(error: LinqError, write: Write | undefined, earlier: boolean): LinqError {
	const isOpen = mayBeDone(error);
	if (write === undefined || !(earlier || isOpen)) return error;
	const { again, done } = write;
	const { failure } = error;
	const inDoubt = !isOpen && failure.retryable !== true;
	const retryable = failure.retryable === true && (again === 'once' || again === 'same');
	const hint = retryable
		? hintToRepeat(failure.hint, again, done)
		: hintToLook(error, write, inDoubt);
	return new LinqError({ ...failure, hint, retryable, inDoubt, isPerhapsDone: true });
}

function hintToRepeat(hint: string, again: Write['again'], done: Write['done']): string {
	if (again === 'same') return hint;
	const [was, does] = done === 'made' ? ['made', 'makes'] : ['sent', 'sends'];
	return `${hint} It may have been ${was} nevertheless: unchanged and with its error, this record can be tried again in the same step, and Linq ${does} it only once.`;
}

function hintToLook(
	{ failure: { category, foreign } }: LinqError,
	{ again, look, hint, done = 'sent', isOwnKey, isUnlisted }: Write,
	inDoubt: boolean,
): string {
	if (hint !== undefined) return hint;
	if (foreign && isOwnKey) {
		const what = done === 'made' ? 'another amount, for instance' : 'another message, for instance';
		return `This Idempotency Key may have been used for something else before, ${what}: look ${look} first, and try this record again under another key only where it isn't there.`;
	}
	const where = (before: string) =>
		isUnlisted && again === 'once'
			? `look ${look}, or run this record again unchanged, with its error or the same Idempotency Key: Linq then answers with what was made.`
			: `look ${look} before you ${before} this record again.`;
	if (inDoubt) return `An earlier try that failed may have done it nevertheless: ${where('run')}`;
	const told = `may have been ${again === 'same' ? 'done' : done} nevertheless: ${where('try')}`;
	return category === 'invalid_response' && again !== 'twice'
		? `Check the base URL in the Linq credential; if it is right, it ${told}`
		: `It ${told}`;
}
