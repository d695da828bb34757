/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createSecureServer, type TlsOptions } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { localCertificate } from '../emulator/certificate';
import { Engine } from './engine';
import { bytes } from './files';
import { byId, reportsOf, startSetting } from './setting';

const chatId = '550e8400-e29b-41d4-a716-446655440000';
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const gzip = gzipSync(Buffer.alloc(100_000, 'abc '));

/** Sends something every now and then, for as long as the other side listens. */
function trickle(socket: Socket, next: (sent: number) => Buffer | string): void {
	let sent = 0;
	const timer = setInterval(() => socket.write(next(sent++)), 100);
	socket.once('close', () => clearInterval(timer));
}

const chunk = (piece: Buffer) =>
	Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);

/** Answers that hang half way or never end. */
const answers: Record<string, (socket: Socket) => void> = {
	'nothing at all': () => {},
	'half a header': (socket) => socket.write('HTTP/1.1 200 OK\r\nX-'),
	'headers without an end': (socket) => {
		socket.write('HTTP/1.1 200 OK\r\n');
		trickle(socket, (sent) => `X-${sent}: a\r\n`);
	},
	'half a body': (socket) => socket.write(`${head}Content-Length: 1000\r\n\r\n{"a":`),
	'a body, byte by byte': (socket) => {
		socket.write(`${head}Content-Length: 100000000\r\n\r\n`);
		trickle(socket, () => ' ');
	},
	'pieces without an end': (socket) => {
		socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
		trickle(socket, () => chunk(Buffer.from(' ')));
	},
	'trailers without an end': (socket) => {
		socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n1\r\n \r\n0\r\n`);
		trickle(socket, (sent) => `X-${sent}: a\r\n`);
	},
	'half of something packed': (socket) => {
		socket.write(`${head}Content-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n`);
		socket.write(gzip.subarray(0, 20));
	},
	'something packed, byte by byte': (socket) => {
		socket.write(`${head}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n`);
		trickle(socket, (sent) => chunk(gzip.subarray(sent, sent + 1)));
	},
	'packed parts without an end': (socket) => {
		socket.write(`${head}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n`);
		trickle(socket, () => chunk(gzipSync(' ')));
	},
	'nothing of something packed': (socket) =>
		socket.write(`${head}Content-Encoding: deflate\r\nContent-Length: 100000\r\n\r\n`),
	'a redirect without an end': (socket) => {
		socket.write('HTTP/1.1 307 Temporary Redirect\r\nLocation: /x\r\nContent-Length: 1000\r\n\r\n');
		trickle(socket, () => ' ');
	},
	'a refusal without an end': (socket) => {
		socket.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 1000\r\n\r\n');
		trickle(socket, () => ' ');
	},
	'promises without an end': (socket) => trickle(socket, () => 'HTTP/1.1 102 Processing\r\n\r\n'),
	'another protocol': (socket) =>
		socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
};

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

/** A server that answers the first request on each connection like this, without a certificate or with one. */
async function answering(answer: (socket: Socket) => void, certificate?: TlsOptions) {
	const sockets = new Set<Socket>();
	const answerOn = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('data', () => answer(socket));
	};
	const server = certificate ? createSecureServer(certificate, answerOn) : createServer(answerOn);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		port,
		baseUrl: `http://127.0.0.1:${port}`,
		end: () => {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}

test.each(Object.entries(answers))(
	'%s: given up when the time is up, and the next record has its turn',
	async (_, answer) => {
		const { baseUrl, end } = await answering(answer);
		const items = ['one', 'two'].map((name) => ({ json: { handle: `${name}@example.com` } }));
		const result = await engine.run(
			items,
			{
				chatId: byId(chatId),
				handle: '={{ $json.handle }}',
				options: { timeout: 1, maxRetries: 0 },
			},
			{ apiKey: 'linq-test-key-0123456789abcdef', baseUrl },
		);
		end();
		expect(result.success).toEqual([]);
		for (const report of reportsOf(result)) {
			expect(report).toMatchObject({
				message: 'Linq did not answer within 1 second',
				category: 'timeout',
				attempts: 1,
			});
		}
		expect(result.error).toHaveLength(2);
	},
);

/** Those whose status alone says that there is no file. */
const refusals = ['a redirect without an end', 'a refusal without an end'];

test.each(Object.entries(answers).filter(([name]) => !refusals.includes(name)))(
	'%s instead of a file: given up as well',
	async (_, answer) => {
		const [setting, files] = await Promise.all([
			startSetting(),
			answering(answer, await localCertificate()),
		]);
		const { linq } = setting;
		const file = { filename: 'photo.png', content_type: 'image/png', bytes } as const;
		const { id } = linq.account.addAttachment(file);
		const download_url = `https://127.0.0.1:${files.port}/photo.png`;
		const body = JSON.stringify({ id, filename: 'photo.png', size_bytes: 1_000, download_url });
		linq.faults.add({ kind: 'raw', body, times: Infinity });
		const result = await setting.run('attachment', 'get', [{ json: {} }, { json: {} }], {
			attachmentId: id,
			options: { download: true, timeout: 1, maxRetries: 0 },
		});
		files.end();
		await linq.close();
		expect(result.success).toEqual([]);
		for (const report of reportsOf(result)) {
			expect(report).toMatchObject({
				message: 'The place for files at 127.0.0.1 did not answer within 2 seconds',
				category: 'timeout',
			});
		}
		expect(result.error).toHaveLength(2);
	},
);
