/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { localCertificate } from '../emulator/certificate';
import { workflowOf } from './engine';
import { bytes, Disk, inMemory } from './files';
import { ownLine, reportsOf, startSetting, type Setting } from './setting';

const megabyte = 1024 * 1024;

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	const { requests, storage, account, faults } = setting.linq;
	for (const list of [requests, storage.downloads]) list.length = 0;
	account.attachments.length = 0;
	faults.clear();
	storage.faults.clear();
});

afterAll(async () => {
	await setting.linq.close();
});

const stored = (content = bytes, filename = 'photo.png') =>
	setting.linq.account.addAttachment({ filename, content_type: 'image/png', bytes: content }).id;

const get = async (ids: string[], options: INodeParameters = { download: true }) =>
	await setting.run(
		'attachment',
		'get',
		ids.map((id) => ({ json: { id }, binary: { mine: inMemory(Buffer.from('mine')) } })),
		{ attachmentId: '={{ $json.id }}', options: { maxRetries: 0, ...options } },
	);

const contentOf = ({ data }: IBinaryData) => Buffer.from(data, 'base64');

describe('an attachment', () => {
	test('comes without its file unless that is asked for', async () => {
		const { success } = await get([stored()], {});
		expect(success).toMatchObject([{ json: { filename: 'photo.png', size_bytes: 256 } }]);
		expect(success[0]!.binary).toBeUndefined();
		expect(setting.linq.storage.downloads).toEqual([]);
	});

	test('comes with its file, byte for byte, under its name and type', async () => {
		const { success, task } = await get([stored()]);
		const { data } = success[0]!.binary!;
		expect(data).toMatchObject({
			...{ fileName: 'photo.png', mimeType: 'image/png', fileExtension: 'png', bytes: 256 },
		});
		expect(contentOf(data!)).toEqual(bytes);
		expect(success[0]!.json).toMatchObject({ filename: 'photo.png', content_type: 'image/png' });
		const { headers } = setting.linq.storage.downloads[0]!;
		expect(headers).not.toHaveProperty('authorization');
		expect(JSON.stringify([task, headers])).not.toContain(setting.linq.apiKey);
	});

	test('each item gets its own file, in order; what failed goes to Error with its own', async () => {
		const ids = ['a', 'b', 'c'].map((text) => stored(Buffer.from(text), `${text}.png`));
		setting.linq.account.attachments[1]!.bytes = null;
		const { success, error } = await get(ids);
		expect(
			success.map(({ binary, pairedItem }) => [String(contentOf(binary!.data!)), pairedItem]),
		).toEqual([
			['a', { item: 0 }],
			['c', { item: 2 }],
		]);
		expect(error).toMatchObject([
			{ pairedItem: { item: 1 }, json: { id: ids[1], error: { status: 404 } } },
		]);
		expect(Object.keys(error[0]!.binary!)).toEqual(['mine']);
	});

	test('in a field of one’s own, beside the item’s files when those are asked for', async () => {
		const options = { download: true, binaryPropertyName: ' photo ', includeInputFields: true };
		const { success } = await get([stored()], options);
		expect(Object.keys(success[0]!.binary!)).toEqual(['mine', 'photo']);
	});

	test.each([
		['../../etc/passwd', 'passwd'],
		['C:\\photos\\us.png', 'us.png'],
		['', 'file'],
		['a/b/', 'file'],
	])('called %j is kept as %s', async (filename, expected) => {
		const { success } = await get([stored(bytes, filename)]);
		const { data } = success[0]!.binary!;
		expect(data!.fileName).toBe(expected);
		expect(data!.directory ?? '').toBe('');
	});

	test('that is empty gives an empty file', async () => {
		const { success, error } = await get([stored(Buffer.alloc(0))]);
		expect(error).toEqual([]);
		expect(success[0]!.binary!.data!.bytes).toBe(0);
	});

	test('goes to disk where n8n keeps files there', async () => {
		const disk = await Disk.open();
		const { success } = await get([stored()]).finally(() => disk.close());
		expect(success[0]!.binary!.data!.id).toMatch(/^filesystem-v2:/);
		const again = await Disk.open();
		expect(await again.read(success[0]!.binary!.data!).finally(() => again.close())).toEqual(bytes);
	});
});

describe('an address that is not safe', () => {
	test.each([
		'http://127.0.0.1:1/a.png',
		'file:///etc/passwd',
		'//elsewhere.example/a',
		'https://user:pass@127.0.0.1:1/a.png',
		'data:image/png;base64,AAAA',
		'',
		null,
		7,
	])('%j is not asked', async (download_url) => {
		const id = stored();
		const body = JSON.stringify({ id, filename: 'a.png', download_url });
		setting.linq.faults.add({ kind: 'raw', body });
		const result = await get([id]);
		expect(reportsOf(result)).toMatchObject([
			{
				...{ message: 'Linq named no safe address for the download' },
				...{ category: 'invalid_response', retryable: false, attempts: 1 },
			},
		]);
		expect(setting.linq.storage.downloads).toEqual([]);
	});

	test('a redirect is not followed', async () => {
		const location = `${setting.linq.baseUrl}/v3/phone_numbers`;
		setting.linq.storage.faults.add({ kind: 'redirect', location });
		expect(reportsOf(await get([stored()]))).toMatchObject([
			{ category: 'invalid_response', status: 307 },
		]);
		expect(setting.linq.requests).toHaveLength(1);
	});
});

test.each([
	[403, 'forbidden', false],
	[404, 'not_found', false],
	[410, 'invalid_input', false],
	[429, 'rate_limited', true],
	[500, 'server_error', true],
	[503, 'server_error', true],
])('answered with %i: Error, %s, retryable %j', async (status, category, retryable) => {
	setting.linq.storage.faults.add({ kind: 'error', status });
	expect(reportsOf(await get([stored()]))).toMatchObject([
		{
			...{ message: `The file could not be downloaded (status ${status})` },
			...{ category, status, retryable, attempts: 2 },
		},
	]);
	expect(setting.linq.storage.downloads).toHaveLength(1);
});

test.each([
	['a failure that passes', { kind: 'error', status: 503 }],
	['a cut connection', { kind: 'reset' }],
] as const)('after %s, the file is fetched once more', async (_, fault) => {
	setting.linq.storage.faults.add(fault);
	const result = await get([stored()], { download: true, maxRetries: 1 });
	expect(reportsOf(result)).toEqual([]);
	expect(contentOf(result.success[0]!.binary!.data!)).toEqual(bytes);
});

test('where n8n can keep no file, it ends on Error and is fetched once', async () => {
	const disk = await Disk.open();
	const restore = await disk.obstruct();
	const result = await get([stored()], { download: true, maxRetries: 1 }).finally(async () => {
		await restore();
		disk.close();
	});
	expect(reportsOf(result)).toMatchObject([
		{
			...{ message: 'n8n could not keep the file (ENOTDIR)', category: 'invalid_input' },
			...{ retryable: false, attempts: 2 },
		},
	]);
	expect(setting.linq.storage.downloads).toHaveLength(1);
});

describe('a place that is out of reach', () => {
	/** What Linq says of an attachment that lies at this address. */
	function pointTo(address: string): string {
		const download_url = `${address}/1/a.png?Signature=secret`;
		const body = JSON.stringify({ filename: 'a.png', size_bytes: 100, download_url });
		setting.linq.faults.add({ kind: 'raw', body });
		return stored();
	}

	// A label over 63 characters: refused by the resolver on the spot, no query goes out.
	const unknown = `${'x'.repeat(64)}.invalid`;

	test.each([
		[`https://${unknown}`, `The place for files at ${unknown} could not be reached (ENOTFOUND)`],
		[
			'https://127.0.0.1:1',
			'The connection to the place for files at 127.0.0.1 failed (ECONNREFUSED)',
		],
	])('%s', async (address, message) => {
		const result = await get([pointTo(address)]);
		expect(reportsOf(result)).toMatchObject([
			{ message, ...{ category: 'network_error', retryable: true, attempts: 2 } },
		]);
		expect(reportsOf(result)[0]!.hint).toContain(new URL(address).hostname);
		expect(JSON.stringify(result.error)).not.toContain('secret');
	});
});

/** A file without end. */
function* endless() {
	const piece = Buffer.alloc(megabyte);
	for (;;) yield piece;
}

describe('a file that breaks off', () => {
	const whole = Buffer.alloc(100, 'whole');
	const sockets = new Set<Socket>();
	let elsewhere: Server;
	let asked = 0;

	beforeAll(async () => {
		elsewhere = createServer(await localCertificate(), ({ url }, response) => {
			asked++;
			response.writeHead(200, url === '/endless' ? {} : { 'Content-Length': 100 });
			if (url === '/endless') pipeline(Readable.from(endless()), response, () => {});
			else if (url === '/again' && asked > 1) response.end(whole);
			else response.write('half', () => url !== '/silent' && response.destroy());
		});
		elsewhere.on('connection', (socket: Socket) => sockets.add(socket));
		elsewhere.listen(0, '127.0.0.1');
		await once(elsewhere, 'listening');
	});

	beforeEach(() => {
		asked = 0;
	});

	afterAll(async () => {
		const closed = once(elsewhere, 'close');
		elsewhere.close();
		for (const socket of sockets) socket.destroy();
		await closed;
	});

	/** What Linq says of an attachment that is there. */
	function pointTo(path: string): string {
		const { port } = elsewhere.address() as AddressInfo;
		const download_url = `https://127.0.0.1:${port}${path}`;
		const body = JSON.stringify({ filename: 'a.png', size_bytes: 100, download_url });
		setting.linq.faults.add({ kind: 'raw', body });
		return stored();
	}

	test('or never ends is given up after 100 MB', async () => {
		const disk = await Disk.open();
		const result = await get([pointTo('/endless')]).finally(() => disk.close());
		expect(reportsOf(result)).toMatchObject([
			{ message: 'The file is larger than 100 MB, the most that Linq keeps', attempts: 2 },
		]);
		expect(asked).toBe(1);
	});

	test('is fetched once more, from its beginning', async () => {
		const result = await get([pointTo('/again')], { download: true, maxRetries: 1 });
		expect(reportsOf(result)).toEqual([]);
		expect(contentOf(result.success[0]!.binary!.data!)).toEqual(whole);
		expect(asked).toBe(2);
	});

	test('each time ends on Error', async () => {
		const result = await get([pointTo('/cut')], { download: true, maxRetries: 1 });
		expect(reportsOf(result)).toMatchObject([
			{ category: 'network_error', retryable: true, attempts: 3 },
		]);
		expect(asked).toBe(2);
	});

	test('and falls silent is given up when the time is over', async () => {
		const result = await get([pointTo('/silent')], { download: true, timeout: 1 });
		expect(reportsOf(result)).toMatchObject([
			{
				...{ message: 'The place for files at 127.0.0.1 did not answer within 2 seconds' },
				...{ category: 'timeout', retryable: true },
			},
		]);
	});

	test('and falls silent is let go when the execution is cancelled', async () => {
		const parameters = {
			...{ resource: 'attachment', operation: 'get', attachmentId: pointTo('/silent') },
			options: { download: true },
		};
		const arrived = once(elsewhere, 'request');
		const file = workflowOf([{ json: {} }], parameters);
		const execution = setting.engine.start(file, setting.credential);
		const [, response] = (await arrived) as [unknown, ServerResponse];
		const left = once(response, 'close');
		execution.cancel();
		expect((await execution.finished).status).toBe('canceled');
		await left;
	});
});

describe('the vCard of an available number', () => {
	const available = async (options: INodeParameters) =>
		await setting.run('phoneNumber', 'getAvailable', [{ json: {} }], {
			options: { maxRetries: 0, ...options },
		});

	test('comes only when it is asked for', async () => {
		const { success } = await available({});
		expect(success[0]!.json).toMatchObject({ vcf_url: expect.any(String) as string });
		expect(success[0]!.binary).toBeUndefined();
		expect(setting.linq.storage.downloads).toEqual([]);
	});

	test('comes as a file to send or to keep, without the key', async () => {
		const { success } = await available({ download: true });
		const { data } = success[0]!.binary!;
		expect(data).toMatchObject({ fileName: `${ownLine}.vcf`, mimeType: 'text/vcard' });
		expect(String(contentOf(data!))).toContain(`TEL;TYPE=CELL:${ownLine}`);
		expect(setting.linq.storage.downloads[0]!.headers).not.toHaveProperty('authorization');
	});

	test.each<[string, object, string]>([
		['no address', {}, 'Linq named no safe address for the download'],
		[
			'an address without encryption',
			{ vcf_url: 'http://127.0.0.1:1/a.vcf' },
			'Linq named no safe address for the download',
		],
	])('%s is told so', async (_, place, message) => {
		const body = JSON.stringify({ phone_number: ownLine, ...place });
		setting.linq.faults.add({ kind: 'raw', body });
		expect(reportsOf(await available({ download: true }))).toMatchObject([
			{ message, category: 'invalid_response', attempts: 1 },
		]);
	});

	test('which is gone by now is told so', async () => {
		setting.linq.storage.faults.add({ kind: 'error', status: 404 });
		expect(reportsOf(await available({ download: true }))).toMatchObject([
			{ category: 'not_found', status: 404 },
		]);
	});

	test('has a name that is one, whatever the number is', async () => {
		const { vcf_url } = (await available({})).success[0]!.json;
		const body = JSON.stringify({ phone_number: '../../x', vcf_url });
		setting.linq.faults.add({ kind: 'raw', body });
		const { success } = await available({ download: true });
		expect(success[0]!.binary!.data!.fileName).toBe('contact.vcf');
	});
});
