import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import { invalidInput, type LinqError } from './errors';
import { keepOnlyHandles, NotOneHandle } from './notOneHandle';

/**
 * A phone number in E.164.
 *
 * A number passes when its length is possible for its country; whether it exists, Linq decides.
 * That is libphonenumber's own advice, since new ranges appear all the time:
 * https://gitlab.com/catamphetamine/libphonenumber-js#using-phone-number-validation-feature
 *
 * @param text in ASCII digits and signs, nothing invisible in it
 * @param country for numbers without a country code
 * @throws LinqError `invalid_input`
 */
export function parsePhoneNumber(text: string, country: CountryCode | undefined): string {
	refuseWhatNoNumberHas(text);
	const digits = text.replace(/\D/g, '');
	const readings = /^[\s([]*\+/.test(text)
		? [readInternational(digits)]
		: readingsWithoutPlus(digits, country);
	const best = likeliest(readings);
	if (best === undefined) throw impossible(text, digits, country);
	const settled = settle(best);
	if (settled === undefined) throw impossible(text, digits, country);
	return settled;
}

/** Reading E.164 again may drop a national prefix once more: Linq gets what stays as it is. */
function settle(number: PhoneNumber): string | undefined {
	for (let before = number; ;) {
		const after = readInternational(before.number);
		if (!after?.isPossible() || !/^\+[1-9]\d{6,14}$/.test(after.number)) return undefined;
		if (after.number === before.number) return after.number;
		before = after;
	}
}

/**
 * A number without a plus is national; but spreadsheets also drop the plus, and many people write
 * 00 for it, whatever their own country's prefix for abroad is.
 */
function readingsWithoutPlus(digits: string, country: CountryCode | undefined) {
	const withoutPrefix = digits.startsWith('00') ? [readInternational(digits.slice(2))] : [];
	if (country === undefined) return withoutPrefix;
	const withoutItsPlus = digits.startsWith(getCountryCallingCode(country))
		? [readInternational(digits)]
		: [];
	return [parsePhoneNumberFromString(digits, country), ...withoutItsPlus, ...withoutPrefix];
}

/** Messages reach mobiles: of two readings, the one that is a mobile number was meant. */
function likeliest(readings: Array<PhoneNumber | undefined>): PhoneNumber | undefined {
	const possible = readings.filter((number) => number?.isPossible());
	const valid = possible.filter((number) => number?.isValid());
	return valid.find((number) => number?.getType()?.includes('MOBILE')) ?? valid[0] ?? possible[0];
}

function readInternational(digits: string) {
	return parsePhoneNumberFromString(`+${digits.replace('+', '')}`);
}

function refuseWhatNoNumberHas(text: string): void {
	if (/\d.*(;\s*ext\s*=|[a-z]*ext[a-z]*\.?|x|#)\s*[.:=]?\s*\d+\D*$/i.test(text)) {
		throw extension();
	}
	const parts = text.split(/[,;|]/).filter((part) => /\d/.test(part));
	if (parts.filter((part) => part.replace(/\D/g, '').length > 6).length > 1) throw severalHandles();
	if ((text.match(/\+/g) ?? []).length > 1) throw severalHandles();
	if (parts.length > 1) throw extension();
	if (/\p{L}/u.test(text)) throw neither(': it has letters in it');
	if (
		!/\d/.test(text) ||
		!/^[\s([]*\+?[\d\s().[\]/\u00b7\u2010-\u2015\u2212\u30fc-]+$/.test(text)
	) {
		throw neither('');
	}
}

function impossible(text: string, digits: string, country: CountryCode | undefined): LinqError {
	const isInternational = text.includes('+');
	if (!isInternational && country === undefined) {
		return invalidInput(
			'The phone number has no country code',
			'Write it with + and the country code, such as +1 202 555 0100, or choose a country in the option Default Country.',
		);
	}
	const reason = isInternational
		? validatePhoneNumberLength(`+${digits}`)
		: validatePhoneNumberLength(digits, country);
	const where = isInternational ? 'its country code' : `the default country ${country}`;
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
	return new NotOneHandle(
		{ message, hint },
		{ hint: 'Correct the number in the record; if it is more than one, put commas between them.' },
	);
}

/** @param reason behind a colon, or nothing */
function neither(reason: string): LinqError {
	return new NotOneHandle(
		{
			message: `This is neither a phone number nor an email address${reason}`,
			hint: 'Keep only the number in the field, such as +1 202 555 0100, or only the email address.',
		},
		{ hint: keepOnlyHandles },
	);
}

function extension(): LinqError {
	return invalidInput(
		'The phone number has an extension',
		"Messages can't reach an extension: use the person's mobile or direct number.",
	);
}

/**
 * The country for numbers without a country code, as ISO 3166 names it.
 *
 * @param value two letters in either case; empty or missing means none
 * @throws LinqError `invalid_input` for anything else, or a country libphonenumber doesn't know
 */
export function parseCountry(value: unknown): CountryCode | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
	if (typeof value === 'string' && code === '') return undefined;
	if (!isSupportedCountry(code)) {
		throw invalidInput(
			'The default country is not a country code',
			'Use the two letters of the country, such as US, GB (United Kingdom) or DE (Germany).',
		);
	}
	return code;
}

/** A field with more than one person in it. */
export function severalHandles(): LinqError {
	return new NotOneHandle(
		{
			message: 'The field holds more than one phone number or email address',
			hint: 'Keep one in the field, or split them into records of their own before this step.',
		},
		{
			message: 'There is no comma between two phone numbers or email addresses',
			hint: 'Put commas between them, or give them as a list of texts.',
		},
	);
}
