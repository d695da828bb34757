import type { INodeProperties } from 'n8n-workflow';
import type { Patience } from '../../linq/client';
import type { ItemParameters } from './parameters';

/** Entries of `options` that every operation has. */
export const commonOptions: INodeProperties[] = [
	{
		displayName: 'Chats at the Same Time',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 25,
		description:
			'How many chats are worked on at once. Within one chat, items always go one after another, in order.',
	},
	{
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'boolean',
		default: false,
		description: 'Whether items on Success also carry the fields and files they came with',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 3,
		description:
			"How often a request is tried again when Linq is busy, has a problem on its side, or can't be reached",
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 300 },
		default: 60,
		description: 'How many seconds Linq gets to answer a request, 1 to 300',
	},
];

/** The common options of one item. */
export interface CommonOptions {
	concurrency: number;
	includeInputFields: boolean;
	patience: Patience;
}

/** @throws LinqError `invalid_input` for a value out of range */
export function readCommonOptions(item: ItemParameters): CommonOptions {
	return {
		concurrency: item.options.wholeNumber('concurrency', 'Chats at the Same Time', {
			lowest: 1,
			highest: 100,
			fallback: 25,
		}),
		includeInputFields: item.options.yesOrNo('includeInputFields', 'Include Input Fields', false),
		patience: {
			maxRetries: item.options.wholeNumber('maxRetries', 'Max Retries', {
				lowest: 0,
				highest: 10,
				fallback: 3,
			}),
			timeout:
				item.options.wholeNumber('timeout', 'Timeout', { lowest: 1, highest: 300, fallback: 60 }) *
				1000,
		},
	};
}
