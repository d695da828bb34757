import { invalidInput } from '../../linq/errors';
import type { ItemParameters } from './parameters';
import { parseHandle } from '../../linq/handles';
import { parseCountry } from '../../linq/phoneNumbers';

/**
 * One of the account's own lines, in E.164.
 *
 * @param value as it was picked, or in any usual notation
 * @throws LinqError `invalid_input`; an email address is no line
 */
export function checkedLine(item: ItemParameters, value: unknown): string {
	if (value === undefined || value === null || value === '') {
		throw invalidInput(
			'Your own number is missing',
			'Pick one of your numbers from the list, or give it with + and the country code.',
		);
	}
	const line = parseHandle(value, parseCountry(item.options.value('defaultCountry')));
	if (!line.includes('@')) return line;
	throw invalidInput(
		'Your own number is an email address',
		'Pick one of your phone numbers from the list.',
	);
}
