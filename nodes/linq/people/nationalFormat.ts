import { parsePhoneNumberFromString } from '../libraries/libphonenumber';

/**
 * A phone number as people in its country write it: (202) 555-0100 for +12025550100, 030 123456 for
 * +4930123456.
 *
 * @param handle as Linq writes it: E.164, or an email address
 * @returns null for an email address, for what is no E.164, for a number of a length that doesn't
 *   exist, and for one that nobody is known to have where no way of writing fits it
 */
export function nationalFormat(handle: string): string | null {
	const number = /^\+\d+$/.test(handle) ? parsePhoneNumberFromString(handle) : undefined;
	if (!number?.isPossible()) return null;
	const written = number.formatNational();
	return written !== number.nationalNumber || number.isValid() ? written : null;
}
