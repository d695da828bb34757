import {
	NodeApiError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { asFailure, LinqError } from '../linq/errors';
import type { JsonObject } from '../linq/values/json';
import { trimmed } from '../linq/values/trimmed';
import type { LinqClient, Patience } from '../linq/wire/client';
import { connect } from '../linq/wire/connect';
import { largestPage, readPage, type PagedList } from '../linq/wire/lists';

/** Someone is waiting in front of the list. */
export const patience: Patience = { maxRetries: 1, timeout: 20_000 };

/** What fills the list in the editor so that it scrolls; only then can it ask for more. */
const enough = 20;

/** Pages read for one look. */
const mostPages = 100;

/**
 * What a picker of the editor gets to show.
 *
 * @throws NodeApiError with Linq's reason: of all errors, the picker shows the description of this
 *   one only
 */
export async function answerPicker<Result = INodeListSearchResult>(
	context: ILoadOptionsFunctions,
	search: (client: LinqClient) => Promise<Exclude<Result, LinqError>>,
): Promise<Exclude<Result, LinqError>> {
	const result = await connect(context).then(search).catch(asFailure);
	if (!(result instanceof LinqError)) return result;
	const { message, hint, status } = result.failure;
	throw new NodeApiError(
		context.getNode(),
		{},
		{ message, description: withoutRecord(hint), httpCode: status?.toString() },
	);
}

/** Hints are written for items; in front of a list there is none. */
function withoutRecord(hint: string): string {
	return hint
		.replaceAll('try this record again', 'try again')
		.replaceAll('run this record again', 'try again');
}

/** What was typed to narrow a list down; empty for nothing. */
export function typed(filter: string | undefined): string {
	return trimmed(filter ?? '');
}

/** Whether a text has in it what was typed, whatever its capitals; any has where nothing was. */
export function holding(filter: string | undefined): (text: string) => boolean {
	const wanted = typed(filter).toLowerCase();
	return (text) => text.toLowerCase().includes(wanted);
}

/**
 * The entries of a list in pages whose names hold what was typed, until the list in the editor is full.
 *
 * @param look what was typed, and where the look before stopped
 * @param tooMany see `fillList`
 * @param entriesOf what is shown of one of Linq's entries; none where it can't be picked
 */
export async function searchPages(
	client: LinqClient,
	list: PagedList,
	{ filter, cursor }: { filter: string | undefined; cursor: string | undefined },
	tooMany: () => LinqError,
	entriesOf: (entry: JsonObject) => INodeListSearchItems[],
): Promise<INodeListSearchResult> {
	const isWanted = holding(filter);
	return await fillList(cursor, tooMany, async (place) => {
		const page = { limit: largestPage, cursor: place };
		const { entries, nextCursor } = await readPage(client, list, page, patience);
		const results = entries.flatMap(entriesOf).filter(({ name }) => isWanted(name));
		return { results, nextCursor };
	});
}

/**
 * Reads pages until the list is full or at its end.
 *
 * @param tooMany what to say when a hundred pages hold nothing that was looked for
 * @param read the entries wanted of one page
 */
export async function fillList(
	cursor: string | undefined,
	tooMany: () => LinqError,
	read: (
		cursor: string | undefined,
	) => Promise<{ results: INodeListSearchItems[]; nextCursor: string | undefined }>,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let place = cursor;
	for (let pages = 0; pages < mostPages && results.length < enough; pages++) {
		const page = await read(place);
		results.push(...page.results);
		if (page.nextCursor === undefined || page.nextCursor === place) return { results };
		place = page.nextCursor;
	}
	if (results.length === 0) throw tooMany();
	return { results, paginationToken: place };
}
