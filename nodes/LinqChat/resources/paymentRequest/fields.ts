import type { INodeProperties } from 'n8n-workflow';
import { readMetadata } from '../../../linq/payments/metadata';
import type { Hints } from '../../../linq/wire/advice';
import type { ItemParameters } from '../../parameters/itemParameters';
import { byId, picked } from '../../parameters/picked';

/** A payment request, picked from the account's or given by its ID. */
export const paymentRequestField = picked(
	{
		displayName: 'Payment Request',
		name: 'paymentRequestId',
		required: true,
		description: 'The payment request, picked from your account or given by its ID',
	},
	{ search: 'searchPaymentRequests', placeholder: 'Select a payment request', by: byId },
);

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

const connectStripe =
	'Connect a Stripe account that can take payments with your Linq account; if there is one, ask Linq whether your account may do this.';

/** https://docs.linqapp.com/, Payment requests: nobody can be asked to pay before that. */
export const paymentRequestHints: Hints = { 2005: connectStripe, 403: connectStripe };
