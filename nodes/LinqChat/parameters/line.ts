import { invalidInput } from '../../linq/errors';
import type { ItemParameters } from './itemParameters';
import { parseHandle } from '../../linq/people/handles';

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
