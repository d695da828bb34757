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
