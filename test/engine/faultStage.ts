/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import { generate } from 'selfsigned';
import type { Fault } from '../emulator';
import { startSetting, type Setting } from './setting';

/** A setting in which something else than Linq may answer. */
export class Stage {
	private server?: Server;
	private readonly sockets: Socket[] = [];

	private constructor(readonly setting: Setting) {}

	static async open(): Promise<Stage> {
		return new Stage(await startSetting());
	}

	/** What got through: requests to Linq, connections to what stands in for it. */
	get arrived(): number {
		return this.sockets.length + this.setting.linq.requests.length;
	}

	/** Linq does this to every request. */
	strike(fault: Fault): void {
		this.setting.linq.faults.add({ ...fault, times: Infinity });
	}

	/** The credential points at this server from now on. */
	async standIn(server: Server, scheme = 'http'): Promise<void> {
		this.server = server;
		server.on('connection', (socket: Socket) => {
			this.sockets.push(socket);
			// A client that refuses a certificate cuts the connection.
			socket.on('error', () => socket.destroy());
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		this.pointTo(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`);
	}

	pointTo(baseUrl: string): void {
		this.setting.credential.baseUrl = baseUrl;
	}

	async endStandIn(): Promise<void> {
		if (!this.server?.listening) return;
		const closed = once(this.server, 'close');
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
		await closed;
	}

	async close(): Promise<void> {
		await this.endStandIn();
		await this.setting.linq.close();
	}
}

/** What becomes of an item when every request for it fails like this. */
export interface ConnectionRow {
	failure: string;
	output: 'Error';
	category: string;
	retryable: boolean;
	/** Requests tried; one less are retries. */
	attempts: number;
	/** How many of them got through to a server. */
	arrived: number;
	/** Part of the message. */
	message: string;
	arrange: (stage: Stage) => Promise<void> | void;
}

/** Every way in which a request can end without an answer. */
export const connectionFaults: ConnectionRow[] = [
	{
		failure: 'connection refused',
		...{ output: 'Error', category: 'network_error', retryable: true, attempts: 2, arrived: 0 },
		message: 'The connection to Linq failed (ECONNREFUSED)',
		// A port that was free a moment ago may have been given to another test since.
		arrange: (stage) => stage.pointTo('http://127.0.0.1:1/'),
	},
	{
		failure: 'reset before an answer',
		...{ output: 'Error', category: 'network_error', retryable: true, attempts: 2, arrived: 2 },
		message: 'The connection to Linq failed',
		arrange: (stage) => stage.strike({ kind: 'reset' }),
	},
	{
		failure: 'reset half way through an answer',
		...{ output: 'Error', category: 'network_error', retryable: true, attempts: 2, arrived: 2 },
		message: 'The connection to Linq failed',
		arrange: (stage) => stage.strike({ kind: 'resetHalfway' }),
	},
	{
		failure: 'connection closed without an answer',
		...{ output: 'Error', category: 'network_error', retryable: true, attempts: 2, arrived: 2 },
		message: 'The connection to Linq failed',
		async arrange(stage) {
			await stage.standIn(net.createServer((socket) => socket.once('data', () => socket.end())));
		},
	},
	{
		// A label over 63 characters: refused by the resolver on the spot, no query goes out.
		failure: 'DNS failure',
		...{ output: 'Error', category: 'network_error', retryable: true, attempts: 2, arrived: 0 },
		message: 'The address of Linq was not found (ENOTFOUND)',
		arrange: (stage) => stage.pointTo(`http://${'x'.repeat(64)}.invalid/`),
	},
	{
		failure: 'TLS failure: no TLS on the other side',
		...{ output: 'Error', category: 'network_error', retryable: true, attempts: 2, arrived: 2 },
		message: 'No secure connection to Linq could be made (EPROTO)',
		arrange: async (stage) => await stage.standIn(http.createServer(), 'https'),
	},
	{
		failure: 'TLS failure: a certificate nobody vouches for',
		...{ output: 'Error', category: 'network_error', retryable: true, attempts: 2, arrived: 2 },
		message: 'No secure connection to Linq could be made (DEPTH_ZERO_SELF_SIGNED_CERT)',
		async arrange(stage) {
			await stage.standIn(https.createServer(await strangersCertificate()), 'https');
		},
	},
	{
		failure: 'a hang past the timeout',
		...{ output: 'Error', category: 'timeout', retryable: true, attempts: 2, arrived: 2 },
		message: 'Linq did not answer within 1 second',
		arrange: (stage) => stage.strike({ kind: 'hang' }),
	},
	{
		failure: 'a hang in the TLS handshake',
		...{ output: 'Error', category: 'timeout', retryable: true, attempts: 1, arrived: 1 },
		message: 'Linq did not answer within 1 second',
		arrange: async (stage) => await stage.standIn(net.createServer(), 'https'),
	},
	{
		failure: 'a hang half way through an answer',
		...{ output: 'Error', category: 'timeout', retryable: true, attempts: 1, arrived: 1 },
		message: 'Linq did not answer within 1 second',
		async arrange(stage) {
			await stage.standIn(http.createServer((_, response) => response.write('{"status":')));
		},
	},
	{
		failure: 'an answer that drips in, never silent, past the timeout',
		...{ output: 'Error', category: 'timeout', retryable: true, attempts: 1, arrived: 1 },
		message: 'Linq did not answer within 1 second',
		async arrange(stage) {
			const dripping = http.createServer((_, response) => {
				let drops = 0;
				const drip = setInterval(() => {
					if (++drops < 20) response.write(' ');
					else response.end('{"status":"accepted"}');
				}, 200);
				response.once('close', () => clearInterval(drip));
			});
			await stage.standIn(dripping);
		},
	},
];

/**
 * Key and certificate (PEM) that nobody vouches for, and nothing else is wrong with: Node compares
 * its dates with that of the world, which the tests are ahead of.
 */
export async function strangersCertificate(): Promise<{ key: string; cert: string }> {
	const { private: key, cert } = await generate([], {
		...{ keyType: 'ec', algorithm: 'sha256' },
		...{ notBeforeDate: new Date('2000-01-01'), notAfterDate: new Date('2100-01-01') },
	});
	return { key, cert };
}
