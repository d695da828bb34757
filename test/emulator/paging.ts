import { randomUUID } from 'node:crypto';
import { Refusal } from './answers';
import type { Call } from './routing';

export interface Page<Entry> {
	entries: Entry[];
	next_cursor: string | null;
}

/** The part of a list that the query asks for by `limit` and `cursor`, or 1005. */
export function pageOf<Entry extends { id: string }>(
	{ account, query }: Call,
	list: Entry[],
): Page<Entry> {
	const limit = wholeNumber('limit', query.limit ?? '20', 1, 100);
	const start = wholeNumber('cursor', query.cursor ?? '0', 0, Number.MAX_SAFE_INTEGER);
	const end = start + limit;
	switch (account.paging) {
		case 'usual':
			return {
				entries: list.slice(start, end),
				next_cursor: end < list.length ? String(end) : null,
			};
		case 'repeat':
			return { entries: list.slice(start, end), next_cursor: String(limit) };
		case 'endless':
			return { entries: list.slice(0, limit), next_cursor: String(end) };
		case 'endlessNew':
			return { entries: endlessly(list, start, limit), next_cursor: String(end) };
	}
}

/**
 * The part of a list that the query asks for by `limit` and `offset`, or 1005. However it is paged,
 * an offset beyond the end shows nothing; `repeat` and the endless ways say that there is more all
 * the same.
 */
export function offsetPageOf<Entry extends { id: string }>(
	{ account, query }: Call,
	list: Entry[],
): { entries: Entry[]; has_more: boolean } {
	const limit = wholeNumber('limit', query.limit ?? '20', 1, 100);
	const start = wholeNumber('offset', query.offset ?? '0', 0, Number.MAX_SAFE_INTEGER);
	const end = start + limit;
	switch (account.paging) {
		case 'usual':
			return { entries: list.slice(start, end), has_more: end < list.length };
		case 'repeat':
			return { entries: list.slice(start, end), has_more: true };
		case 'endless':
			return { entries: list.slice(0, limit), has_more: true };
		case 'endlessNew':
			return { entries: endlessly(list, start, limit), has_more: true };
	}
}

function endlessly<Entry extends { id: string }>(list: Entry[], start: number, count: number) {
	const entries = list.slice(start, start + count);
	while (list.length > 0 && entries.length < count) {
		const again = list[(start + entries.length) % list.length]!;
		entries.push({ ...again, id: randomUUID() });
	}
	return entries;
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
	const number = /^\d+$/.test(value) ? Number(value) : NaN;
	if (number >= least && number <= most) return number;
	throw new Refusal(1005, `Invalid parameter value: ${name}`);
}
