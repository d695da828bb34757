import type LinqAPIV3 from '@linqapp/sdk';
import { startEmulator, type Emulator } from '../emulator';
import { officialClient } from './officialClient';

let linq: Emulator;
let client: LinqAPIV3;

beforeEach(async () => {
	linq = await startEmulator();
	client = officialClient(linq);
});

afterEach(() => linq.close());

describe('a recorded request', () => {
	it('is what the client sent, with what it was answered', async () => {
		const { id } = linq.account.addChat({ handles: ['+12025550121', '+12025550122'] });
		const before = Date.now();
		await client.chats.participants.add(id, { handle: '+12052499136' });
		const after = Date.now();
		expect(linq.requests).toHaveLength(1);
		expect(linq.requests[0]).toMatchObject({
			method: 'POST',
			path: `/api/partner/v3/chats/${id}/participants`,
			url: `/api/partner/v3/chats/${id}/participants`,
			query: {},
			rawBody: '{"handle":"+12052499136"}',
			body: { handle: '+12052499136' },
			status: 202,
		});
		expect(linq.requests[0]?.headers.authorization).toBe(`Bearer ${linq.apiKey}`);
		const receivedAt = linq.requests[0]?.receivedAt ?? 0;
		expect(receivedAt >= before && receivedAt <= after).toBe(true);
	});

	it('keeps path and query as they came, and decodes the query apart from them', async () => {
		await client.chats.listChats({ from: '+12025550110', limit: 5 });
		await client.chats.retrieve('../a b?c').catch(() => undefined);
		await fetch(`${linq.baseUrl}/v3?to=a?b`);
		expect(linq.requests).toMatchObject([
			{
				method: 'GET',
				path: '/api/partner/v3/chats',
				url: '/api/partner/v3/chats?from=%2B12025550110&limit=5',
				query: { from: '+12025550110', limit: '5' },
				rawBody: '',
				body: undefined,
				status: 200,
			},
			{ path: '/api/partner/v3/chats/..%2Fa%20b%3Fc', query: {}, status: 404 },
			{ path: '/api/partner/v3', query: { to: 'a?b' } },
		]);
	});

	it('keeps a body that is no JSON, and non-ASCII text', async () => {
		for (const body of ['{"handle":', '{"handle":"zoë 🌱"}']) {
			await fetch(`${linq.baseUrl}/v3/chats`, { method: 'POST', body });
		}
		expect(linq.requests).toMatchObject([
			{ rawBody: '{"handle":', body: undefined, status: 401 },
			{ rawBody: '{"handle":"zoë 🌱"}', body: { handle: 'zoë 🌱' } },
		]);
	});

	it('has no status while it is open', async () => {
		linq.faults.add({ kind: 'hang' });
		const open = client.phoneNumbers.list().catch(() => 'cut');
		await linq.received(1);
		expect(linq.requests[0]?.status).toBeNull();
		await linq.close();
		expect(await open).toBe('cut');
		linq = await startEmulator();
	});
});
