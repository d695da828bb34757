import { invalidInput, type LinqError } from '../errors';
import { textOf } from '../values/json';
import { trimmed } from '../values/trimmed';
import { wholeNumberIn } from '../values/wholeNumber';

/** What computers add to an amount such as 19.99 times 100, which is 1998.9999999999998 for them. */
const noise = 1e-6;

/** What an amount has to be. */
interface AmountRule {
	/** Its name in the editor. */
	label: string;
	/** The least that Linq takes, in the smallest unit. */
	least: number;
}

/**
 * An amount of money in the currency's smallest unit, such as cents.
 *
 * Whoever gives 12.50 means dollars, and would be asked for 12 cents: only whole numbers are taken,
 * as a number or in digits, without a currency's sign and without marks between thousands.
 *
 * @param value whatever the parameter gave
 * @returns a whole number
 * @throws LinqError `invalid_input`
 */
export function parseAmount(value: unknown, { label, least }: AmountRule): number {
	const text = typeof value === 'string' ? trimmed(value) : value;
	if (text === undefined || text === null || text === '') {
		throw invalidInput(`${label} is missing`, `Fill in ${label}, or the record it is taken from.`);
	}
	const amount = wholeNumber(text);
	if (amount === undefined) throw notInSmallestUnit(label, text);
	if (amount >= least) return amount;
	throw invalidInput(
		`${label} is ${amount}, and the least that Linq takes is ${least}`,
		`Give the amount in the smallest unit of the currency: 1250 for $12.50.`,
	);
}

function wholeNumber(value: unknown): number | undefined {
	if (typeof value === 'string') {
		const number = wholeNumberIn(value);
		return number !== undefined && number >= 0 ? number : undefined;
	}
	if (typeof value !== 'number') return undefined;
	const whole = Math.round(value);
	return Number.isSafeInteger(whole) && Math.abs(value - whole) < noise ? whole : undefined;
}

function notInSmallestUnit(label: string, value: unknown): LinqError {
	const isShort = typeof value === 'string' || typeof value === 'number';
	const held = isShort ? `: it holds "${textOf(String(value), 40) ?? ''}"` : '';
	return invalidInput(
		`${label} can't be used as it is${held}`,
		'Give the amount in the smallest unit of the currency, as a whole number without any sign: 1250 for $12.50.',
	);
}
