/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import type { Account } from '../../emulator';
import { proveOperations } from './facts';
import { members } from './testAccount';

const path = '/v3/payments';
const handle = members[0]!;
const ofHandle = `${path}/handles/%2B12025550101`;
const national = { handle: '(202) 555-0101', options: { defaultCountry: 'US' } };
const automatic = expect.stringMatching(/^[\da-f]{40}$/) as string;
const uuidIn = (text: string) =>
	expect.stringMatching(new RegExp(`^${text}[\\da-f-]{36}$`)) as string;

/** Someone who has allowed payments. */
const connected = ({ agentPayments }: Account) => {
	agentPayments.connect(handle, { status: 'connected' });
};
/** The same with a payment that can be made. */
const ready = (account: Account) => {
	connected(account);
	account.agentPayments.payments.push({
		...{ id: 'pay_7', status: 'ready', amount_cents: 1_250, currency: 'usd', handle },
	});
};
const newest = ({ agentPayments }: Account) => agentPayments.payments.slice(-1);

proveOperations('payment', {
	create: [
		{
			name: 'an amount, for someone who is connected',
			parameters: { ...national, amountCents: 1_250 },
			prepare: connected,
			sends: {
				...{ method: 'POST', path, idempotencyKey: automatic },
				body: { handle, amount_cents: 1_250, currency: 'usd' },
			},
			gives: newest,
		},
		{
			name: 'with all that it can have',
			parameters: {
				handle: 'jo@example.com',
				amountCents: '=1',
				currency: ' EUR ',
				options: {
					description: ' Shoes ',
					merchantName: ' Acme ',
					merchantUrl: ' https://acme.example ',
					metadata: { entry: [{ name: 'order_id', value: '4711' }] },
					idempotencyKey: 'order-4711',
				},
			},
			sends: {
				...{ method: 'POST', path },
				idempotencyKey: expect.stringMatching(/^order-4711-[\da-f]{16}$/),
				body: {
					...{ handle: 'jo@example.com', amount_cents: 1, currency: 'eur' },
					...{ description: 'Shoes', metadata: { order_id: '4711' } },
					merchant: { name: 'Acme', url: 'https://acme.example' },
				},
			},
			gives: () => [
				{
					...{ handle: 'jo@example.com', amount_cents: 1, currency: 'eur' },
					...{ description: 'Shoes', metadata: { order_id: '4711' } },
					merchant: { name: 'Acme', url: 'https://acme.example' },
					status: 'needs_connection',
				},
			],
		},
	],

	get: [
		{
			name: 'one, by an ID that is no UUID',
			parameters: { paymentId: ' pay_7 ' },
			prepare: ready,
			sends: { method: 'GET', path: `${path}/pay_7` },
			gives: newest,
		},
	],

	cancel: [
		{
			name: 'one',
			parameters: { paymentId: 'pay_7' },
			prepare: ready,
			sends: { method: 'POST', path: `${path}/pay_7/cancel` },
			gives: (account) => {
				expect(newest(account)).toMatchObject([{ status: 'canceled' }]);
				return newest(account);
			},
		},
	],

	getCredentials: [
		{
			name: 'of one that is ready',
			parameters: { paymentId: 'pay_7' },
			prepare: ready,
			sends: { method: 'GET', path: `${path}/pay_7/credentials` },
			gives: () => [
				{
					handoff: {
						provider: 'agentcard',
						card_ref: 'card_pay_7',
						fetch_url: 'https://agentcard.example/cards/pay_7',
						user_token: 'secret-token-of-pay_7',
					},
				},
			],
		},
	],

	connectHandle: [
		{
			name: 'someone',
			parameters: national,
			sends: { method: 'POST', path: `${ofHandle}/connect` },
			gives: () => [{ connect_id: uuidIn('conn_'), handle, status: 'pending' }],
		},
	],

	verifyHandle: [
		{
			name: 'someone, with their code',
			parameters: { ...national, connectId: ' conn_7 ', code: ' 123456 ' },
			prepare: ({ agentPayments }) => {
				agentPayments.connect(handle, { status: 'pending', connect_id: 'conn_7' });
			},
			sends: {
				...{ method: 'POST', path: `${ofHandle}/verify` },
				body: { code: '123456', connect_id: 'conn_7' },
			},
			gives: () => [{ handle, status: 'connected' }],
		},
	],

	getConnection: [
		{
			name: 'of someone',
			parameters: national,
			prepare: connected,
			sends: { method: 'GET', path: `${ofHandle}/connection` },
			gives: () => [{ handle, status: 'connected' }],
		},
	],

	revokeConnection: [
		{
			name: 'of someone',
			parameters: national,
			prepare: connected,
			sends: { method: 'DELETE', path: `${ofHandle}/connection` },
			gives: () => [{ handle, status: 'revoked' }],
		},
	],

	getProvider: [
		{
			name: 'the one there is',
			parameters: { provider: ' agentcard ' },
			sends: { method: 'GET', path: `${path}/providers/agentcard` },
			gives: () => [{ provider: 'agentcard', status: 'ready' }],
		},
	],

	connectProvider: [
		{
			name: 'with a page to come back to',
			parameters: { provider: 'agentcard', returnUrl: ' https://example.com/done ' },
			sends: {
				...{ method: 'POST', path: `${path}/providers/agentcard/connect` },
				body: { return_url: 'https://example.com/done' },
			},
			gives: () => [
				{
					hosted_url: uuidIn('https://agentcard.example/connect\\?session=sess_'),
					...{ session_id: uuidIn('sess_'), status: 'onboarding' },
				},
			],
		},
	],
});
