import { payment } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { paymentIdField } from './fields';

/** Agent Payment → Cancel: https://docs.linqapp.com/, Cancel a payment. */
export const cancel: Operation = {
	entry: {
		name: 'Cancel',
		value: 'cancel',
		description: "Close the virtual card of a payment on a customer's behalf",
		action: 'Cancel agent payment',
	},
	toolDescription:
		'Cancel a payment and close its virtual card, which then takes no charge any more. Payment ID: the id that creating it gave. Comes back: the payment with its status.',
	fields: [paymentIdField],
	options: [],
	prepare(item) {
		const id = item.anyIdentifier('paymentId', payment);
		const asked = {
			method: 'POST',
			path: path`/v3/payments/${id}/cancel`,
			evidence: isAbout('id', id),
			write: { again: 'same', look: withOperation('Agent Payment → Get') },
		} as const;
		return request(asked, id);
	},
};
