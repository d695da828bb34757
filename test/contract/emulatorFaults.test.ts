/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { request } from 'node:http';
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

/** What came back over the wire; `cut` is the code of the error that ended it, if one did. */
interface Received {
	status?: number;
	headers: NodeJS.Dict<string | string[]>;
	body: string;
	cut?: string;
}

/** Adds the newcomer with nothing between the test and the wire. */
function add(handle = newcomer, signal?: AbortSignal): Promise<Received> {
	return new Promise((resolve) => {
		const received: Received = { headers: {}, body: '' };
		const cut = (error: NodeJS.ErrnoException) => resolve({ ...received, cut: error.code });
		const headers = { Authorization: `Bearer ${linq.apiKey}`, Connection: 'close' };
		const url = `${linq.baseUrl}/v3/chats/${chat.id}/participants`;
		const sent = request(url, { method: 'POST', headers, signal }, (response) => {
			received.status = response.statusCode;
			received.headers = response.headers;
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (received.body += chunk));
			response.on('end', () => resolve(received));
			response.on('error', cut);
		});
		sent.on('error', cut);
		sent.end(JSON.stringify({ handle }));
	});
}

const joined = (handle = newcomer) => chat.handles.some((entry) => entry.handle === handle);

describe('a delay', () => {
	it('answers as usual in the end', async () => {
		linq.faults.add({ kind: 'delay', milliseconds: 1 });
		expect((await add()).status).toBe(202);
		expect(joined()).toBe(true);
	});

	it('holds up that request alone, with the work still to do', async () => {
		linq.faults.add({ kind: 'delay', milliseconds: 3_600_000 });
		const leaving = new AbortController();
		const late = add(newcomer, leaving.signal);
		await linq.received(1);
		expect((await add('jo@acme.example')).status).toBe(202);
		expect(joined()).toBe(false);
		leaving.abort();
		expect(await late).toMatchObject({ cut: 'ABORT_ERR' });
		expect(linq.requests[0]?.status).toBeNull();
	});

	it('has done the work at once when applied', async () => {
		linq.faults.add({ kind: 'delay', milliseconds: 3_600_000, applied: true });
		void add();
		await linq.received(1);
		await linq.settled();
		expect(joined()).toBe(true);
	});

	it('leaves no trace of a request given up meanwhile', async () => {
		linq.faults.add({ kind: 'delay', milliseconds: 250, times: 2 });
		const leaving = new AbortController();
		const given = add(newcomer, leaving.signal);
		await linq.received(1);
		leaving.abort();
		await given;
		// Held up just as long, so its answer says that the first one's time is over too.
		expect((await add('jo@acme.example')).status).toBe(202);
		expect(joined('jo@acme.example')).toBe(true);
		expect(joined()).toBe(false);
	});
});

describe('a cut connection', () => {
	it('brings no answer', async () => {
		linq.faults.add({ kind: 'reset' });
		expect(await add()).toEqual({ headers: {}, body: '', cut: 'ECONNRESET' });
		expect(linq.requests[0]?.status).toBeNull();
		expect(joined()).toBe(false);
	});

	it.each([false, true])('brings half an answer (applied: %s)', async (applied) => {
		linq.faults.add({ kind: 'resetHalfway', applied });
		const { status, headers, body, cut } = await add();
		expect({ status, cut }).toEqual({ status: 202, cut: 'ECONNRESET' });
		expect(headers['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
		expect(body).toHaveLength(Math.floor(Number(headers['content-length']) / 2));
		expect(linq.requests[0]?.status).toBeNull();
		expect(joined()).toBe(applied);
	});

	it('is a connection error to the client', async () => {
		const options = { baseURL: linq.baseUrl, apiKey: linq.apiKey, maxRetries: 0 };
		const client = new LinqAPIV3({ ...options, logLevel: 'off' });
		linq.faults.add({ kind: 'reset' });
		await expect(client.phoneNumbers.list()).rejects.toBeInstanceOf(LinqAPIV3.APIConnectionError);
	});
});

describe('a hanging request', () => {
	it.each([false, true])('is never answered (applied: %s)', async (applied) => {
		linq.faults.add({ kind: 'hang', applied });
		const leaving = new AbortController();
		const open = add(newcomer, leaving.signal);
		await linq.received(1);
		await linq.settled();
		expect(linq.requests[0]?.status).toBeNull();
		expect(joined()).toBe(applied);
		leaving.abort();
		expect(await open).toEqual({ headers: {}, body: '', cut: 'ABORT_ERR' });
	});
});
