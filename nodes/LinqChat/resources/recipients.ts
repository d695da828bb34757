import { attempted, invalidInput, LinqError } from '../../linq/errors';
import { parseHandle } from '../../linq/handles';
import { NotOneHandle, OneHandle } from '../../linq/notOneHandle';
import { separated } from './values';

/**
 * Several people, as Linq wants their handles, in the order given.
 *
 * @param entries of a field that takes several; a text among them may hold several itself
 * @param country for numbers without a country code; read only where a number needs it
 * @throws LinqError `invalid_input` that says which one can't be used
 */
export function parseHandles(entries: unknown[], country?: unknown): string[] {
	const given = entries.flatMap((entry) => peopleIn(entry, country));
	return given.map((one, index) => {
		const handle = attempted(() => parseHandle(one, country));
		if (!(handle instanceof LinqError)) return handle;
		const { message, hint } = handle instanceof NotOneHandle ? handle.amongSeveral : handle.failure;
		const place = given.length > 1 ? ` (number ${index + 1} of ${given.length})` : '';
		throw invalidInput(`${message}${place}`, hint);
	});
}

/** A comma may belong to the name of one person: `"Doe, Jo" <jo@example.com>`. */
function peopleIn(entry: unknown, country: unknown): unknown[] {
	if (typeof entry !== 'string') return [entry];
	const whole = attempted(() => parseHandle(entry, country));
	const isOne = !(whole instanceof LinqError) || whole instanceof OneHandle;
	return isOne ? [entry] : separated(entry);
}
