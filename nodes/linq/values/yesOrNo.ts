import { invalidInput, type LinqError } from '../errors';
import { isObject, textOf } from './json';
import { trimmed } from './trimmed';

/**
 * What an option that is switched on or off holds, also in the words and numbers that spreadsheets
 * write: TRUE and FALSE, yes and no, 1 and 0, in letters of any size.
 *
 * @returns undefined for all else
 */
export function readYesOrNo(value: unknown): boolean | undefined {
	switch (typeof value === 'string' ? trimmed(value).toLowerCase() : value) {
		case true:
		case 1:
		case 'true':
		case 'yes':
		case '1':
			return true;
		case false:
		case 0:
		case 'false':
		case 'no':
		case '0':
			return false;
		default:
			return undefined;
	}
}

/**
 * The failure of an option that holds neither, which quotes what it holds.
 *
 * @param option as in "The option Active"
 */
export function notYesOrNo(option: string, label: string, value: unknown): LinqError {
	return invalidInput(
		`${option} can't be used as it is: it holds ${quoted(value)}`,
		`Switch ${label} on or off, or use an expression that gives true or false, yes or no, 1 or 0.`,
	);
}

function quoted(value: unknown): string {
	if (typeof value === 'string') return `"${textOf(value, 40) ?? ''}"`;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return 'a list';
	return isObject(value) ? 'an object' : 'nothing';
}
