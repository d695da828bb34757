import { paymentRequest } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { paymentRequestAnswer } from './answerForm';
import { paymentRequestField } from './fields';

const closed =
	'It is paid, canceled or expired already: look with Payment Request → Get. What was paid is given back in your Stripe dashboard.';

/** Payment Request → Cancel: https://docs.linqapp.com/, Cancel a payment request. */
export const cancel: Operation = {
	entry: {
		name: 'Cancel',
		value: 'cancel',
		description: 'Take a payment request back that is not paid yet',
		action: 'Cancel payment request',
	},
	toolDescription:
		'Take a payment request back that is not paid yet, so that its link takes no payment any more. Payment Request: its ID, a UUID. Comes back: the payment request with status canceled.',
	fields: [paymentRequestField, ...answerFormFields(paymentRequestAnswer)],
	options: [],
	prepare(item) {
		const id = item.identifier('paymentRequestId', paymentRequest);
		const asked = {
			method: 'POST',
			path: path`/v3/payment_requests/${id}/cancel`,
			evidence: isAbout('id', id),
			write: { again: 'same', look: withOperation('Payment Request → Get') },
			hints: { 2015: closed, 409: closed },
		} as const;
		return inForm(item, request(asked, id), paymentRequestAnswer);
	},
};
