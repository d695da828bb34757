import type { PagedList } from '../wire/lists';
import { path } from '../wire/path';

/** In the order in which a payment request goes through them. */
export const paymentRequestStatuses = [
	'requested',
	'authorized',
	'succeeded',
	'canceled',
	'expired',
	'declined',
] as const;

export type PaymentRequestStatus = (typeof paymentRequestStatuses)[number];

/** The account's payment requests, the newest first (https://docs.linqapp.com/, List payment requests). */
export function paymentRequestList(query: { status?: PaymentRequestStatus } = {}): PagedList {
	return { path: path`/v3/payment_requests`, query, field: 'data', by: 'offset' };
}
