import { invalidInput, type LinqError } from '../../linq/errors';
import { isObject } from '../../linq/values/json';
import { trimmed } from '../../linq/values/trimmed';
import type { ItemParameters } from './itemParameters';

/**
 * The choices of a poll or a question, each once, in the order given.
 *
 * @param fewest how many there must be
 * @throws LinqError `invalid_input` for fewer, and for what is no text
 */
export function readChoices({ fields }: ItemParameters, fewest: number): string[] {
	const value = fields.value('choices');
	const entries = fields.list('choices');
	const isText = typeof value === 'string' && entries.length === 1 && entries[0] === value;
	const texts = isText ? value.split(/[\r\n]+/) : entries.map(textOf);
	const choices = [...new Set(texts.map((text) => trimmed(text)))].filter((text) => text !== '');
	if (choices.length >= fewest) return choices;
	if (choices.length === 0) {
		throw invalidInput(
			'Choices is missing: there is nothing to choose from',
			'Fill in the choices, one a line, or the field of this record that they are taken from.',
		);
	}
	throw invalidInput(
		'There is only one choice',
		`At least ${fewest} that differ are needed: write each on a line of its own.`,
	);
}

/** A choice as it is written, also as Linq's answers have it. */
function textOf(entry: unknown): string {
	const text = isObject(entry) ? entry.text : entry;
	if (typeof text === 'string') return text;
	if (typeof text === 'number' && Number.isFinite(text)) return String(text);
	throw noText();
}

function noText(): LinqError {
	return invalidInput(
		'One of the choices is no text',
		'Give a list of texts, such as ["Monday", "Tuesday"], or write the choices one a line.',
	);
}
