import type { INodeProperties } from 'n8n-workflow';
import { readMetadata } from '../../linq/payments/metadata';
import type { ItemParameters } from './itemParameters';

/** What is noted along with a payment. */
export const metadataOption: INodeProperties = {
	displayName: 'Metadata',
	name: 'metadata',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add entry',
	default: {},
	description:
		'Notes of your own, such as the ID of the order: they come back with the payment and with its events',
	options: [
		{
			displayName: 'Entry',
			name: 'entry',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order_id',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

/** @throws LinqError `invalid_input`: see `readMetadata` */
export function metadataOf({ options }: ItemParameters): { metadata?: Record<string, string> } {
	const entries = options.rows('metadata', 'entry').map((row) => ({
		name: row.trimmedText('name', 'Name'),
		value: row.trimmedText('value', 'Value'),
	}));
	return entries.length === 0 ? {} : { metadata: readMetadata(entries) };
}
