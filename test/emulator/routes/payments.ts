import { randomUUID } from 'node:crypto';
import { notFound, Refusal, type Answer } from '../answers';
import { invalid, objectFrom, secureAddressFrom, textFrom } from '../fields';
import { handleFrom } from '../handles';
import { codeOfEveryone, type AccountPayment } from '../payments';
import { bodyOf, requiredField, type Call, type Route } from '../routing';
import { once } from '../sending';
import { idempotencyKeyOf, metadataFrom } from './paymentRequests';

export const paymentRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/payments/providers/:provider',
		answer: (call) => ofProvider(call, (body) => ({ status: 200, body })),
	},
	{
		method: 'POST',
		path: '/v3/payments/providers/:provider/connect',
		answer(call) {
			secureAddressFrom(requiredField(bodyOf(call), 'return_url'), 'return_url', 1005);
			return ofProvider(call, ({ provider }) => {
				const session_id = `sess_${randomUUID()}`;
				const hosted_url = `https://${provider}.example/connect?session=${session_id}`;
				return { status: 200, body: { hosted_url, session_id, status: 'onboarding' } };
			});
		},
	},
	{
		method: 'POST',
		path: '/v3/payments/handles/:handle/connect',
		answer(call) {
			const handle = handleOf(call);
			const connect_id = `conn_${randomUUID()}`;
			call.account.agentPayments.connect(handle, { status: 'pending', connect_id });
			return { status: 200, body: { connect_id, handle, status: 'pending' } };
		},
	},
	{
		method: 'POST',
		path: '/v3/payments/handles/:handle/verify',
		answer(call) {
			const handle = handleOf(call);
			const body = bodyOf(call);
			const code = textFrom(requiredField(body, 'code'), 'code', 1005);
			const connect_id = textFrom(requiredField(body, 'connect_id'), 'connect_id', 1005);
			const known = call.account.agentPayments.connection(handle);
			if (known.connect_id !== connect_id || code !== codeOfEveryone) throw invalid('code', 1005);
			call.account.agentPayments.connect(handle, { status: 'connected' });
			return { status: 200, body: { handle, status: 'connected' } };
		},
	},
	{
		method: 'GET',
		path: '/v3/payments/handles/:handle/connection',
		answer: (call) => connectionShown(call),
	},
	{
		method: 'DELETE',
		path: '/v3/payments/handles/:handle/connection',
		answer(call) {
			call.account.agentPayments.connect(handleOf(call), { status: 'revoked' });
			return connectionShown(call);
		},
	},
	{
		method: 'POST',
		path: '/v3/payments',
		answer(call) {
			const asked = paymentFrom(bodyOf(call));
			return once(idempotencyKeyOf(call), call, () => created(asked, call));
		},
	},
	{
		method: 'GET',
		path: '/v3/payments/:paymentId',
		answer: (call) => ofPayment(call, (body) => ({ status: 200, body })),
	},
	{
		method: 'POST',
		path: '/v3/payments/:paymentId/cancel',
		answer: (call) =>
			ofPayment(call, (payment) => ({
				status: 200,
				body: Object.assign(payment, { status: 'canceled' }),
			})),
	},
	{
		method: 'GET',
		path: '/v3/payments/:paymentId/credentials',
		answer: (call) =>
			ofPayment(call, ({ id, status }) => {
				if (status !== 'ready') throw new Refusal(2015, 'The payment is not ready');
				const handoff = {
					provider: 'agentcard',
					card_ref: `card_${id}`,
					fetch_url: `https://agentcard.example/cards/${id}`,
					user_token: `secret-token-of-${id}`,
				};
				return { status: 200, body: { handoff } };
			}),
	},
];

function ofProvider(
	{ account, parameters, traceId }: Call,
	answer: (provider: { provider: string; status: string }) => Answer,
): Answer {
	const provider = parameters.provider!;
	const status = account.agentPayments.providers.get(provider);
	return status === undefined ? notFound(traceId) : answer({ provider, status });
}

function handleOf({ parameters }: Call): string {
	return handleFrom(parameters.handle);
}

function connectionShown(call: Call): Answer {
	const handle = handleOf(call);
	const { status } = call.account.agentPayments.connection(handle);
	return { status: 200, body: { handle, status } };
}

function ofPayment(
	{ account, parameters, traceId }: Call,
	answer: (payment: AccountPayment) => Answer,
): Answer {
	const payment = account.agentPayments.payment(parameters.paymentId!);
	return payment === undefined ? notFound(traceId) : answer(payment);
}

function paymentFrom(body: Record<string, unknown>): Omit<AccountPayment, 'status'> {
	const amount_cents = requiredField(body, 'amount_cents') as number;
	if (!Number.isSafeInteger(amount_cents) || amount_cents < 1) throw invalid('amount_cents', 1005);
	const currency = textFrom(requiredField(body, 'currency'), 'currency', 1005);
	if (!/^[a-z]{3}$/.test(currency)) throw invalid('currency', 1005);
	const { description, merchant, metadata } = body;
	return {
		...{ amount_cents, currency, handle: handleFrom(requiredField(body, 'handle')) },
		...(description !== undefined && { description: textFrom(description, 'description', 1005) }),
		...(merchant !== undefined && { merchant: objectFrom(merchant, 'merchant', 1005) }),
		...(metadata !== undefined && { metadata: metadataFrom(metadata) }),
	};
}

/** A card for a customer who is connected; for anybody else, what has to be done first. */
function created(asked: Omit<AccountPayment, 'status'>, { account }: Call): Answer {
	const { agentPayments } = account;
	if (agentPayments.connection(asked.handle).status !== 'connected') {
		return { status: 200, body: { ...asked, status: 'needs_connection' } };
	}
	const payment = { ...asked, id: `pay_${randomUUID()}`, status: 'ready' };
	agentPayments.payments.push(payment);
	return { status: 201, body: payment };
}
