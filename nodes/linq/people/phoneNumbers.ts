import { invalidInput, type LinqError } from '../errors';
import {
	getCountryCallingCode,
	validatePhoneNumberLength,
	type CountryCode,
} from '../libraries/libphonenumber';
import { parseCountry } from './countryCodes';
import { tooLong } from './handleText';
import { NotOneHandle, severalHandles } from './notOneHandle';
import {
	callingCodeOf,
	isInPlan,
	readInternational,
	readNational,
	readingsOfOldPlan,
	readingsWithoutDoubles,
	withLostZero,
	type Reading,
} from './numberReadings';
import { extension, notationOf, type Break, type Notation } from './phoneNotation';

/** No phone number has more characters, with all the marks people put into it. */
const longestNumber = 60;

/**
 * A phone number in E.164.
 *
 * All readings that the characters allow are looked at. One that is valid as it is written is taken.
 * One that is merely possible (its length is; new ranges appear all the time, and whether a number
 * exists, Linq decides) loses to a valid one that differs only by what can't be part of a number.
 * Where two numbers could be meant, it is refused. docs/handles.md has the rule and examples.
 *
 * @param text in ASCII digits and signs, nothing invisible in it
 * @param country for numbers without a country code; read only where one is needed
 * @throws LinqError `invalid_input`
 */
export function parsePhoneNumber(text: string, country?: unknown): string {
	if (text.length > longestNumber) throw tooLong();
	const notation = notationOf(text);
	const { readings, wholes } = readingsOf(notation.spellings, notation.isInternational, country);
	const valid = distinct(readings.filter(({ isValid }) => isValid));
	const end = notation.breaks.find((place) =>
		isBetweenTwo(place, valid.length > 0, notation, country),
	);
	if (end) throw end.mark === '-' ? extension() : severalHandles();
	if (valid.length > 0) return only(valid);
	const corrected = distinct(
		wholes.flatMap((whole) => [...readingsWithoutDoubles(whole), ...readingsOfOldPlan(whole)]),
	);
	if (corrected.length > 0) return only(corrected);
	if (wholes.some(isPlaceholder)) throw placeholder();
	const [possible] = distinct(readings);
	if (possible === undefined) throw impossible(notation, country);
	const withZero = withLostZero(possible.slice(1));
	if (withZero !== undefined) throw zeroLost(withZero);
	const ofOtherCountries = notation.isInternational
		? []
		: notation.spellings.flatMap(readAs(readInternational)).filter(({ isValid }) => isValid);
	const one = only(distinct([...readings, ...ofOtherCountries]));
	// Without the prefix for calls within the country, or to abroad, it may be one of an old plan.
	const [today = one] = distinct(readingsOfOldPlan(one.slice(1)));
	return today;
}

interface Readings {
	/** What the digits mean as they are written. */
	readings: Reading[];
	/** The same digits with the country code before them, to be corrected. */
	wholes: string[];
}

/**
 * A number without a plus is national; but spreadsheets also drop the plus, and many people write
 * 00 for it, whatever their own country's prefix for abroad is.
 */
function readingsOf(spellings: string[], isInternational: boolean, country: unknown): Readings {
	const abroad = spellings.flatMap((digits) =>
		isInternational ? [digits] : digits.startsWith('00') ? [digits.slice(2)] : [],
	);
	const international = { readings: abroad.flatMap(readAs(readInternational)), wholes: abroad };
	const isClear = international.readings.some(({ isValid }) => isValid);
	const from = isInternational || isClear ? undefined : parseCountry(country);
	if (from === undefined) return international;
	const code = getCountryCallingCode(from);
	const withoutTheirPlus = spellings.filter((digits) => digits.startsWith(code));
	return {
		readings: [
			...spellings.flatMap(readAs((digits) => readNational(digits, from))),
			...withoutTheirPlus.flatMap(readAs(readInternational)),
			...international.readings,
		],
		wholes: [...spellings.map((digits) => code + digits), ...withoutTheirPlus, ...abroad],
	};
}

function readAs(read: (digits: string) => Reading | undefined) {
	return (digits: string): Reading[] => {
		const reading = read(digits);
		return reading === undefined ? [] : [reading];
	};
}

/** Digits of a number before a slash, unless there is hardly anything behind it. */
const shortestHead = 7;

/** Fewer digits than these behind a slash stand for the last ones of a second number. */
const shortestTail = 5;

/** Whether what stands before this place is a number by itself, and what is behind it is too much. */
function isBetweenTwo(
	{ head, tail, mark }: Break,
	wholeIsValid: boolean,
	{ isInternational }: Notation,
	country: unknown,
): boolean {
	if (head === '') return false;
	const isSlash = mark === '/';
	const isOneMore = mark === '-' && tail === 1;
	if (wholeIsValid && !isSlash && !isOneMore) return false;
	if (isSlash && tail > 2 && head.length < shortestHead) return false;
	const { readings } = readingsOf([head], isInternational, country);
	if (readings.some(({ isValid }) => isValid)) return true;
	return isSlash && tail < shortestTail && readings.length > 0;
}

function distinct(readings: Reading[]): string[] {
	return [...new Set(readings.map(({ number }) => number))];
}

/** @throws LinqError `invalid_input` where there are several, or the only one may be another again */
function only(numbers: string[]): string {
	const doubled = numbers.flatMap((number) => readingsWithoutDoubles(number.slice(1)));
	const [one, other] = [...new Set([...numbers, ...distinct(doubled)])];
	if (other === undefined) return one!;
	throw invalidInput(
		'The phone number can be read in two ways, so it could be two different people',
		`It could be ${one} or ${other}: write the one that is meant, with + and the country code.`,
	);
}

/** @param whole digits with the country code before them */
function isPlaceholder(whole: string): boolean {
	const national = whole.slice(callingCodeOf(whole)?.length ?? 0);
	return [whole, national].some((digits) => /^(\d)\1{5,}$/.test(digits));
}

function placeholder(): LinqError {
	return invalidInput(
		'This is a placeholder, not a phone number',
		"Fill in the person's number, or leave such records out before this step.",
	);
}

function zeroLost(number: string): LinqError {
	return invalidInput(
		'The zero that this landline number begins with is missing',
		`Write ${number} if that is the number, and format the column it comes from as text: spreadsheets drop the zero.`,
	);
}

function impossible({ spellings, isInternational }: Notation, country: unknown): LinqError {
	const digits = spellings[0]!;
	if (/^(\d)\1{5,}$/.test(digits)) return placeholder();
	const from = isInternational || digits.startsWith('00') ? undefined : parseCountry(country);
	if (!isInternational && from === undefined) {
		return invalidInput(
			'The phone number has no country code',
			'Write it with + and the country code, such as +1 202 555 0100, or choose a country in the option Default Country.',
		);
	}
	return unfit(digits, from);
}

/** @param from the country for which it is written; undefined where it begins with the country code */
function unfit(digits: string, from: CountryCode | undefined): LinqError {
	const reason = from
		? validatePhoneNumberLength(digits, from)
		: validatePhoneNumberLength(`+${digits}`);
	if (
		reason === undefined &&
		!isInPlan(from ? `+${getCountryCallingCode(from)}${digits}` : `+${digits}`)
	) {
		return invalidInput(
			'This is a placeholder or mistyped: no phone number in North America is like this',
			'There, the area code and the three digits behind it begin with 2 to 9. Correct the number in the record.',
		);
	}
	const where = from ? `the default country ${from}` : 'its country code';
	const messages: Partial<Record<NonNullable<typeof reason>, string>> = {
		INVALID_COUNTRY: 'No country has the code this phone number begins with',
		TOO_SHORT: `The phone number is too short for ${where}`,
		TOO_LONG: `The phone number is too long for ${where}`,
	};
	const message =
		(reason && messages[reason]) ??
		`The phone number has a length that does not exist for ${where}`;
	const hint =
		'Correct the number in the record; digits may be missing, doubled, or from another country.';
	if (reason !== 'TOO_LONG') return invalidInput(message, hint);
	const ofSeveral =
		'Correct the number in the record; if it is more than one, put commas between them.';
	return new NotOneHandle({ message, hint }, { hint: ofSeveral });
}
