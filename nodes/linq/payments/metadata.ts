import { invalidInput } from '../errors';
import { textOf } from '../values/json';

/** https://docs.linqapp.com/, Create a payment request. */
const mostEntries = 49;

/** Names that begin like this are Linq's own. */
const reserved = /^linq_/i;

/**
 * What is noted along with a payment, and comes back with it and with its events.
 *
 * @param entries names and values, in order; without spaces around them
 * @throws LinqError `invalid_input` for a name or a value that is missing, a name that comes twice or
 *   is Linq's own, and for more than 49
 */
export function readMetadata(
	entries: Array<{ name: string; value: string }>,
): Record<string, string> {
	if (entries.length > mostEntries) {
		throw invalidInput(
			`There are ${entries.length} entries under Metadata`,
			`Linq keeps at most ${mostEntries}: leave some out.`,
		);
	}
	const seen = new Set<string>();
	for (const { name, value } of entries) {
		const quoted = `"${textOf(name, 40) ?? ''}"`;
		if (name === '') {
			throw invalidInput('An entry under Metadata has no name', 'Give each entry a name.');
		}
		if (value === '') {
			throw invalidInput(
				`The entry ${quoted} under Metadata has no value`,
				'Fill it in, or the field of this record that it reads; or remove the entry.',
			);
		}
		if (reserved.test(name)) {
			throw invalidInput(
				`The name ${quoted} under Metadata is one of Linq's own`,
				'Choose a name that does not begin with linq_.',
			);
		}
		if (seen.has(name)) {
			throw invalidInput(
				`The name ${quoted} is there twice under Metadata`,
				'Give each entry a name of its own.',
			);
		}
		seen.add(name);
	}
	return Object.fromEntries(entries.map(({ name, value }) => [name, value]));
}
