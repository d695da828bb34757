import { counted, LinqError } from '../errors';
import { objectsOf, type JsonObject } from '../values/json';
import type { LinqClient, LinqRequest, Patience } from './client';

/** Linq's highest page size (https://docs.linqapp.com/, Pagination). */
export const largestPage = 100;

/** A list is taken for endless after this many pages, which hold a hundred thousand entries. */
const mostPages = 1_000;

/** So many pages in a row may bring nothing new. */
const mostPagesInVain = 10;

/** A list of Linq's that comes in pages. */
export interface PagedList {
	path: string;
	/** How a page is found: by the cursor that the one before named, or by how many came before it. */
	by?: 'cursor' | 'offset';
	/** Besides `limit` and `cursor` or `offset`. */
	query?: LinqRequest['query'];
	/** Where the entries stand in the answer: `chats`, for instance. */
	field: string;
	/** What to do where it does not come to an end, for those who don't list. */
	hintIfEndless?: string;
}

/** One page of a list. */
export interface Page {
	entries: JsonObject[];
	/** Where the next page begins; undefined on the last. */
	nextCursor: string | undefined;
	/** Requests it took. */
	attempts: number;
}

/**
 * @param place.limit entries on the page, 1–100
 * @param place.cursor as the page before gave it; the first page without one
 */
export async function readPage(
	client: LinqClient,
	{ path, query, field, by = 'cursor' }: PagedList,
	{ limit, cursor }: { limit: number; cursor?: string },
	patience: Patience,
): Promise<Page> {
	const { body, attempts } = await client.send(
		{ method: 'GET', path, query: { ...query, limit, [by]: cursor } },
		patience,
	);
	const listed = body[field];
	if (!Array.isArray(listed)) throw counted(notAList(), attempts);
	const behind = Number(cursor ?? 0) + listed.length;
	const next = by === 'cursor' ? body.next_cursor : body.has_more === true ? behind : undefined;
	return { entries: objectsOf(listed), nextCursor: cursorIn(next), attempts };
}

function cursorIn(next: unknown): string | undefined {
	const text = typeof next === 'number' ? String(next) : next;
	return typeof text === 'string' && text !== '' ? text : undefined;
}

/**
 * The entries of a list in Linq's order, page by page.
 *
 * @param choice.limit how many at most; undefined for all
 * @param choice.keep leaves out what it says no to; the limit counts what is kept
 * @throws LinqError `invalid_response` when the list never ends: a cursor comes again, page after
 *   page brings nothing new, or more than a thousand pages
 */
export async function readList(
	client: LinqClient,
	list: PagedList,
	choice: { limit?: number; keep?: (entry: JsonObject) => boolean },
	patience: Patience,
): Promise<JsonObject[]> {
	return (await readPages(client, list, choice, patience)).entries;
}

/**
 * The beginning of a list, for those who do without the rest where it is long.
 *
 * @param choice.most how many pages of a hundred are read, 1 or more
 * @param choice.keep see `readList`
 * @returns the entries in Linq's order, and whether these are all
 * @throws what `readList` throws
 */
export async function readBeginning(
	client: LinqClient,
	list: PagedList,
	choice: { most: number; keep?: (entry: JsonObject) => boolean },
	patience: Patience,
): Promise<{ entries: JsonObject[]; isWhole: boolean }> {
	return await readPages(client, list, choice, patience);
}

async function readPages(
	client: LinqClient,
	list: PagedList,
	{ limit, keep, most }: { limit?: number; keep?: (entry: JsonObject) => boolean; most?: number },
	patience: Patience,
): Promise<{ entries: JsonObject[]; isWhole: boolean }> {
	const wanted = limit ?? Number.POSITIVE_INFINITY;
	const kept: JsonObject[] = [];
	const cursors = new Set<string>();
	const seen = new Set<unknown>();
	let cursor: string | undefined;
	let sent = 0;
	for (let pages = 1, inVain = 0; ; pages++) {
		const size = keep ? largestPage : Math.min(largestPage, wanted - kept.length);
		const place = { limit: size, cursor };
		const page = await readPage(client, list, place, patience).catch((error: unknown) => {
			throw counted(error, sent);
		});
		sent += page.attempts;
		const fresh = page.entries.filter(({ id }) => id === undefined || !seen.has(id));
		for (const { id } of fresh) seen.add(id);
		kept.push(...(keep ? fresh.filter(keep) : fresh));
		cursor = page.nextCursor;
		const isWhole = cursor === undefined;
		if (cursor === undefined || kept.length >= wanted || pages === most) {
			return { entries: kept.slice(0, limit), isWhole };
		}

		inVain = fresh.length === 0 ? inVain + 1 : 0;
		const isEndless = cursors.has(cursor) || inVain >= mostPagesInVain || pages >= mostPages;
		if (isEndless) throw counted(endless(list), sent);
		cursors.add(cursor);
	}
}

/** The answer to a question for a list holds none. */
export function notAList(): LinqError {
	return new LinqError({
		message: 'Linq answered with something else than a list',
		hint: 'Check the base URL in the Linq credential; if it is right, report it to Linq.',
		category: 'invalid_response',
	});
}

function endless({
	hintIfEndless = 'Switch Return All off, or narrow the list down with a filter.',
}: PagedList): LinqError {
	return new LinqError({
		message: "Linq's list does not come to an end",
		hint: hintIfEndless,
		category: 'invalid_response',
	});
}
