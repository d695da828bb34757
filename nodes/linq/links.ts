import { LinkifyIt } from 'linkify-it';

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
