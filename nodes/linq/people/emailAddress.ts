import { invalidInput } from '../errors';
import { isEmail } from '../libraries/validator';
import { tooLong } from './handleText';
import { severalHandles } from './notOneHandle';

/** Of an email address, in characters (https://www.rfc-editor.org/rfc/rfc3696, erratum 1690). */
const longestAddress = 320;

/**
 * Endings that no mail is ever delivered to (https://www.rfc-editor.org/rfc/rfc2606). A CRM's sandbox
 * puts `.invalid` behind the addresses of real people, so that nobody gets mail from a test.
 */
const reservedEnding = /\.(invalid|test|example|localhost)$/i;

/**
 * An email address, its domain in small letters.
 *
 * @param text without marks and names around it
 * @throws LinqError `invalid_input`, also for one that can't exist
 */
export function parseEmail(text: string): string {
	if (text.length > longestAddress) throw tooLong();
	const addresses = text.split(/[\s,;|<>]/).filter((part) => /^[^@]+@[^@]|\d{7}/.test(part));
	if (addresses.length > 1) throw severalHandles();
	if (!/^[\x21-\x7e]+$/.test(text) || !isEmail(text, { blacklisted_chars: '"' })) {
		throw invalidInput(
			'This is not an email address',
			'Correct the address; the form is jo@example.com.',
		);
	}
	const at = text.lastIndexOf('@');
	const domain = text.slice(at + 1).toLowerCase();
	const [, ending] = reservedEnding.exec(domain) ?? [];
	if (ending !== undefined) {
		throw invalidInput(
			`No mail can reach an address that ends in .${ending}`,
			"Use the person's real address. Test systems, such as a CRM's sandbox, put this ending behind addresses.",
		);
	}
	return `${text.slice(0, at)}@${domain}`;
}
