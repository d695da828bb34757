/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** One request as it came in, and what became of it. */
export interface RecordedRequest {
	method: string;
	/** As received, without the query: `/api/partner/v3/…`. */
	path: string;
	/** As received: path and query. */
	url: string;
	/** Decoded; of a parameter given twice the last. */
	query: Record<string, string>;
	/** Decoded; of each parameter all values, in order. */
	queryAll: Record<string, string[]>;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	rawBody: string;
	/** Parsed JSON; undefined when there was none or it didn't parse. */
	body: unknown;
	/** Milliseconds since 1970. */
	receivedAt: number;
	/** The HTTP status answered; null while the request is open, and when its connection was cut. */
	status: number | null;
}

/** Reads a request to its end. Throws when the client goes away first. */
export async function readRequest(request: IncomingMessage): Promise<RecordedRequest> {
	const receivedAt = Date.now();
	const rawBody = (await bytesOf(request)).toString('utf8');
	const url = request.url ?? '/';
	const [path = '/', search = ''] = url.split(/\?(.*)/s);
	const parameters = new URLSearchParams(search);
	return {
		method: request.method ?? 'GET',
		path,
		url,
		query: Object.fromEntries(parameters),
		queryAll: Object.fromEntries(
			[...parameters.keys()].map((name) => [name, parameters.getAll(name)]),
		),
		headers: request.headers,
		rawBody,
		body: parsed(rawBody),
		receivedAt,
		status: null,
	};
}

/** Reads a body to its end. Throws when the other side goes away first. */
export async function bytesOf(message: IncomingMessage): Promise<Buffer> {
	// Iterating over it would take several times as long.
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
		});
		message.on('error', reject);
		message.on('close', () => {
			if (!message.readableEnded) reject(new Error('The connection was cut'));
		});
	});
}

function parsed(rawBody: string): unknown {
	try {
		return JSON.parse(rawBody) as unknown;
	} catch {
		return undefined;
	}
}
