import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../linq/values/json';
import { readList, type PagedList } from '../../linq/wire/lists';
import type { ItemParameters } from '../parameters/itemParameters';
import { asOutput } from './output';
import type { Step } from './step';

/** How many entries of a list come out, for every operation that lists. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** What narrows a list down. */
export function filtersField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options,
	};
}

/** Says of an entry of a list whether it is wanted. */
export type Sieve = (entry: JsonObject) => boolean;

/** What all of them want; undefined where there is none of them. */
export function sieveOf(...sieves: Array<Sieve | undefined>): Sieve | undefined {
	const given = sieves.filter((sieve) => sieve !== undefined);
	return given.length > 0 ? (entry) => given.every((keeps) => keeps(entry)) : undefined;
}

/**
 * A step that reads a list in pages: one output item for each entry.
 *
 * @param keep leaves out what it says no to
 */
export function listing(
	item: ItemParameters,
	list: PagedList,
	{ lane, keep }: { lane?: string; keep?: Sieve } = {},
): Step {
	const limit = readLimit(item);
	return {
		lane,
		run: async ({ client }, patience) =>
			(await readList(client, list, { limit, keep }, patience)).map(asOutput),
	};
}

/** @returns undefined for all */
export function readLimit(item: ItemParameters): number | undefined {
	if (item.fields.yesOrNo('returnAll', 'Return All', false)) return undefined;
	const range = { lowest: 1, highest: 1_000_000, fallback: 50 };
	return item.fields.wholeNumber('limit', 'Limit', range);
}
