import { attempted, LinqError } from '../errors';
import { accountIdWithoutNumber, digitsInAccountId } from './accountIds';
import { parseEmail } from './emailAddress';
import { withoutMarks } from './handleMarks';
import { handleText } from './handleText';
import { NotOneHandle } from './notOneHandle';
import { parsePhoneNumber } from './phoneNumbers';

/**
 * A person's handle as Linq wants it: E.164, or an email address.
 *
 * Accepts the notations people and programs use; docs/handles.md has them all. Where the characters
 * could mean two people, it is refused.
 *
 * @param value whatever the parameter gave; only text and whole numbers are accepted
 * @param country for numbers without a country code, as the record has it: see `parseCountry`. It is
 *   read only where the number needs it
 * @throws LinqError `invalid_input`
 */
export function parseHandle(value: unknown, country?: unknown): string {
	const text = bareHandle(value);
	if (!text.includes('@')) return parsePhoneNumber(text, country);
	const digits = digitsInAccountId(text);
	if (digits === undefined) return parseEmail(text);
	const number = attempted(() => parsePhoneNumber(`+${digits}`));
	if (number instanceof LinqError) throw accountIdWithoutNumber();
	return number;
}

/**
 * What a field holds without what programs put around a handle: see `handleText` and `withoutMarks`.
 *
 * @throws LinqError `invalid_input` for nothing, and for what is neither text nor a whole number
 */
export function bareHandle(value: unknown): string {
	return withoutMarks(handleText(textFrom(value)));
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
