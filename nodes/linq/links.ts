import { LinkifyIt } from 'linkify-it';
import { invalidInput } from './errors';

const links = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false });

/** Whether a messaging app would show a link in this text: with or without https:// in front. */
export function hasLink(text: string): boolean {
	return links.test(text);
}

/**
 * A web address as Linq takes it for files, pictures and webhooks.
 *
 * @param longest in characters
 * @returns undefined when it is no address, not https, or longer
 */
export function secureAddress(value: unknown, longest = 2_048): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text.length > longest || !URL.canParse(text)) return undefined;
	return new URL(text).protocol === 'https:' ? text : undefined;
}

/**
 * The same for a file or picture that Linq is to fetch.
 *
 * @param of what the address is of: "file", for instance
 * @throws LinqError `invalid_input` when Linq would not take it
 */
export function checkSecureAddress(value: unknown, of: string): void {
	if (secureAddress(value) !== undefined) return;
	throw invalidInput(
		`The ${of}'s web address can't be used`,
		'Linq takes addresses that begin with https:// and that everyone can open.',
	);
}
