/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { LinqClient } from '../../../../nodes/linq/wire/client';
import {
	checkFile,
	checkPicture,
	checkVoiceMemo,
	downloadFile,
	uploadFile,
	type OutgoingFile,
} from '../../../../nodes/linq/files/files';
import type { FileStream, FileTransport, WireRequest } from '../../../../nodes/linq/wire/transport';
import { failureOf, laterFailureOf } from '../failures';

const megabyte = 1024 * 1024;
const attachment_id = '550e8400-e29b-41d4-a716-446655440000';
const bytes = Buffer.from('Agenda\n');
const patience = { maxRetries: 1, timeout: 1_000 };

const fileOf = (own: Partial<OutgoingFile> = {}): OutgoingFile => ({
	fileName: 'agenda.txt',
	mimeType: 'text/plain',
	size: bytes.length,
	open: async () => await Promise.resolve(bytes),
	...own,
});

describe('what Linq takes', () => {
	test('files up to exactly 100 MB, under the name Linq has for their type', () => {
		expect(checkFile(fileOf({ size: 100 * megabyte }))).toBe('text/plain');
		expect(checkFile(fileOf({ size: 1, mimeType: 'image/jpg' }))).toBe('image/jpeg');
	});

	test.each<[string, Partial<OutgoingFile>, string, string]>([
		['empty', { size: 0 }, 'The file is empty', 'the step that this file comes from'],
		[
			'too large',
			{ size: 100 * megabyte + 1 },
			'The file has 101 MB, more than Linq takes',
			'up to 100 MB',
		],
		[
			'of the wrong type',
			{ mimeType: 'image/webp', fileName: 'a.webp' },
			'Linq does not take files of this kind (image/webp)',
			'JPEG, PNG or GIF',
		],
		[
			'of no type',
			{ mimeType: '', fileName: 'data' },
			'Linq does not take files of this kind (unknown)',
			'Convert the file',
		],
		[
			'of a type with a line break in it',
			{ mimeType: 'image/x\r\nX-Other: 1', fileName: 'a' },
			'Linq does not take files of this kind (image/x X-Other: 1)',
			'Convert the file',
		],
	])('not a file that is %s', (_, own, message, hint) => {
		expect(failureOf(() => checkFile(fileOf(own)))).toMatchObject({
			...{ category: 'invalid_input', message },
			hint: expect.stringContaining(hint) as string,
		});
	});
});

describe('what plays in a chat', () => {
	test.each([
		['audio/mpeg', 'memo.mp3'],
		['audio/mp4', 'memo.m4a'],
		['audio/x-m4a', 'memo'],
		['audio/aac', 'memo.aac'],
		['audio/x-caf', 'memo.caf'],
		['audio/wav', 'memo.wav'],
		['audio/aiff', 'memo.aif'],
		['audio/amr', 'memo.amr'],
		['application/octet-stream', 'memo.mp3'],
	])('%s (%s)', (mimeType, fileName) => {
		expect(() => checkVoiceMemo(fileOf({ mimeType, fileName }))).not.toThrow();
	});

	test.each([
		['image/png', 'photo.png', 'Linq takes no voice memo of this kind (image/png)'],
		['audio/midi', 'song.mid', 'Linq takes no voice memo of this kind (audio/midi)'],
		['text/plain', 'memo.txt', 'Linq takes no voice memo of this kind (text/plain)'],
		['audio/ogg', 'memo.ogg', 'Linq does not take files of this kind (audio/ogg)'],
		['', 'photo.png', 'Linq takes no voice memo of this kind (unknown)'],
	])('not %s (%s)', (mimeType, fileName, message) => {
		expect(failureOf(() => checkVoiceMemo(fileOf({ mimeType, fileName })))).toMatchObject({
			...{ category: 'invalid_input', message },
			hint: expect.stringMatching(/MP3/) as string,
		});
	});
});

describe('what is shown as a picture', () => {
	test.each([
		['image/png', 'photo.png'],
		['image/jpg', 'photo.jpg'],
		['image/heic', 'photo.heic'],
		['application/octet-stream', 'photo.gif'],
	])('%s (%s)', (mimeType, fileName) => {
		expect(() => checkPicture(fileOf({ mimeType, fileName }), 'sticker')).not.toThrow();
	});

	test.each([
		['text/plain', 'a.txt', 'The sticker is no picture (text/plain)'],
		['video/mp4', 'image.mp4', 'The sticker is no picture (video/mp4)'],
		['', 'memo.mp3', 'The sticker is no picture (unknown)'],
		['image/webp', 'a.webp', 'Linq does not take files of this kind (image/webp)'],
	])('not %s (%s)', (mimeType, fileName, message) => {
		const check = () => checkPicture(fileOf({ mimeType, fileName }), 'sticker');
		expect(failureOf(check)).toMatchObject({
			...{ category: 'invalid_input', message },
			hint: expect.stringMatching(/JPEG/) as string,
		});
	});
});

/**
 * What the place for uploads was asked; `offer` is what Linq says of it.
 *
 * @param take takes in what comes, before the place answers
 */
function stage(
	offer: object,
	answers: Array<number | Error> = [200],
	take: (body: FileStream | Buffer) => Promise<void> = async () => await Promise.resolve(),
) {
	const puts: Array<Parameters<FileTransport['put']>[0]> = [];
	const left = [...answers];
	const files: FileTransport = {
		async put(upload) {
			puts.push(upload);
			await take(upload.body);
			const answer = left.shift() ?? 200;
			if (answer instanceof Error) throw answer;
			return await Promise.resolve({ status: answer });
		},
		get: async () => await Promise.reject(new Error('Nothing is downloaded here')),
	};
	const asked: WireRequest[] = [];
	const client = new LinqClient(
		{ apiKey: 'a-key-for-tests', baseUrl: 'https://linq.example' },
		async (request) => {
			asked.push(request);
			return await Promise.resolve({ status: 201, headers: {}, text: JSON.stringify(offer) });
		},
	);
	const upload = async (own: Partial<OutgoingFile> = {}, signal?: AbortSignal) =>
		await uploadFile(client, files, fileOf(own), patience, signal);
	return { puts, upload, asked };
}

const upload_url = 'https://storage.example/uploads/1?signature=2';
const offer = {
	attachment_id,
	upload_url,
	download_url: 'https://cdn.example/1/agenda.txt',
	required_headers: { 'Content-Type': 'text/plain', 'x-amz-meta-attachment': '1' },
};

describe('a place for the file', () => {
	test('gets exactly the headers that it needs, and the length', async () => {
		const { asked, puts, upload } = stage(offer);
		expect(await upload()).toEqual({
			uploaded: {
				attachment_id,
				download_url: 'https://cdn.example/1/agenda.txt',
				filename: 'agenda.txt',
				content_type: 'text/plain',
				size_bytes: 7,
			},
			attempts: 2,
		});
		expect(asked).toEqual([
			{
				method: 'POST',
				url: 'https://linq.example/v3/attachments',
				body: { filename: 'agenda.txt', content_type: 'text/plain', size_bytes: 7 },
				timeout: 1_000,
			},
		]);
		expect(puts).toEqual([
			{
				url: upload_url,
				headers: {
					'Content-Type': 'text/plain',
					'x-amz-meta-attachment': '1',
					'Content-Length': '7',
				},
				body: bytes,
				timeout: 2_000,
			},
		]);
	});

	test.each(['Content-Length', 'content-length'])('names the length once: %s', async (name) => {
		const { puts, upload } = stage({ ...offer, required_headers: { [name]: '7' } });
		await upload();
		expect(puts[0]!.headers).toEqual({ [name]: '7' });
	});

	test('names a header once that is asked for in two spellings', async () => {
		const required_headers = {
			'X-A': '1',
			'content-length': '7',
			'x-a': '1',
			'Content-Length': '7',
		};
		const { puts, upload } = stage({ ...offer, required_headers });
		await upload();
		expect(puts[0]!.headers).toEqual({ 'X-A': '1', 'content-length': '7' });
	});

	test.each([undefined, null, [], 'none'])('may need no headers (%j)', async (headers) => {
		const { puts, upload } = stage({ ...offer, required_headers: headers });
		await upload();
		expect(puts[0]!.headers).toEqual({ 'Content-Length': '7' });
	});

	test.each<[string, string, string]>([
		['Host', 'storage.example', upload_url],
		['host', 'Storage.Example', upload_url],
		['HOST', 'storage.example:443', upload_url],
		['Host', 'storage.example', 'https://storage.example:8443/1'],
		['Host', 'storage.example:8443', 'https://storage.example:8443/1'],
	])('may be signed for its own host, which is not sent twice: %s: %s', async (name, host, url) => {
		const required_headers = { [name]: host, 'X-A': '1' };
		const { puts, upload } = stage({ ...offer, upload_url: url, required_headers });
		await upload();
		expect(puts[0]!.headers).toEqual({ 'X-A': '1', 'Content-Length': '7' });
	});

	test.each(['X-Host', 'Host-Id', 'Origin'])(
		'may need its host as another header: %s',
		async (name) => {
			const required_headers = { [name]: 'storage.example' };
			const { puts, upload } = stage({ ...offer, required_headers });
			await upload();
			expect(puts[0]!.headers).toEqual({ ...required_headers, 'Content-Length': '7' });
		},
	);

	test.each([
		...['X-Authorization', 'Cookie-Policy', 'X-Host', 'Host-Id', 'X-Content-Length'],
		...['X-Connection', 'Connection-Id', 'Keep-Alive-Hint', 'TE-X', 'X-TE', 'Trailers'],
		...['X-Trailer', 'Upgrade-Insecure-Requests', 'X-Upgrade', 'X-Keep-Alive'],
	])('may need a header that only sounds like another: %s', async (name) => {
		const { puts, upload } = stage({ ...offer, required_headers: { [name]: '1' } });
		await upload();
		expect(puts[0]!.headers).toEqual({ [name]: '1', 'Content-Length': '7' });
	});

	test('may need a header that goes on after the length of one', async () => {
		const required_headers = { 'Content-Length-Hint': '1' };
		const { puts, upload } = stage({ ...offer, required_headers });
		await upload();
		expect(puts[0]!.headers).toEqual({ ...required_headers, 'Content-Length': '7' });
	});

	test.each<[string, object]>([
		['without an address', { upload_url: undefined }],
		['with an empty address', { upload_url: '' }],
		['with an address that is an object', { upload_url: { href: upload_url } }],
		['without encryption', { upload_url: 'http://storage.example/uploads/1' }],
		['on this machine', { upload_url: 'file:///etc/passwd' }],
		['with a path alone', { upload_url: '/uploads/1' }],
		['with an endless address', { upload_url: `https://storage.example/${'a'.repeat(8_192)}` }],
		['without an ID', { attachment_id: undefined }],
		['with an ID that is none', { attachment_id: '../chats' }],
		['that wants a key', { required_headers: { Authorization: 'Bearer 1' } }],
		['that wants a key in small letters', { required_headers: { authorization: '' } }],
		['that wants a cookie', { required_headers: { Cookie: 'a=1' } }],
		['with a user name and a password', { upload_url: 'https://user:pass@storage.example/1' }],
		['with a user name', { upload_url: 'https://user@storage.example/1' }],
		['with a password', { upload_url: 'https://:pass@storage.example/1' }],
		['of another host by name', { required_headers: { Host: 'elsewhere.example' } }],
		['of a host above its own', { required_headers: { Host: 'example' } }],
		['of another port', { required_headers: { Host: 'storage.example:8443' } }],
		['of two hosts', { required_headers: { Host: 'storage.example', host: 'elsewhere.example' } }],
		['of a host that is a list', { required_headers: { Host: ['storage.example'] } }],
		['for proxies', { required_headers: { 'Proxy-Authorization': 'Basic 1' } }],
		['for a connection', { required_headers: { Connection: 'close' } }],
		['for a connection that stays', { required_headers: { 'keep-alive': 'timeout=5' } }],
		['with codings', { required_headers: { TE: 'trailers' } }],
		['with a trailer', { required_headers: { Trailer: 'X-Checksum' } }],
		['with another protocol', { required_headers: { Upgrade: 'h2c' } }],
		['in chunks', { required_headers: { 'Transfer-Encoding': 'chunked' } }],
		['with a line break in a header', { required_headers: { 'X-A': '1\r\nX-B: 2' } }],
		['with a line break in a name', { required_headers: { 'X-A: 1\r\nX-B': '2' } }],
		['with a colon in a name', { required_headers: { 'X-A:': '2' } }],
		['with a nameless header', { required_headers: { '': '1' } }],
		['with an endless header', { required_headers: { 'X-A': 'a'.repeat(2_001) } }],
		['with a header that is a number', { required_headers: { 'X-A': 1 } }],
		['with a header that is a list', { required_headers: { 'X-A': ['1'] } }],
		['with signs no header has', { required_headers: { 'X-A': 'schön' } }],
		['for another length', { required_headers: { 'Content-Length': '8' } }],
		['for two lengths', { required_headers: { 'Content-Length': '7', 'content-length': '8' } }],
		['with a header that says two things', { required_headers: { 'X-A': '1', 'x-a': '2' } }],
	])('%s is not used', async (_, flaw) => {
		const { puts, upload } = stage({ ...offer, ...flaw });
		const { failure, attempts } = await laterFailureOf(upload());
		expect(attempts).toBe(1);
		expect(failure).toMatchObject({
			message: 'Linq named no safe address for the upload',
			category: 'invalid_response',
		});
		expect(JSON.stringify(failure)).not.toContain('storage.example');
		expect(puts).toEqual([]);
	});

	test.each(['javascript:alert(1)', 'https://user:pass@cdn.example/1'])(
		'an address for the download that is unsafe is not passed on: %s',
		async (download_url) => {
			const { upload } = stage({ ...offer, download_url });
			expect(await upload()).toMatchObject({ uploaded: { download_url: null } });
		},
	);
});

describe('the upload', () => {
	test('begins with the file anew when it is tried again', async () => {
		const { puts, upload } = stage(offer, [500, 200]);
		let opened = 0;
		const open = async () => await Promise.resolve(Buffer.from(`${++opened}`));
		expect(await upload({ open })).toMatchObject({ attempts: 3 });
		expect(puts.map(({ body }) => body)).toEqual(['1', '2'].map((text) => Buffer.from(text)));
	});

	test('closes every stream that it opened', async () => {
		const { upload } = stage(offer, [500, 500]);
		let closed = 0;
		const open = async () => {
			const stream = { destroy: () => void closed++ };
			return await Promise.resolve(stream as unknown as Buffer);
		};
		await laterFailureOf(upload({ open }));
		expect(closed).toBe(2);
	});

	test.each([
		[500, 2, 'server_error', true],
		[503, 2, 'server_error', true],
		[408, 2, 'timeout', true],
		[429, 2, 'rate_limited', true],
		[400, 1, 'invalid_response', false],
		[403, 1, 'invalid_response', false],
		[404, 1, 'invalid_response', false],
		[101, 1, 'invalid_response', false],
		[300, 1, 'invalid_response', false],
		[307, 1, 'invalid_response', false],
	])('answered with %i: %i times, %s, retryable: %s', async (status, tries, ...expected) => {
		const { puts, upload } = stage(offer, [status, status]);
		const { failure, attempts } = await laterFailureOf(upload());
		const [category, retryable] = expected;
		expect(failure).toMatchObject({
			message: `The place that Linq named for the file did not take it (status ${status})`,
			...{ category, retryable, status },
		});
		expect(puts).toHaveLength(tries);
		expect(attempts).toBe(1 + tries);
	});

	test('is tried again when it broke off, and says why when it does so for good', async () => {
		const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		const { puts, upload } = stage(offer, [reset, reset]);
		const { failure, attempts } = await laterFailureOf(upload());
		expect(failure).toMatchObject({ category: 'network_error', retryable: true });
		expect(failure.message).toContain('ECONNRESET');
		expect(puts).toHaveLength(2);
		expect(attempts).toBe(3);
	});

	test('names the host that it did not reach, and nothing else of the address', async () => {
		const unknown = Object.assign(new Error(), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
		const { failure, attempts } = await laterFailureOf(stage(offer, [unknown, unknown]).upload());
		expect(failure).toMatchObject({
			message: 'The place for files at storage.example could not be reached (ENOTFOUND)',
			...{ category: 'network_error', retryable: true, unsent: true },
		});
		expect(JSON.stringify(failure)).not.toMatch(/uploads|signature/);
		expect(attempts).toBe(3);
	});

	test('is told as late after the time that it was given', async () => {
		const late = Object.assign(new Error(), { code: 'ERR_CANCELED' });
		const { failure } = await laterFailureOf(stage(offer, [late, late]).upload());
		expect(failure).toMatchObject({
			message: 'The place for files at storage.example did not answer within 2 seconds',
			category: 'timeout',
		});
	});

	test('is not tried again when n8n could not read the file', async () => {
		const gone = Object.assign(new Error(), { code: 'ENOENT', syscall: 'read' });
		const { puts, upload } = stage(offer, [gone]);
		const { failure, attempts } = await laterFailureOf(upload());
		expect(failure).toMatchObject({
			message: 'n8n could not read the file (ENOENT)',
			category: 'invalid_input',
		});
		expect(failure.retryable ?? false).toBe(false);
		expect([attempts, puts.length]).toEqual([2, 1]);
	});

	test('is not tried again once the execution was cancelled', async () => {
		const cancelling = new AbortController();
		const { puts, upload } = stage(offer, [new Error('stopped')]);
		const open = async () => {
			cancelling.abort(new Error('cancelled'));
			return await Promise.resolve(bytes);
		};
		await expect(upload({ open }, cancelling.signal)).rejects.toThrow('cancelled');
		expect(puts).toHaveLength(1);
	});

	test('is not asked for when the file is refused', async () => {
		const { upload, asked } = stage(offer);
		await laterFailureOf(upload({ size: 0 }));
		expect(asked).toEqual([]);
	});
});

describe('a file that comes in pieces', () => {
	/** Uploads what `open` gives; `came` is what came to the place in each try, `opened` its sources. */
	function sending(open: () => FileStream, answers?: Array<number | Error>) {
		const came: string[] = [];
		const opened: FileStream[] = [];
		const take = async (body: FileStream | Buffer) => {
			const at = came.push('') - 1;
			for await (const piece of body) came[at] += String(piece);
		};
		const { upload } = stage(offer, answers, take);
		const own = {
			open: async () => {
				opened.push(open());
				return await Promise.resolve(opened.at(-1)!);
			},
		};
		return { came, opened, upload: async () => await upload(own) };
	}

	const inPieces = (...pieces: string[]) =>
		Readable.from(pieces.map((piece) => Buffer.from(piece)));

	test.each([[['Agenda\n']], [['Age', 'nda\n']], [['A', '', 'gend', 'a', '\n', '']]])(
		'goes there whole: %j',
		async (pieces) => {
			const { came, opened, upload } = sending(() => inPieces(...pieces));
			expect(await upload()).toMatchObject({ uploaded: { size_bytes: 7 }, attempts: 2 });
			expect(came).toEqual(['Agenda\n']);
			expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
		},
	);

	test('begins anew when it is tried again', async () => {
		const { came, opened, upload } = sending(() => inPieces('Age', 'nda\n'), [500, 200]);
		expect(await upload()).toMatchObject({ attempts: 3 });
		expect(came).toEqual(['Agenda\n', 'Agenda\n']);
		expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true]);
	});

	test.each([
		['empty', []],
		['shorter', ['Age', 'nda']],
		['longer', ['Agenda\n', '.']],
		['longer in its last piece', ['Age', 'nda\n.']],
		['much longer', ['Age', 'nda\n', '.', '.'.repeat(1_000)]],
	])('and is %s than n8n says is told, and never taken for whole', async (_, pieces) => {
		const { came, opened, upload } = sending(() => inPieces(...pieces));
		const { failure, attempts } = await laterFailureOf(upload());
		expect(failure).toEqual({
			message: 'The file has another size than n8n says',
			hint: 'Run the step that the file comes from again; a step in between must leave its size as it is.',
			category: 'invalid_input',
		});
		expect(attempts).toBe(2);
		expect(came).toHaveLength(1);
		expect(came[0]!.length).toBeLessThan(7);
		expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
	});

	test('and that can not be read is told as that', async () => {
		const { came, upload } = sending(() => createReadStream('no such file'));
		const { failure, attempts } = await laterFailureOf(upload());
		expect(failure).toMatchObject({
			message: 'n8n could not read the file (ENOENT)',
			category: 'invalid_input',
		});
		expect([came, attempts]).toEqual([[''], 2]);
	});

	test('and that breaks off is told as that, also where it only ends', async () => {
		const broken = Object.assign(new Error(), { code: 'EIO', syscall: 'read' });
		async function* breaking() {
			yield await Promise.resolve(Buffer.from('Age'));
			throw broken;
		}
		const failing = sending(() => Readable.from(breaking()));
		// As some versions of Node.js have it.
		const ending = sending(() =>
			Object.defineProperty(inPieces('Age'), 'errored', { value: broken }),
		);
		for (const { upload } of [failing, ending]) {
			const { failure } = await laterFailureOf(upload());
			expect(failure.message).toBe('n8n could not read the file (EIO)');
		}
	});
});

const address = 'https://cdn.example/1?signature=2';

/** What the place of a file was asked, and what it answers. */
function shelf(answers: Array<number | Error>, pieces: Buffer[] = [bytes]) {
	const gets: Array<Parameters<FileTransport['get']>[0]> = [];
	const left = [...answers];
	const body: FileStream = Readable.from(pieces);
	const files = {
		async get(download, receive) {
			gets.push(download);
			const answer = left.shift()!;
			if (answer instanceof Error) throw answer;
			return await receive({ status: answer, body });
		},
	} as FileTransport;
	const download = async (size: unknown = 7, signal?: AbortSignal) =>
		await downloadFile(
			files,
			{ address, size },
			async (file) => {
				let kept = 0;
				for await (const piece of file) kept += (piece as Buffer).length;
				return { kept };
			},
			patience,
			signal,
		);
	return { gets, download };
}

describe('the download', () => {
	test('keeps what comes', async () => {
		const { gets, download } = shelf([200]);
		expect(await download()).toEqual({ kept: bytes.length });
		expect(gets).toEqual([{ url: address, timeout: 2_000 }]);
	});

	test.each<[unknown, number]>([
		[250_000, 2_000],
		[250_001, 3_000],
		[100 * megabyte, 421_000],
		[200 * megabyte, 421_000],
		[0, 421_000],
		[-1, 421_000],
		[null, 421_000],
		['7', 421_000],
	])('of %j bytes may take %i ms', async (size, timeout) => {
		const { gets, download } = shelf([200]);
		await download(size);
		expect(gets).toMatchObject([{ timeout }]);
	});

	test.each<[string, number | Error, number, string, boolean]>([
		['status 500', 500, 2, 'server_error', true],
		['status 429', 429, 2, 'rate_limited', true],
		['status 403', 403, 1, 'forbidden', false],
		['status 404', 404, 1, 'not_found', false],
		['status 206', 206, 1, 'invalid_response', false],
		['ECONNRESET', Object.assign(new Error(), { code: 'ECONNRESET' }), 2, 'network_error', true],
	])('after %s (%j): %i times, %s, retryable: %s', async (what, answer, tries, ...expected) => {
		const { gets, download } = shelf([answer, answer]);
		const { failure, attempts } = await laterFailureOf(download());
		const [category, retryable] = expected;
		expect(failure).toMatchObject({ category, retryable });
		expect(failure.message).toContain(what);
		expect(gets).toHaveLength(tries);
		expect(attempts).toBe(tries);
	});

	test('names the host that it did not reach, and nothing else of the address', async () => {
		const refused = Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' });
		const { failure } = await laterFailureOf(shelf([refused, refused]).download());
		expect(failure).toMatchObject({
			message: 'The connection to the place for files at cdn.example failed (ECONNREFUSED)',
			...{ category: 'network_error', retryable: true },
		});
		expect(JSON.stringify(failure)).not.toMatch(/signature/);
	});

	test('is not tried again when n8n could not keep the file', async () => {
		const full = Object.assign(new Error(), { code: 'ENOSPC', syscall: 'write' });
		const { gets, download } = shelf([full]);
		const { failure, attempts } = await laterFailureOf(download());
		expect(failure).toMatchObject({
			message: 'n8n could not keep the file (ENOSPC)',
			category: 'invalid_input',
		});
		expect(failure.retryable ?? false).toBe(false);
		expect([attempts, gets.length]).toEqual([1, 1]);
	});

	test('of 100 MB is kept, and of a byte more is ended, whatever Linq says of its size', async () => {
		const whole = Array.from({ length: 100 }, () => Buffer.alloc(megabyte));
		expect(await shelf([200], whole).download()).toEqual({ kept: 100 * megabyte });
		const { gets, download } = shelf([200], [...whole, Buffer.alloc(1)]);
		const { failure, attempts } = await laterFailureOf(download());
		expect(failure).toMatchObject({
			message: 'The file is larger than 100 MB, the most that Linq keeps',
			category: 'invalid_response',
		});
		expect([attempts, gets.length]).toEqual([1, 1]);
	});

	test('is not tried again once the execution was cancelled', async () => {
		const { gets, download } = shelf([new Error('stopped')]);
		const cancelled = AbortSignal.abort(new Error('cancelled'));
		await expect(download(7, cancelled)).rejects.toThrow('cancelled');
		expect(gets).toHaveLength(1);
	});
});

test.each([
	undefined,
	'',
	'http://cdn.example/1',
	'file:///etc/passwd',
	'/1',
	7,
	{ href: 'https://cdn.example' },
	'https://user:pass@cdn.example/1',
	'https://user@cdn.example/1',
])('nothing is downloaded from %j', async (address) => {
	const files = { get: () => expect(true).toBe(false) } as unknown as FileTransport;
	const keep = async () => await Promise.resolve();
	const place = { address, size: 7 };
	const { failure } = await laterFailureOf(downloadFile(files, place, keep, patience));
	expect(failure).toMatchObject({
		message: 'Linq named no safe address for the download',
		category: 'invalid_response',
	});
});
