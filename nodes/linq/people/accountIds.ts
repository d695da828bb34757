import { invalidInput, type LinqError } from '../errors';

/** Domains behind which messengers put a phone number, with the country code and without a plus. */
const ofNumbers = new Set(['s.whatsapp.net', 'c.us']);

/** Domains behind IDs of messengers that are no person's number, and what they name. */
const ofOthers = new Map([
	['g.us', 'the ID of a WhatsApp group, not a person'],
	['broadcast', 'the ID of a WhatsApp list, not a person'],
	['newsletter', 'the ID of a WhatsApp channel, not a person'],
	['lid', 'an ID that WhatsApp puts in place of a phone number'],
	['thread.v2', 'the ID of a Teams chat, not a person'],
	['thread.skype', 'the ID of a Teams chat, not a person'],
	['thread.tacv2', 'the ID of a Teams channel, not a person'],
]);

/**
 * The digits of an ID such as `12025561000@s.whatsapp.net`, in which a messenger hides a phone number;
 * behind a colon or a dot it may name one of the person's devices.
 *
 * @returns the country code and the number, without a plus; undefined when it is no such ID
 * @throws LinqError `invalid_input` for the ID of a group, of a channel, or of someone whose number
 *   isn't in it
 */
export function digitsInAccountId(text: string): string | undefined {
	const at = text.lastIndexOf('@');
	const domain = text.slice(at + 1).toLowerCase();
	const named = ofOthers.get(domain);
	if (named !== undefined) throw noNumberIn(`This is ${named}`);
	if (!ofNumbers.has(domain)) return undefined;
	const [, digits] = /^\+?(\d{5,20})(?:[.:_]\d{1,3}){0,2}$/.exec(text.slice(0, at)) ?? [];
	if (digits === undefined) throw accountIdWithoutNumber();
	return digits;
}

/** An ID of a messenger whose digits are nobody's phone number. */
export function accountIdWithoutNumber(): LinqError {
	return noNumberIn('This is the ID of a WhatsApp account, and there is no phone number in it');
}

function noNumberIn(message: string): LinqError {
	return invalidInput(
		message,
		"Map a field that holds the person's phone number, or their email address.",
	);
}
