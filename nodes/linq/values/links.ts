import { invalidInput, type LinqError } from '../errors';
import { newLinkifyIt, type LinkifyIt } from '../libraries/linkifyIt';
import { textOf } from './json';
import { trimmed } from './trimmed';

let finder: LinkifyIt | undefined;

function linkFinder(): LinkifyIt {
	const links = newLinkifyIt({ fuzzyLink: true, fuzzyEmail: false });
	// A // that belongs to a scheme is no link. linkify-it looks at what stands in front last, when it
	// has read the whole address: in a text full of them, that is the rest of the text for each.
	links.add('//', {
		validate(text, position, { re }) {
			if (/[:/]/.test(text.charAt(position - 3))) return 0;
			const address = re.get_relative_proto_validator();
			address.lastIndex = position;
			return address.exec(text)?.[0].length ?? 0;
		},
	});
	return links;
}

/**
 * The first link that a messaging app would show in this text, with or without https:// in front.
 * Two sentences without a space between them are none, such as in "done.It was nice".
 */
export function linkIn(text: string): string | undefined {
	const links = (finder ??= linkFinder());
	return links.match(text)?.find((link) => link.schema !== '' || !isSentenceEnd(link.raw))?.raw;
}

/** Linq takes no link in the first message of a new chat (https://docs.linqapp.com/, Create a chat). */
export function linkInFirst(link: string): LinqError {
	return invalidInput(
		`The first message of a new chat has a link in it: ${textOf(link, 60)}`,
		'Remove it and send it in a later message: Linq takes no link in the first. Into a chat that is there already, send it with Message → Send. If it is none, put a space behind the dot.',
	);
}

function isSentenceEnd(link: string): boolean {
	const host = link.split(/[/?#:]/, 1)[0]!;
	return /\.\p{Lu}\p{Ll}+$/u.test(host);
}

/**
 * A web address as Linq takes it for files and webhooks.
 *
 * @param longest in characters
 * @returns undefined when it is no address, not https, or longer
 */
export function secureAddress(value: unknown, longest = 2_048): string | undefined {
	const text = typeof value === 'string' ? trimmed(value) : '';
	if (text.length > longest || !URL.canParse(text)) return undefined;
	return new URL(text).protocol === 'https:' ? text : undefined;
}

/**
 * The same for a place that n8n itself turns to. One with a user name or password is refused: n8n
 * would send them along as a key.
 */
export function placeAddress(value: unknown, longest?: number): string | undefined {
	const address = secureAddress(value, longest);
	if (address === undefined) return undefined;
	const { username, password } = new URL(address);
	return username + password === '' ? address : undefined;
}

/**
 * A web address for a file that Linq is to fetch.
 *
 * @param of what the address is of: "picture", for instance
 * @throws LinqError `invalid_input` when Linq would not take it
 */
export function checkFileAddress(value: unknown, of = 'file'): void {
	if (secureAddress(value) !== undefined) return;
	throw invalidInput(
		`The ${of}'s web address can't be used`,
		'Linq takes addresses that begin with https:// and that everyone can open.',
	);
}

/** Whether it is a whole address of a web page or a picture, of at most 2,048 characters. */
export function isWebAddress(text: string): boolean {
	return text.length <= 2_048 && URL.canParse(text) && /^https?:\/\//i.test(text);
}

/**
 * For a place that Linq asks no encryption for.
 *
 * @param of what the address is of: "picture", for instance
 * @param example one of those, whole
 * @throws LinqError `invalid_input`
 */
export function checkWebAddress(
	text: string,
	of: string,
	example = 'https://example.com/logo.png',
): void {
	if (isWebAddress(text)) return;
	throw invalidInput(
		`The ${of}'s web address can't be used`,
		`Give the whole address, such as ${example}, that everyone can open.`,
	);
}
