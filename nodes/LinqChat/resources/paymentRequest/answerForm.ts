import type { JsonObject } from '../../../linq/values/json';
import { answerFormFields } from '../../steps/answerForms';

/** The forms of a payment request: https://docs.linqapp.com/, Get a payment request. */
export const paymentRequestFormFields = answerFormFields([
	...['id', 'object', 'mode', 'amount', 'currency', 'status', 'checkout_url', 'description'],
	...['metadata', 'price_id', 'quantity', 'interval', 'interval_count', 'trial_end', 'stripe'],
	...['natural', 'discount', 'rail', 'created_at', 'updated_at', 'expires_at', 'paid_at'],
]);

/** A payment request: what is asked for, where it is paid, how it stands, and your own values. */
export function simplifiedPaymentRequest({
	id,
	amount,
	currency,
	status,
	checkout_url,
	description = null,
	metadata = null,
	created_at,
	expires_at = null,
	paid_at = null,
}: JsonObject): JsonObject {
	return {
		...{ id, amount, currency, status, checkout_url, description, metadata },
		...{ created_at, expires_at, paid_at },
	};
}
