import { textOf } from './json';

/**
 * A point in time of Linq's, which it writes in ISO 8601.
 *
 * @returns milliseconds since 1970; undefined for whatever is none
 */
export function timeIn(value: unknown): number | undefined {
	const time = Date.parse(textOf(value, 50) ?? '');
	return Number.isNaN(time) ? undefined : time;
}
