import type { Account } from '../../emulator';
import { proveOperations, type Case } from './facts';
import { byId, picked } from './oracle';
import { line, members } from './testAccount';

const path = '/v3/payment_requests';
const id = '00000000-0000-4000-8000-0000000000aa';
const later = '2999-01-01T00:00:00.000Z';
const automatic = expect.stringMatching(/^[\da-f]{40}$/) as string;
const newest = ({ paymentRequests }: Account) => paymentRequests.slice(-1);

/** The parameters of one to be created, and what Linq is to get of them. */
function creation(
	name: string,
	parameters: Case['parameters'],
	body: object,
	idempotencyKey: unknown = automatic,
): Case {
	return {
		name,
		parameters,
		sends: { method: 'POST', path, body, idempotencyKey },
		gives: newest,
	};
}

const usual = { mode: 'payment', amount: 1_250, currency: 'usd' };
const subscription = { mode: 'subscription', price_id: 'price_1' };
const ofSubscription = { mode: 'subscription', priceId: ' price_1 ' };

/** As many as that, the newest last. */
const having = (count: number) => (account: Account) => {
	for (let number = 1; number <= count; number++) {
		account.addPaymentRequest({
			amount: 100 + number,
			status: number % 2 ? 'requested' : 'expired',
		});
	}
};

const page = (offset: number | undefined, limit: number, status?: string) => ({
	method: 'GET',
	path,
	query: {
		...(status !== undefined && { status: [status] }),
		limit: [String(limit)],
		...(offset !== undefined && { offset: [String(offset)] }),
	},
});

proveOperations('paymentRequest', {
	create: [
		creation('an amount', { amount: 1_250 }, usual),
		creation(
			'an amount in digits, a currency',
			{ mode: 'payment', amount: '=1250', currency: 'usd' },
			usual,
		),
		creation(
			'dollars times a hundred',
			{ amount: '={{ 19.99 * 100 }}' },
			{ ...usual, amount: 1_999 },
		),
		creation(
			'with all that a payment can have',
			{
				amount: 50,
				options: {
					customerId: ' cus_1 ',
					description: ' Order 4711 ',
					metadata: {
						entry: [
							{ name: ' order_id ', value: '4711' },
							{ name: 'deal', value: '={{ 7 }}' },
						],
					},
					rail: 'stripe',
					idempotencyKey: 'order 4711',
				},
			},
			{
				...{ mode: 'payment', amount: 50, currency: 'usd' },
				...{ customer_id: 'cus_1', description: 'Order 4711', rail: 'stripe' },
				metadata: { order_id: '4711', deal: '7' },
			},
			expect.stringMatching(/^order 4711-[\da-f]{16}$/),
		),
		creation(
			'under a key that no header can hold',
			{ amount: 1_250, options: { idempotencyKey: 'Müller 🔑' } },
			usual,
			expect.stringMatching(/^[\da-f]{40}-[\da-f]{16}$/),
		),
		creation(
			'by Natural',
			{
				amount: 1_250,
				options: {
					...{ rail: 'natural', from: picked(line), payerHandle: '(202) 555-0101' },
					defaultCountry: 'US',
				},
			},
			{ ...usual, rail: 'natural', from: line, payer_handle: members[0] },
		),
		creation('a subscription', ofSubscription, subscription),
		creation(
			'some of it, with days of trial',
			{ ...ofSubscription, options: { quantity: 3, trialPeriodDays: '=14' } },
			{ ...subscription, quantity: 3, trial_period_days: 14 },
		),
		creation(
			'one with a trial until a day',
			{ ...ofSubscription, options: { trialEnd: '2999-01-01T00:00:00Z' } },
			{ ...subscription, trial_end: later },
		),
	],

	get: [
		{
			name: 'one',
			parameters: { paymentRequestId: byId(id.toUpperCase()) },
			prepare: (account) => account.addPaymentRequest({ id }),
			sends: { method: 'GET', path: `${path}/${id}` },
			gives: newest,
		},
	],

	cancel: [
		{
			name: 'one',
			parameters: { paymentRequestId: id },
			prepare: (account) => account.addPaymentRequest({ id }),
			sends: { method: 'POST', path: `${path}/${id}/cancel` },
			gives: (account) => {
				expect(newest(account)).toMatchObject([{ status: 'canceled' }]);
				return newest(account);
			},
		},
	],

	getAll: [
		{
			name: 'fifty at most unless said otherwise',
			prepare: having(60),
			sends: page(undefined, 50),
			gives: ({ paymentRequests }) => paymentRequests.toReversed().slice(0, 50),
		},
		{
			name: 'all, page by page',
			parameters: { returnAll: true },
			prepare: having(230),
			sends: [page(undefined, 100), page(100, 100), page(200, 100)],
			gives: ({ paymentRequests }) => paymentRequests.toReversed(),
		},
		{
			name: 'more than a page',
			parameters: { limit: 130 },
			prepare: having(230),
			sends: [page(undefined, 100), page(100, 30)],
			gives: ({ paymentRequests }) => paymentRequests.toReversed().slice(0, 130),
		},
		{
			name: 'those of a status',
			parameters: { returnAll: true, filters: { status: 'expired' } },
			prepare: having(6),
			sends: page(undefined, 100, 'expired'),
			gives: ({ paymentRequests }) =>
				paymentRequests.toReversed().filter(({ status }) => status === 'expired'),
		},
	],
});
