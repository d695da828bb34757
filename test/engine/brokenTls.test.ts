/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import tls, { type SecureVersion, type TlsOptions } from 'node:tls';
import { localCertificate } from '../emulator/certificate';
import { unknownId } from './operations';
import { Stage, strangersCertificate } from './faultStage';
import { byId, reportsOf } from './setting';

const look =
	'It may have been sent nevertheless: look into the chat before you try this record again.';

/** What came through TLS to the other end, request by request. */
let received: string[];
let stage: Stage;
let inner: tls.Server | undefined;

beforeEach(async () => {
	received = [];
	stage = await Stage.open();
});

afterEach(async () => {
	await stage.close();
	inner?.close();
	inner = undefined;
});

/** Asks for someone's location, which must not be done twice and for which there is no key. */
async function ask() {
	const result = await stage.setting.run('location', 'request', [{ json: {} }], {
		...{ chatId: byId(unknownId), options: { maxRetries: 1, timeout: 5 } },
	});
	expect(result.success).toEqual([]);
	return reportsOf(result)[0]!;
}

/** A TLS server that takes requests in, and answers none. */
function secureServer(options: TlsOptions, onRequest = () => {}) {
	return tls.createServer(options, (socket) => {
		socket.on('error', () => {});
		socket.on('data', (data: Buffer) => {
			received.push(data.toString().split('\r\n')[0]!);
			onRequest();
		});
	});
}

/**
 * Puts a server behind something that passes the bytes on, and puts some of its own among those to
 * the client once a request got through.
 */
async function breakOff(version: SecureVersion, bytes: Buffer): Promise<void> {
	let spoil = () => {};
	inner = secureServer(
		{ ...(await localCertificate()), minVersion: version, maxVersion: version },
		() => spoil(),
	);
	inner.listen(0, '127.0.0.1');
	await once(inner, 'listening');
	const { port } = inner.address() as AddressInfo;
	const outer = net.createServer((client) => {
		const onwards = net.connect(port, '127.0.0.1');
		client.pipe(onwards).pipe(client);
		client.on('close', () => onwards.destroy());
		onwards.on('error', () => client.destroy());
		spoil = () => {
			onwards.unpipe(client);
			client.write(bytes);
		};
	});
	await stage.standIn(outer, 'https');
}

const request = `POST /v3/chats/${unknownId}/location/request HTTP/1.1`;

describe.each<SecureVersion>(['TLSv1.2', 'TLSv1.3'])(
	'%s, broken once the request got through',
	(version) => {
		test.each<[string, Buffer]>([
			['a plain answer of a proxy', Buffer.from('HTTP/1.1 502 Bad Gateway\r\n\r\n')],
			['an alert', Buffer.from([21, 3, 3, 0, 2, 2, 40])],
			['a record that is none', Buffer.from([23, 3, 3, 0, 32, ...Array<number>(32).fill(7)])],
		])('by %s: it may have been sent, and is not sent again', async (_, bytes) => {
			await breakOff(version, bytes);
			expect(await ask()).toMatchObject({
				message: 'The connection to Linq failed',
				...{ category: 'network_error', hint: look, retryable: false, attempts: 1 },
			});
			expect(received).toEqual([request]);
		});
	},
);

test('a server that asks for a certificate only once the request is on its way: it may have been sent', async () => {
	const certificate = await localCertificate();
	const options = { ...certificate, requestCert: true, minVersion: 'TLSv1.3' } as const;
	await stage.standIn(secureServer(options), 'https');
	expect(await ask()).toMatchObject({ hint: look, retryable: false, attempts: 1 });
});

describe('where TLS is not set up, nothing was sent, so it is tried again', () => {
	const notSecure = {
		message: expect.stringMatching(/^No secure connection to Linq could be made/) as string,
		hint: expect.stringMatching(/nothing was sent\.$/) as string,
		...{ category: 'network_error', retryable: true, attempts: 2 },
	};

	test('a certificate that nobody vouches for', async () => {
		await stage.standIn(secureServer(await strangersCertificate()), 'https');
		expect(await ask()).toMatchObject(notSecure);
		expect(received).toEqual([]);
		expect(stage.arrived).toBe(2);
	});

	test('no TLS at the other end', async () => {
		const plain = net.createServer((socket) =>
			socket.on('data', (data) => {
				received.push(data.toString('latin1'));
				socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
			}),
		);
		await stage.standIn(plain, 'https');
		expect(await ask()).toMatchObject(notSecure);
		expect(received).toHaveLength(2);
		expect(received.join()).not.toContain('POST');
	});
});
