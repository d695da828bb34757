import { randomUUID } from 'node:crypto';

/** What `payment.…` and `connection.…` hold: the payment request, with what it was given along. */
export function paymentData(
	status: 'succeeded' | 'failed' | 'canceled' | 'expired',
): Record<string, unknown> {
	const now = new Date().toISOString();
	return {
		id: randomUUID(),
		object: 'payment_request',
		amount: 4900,
		currency: 'usd',
		mode: 'payment',
		rail: 'stripe',
		status,
		checkout_url: 'https://zero.linqapp.com/pay/acme?session=1',
		description: 'Deposit',
		metadata: { deal: '4711' },
		stripe: { customer_id: null, payment_intent_id: 'pi_1', subscription_id: null },
		created_at: now,
		updated_at: now,
	};
}
