import { fieldsOf, type LongAnswer } from '../../steps/answerForms';

/**
 * A payment request (https://docs.linqapp.com/, Get a payment request): what is asked for, once or
 * how often, where it is paid, how it stands, and your own values.
 */
export const paymentRequestAnswer: LongAnswer = {
	names: [
		...['id', 'object', 'mode', 'amount', 'currency', 'status', 'checkout_url', 'description'],
		...['metadata', 'price_id', 'quantity', 'interval', 'interval_count', 'trial_end', 'stripe'],
		...['natural', 'discount', 'rail', 'created_at', 'updated_at', 'expires_at', 'paid_at'],
	],
	simplify: (asked) =>
		fieldsOf(asked, [
			...['id', 'mode', 'amount', 'currency', 'interval', 'interval_count', 'status'],
			...['checkout_url', 'metadata', 'paid_at'],
		]),
};
