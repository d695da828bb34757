import { invalidInput } from '../errors';

/**
 * A path of Linq's API: every value put into it is percent-encoded as one segment, so that no value
 * can reach another endpoint.
 *
 * @throws LinqError `invalid_input` for an empty value, `.` and `..`, which encoding doesn't disarm
 */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
	return parts.reduce((before, part, index) => {
		const value = values[index - 1] ?? '';
		if (/^\.{0,2}$/.test(value)) {
			throw invalidInput(
				"The ID can't be used in a request to Linq",
				'Pick the entry from the list, or copy its ID from Linq.',
			);
		}
		return before + encodeURIComponent(value) + part;
	});
}
