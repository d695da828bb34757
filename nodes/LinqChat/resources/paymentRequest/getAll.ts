import type { INodeProperties } from 'n8n-workflow';
import { paymentRequestList, paymentRequestStatuses } from '../../../linq/payments/paymentRequests';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { filtersField, listFields, listing } from '../../steps/lists';
import type { Operation } from '../operation';
import { paymentRequestAnswer } from './answerForm';

const statusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Authorized', value: 'authorized', description: 'Allowed, and not paid yet' },
		{ name: 'Canceled', value: 'canceled', description: 'Taken back' },
		{ name: 'Declined', value: 'declined', description: 'The payment was refused' },
		{ name: 'Expired', value: 'expired', description: 'Not paid in time' },
		{ name: 'Requested', value: 'requested', description: 'Not paid yet' },
		{ name: 'Succeeded', value: 'succeeded', description: 'Paid' },
	],
	default: 'succeeded',
	description: 'Only payment requests that have come this far',
};

/** Payment Request → Get Many: https://docs.linqapp.com/, List payment requests. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many payment requests, the newest first',
		action: 'Get many payment requests',
	},
	toolDescription:
		'List payment requests, the newest first. Status: requested, authorized, succeeded (paid), canceled, expired or declined; leave it empty to see all. Comes back: for each id, amount in cents, currency, status, checkout_url and metadata.',
	fields: [...listFields, ...answerFormFields(paymentRequestAnswer), filtersField([statusFilter])],
	options: [],
	prepare(item) {
		const status = item.filters.isInUse('status', 'Status')
			? item.filters.choice('status', 'Status', paymentRequestStatuses)
			: undefined;
		const list = listing(item, paymentRequestList({ status }));
		return inForm(item, list, paymentRequestAnswer);
	},
};
