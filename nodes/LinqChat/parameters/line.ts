import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import { parseHandle } from '../../linq/people/handles';
import type { ItemParameters } from './itemParameters';
import { parseHandles } from './recipients';

/** What a number is called in messages, and where it comes from. */
interface Kind {
	name: string;
	hint: string;
}

const own: Kind = {
	name: 'Your number',
	hint: 'Pick one of your numbers from the list, or give it with + and the country code.',
};

/**
 * One of the account's own lines, or another phone number that takes no email address, in E.164.
 *
 * @param value as it was picked, or in any usual notation
 * @throws LinqError `invalid_input`; an email address is no line
 */
export function checkedLine(item: ItemParameters, value: unknown, kind = own): string {
	if (value === undefined || value === null || value === '') {
		throw invalidInput(`${kind.name} is missing`, kind.hint);
	}
	const line = parseHandle(value, item.options.value('defaultCountry'));
	if (!line.includes('@')) return line;
	throw invalidInput(`${kind.name} is an email address`, kind.hint);
}

/**
 * Several of the account's own lines, each once.
 *
 * @param entries of a field that takes several
 * @throws LinqError `invalid_input`: see `parseHandles` and `checkedLine`
 */
export function checkedLines(item: ItemParameters, entries: unknown[]): string[] {
	const lines = parseHandles(entries, item.options.value('defaultCountry'));
	return [...new Set(lines.map((line) => checkedLine(item, line)))];
}

/** For operations in which Linq picks the line. */
export const excludeFromOption: INodeProperties = {
	displayName: 'Numbers Not to Use',
	name: 'excludeFrom',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 202 555 0100, +1 202 555 0101',
	description: 'Numbers of yours that Linq is not to pick, separated by commas',
};

/**
 * The lines that Linq is not to pick, each once.
 *
 * @returns undefined where the option was not added
 * @throws LinqError `invalid_input`, also for an option that holds nothing
 */
export function excludedLines(item: ItemParameters): string[] | undefined {
	const { options } = item;
	if (!options.isInUse('excludeFrom', excludeFromOption.displayName)) return undefined;
	return checkedLines(item, options.list('excludeFrom'));
}
