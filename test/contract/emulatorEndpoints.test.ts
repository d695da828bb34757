import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { routes } from '../emulator/routes';

const resources = path.join(__dirname, '../../node_modules/@linqapp/sdk/src/resources');

/** Every call in the official client's code, as `GET /v3/chats/:`. */
function callsOfClient(): string[] {
	return readdirSync(resources, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const code = readFileSync(path.join(resources, file), 'utf8');
			return [...code.matchAll(/_client\.([a-zA-Z]+)\(\s*(?:path)?['`](\/[^'`]+)['`]/g)];
		})
		.map(([, method = '', address = '']) => {
			const verb = method === 'getAPIList' ? 'GET' : method.toUpperCase();
			return `${verb} ${address.replace(/\$\{\w+\}/g, ':')}`;
		})
		.sort();
}

/** Calls that Linq has and this client doesn't yet, as its documentation has them. */
const newerCalls = [
	'DELETE /v3/blocked_handles',
	'DELETE /v3/payments/handles/:/connection',
	'GET /v3/blocked_handles',
	'GET /v3/experiences',
	'GET /v3/experiences/:',
	'GET /v3/payment_requests',
	'GET /v3/payment_requests/:',
	'GET /v3/payments/:',
	'GET /v3/payments/:/credentials',
	'GET /v3/payments/handles/:/connection',
	'GET /v3/payments/providers/:',
	'POST /v3/blocked_handles',
	'POST /v3/payment_requests',
	'POST /v3/payment_requests/:/cancel',
	'POST /v3/payments',
	'POST /v3/payments/:/cancel',
	'POST /v3/payments/handles/:/connect',
	'POST /v3/payments/handles/:/verify',
	'POST /v3/payments/providers/:/connect',
];

test('every call of the official client has a route, and every route a call', () => {
	const calls = callsOfClient();
	expect(calls).toHaveLength(41);
	const answered = routes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`);
	expect(answered.sort()).toEqual([...calls, ...newerCalls].sort());
});
