import { trimmed } from './trimmed';

/**
 * A whole number written in digits and nothing else: a point, an exponent or another notation could
 * mean another number to whoever wrote it.
 *
 * @returns undefined for any other text, for minus zero and for more than 15 digits
 */
export function wholeNumberIn(text: string): number | undefined {
	const digits = trimmed(text);
	return /^(?!-0*$)-?\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
