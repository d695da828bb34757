import type { RecordedRequest, RecordedTransfer } from '../../emulator';
import { newestDate } from './testAccount';

/** What counts of a request: the rest (host, length, user agent) is the client's own business. */
export function essence({ method, path, queryAll, body, headers }: RecordedRequest) {
	return {
		method,
		path,
		query: queryAll,
		body,
		authorization: headers.authorization,
		contentType: headers['content-type'],
		accept: headers.accept,
		idempotencyKey: headers['idempotency-key'],
	};
}

/** What counts of an upload or a download: what was signed for, and that the key stays at home. */
export function transferEssence({ method, path, headers, size, sha256 }: RecordedTransfer) {
	return {
		method,
		path,
		size,
		sha256,
		authorization: headers.authorization,
		contentType: headers['content-type'],
		contentLength: headers['content-length'],
		attachment: headers['x-amz-meta-attachment'],
	};
}

/**
 * The value without what no two calls have in common: IDs that Linq made up during the test are
 * numbered in order of appearance, and its dates, trace IDs and secrets have a name instead.
 */
export function normalised(value: unknown): unknown {
	const numbers = new Map<string, number>();
	const text = JSON.stringify(value)
		.replace(/(?!00000000-)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
			if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
			return `new ID ${numbers.get(id)}`;
		})
		.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (date) => (date > newestDate ? 'now' : date))
		.replace(/("trace_id":")[\da-f]{32}"/g, '$1trace ID"')
		.replace(/audit_[\w-]{12}/g, 'audit')
		.replace(/whsec_[\w+/=]+/g, 'secret');
	return JSON.parse(text);
}
