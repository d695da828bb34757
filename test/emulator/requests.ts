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
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const rawBody = Buffer.concat(chunks).toString('utf8');
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

function parsed(rawBody: string): unknown {
	try {
		return JSON.parse(rawBody) as unknown;
	} catch {
		return undefined;
	}
}
