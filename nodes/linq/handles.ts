import type { CountryCode } from 'libphonenumber-js/max';
import isEmail from 'validator/lib/isEmail';
import { invalidInput } from './errors';
import { keepOnlyHandles, NotOneHandle } from './notOneHandle';
import { parsePhoneNumber, severalHandles } from './phoneNumbers';

/** No phone number or email address with its notation around it is longer. */
const longestField = 1_000;

/**
 * A person's handle as Linq wants it: E.164, or an email address.
 *
 * Accepts the notations people and spreadsheets use: national (with a country) and international
 * with spaces, dots, dashes, slashes and parentheses; `tel:`, `sms:` and `mailto:` links; numbers
 * that a spreadsheet turned into JSON numbers; full-width and Arabic-Indic digits; invisible
 * characters and unusual spaces; `Name <jo@example.com>`.
 *
 * @param value whatever the parameter gave; only text and whole numbers are accepted
 * @param country for numbers without a country code
 * @throws LinqError `invalid_input`
 */
export function parseHandle(value: unknown, country?: CountryCode): string {
	const text = addressIn(plain(textFrom(value)));
	if (text.includes('@')) return parseEmail(text);
	return parsePhoneNumber(text, country);
}

function textFrom(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return String(value);
	if (value === undefined || value === null) return '';
	throw new NotOneHandle(
		{
			message: 'The phone number or email address is not text',
			hint: 'Map a field that holds a single phone number or email address, not a list, an object or a yes/no value.',
		},
		{
			hint: 'Give the phone numbers or email addresses as one text with commas between them, or as a list of texts.',
		},
	);
}

/** ASCII digits, signs and spaces for those of other scripts, and nothing invisible. */
function plain(text: string): string {
	if (text.length > longestField) {
		throw new NotOneHandle(
			{
				message: 'This is longer than any phone number or email address',
				hint: 'Map a field that holds a single phone number or email address and nothing else.',
			},
			{ hint: keepOnlyHandles },
		);
	}
	const result = text
		.replace(/\p{Cf}/gu, '')
		.replace(/\p{Zs}/gu, ' ')
		.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
		.trim();
	if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
		throw new NotOneHandle(
			{
				message: 'The field holds a line break or another control character',
				hint: 'Keep one phone number or email address in the field, on one line.',
			},
			{
				message: 'The field holds a tab or another control character',
				hint: keepOnlyHandles,
			},
		);
	}
	if (result === '') {
		throw invalidInput(
			'The phone number or email address is missing',
			'Fill in the field this record takes it from, or leave such records out before this step. If every record fails like this, the step reads a field that is not there.',
		);
	}
	return result;
}

/** What stands in `Name <…>`, or behind `tel:`, `sms:` or `mailto:`. */
function addressIn(text: string): string {
	const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? [];
	if (bracketed !== undefined && !/[@;]|\d{5}/.test(name)) return linkedTo(bracketed.trim());
	return linkedTo(text);
}

function linkedTo(text: string): string {
	const [, scheme, address = ''] = /^(tel|sms|mailto):(?:\/\/)?(.*)$/i.exec(text) ?? [];
	if (scheme === undefined) return text;
	const withoutFields = scheme.toLowerCase() === 'tel' ? address : address.split('?', 1)[0]!;
	try {
		return decodeURIComponent(withoutFields).trim();
	} catch {
		return withoutFields;
	}
}

function parseEmail(text: string): string {
	const addresses = text.split(/[\s,;|<>]+/).filter((part) => /^\S+@\S|\d{7}/.test(part));
	if (addresses.length > 1) throw severalHandles();
	if (!/^[\x21-\x7e]+$/.test(text) || !isEmail(text, { blacklisted_chars: '"' })) {
		throw invalidInput(
			'This is not an email address',
			'Correct the address; it looks like jo@example.com.',
		);
	}
	const at = text.lastIndexOf('@');
	return text.slice(0, at) + text.slice(at).toLowerCase();
}
