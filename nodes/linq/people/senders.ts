import { attempted, invalidInput, LinqError } from '../errors';
import { parseCountry } from './countryCodes';
import { bareHandle, parseHandle } from './handles';
import { readNational, type Reading } from './numberReadings';

/** Of an alphanumeric sender ID, in characters (3GPP TS 23.040, 9.1.2.5). */
const longestSenderId = 11;

/** More digits than these, with letters among them, are a phone number with something beside it. */
const mostDigitsOfSenderId = 6;

/** Short codes of more digits than these are as long as people's numbers. */
const mostDigitsOfUsualCode = 6;

/**
 * What programs and people write where there is nobody, where something else was meant to stand, or
 * in the head of a column: in lower case, without what stands between words.
 */
const nobody = new Set(
	[
		'null undefined nan none nil empty missing unknown true false yes no na tba tbc tbd xx xxx',
		'private anonymous hidden withheld restricted unavailable invalid deleted removed inactive',
		'nobody noname nophone nonumber nomobile nocell noemail nohandle notavailable notgiven',
		'notprovided notset notapplicable donotcall donotcontact dnc optedout optout unsubscribed',
		'phone phonenumber mobile cell telephone tel fax email handle number sender ext extension',
	].flatMap((line) => line.split(' ')),
);

/**
 * Someone, or something, that messages come from and that Linq can block: a person's handle (see
 * `parseHandle`), a short code of 3 to 8 digits, or an alphanumeric sender ID such as ACME
 * (https://docs.linqapp.com/, Block a handle).
 *
 * A phone number that lost its country code is never taken for a short code, nor for a sender ID: as
 * seven or eight digits that don't begin with 1 people write the numbers of Denmark, Norway or
 * Singapore, and those of North America without the area code. With the country in `country`, digits
 * are a phone number where that country has it; where they could be a short code too, they are
 * refused. So are words that name nobody, and several words, which may be a person's name: nobody
 * would be blocked by them.
 *
 * @param value whatever the parameter gave; only text and whole numbers are accepted
 * @param country for numbers without a country code: see `parseHandle`
 * @returns E.164, an email address, digits, or a sender ID as it is written
 * @throws LinqError `invalid_input`
 */
export function parseSender(value: unknown, country?: unknown): string {
	const text = bareHandle(value);
	if (/^\d{1,8}$/.test(text)) return parseDigits(text, country);
	if (!isSenderId(text)) return parseHandle(value, country);
	if (text.includes(' ')) throw severalWords();
	return text;
}

/** Whether it is a person's handle rather than a short code or a sender ID. */
export function isPerson(sender: string): boolean {
	return /^\+|@/.test(sender);
}

/** What the digits mean in the country that was given. */
function readingIn(digits: string, country: unknown): Reading | undefined {
	const from = attempted(() => parseCountry(country));
	return from === undefined || from instanceof LinqError ? undefined : readNational(digits, from);
}

function parseDigits(digits: string, country: unknown): string {
	if (digits.length < 3) {
		throw invalidInput(
			'This is too short for a phone number or a short code',
			'A short code has 3 to 8 digits; write a phone number with + and the country code.',
		);
	}
	const isLong = digits.length > mostDigitsOfUsualCode;
	const reading = readingIn(digits, country);
	if (reading?.isValid && isLong) return parseHandle(digits, country);
	if (reading && (reading.isValid || isLong)) {
		throw invalidInput(
			'This can be read in two ways: as a short code, and as a phone number',
			`It could be the short code ${digits} or ${reading.number}: write the number with + and the country code if that is meant; if it is not, remove the option Default Country.`,
		);
	}
	if (digits.startsWith('0') || (isLong && !digits.startsWith('1'))) {
		throw invalidInput(
			'This could be a phone number without its country code, or a short code',
			'Write a phone number with + and the country code, such as +1 202 555 0100. A short code that looks like one can be blocked with Linq API → Request.',
		);
	}
	return digits;
}

function isSenderId(text: string): boolean {
	return (
		text.length <= longestSenderId &&
		/^[a-z\d][a-z\d &._-]*$/i.test(text) &&
		/[a-z]/i.test(text) &&
		text.replace(/\D/g, '').length <= mostDigitsOfSenderId &&
		!isNumberInLetters(text) &&
		!isShortened(text) &&
		!isNobody(text)
	);
}

/** Also where there are several such words, or digits behind one. */
function isNobody(text: string): boolean {
	const words = text.toLowerCase().split(/[ &._-]+/);
	const joined = words.join('').replace(/(?<!\d)\d+$/, '');
	return nobody.has(joined) || words.every((word) => nobody.has(word));
}

function severalWords(): LinqError {
	return invalidInput(
		"This is more than one word, and could be a person's name",
		'Give a phone number with + and the country code, an email address, a short code, or a sender ID of one word, such as ACME. For a sender ID of several words, use Linq API → Request.',
	);
}

/** Numbers of North America are written with letters, too: 800-FLOWERS. */
function isNumberInLetters(text: string): boolean {
	return /^1?[2-9]\d\d[a-z\d]{7}$/i.test(text.replace(/[ .-]/g, ''));
}

/** As spreadsheets show long numbers. */
function isShortened(text: string): boolean {
	return /^\d+(?:\.\d+)?e\d+$/i.test(text);
}
