import { attempted, invalidInput, LinqError } from '../../linq/errors';
import { parseHandle } from '../../linq/people/handles';
import { NotOneHandle, OneHandle } from '../../linq/people/notOneHandle';
import { isFilled, listIn, separated } from './values';

/** Many times what Linq takes, for those who name the same people again and again. */
const mostEntries = 300;

/**
 * Several people, as Linq wants their handles, in the order given.
 *
 * @param entries of a field that takes several; a text among them may hold several itself
 * @param country for numbers without a country code; read only where a number needs it
 * @throws LinqError `invalid_input` that says which one can't be used, and for more than 300, of
 *   which none is read
 */
export function parseHandles(entries: unknown[], country?: unknown): string[] {
	refuseTooMany(entries);
	const given = entries.flatMap((entry) => peopleIn(entry, country));
	refuseTooMany(given);
	return given.map((one, index) => {
		const handle = attempted(() => parseHandle(one, country));
		if (!(handle instanceof LinqError)) return handle;
		const { message, hint } = handle instanceof NotOneHandle ? handle.amongSeveral : handle.failure;
		const place = given.length > 1 ? ` (number ${index + 1} of ${given.length})` : '';
		throw invalidInput(`${message}${place}`, hint);
	});
}

/**
 * Whether a list lacks someone: an entry that holds nothing, or nothing between two commas. Line
 * breaks count for nothing.
 *
 * @param value whatever a field that takes several gave
 */
export function hasGap(value: unknown): boolean {
	if (typeof value !== 'string') return ![value].flat().every(isFilled);
	const list = listIn(value);
	if (list) return hasGap(list);
	const pieces = value.split(/[,;]/);
	return pieces.length > 1 && !pieces.every(isFilled);
}

function refuseTooMany({ length }: unknown[]): void {
	if (length <= mostEntries) return;
	throw invalidInput(
		`There are ${length} phone numbers and email addresses in one field`,
		'Keep no more than 300 in it: split them into several records before this step.',
	);
}

/** A comma may belong to the name of one person: `"Doe, Jo" <jo@example.com>`. */
function peopleIn(entry: unknown, country: unknown): unknown[] {
	const people = typeof entry === 'string' ? separated(entry) : [entry];
	if (people.length < 2) return people;
	const whole = attempted(() => parseHandle(entry, country));
	const isOne = !(whole instanceof LinqError) || whole instanceof OneHandle;
	return isOne ? [entry] : people;
}
