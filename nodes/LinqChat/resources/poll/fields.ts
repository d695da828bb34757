import type { INodeProperties } from 'n8n-workflow';
import { invalidInput, type LinqError } from '../../../linq/errors';
import { isObject } from '../../../linq/values/json';
import { trimmed } from '../../../linq/values/trimmed';
import { byId, messagePicker, picked } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';

/** A poll is a message. */
export const pollField = picked(
	{
		displayName: 'Poll',
		name: 'messageId',
		required: true,
		description:
			'The poll, picked from the messages of the chat or given by its ID: the message_id that Poll → Create gives',
	},
	messagePicker,
);

/** One of the poll's choices. */
export const choiceField = picked(
	{
		displayName: 'Choice',
		name: 'optionId',
		required: true,
		description:
			'What is voted for, picked from the choices of the poll or given by its ID: an option_id that Poll → Get gives',
	},
	{ search: 'searchPollChoices', placeholder: 'Select a choice of the poll', by: byId },
);

export const choicesField: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Monday',
	description: 'What people can vote for, one a line; an expression may give a list',
};

/**
 * The choices of a poll, each once, in the order given.
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
			'Choices is missing: there is nothing to vote for',
			'Fill in the choices, one a line, or the field of this record that they are taken from.',
		);
	}
	throw invalidInput(
		'The poll has only one choice',
		`A poll needs at least ${fewest} that differ: write each on a line of its own.`,
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
