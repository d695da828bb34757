import LinqAPIV3 from '@linqapp/sdk';
import { startEmulator, type AccountChat, type Emulator } from '../emulator';

let linq: Emulator;
let chat: AccountChat;

beforeEach(async () => {
	linq = await startEmulator();
	chat = linq.account.addChat({ handles: ['+12025550121', '+12025550122'] });
});

afterEach(() => linq.close());

const newcomer = '+12052499136';

async function add() {
	const response = await fetch(`${linq.baseUrl}/v3/chats/${chat.id}/participants`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${linq.apiKey}` },
		body: JSON.stringify({ handle: newcomer }),
		redirect: 'manual',
	});
	const headers = Object.fromEntries(response.headers);
	return { status: response.status, headers, body: await response.text() };
}

const joined = () => chat.handles.some((entry) => entry.handle === newcomer);

describe('an error', () => {
	it('is answered as documented, without the work being done', async () => {
		linq.faults.add({ kind: 'error', status: 500, code: 3006 });
		const { status, headers, body } = await add();
		expect(status).toBe(500);
		expect(JSON.parse(body)).toEqual({
			success: false,
			error: {
				status: 500,
				code: 3006,
				message: 'An unexpected error occurred',
				doc_url: 'https://docs.linqapp.com/error/codes/3xxx/3006/',
			},
			trace_id: headers['x-trace-id'],
		});
		expect(linq.requests[0]?.status).toBe(500);
		expect((await add()).status).toBe(202);
	});

	it('can carry a message, headers and a time to wait', async () => {
		linq.faults.add({
			kind: 'error',
			status: 429,
			message: 'Slow down',
			retryAfter: 7,
			headers: { 'x-should-retry': 'false' },
		});
		const { headers, body } = await add();
		expect(headers).toMatchObject({ 'retry-after': '7', 'x-should-retry': 'false' });
		expect(JSON.parse(body)).toMatchObject({ error: { message: 'Slow down', retry_after: 7 } });
		expect(body).not.toMatch(/code|doc_url/);

		linq.faults.add({ kind: 'error', status: 503, retryAfter: 'Thu, 01 Jan 2099 00:00:00 GMT' });
		const dated = await add();
		expect(dated.headers['retry-after']).toBe('Thu, 01 Jan 2099 00:00:00 GMT');
		expect(dated.body).not.toContain('retry_after');

		linq.faults.add({ kind: 'error', status: 503, retryAfter: 30 });
		const unmirrored = await add();
		expect(unmirrored.headers['retry-after']).toBe('30');
		expect(unmirrored.body).not.toContain('retry_after');
	});

	it.each([
		[400, LinqAPIV3.BadRequestError],
		[401, LinqAPIV3.AuthenticationError],
		[403, LinqAPIV3.PermissionDeniedError],
		[404, LinqAPIV3.NotFoundError],
		[409, LinqAPIV3.ConflictError],
		[422, LinqAPIV3.UnprocessableEntityError],
		[429, LinqAPIV3.RateLimitError],
		[500, LinqAPIV3.InternalServerError],
		[504, LinqAPIV3.InternalServerError],
	])('of status %i is the client’s own class of error', async (status, errorClass) => {
		linq.faults.add({ kind: 'error', status });
		const options = { baseURL: linq.baseUrl, apiKey: linq.apiKey, maxRetries: 0 };
		const client = new LinqAPIV3({ ...options, logLevel: 'off' });
		await expect(client.phoneNumbers.list()).rejects.toBeInstanceOf(errorClass);
	});
});

describe('a wrong answer', () => {
	it('is a web page', async () => {
		linq.faults.add({ kind: 'html' });
		linq.faults.add({ kind: 'html', status: 200 });
		const { status, headers, body } = await add();
		expect(status).toBe(502);
		expect(headers['content-type']).toBe('text/html');
		expect(body).toMatch(/^<html>/);
		expect((await add()).status).toBe(200);
		expect(joined()).toBe(false);
	});

	it.each([false, true])('is half of some JSON (applied: %s)', async (applied) => {
		linq.faults.add({ kind: 'truncatedJson', applied });
		const { status, headers, body } = await add();
		expect(status).toBe(202);
		expect(headers['content-length']).toBe(String(body.length));
		expect(body).toMatch(/^\{"message":/);
		expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError);
		expect(joined()).toBe(applied);
	});

	it('is half of some JSON where there would be no body', async () => {
		linq.faults.add({ kind: 'truncatedJson', applied: true });
		const response = await fetch(`${linq.baseUrl}/v3/chats/${chat.id}/read`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${linq.apiKey}` },
		});
		expect(response.status).toBe(200);
		expect(await response.text()).toMatch(/^\{"message":/);
	});

	it.each(['', 'null', '[]', '42', '"accepted"', '{"status":"accepted"'])(
		'is the body %j as it stands',
		async (body) => {
			linq.faults.add({ kind: 'raw', body });
			const received = await add();
			expect(received).toMatchObject({ status: 200, body });
			expect(received.headers['content-type']).toBe('application/json');
			expect(received.headers['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
		},
	);

	it('is of any size, status and content type', async () => {
		const headers = { 'X-Trace-ID': 'chosen' };
		linq.faults.add({
			kind: 'raw',
			body: Buffer.alloc(10_000_000, 'a'),
			status: 418,
			contentType: 'text/plain',
			headers,
		});
		const received = await add();
		expect(received).toMatchObject({ status: 418, headers: { 'content-type': 'text/plain' } });
		expect(received.headers['x-trace-id']).toBe('chosen');
		expect(received.body).toHaveLength(10_000_000);
	});

	it.each([undefined, 301])('is a redirect of status %s', async (status) => {
		linq.faults.add({ kind: 'redirect', location: 'https://elsewhere.example/', status });
		const received = await add();
		expect(received.status).toBe(status ?? 307);
		expect(received.headers.location).toBe('https://elsewhere.example/');
	});
});
