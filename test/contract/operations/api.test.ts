import type LinqAPIV3 from '@linqapp/sdk';
import type { RecordedRequest } from '../../emulator';
import { compareOperations, type Case } from './oracle';
import { ids, line, members } from './testAccount';

const headers = { Accept: 'application/json, */*;q=0.8' };

/** The same call as the official client makes when it is told method and path. */
const called =
	(method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object): Case['ask'] =>
	async (official: LinqAPIV3) => {
		const answer: unknown = await official[method](path, { ...(body && { body }), headers });
		return answer ?? { success: true };
	};

const keyOf = ([request]: RecordedRequest[]) => request!.headers['idempotency-key'] as string;

const message = { parts: [{ type: 'text', value: 'Hello' }] };

compareOperations('api', {
	request: [
		{
			name: 'a list, as the one object it is',
			parameters: {
				method: 'GET',
				path: '/v3/chats',
				queryParameters: {
					parameters: [
						{ name: 'limit', value: '3' },
						{ name: 'from', value: line },
					],
				},
			},
			ask: called('get', `/v3/chats?limit=3&from=${encodeURIComponent(line)}`),
		},
		{
			name: 'an email address among the parameters, in a lane',
			parameters: {
				path: 'available_number',
				queryParameters: {
					parameters: [{ name: 'to', value: members[4]! }],
				},
				options: { lane: 'numbers' },
			},
			ask: called('get', '/v3/available_number?to=jo%40example.com'),
		},
		{
			name: 'a body in JSON',
			parameters: {
				method: 'PUT',
				path: `chats/${ids.group}`,
				body: '{ "display_name": "Acme" }',
			},
			ask: called('put', `/v3/chats/${ids.group}`, { display_name: 'Acme' }),
		},
		{
			name: 'an answer without a body',
			parameters: { method: 'DELETE', path: `chats/${ids.direct}/typing` },
			ask: called('delete', `/v3/chats/${ids.direct}/typing`),
		},
		{
			name: 'a message under a key, with a body by expression',
			items: [{ json: { to: [members[0]!], message } }],
			parameters: {
				method: 'POST',
				path: 'messages',
				body: '={{ $json }}',
				options: { idempotencyKey: 'order 7' },
			},
			ask: async (official, sent) => {
				const key = keyOf(sent);
				expect(key).toMatch(/^order 7-[0-9a-f]{16}$/);
				return await official.post('/v3/messages', {
					body: { to: [members[0]], message: { ...message, idempotency_key: key } },
					headers: { ...headers, 'Idempotency-Key': key },
				});
			},
		},
	],
});
