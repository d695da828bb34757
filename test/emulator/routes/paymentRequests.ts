import { randomUUID } from 'node:crypto';
import { Refusal, type Answer } from '../answers';
import { invalid, objectFrom, textFrom } from '../fields';
import { phoneNumberFrom } from '../handles';
import { offsetPageOf } from '../paging';
import type {
	AccountPaymentRequest,
	NewPaymentRequest,
	PaymentRequestStatus,
} from '../paymentRequests';
import { bodyOf, requiredField, type Call, type Route } from '../routing';
import { once } from '../sending';

const statuses: PaymentRequestStatus[] = [
	...(['requested', 'authorized', 'succeeded', 'canceled', 'expired', 'declined'] as const),
];

/** Linq's least amount in US cents. */
const leastAmount = 50;

export const paymentRequestRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/payment_requests',
		answer(call) {
			const chosen = chosenFrom(bodyOf(call), call);
			if (!call.account.takesPayments) {
				throw new Refusal(2005, 'Your Stripe account is not connected, or takes no charges yet');
			}
			return once(idempotencyKeyOf(call), call, () => ({
				status: 201,
				body: call.account.addPaymentRequest(chosen),
			}));
		},
	},
	{
		method: 'GET',
		path: '/v3/payment_requests',
		answer(call) {
			const { status } = call.query;
			if (status !== undefined && !statuses.includes(status as PaymentRequestStatus)) {
				throw invalid('status', 1005);
			}
			const listed = call.account.paymentRequests
				.toReversed()
				.filter((request) => status === undefined || request.status === status);
			const { entries: data, has_more } = offsetPageOf(call, listed);
			return { status: 200, body: { object: 'list', data, has_more } };
		},
	},
	{
		method: 'GET',
		path: '/v3/payment_requests/:paymentRequestId',
		answer: (call) => shown(paymentRequestOf(call)),
	},
	{
		method: 'POST',
		path: '/v3/payment_requests/:paymentRequestId/cancel',
		answer(call) {
			const request = paymentRequestOf(call);
			if (request.status !== 'requested') {
				throw new Refusal(2015, `The payment request is ${request.status} already`);
			}
			Object.assign(request, { status: 'canceled', updated_at: new Date().toISOString() });
			return shown(request);
		},
	},
];

/** The header under which Linq does something once. */
export function idempotencyKeyOf({ headers }: Call): string | null {
	const key = headers['idempotency-key'];
	return typeof key === 'string' ? key : null;
}

function shown(request: AccountPaymentRequest): Answer {
	return { status: 200, body: request };
}

function paymentRequestOf({ account, parameters }: Call): AccountPaymentRequest {
	const id = parameters.paymentRequestId!.toLowerCase();
	const found = account.paymentRequests.find((request) => request.id === id);
	if (!found) throw new Refusal(2021);
	return found;
}

function chosenFrom(body: Record<string, unknown>, call: Call): NewPaymentRequest {
	const { mode = 'payment', customer_id, description, metadata } = body;
	if (mode !== 'payment' && mode !== 'subscription') throw invalid('mode', 1005);
	const customer =
		customer_id === undefined ? {} : { customer_id: textFrom(customer_id, 'customer_id', 1005) };
	const ofMode = mode === 'payment' ? paymentFrom(body) : subscriptionFrom(body);
	return {
		mode,
		...ofMode,
		...(description !== undefined && { description: textFrom(description, 'description', 1005) }),
		...(metadata !== undefined && { metadata: metadataFrom(metadata) }),
		...railFrom(body, call),
		...(Object.keys(customer).length > 0 && { stripe: { ...ofMode.stripe, ...customer } }),
	};
}

const ofSubscriptions = ['price_id', 'quantity', 'trial_period_days', 'trial_end'];

function paymentFrom(body: Record<string, unknown>): NewPaymentRequest {
	refuse(body, ofSubscriptions, 'only in mode subscription');
	const amount = requiredField(body, 'amount');
	if (!Number.isSafeInteger(amount) || (amount as number) < leastAmount) {
		throw invalid('amount', 1005, `must be at least ${leastAmount}`);
	}
	if (requiredField(body, 'currency') !== 'usd') throw invalid('currency', 1005, 'must be usd');
	return { amount: amount as number, currency: 'usd' };
}

function subscriptionFrom(body: Record<string, unknown>): NewPaymentRequest {
	refuse(body, ['amount', 'currency'], 'only in mode payment');
	const price_id = textFrom(requiredField(body, 'price_id'), 'price_id', 1005);
	const { trial_period_days: days, trial_end: end } = body;
	if (days !== undefined && end !== undefined) throw invalid('trial_end', 1005);
	const quantity = body.quantity === undefined ? 1 : countFrom(body.quantity, 'quantity');
	return {
		...{ price_id, quantity, interval: 'month', interval_count: 1, amount: 900 * quantity },
		stripe: { customer_id: 'cus_new', subscription_id: 'sub_new' },
		...(days !== undefined && { trial_end: daysFromNow(countFrom(days, 'trial_period_days')) }),
		...(end !== undefined && { trial_end: futureFrom(end) }),
	};
}

function daysFromNow(days: number): string {
	return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
}

function futureFrom(value: unknown): string {
	const text = textFrom(value, 'trial_end', 1005);
	if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && Date.parse(text) > Date.now()) return text;
	throw invalid('trial_end', 1005, 'must be a time to come');
}

function countFrom(value: unknown, name: string): number {
	if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
	throw invalid(name, 1005);
}

/** Text by name, at most 49, none of them Linq's own; or 1005. */
export function metadataFrom(value: unknown): Record<string, string> {
	const entries = Object.entries(objectFrom(value, 'metadata', 1005));
	const isFit = entries.every(
		([name, one]) => typeof one === 'string' && !name.startsWith('linq_'),
	);
	if (entries.length > 49 || !isFit) throw invalid('metadata', 1005);
	return Object.fromEntries(entries) as Record<string, string>;
}

function railFrom(body: Record<string, unknown>, { account }: Call): NewPaymentRequest {
	const { rail = 'stripe' } = body;
	if (rail !== 'stripe' && rail !== 'natural') throw invalid('rail', 1005);
	if (rail === 'stripe') return { rail };
	if (!account.owns(phoneNumberFrom(requiredField(body, 'from')))) throw new Refusal(2006);
	phoneNumberFrom(requiredField(body, 'payer_handle'));
	return { rail, natural: { payment_request_id: `prq_${randomUUID()}` } };
}

function refuse(body: Record<string, unknown>, names: string[], why: string): void {
	const found = names.find((name) => body[name] !== undefined);
	if (found !== undefined) throw invalid(found, 1005, why);
}
