/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type LinqAPIV3 from '@linqapp/sdk';
import { localCertificate } from '../emulator/certificate';
import { client, linq, startContract } from './contract';

type Offer = LinqAPIV3.AttachmentCreateResponse;

/** What came back over the wire; `cut` is the code of the error that ended it, if one did. */
interface Received {
	status?: number;
	headers: NodeJS.Dict<string | string[]>;
	body: Buffer;
	cut?: string;
}

startContract();

const file = Buffer.from('Agenda\n');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const offer = (bytes = file) =>
	client.attachments.create({
		filename: 'agenda.txt',
		content_type: 'text/plain',
		size_bytes: bytes.length,
	});

/** One request with nothing between the test and the wire. */
async function ask(
	method: string,
	url: string,
	headers: OutgoingHttpHeaders = {},
	body?: Buffer,
): Promise<Received> {
	const { cert: ca } = await localCertificate();
	return await new Promise((resolve) => {
		const received: Received = { headers: {}, body: Buffer.alloc(0) };
		const cut = (error: NodeJS.ErrnoException) => resolve({ ...received, cut: error.code });
		const sent = request(url, { method, ca, headers, agent: false }, (response) => {
			received.status = response.statusCode;
			received.headers = response.headers;
			response.on('data', (chunk: Buffer) => {
				received.body = Buffer.concat([received.body, chunk]);
			});
			response.on('end', () => resolve(received));
			response.on('error', cut);
		});
		sent.on('error', cut);
		// Apart from the end, or Node would name the length by itself.
		if (body) sent.write(body);
		sent.end();
	});
}

const put = (
	{ upload_url, required_headers }: Offer,
	more: OutgoingHttpHeaders = {},
	body = file,
) => ask('PUT', upload_url, { ...required_headers, ...more }, body);

const without = (offered: Offer, name: string): Offer => {
	const required_headers = { ...offered.required_headers };
	delete required_headers[name];
	return { ...offered, required_headers };
};

describe('an upload', () => {
	it('is taken, recorded, and then there to be sent and downloaded', async () => {
		const offered = await offer();
		expect(await put(offered)).toMatchObject({ status: 200, body: Buffer.alloc(0) });
		expect(linq.uploads).toMatchObject([
			{
				method: 'PUT',
				path: `/uploads/${offered.attachment_id}`,
				headers: offeredHeaders(offered),
				size: 7,
				sha256: sha256(file),
				status: 200,
			},
		]);
		expect(await client.attachments.retrieve(offered.attachment_id)).toMatchObject({
			status: 'complete',
		});
		const downloaded = await ask('GET', offered.download_url);
		expect(downloaded).toMatchObject({ status: 200, body: file });
		expect(downloaded.headers['content-type']).toBe('text/plain');
		expect(linq.storage.downloads).toMatchObject([{ method: 'GET', status: 200 }]);
		expect(linq.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	it('of a million bytes or more is hashed and thrown away', async () => {
		const large = Buffer.alloc(1_000_000, 'a');
		const offered = await offer(large);
		expect(await put(offered, {}, large)).toMatchObject({ status: 200 });
		expect(linq.uploads).toMatchObject([{ size: 1_000_000, sha256: sha256(large) }]);
		expect(linq.account.attachments[0]).toMatchObject({ status: 'complete', bytes: null });
		expect(await ask('GET', offered.download_url)).toMatchObject({ status: 404 });
	});

	it('works at the other name of the host, too', async () => {
		linq.storage.flaw = 'elsewhere';
		expect(await put(await offer())).toMatchObject({ status: 200 });
		expect(linq.uploads[0]?.headers.host).toMatch(/^localhost:/);
	});

	it.each<[number, string, (offered: Offer) => Promise<Received>]>([
		[403, 'another type', (offered) => put(offered, { 'Content-Type': 'text/html' })],
		[403, 'no type', (offered) => put(without(offered, 'Content-Type'))],
		[403, 'another length', (offered) => put(offered, { 'Content-Length': 8 }, Buffer.alloc(8))],
		[403, 'no signed header', (offered) => put(without(offered, 'x-amz-meta-attachment'))],
		[403, 'the API key', (offered) => put(offered, { Authorization: `Bearer ${linq.apiKey}` })],
		[501, 'no length', (offered) => put(without(offered, 'Content-Length'))],
		[
			403,
			'another signature',
			({ upload_url, ...offered }) => put({ ...offered, upload_url: `${upload_url}0` }),
		],
		[
			403,
			'an unknown address',
			({ upload_url, ...offered }) =>
				put({ ...offered, upload_url: upload_url.replace('/uploads/', '/uploads/0') }),
		],
	])('is refused with %i for %s', async (status, _reason, upload) => {
		const offered = await offer();
		const received = await upload(offered);
		expect(received.status).toBe(status);
		expect(received.headers['content-type']).toBe('application/xml');
		expect(linq.uploads).toMatchObject([{ status }]);
		expect(linq.account.attachments).toMatchObject([{ status: 'pending', sha256: null }]);
	});

	it('shows whether the API key was sent along', async () => {
		const offered = await offer();
		await put(offered);
		await put(offered, { Authorization: 'Bearer key' });
		expect(linq.uploads.map(({ headers }) => headers.authorization)).toEqual([
			undefined,
			'Bearer key',
		]);
	});

	it('is refused once its time is over', async () => {
		const offered = await offer();
		linq.account.attachments[0]!.expires_at = new Date().toISOString();
		expect(await put(offered)).toMatchObject({ status: 403 });
	});

	it('is refused with headers that were wrong from the start', async () => {
		linq.storage.flaw = 'wrongHeaders';
		expect(await put(await offer())).toMatchObject({ status: 403 });
	});
});

describe('a fault of the storage', () => {
	it('is a status for the next uploads, and nothing to Linq’s API', async () => {
		linq.storage.faults.add({ kind: 'error', status: 503, message: 'SlowDown', times: 2 });
		const offered = await offer();
		const statuses = [await put(offered), await put(offered), await put(offered)];
		expect(statuses.map(({ status }) => status)).toEqual([503, 503, 200]);
		expect(statuses[0]?.body.toString()).toContain('<Code>SlowDown</Code>');
		expect(linq.uploads.map(({ status }) => status)).toEqual([503, 503, 200]);
	});

	it.each([false, true])('is a cut connection (applied: %s)', async (applied) => {
		linq.storage.faults.add({ kind: 'reset', applied });
		const received = await put(await offer());
		expect(received.status).toBeUndefined();
		expect(['ECONNRESET', 'EPIPE']).toContain(received.cut);
		expect(linq.uploads).toMatchObject([{ status: null, sha256: applied ? sha256(file) : null }]);
		expect(linq.account.attachments[0]?.status).toBe(applied ? 'complete' : 'pending');
	});

	it('is a redirect, a web page, a delay', async () => {
		linq.storage.faults.add({ kind: 'redirect', location: 'https://elsewhere.example/' });
		linq.storage.faults.add({ kind: 'html' });
		linq.storage.faults.add({ kind: 'delay', milliseconds: 1 });
		const offered = await offer();
		expect(await put(offered)).toMatchObject({ status: 307 });
		expect(await put(offered)).toMatchObject({ status: 502 });
		expect(await put(offered)).toMatchObject({ status: 200 });
	});

	it('isn’t one of Linq’s', async () => {
		const offered = await offer();
		linq.faults.add({ kind: 'reset' });
		expect(await put(offered)).toMatchObject({ status: 200 });
	});
});

describe('closing', () => {
	it('cuts uploads under way', async () => {
		linq.storage.faults.add({ kind: 'hang' });
		const upload = put(await offer());
		while (linq.uploads.length === 0) await new Promise(setImmediate);
		await linq.close();
		expect((await upload).cut).toBe('ECONNRESET');
	});
});

function offeredHeaders({ required_headers }: Offer) {
	return Object.fromEntries(
		Object.entries(required_headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

it('offers an address for a name with half an emoji in it', async () => {
	const { download_url } = await client.attachments.create({
		filename: 'agenda\ud83d.txt',
		content_type: 'text/plain',
		size_bytes: file.length,
	});
	expect(download_url).toMatch(/\/agenda\.txt$/);
});
