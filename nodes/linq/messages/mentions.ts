import { invalidInput } from '../errors';
import type { Decoration } from './decorations';

type Range = Decoration['range'];

/**
 * The place of the words that mention someone.
 *
 * @throws LinqError `invalid_input` where they don't stand in the text, or more than once
 */
export function rangeOf(text: string, words: string): Range {
	const start = text.indexOf(words);
	if (start < 0) {
		throw invalidInput(
			'The words that mention someone are not in the text',
			'Write them exactly as they stand in the text, capital letters included.',
		);
	}
	if (text.includes(words, start + 1)) {
		throw invalidInput(
			'The words that mention someone stand in the text more than once',
			'Choose more words, so that it is clear which place is meant.',
		);
	}
	return [start, start + words.length];
}

/** A text that may mention someone. */
interface Mentioning {
	value: string;
	mention?: string;
	mention_range?: Range;
}

/**
 * Linq lets only members of a group be mentioned (https://docs.linqapp.com/, Send a message).
 *
 * @param people everyone the message goes to; undefined where only the chat's ID is known
 * @throws LinqError `invalid_input`
 */
export function checkMention(
	{ value, mention, mention_range }: Mentioning,
	people: string[] | undefined,
): void {
	if (mention_range !== undefined) checkRange(mention_range, value, mention);
	if (mention === undefined || people === undefined) return;
	if (people.length < 2) {
		throw invalidInput(
			'Nobody can be mentioned in a chat with one person',
			'Mentions work in groups: remove the option Mention, or give several people in To.',
		);
	}
	if (people.some((person) => person.toLowerCase() === mention.toLowerCase())) return;
	throw invalidInput(
		'The person who is mentioned is not among the people in To',
		'Mention someone who gets the message, or add them to To.',
	);
}

function checkRange([start, end]: Range, value: string, mention: string | undefined): void {
	const isRange = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end;
	if (isRange && end <= value.length && mention !== undefined) return;
	throw invalidInput(
		'A mention has a range that is none',
		'Give the person in mention, and in mention_range two whole numbers within the text: the place of the first character, counted from 0, and the place behind the last.',
	);
}
