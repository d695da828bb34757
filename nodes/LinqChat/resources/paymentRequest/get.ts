import { paymentRequest } from '../../../linq/values/identifiers';
import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { paymentRequestAnswer } from './answerForm';
import { paymentRequestField } from './fields';

/** Payment Request → Get: https://docs.linqapp.com/, Get a payment request. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get a payment request, with its link and whether it is paid',
		action: 'Get payment request',
	},
	toolDescription:
		'Look up a payment request. Payment Request: its ID, a UUID. Comes back: amount in cents, currency, status (requested, succeeded once it is paid, canceled or expired), checkout_url, and paid_at once it is paid.',
	fields: [paymentRequestField, ...answerFormFields(paymentRequestAnswer)],
	options: [],
	prepare(item) {
		const id = item.identifier('paymentRequestId', paymentRequest);
		const asked = {
			method: 'GET',
			path: path`/v3/payment_requests/${id}`,
			evidence: isNotOfAnother('id', id),
		} as const;
		return inForm(item, request(asked, id), paymentRequestAnswer);
	},
};
