import {
	getCountries,
	getCountryCallingCode,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from '../libraries/libphonenumber';

/** A number that some digits may mean. */
export interface Reading {
	/** In E.164. */
	number: string;
	/** In a range that is in use, not only of a length that is possible. */
	isValid: boolean;
}

/**
 * What the digits of an international number mean as they stand.
 *
 * @param digits with the country code, without a plus
 * @returns undefined when no number is like that
 */
export function readInternational(digits: string): Reading | undefined {
	const written = `+${digits}`;
	return settled(written, parsePhoneNumberFromString(written));
}

/**
 * What the digits mean to someone in that country.
 *
 * @param digits as they are dialled there, perhaps with the prefix for long distance or for abroad
 */
export function readNational(digits: string, country: CountryCode): Reading | undefined {
	return settled(digits, parsePhoneNumberFromString(digits, country));
}

/**
 * Reading E.164 again may drop a national prefix once more: Linq gets what stays as it is.
 *
 * @param written what was read first, and what came of it
 */
function settled(written: string, first: PhoneNumber | undefined): Reading | undefined {
	let read = written;
	let parsed = first;
	while (parsed && parsed.number !== read) {
		read = parsed.number;
		parsed = parsePhoneNumberFromString(read);
		if (!mayExist(parsed)) return undefined;
	}
	if (!mayExist(parsed) || !isInPlan(read)) return undefined;
	return { number: read, isValid: parsed.isValid() && isLengthInUse(read) };
}

function mayExist(parsed: PhoneNumber | undefined): parsed is PhoneNumber {
	return parsed?.isPossible() === true && /^\+[1-9]\d{6,14}$/.test(parsed.number);
}

/**
 * In North America, area codes and the three digits behind them begin with 2 to 9
 * (https://www.nanpa.com/numbering/numbering-plan, ATIS-0300055): the others can't be dialled.
 */
export function isInPlan(number: string): boolean {
	return !number.startsWith('+1') || /^\+1[2-9]\d\d[2-9]\d{6}$/.test(number);
}

/**
 * Numbers that libphonenumber takes for valid, though nobody has one: by country code, which lengths
 * behind it are in use. German landlines may be dialled through by further digits, so almost any
 * length passes; the plan itself has 11 at the most, and beyond that a country code that is written
 * twice is likelier. Gabon's seven digits have a zero before them since 2019; Kosovo's numbers have eight.
 */
const lengthsInUse = new Map([
	['49', { shortest: 3, longest: 11 }],
	['241', { shortest: 8, longest: 9 }],
	['383', { shortest: 8, longest: 9 }],
]);

function isLengthInUse(number: string): boolean {
	const code = callingCodeOf(number.slice(1)) ?? '';
	const { shortest, longest } = lengthsInUse.get(code) ?? { shortest: 1, longest: 15 };
	const length = number.length - 1 - code.length;
	return shortest <= length && length <= longest;
}

let callingCodes: Set<string> | undefined;

/** The country code that these digits begin with. */
export function callingCodeOf(digits: string): string | undefined {
	callingCodes ??= new Set(getCountries().map((country) => getCountryCallingCode(country)));
	return [1, 2, 3].map((length) => digits.slice(0, length)).find((code) => callingCodes!.has(code));
}

/**
 * What the digits of an international number may have been before something was put into them that
 * isn't part of a number: the country code a second time, or the zero dialled within a country.
 *
 * @param digits with the country code, without a plus
 * @returns valid readings only
 */
export function readingsWithoutDoubles(digits: string): Reading[] {
	const code = callingCodeOf(digits);
	if (code === undefined) return [];
	const national = digits.slice(code.length);
	const doubles = [code, `00${code}`, '0'].filter((double) => national.startsWith(double));
	return validReadings(doubles.map((double) => code + national.slice(double.length)));
}

/**
 * What numbers of an earlier numbering plan have become.
 *
 * @param digits with the country code, without a plus
 * @returns valid readings only
 */
export function readingsOfOldPlan(digits: string): Reading[] {
	const code = callingCodeOf(digits) ?? '';
	const today = ofOldPlan.get(code)?.(digits.slice(code.length)) ?? [];
	return validReadings(today.map((national) => code + national));
}

function validReadings(numbers: string[]): Reading[] {
	return numbers
		.flatMap((digits) => readInternational(digits) ?? [])
		.filter(({ isValid }) => isValid);
}

/** By country code: what numbers of an earlier numbering plan became. */
const ofOldPlan = new Map<string, (national: string) => string[]>([
	// Mexico, since 2019: neither 1 from abroad nor 044 and 045 within the country before mobiles.
	[
		'52',
		(national) => {
			const [, today] = /^(?:1|01|044|045)(\d{10})$/.exec(national) ?? [];
			return today === undefined ? [] : [today];
		},
	],
	// Brazil, since 2016: mobile numbers of eight digits, which began with 6 to 9, have a 9 before them.
	[
		'55',
		(national) => {
			const [, area, old] = /^([1-9]{2})([6-9]\d{7})$/.exec(national) ?? [];
			return old === undefined ? [] : [`${area}9${old}`];
		},
	],
	// Benin, since 2024: numbers of eight digits have 01 before them.
	['229', (national) => (national.length === 8 ? [`01${national}`] : [])],
]);

/**
 * The valid number that lacks nothing but the zero which landlines of some countries keep when they
 * are called from abroad (Italy): spreadsheets drop it.
 */
export function withLostZero(digits: string): string | undefined {
	const code = callingCodeOf(digits);
	if (code === undefined) return undefined;
	const number = `${code}0${digits.slice(code.length)}`;
	const reading = readInternational(number);
	return reading?.isValid && reading.number === `+${number}` ? reading.number : undefined;
}
