import { randomUUID } from 'node:crypto';

export type PaymentRequestStatus =
	'requested' | 'authorized' | 'succeeded' | 'canceled' | 'expired' | 'declined';

/** A payment request in Linq's shape. */
export interface AccountPaymentRequest {
	id: string;
	object: 'payment_request';
	mode: 'payment' | 'subscription';
	/** In the smallest unit. */
	amount: number;
	currency: string;
	status: PaymentRequestStatus;
	checkout_url: string;
	created_at: string;
	updated_at: string;
	expires_at: string;
	rail: 'stripe' | 'natural';
	stripe?: { customer_id?: string; payment_intent_id?: string; subscription_id?: string };
	natural?: { payment_request_id: string };
	description?: string;
	metadata?: Record<string, string>;
	price_id?: string;
	quantity?: number;
	interval?: 'day' | 'week' | 'month' | 'year';
	interval_count?: number;
	trial_end?: string;
	paid_at?: string;
}

/** What of one is chosen; everything else is as Linq makes it. */
export type NewPaymentRequest = Partial<AccountPaymentRequest>;

/** What an unpaid request stays open for. */
const openFor = 7 * 24 * 60 * 60 * 1000;

export function newPaymentRequest(chosen: NewPaymentRequest): AccountPaymentRequest {
	const id = chosen.id ?? randomUUID();
	const created_at = chosen.created_at ?? new Date().toISOString();
	return {
		id,
		object: 'payment_request',
		mode: 'payment',
		amount: 1_250,
		currency: 'usd',
		status: 'requested',
		checkout_url: `https://zero.linqapp.com/pay/acme?session=${id}`,
		created_at,
		updated_at: created_at,
		expires_at: new Date(Date.parse(created_at) + openFor).toISOString(),
		rail: 'stripe',
		...chosen,
	};
}
