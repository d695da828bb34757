import { payment } from '../../../linq/values/identifiers';
import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { paymentIdField } from './fields';

/** Agent Payment → Get: https://docs.linqapp.com/, Get a payment. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: "Get how far a payment on a customer's behalf has come",
		action: 'Get agent payment',
	},
	toolDescription:
		"Look up a payment on a customer's behalf. Payment ID: the id that creating it gave. Comes back: status (ready: the card can be used; authorized, succeeded, declined, canceled, expired), amount_cents, currency and handle.",
	fields: [paymentIdField],
	options: [],
	prepare(item) {
		const id = item.anyIdentifier('paymentId', payment);
		const asked = {
			method: 'GET',
			path: path`/v3/payments/${id}`,
			evidence: isNotOfAnother('id', id),
		} as const;
		return request(asked, id);
	},
};
