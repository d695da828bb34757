import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from './account';
import { Refusal, type Answer } from './answers';

/** What a route gets to see of a request. */
export interface Call {
	account: Account;
	/** The decoded pieces of the path that stand for `:names` in the route's path. */
	parameters: Record<string, string>;
	query: Record<string, string>;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	/** Parsed JSON, or undefined. */
	body: unknown;
	/** To be repeated in answers that carry a `trace_id`. */
	traceId: string;
	/** Lets `handle` in or out as Linq does, which queues it: after the delay set for it. */
	later(handle: string, change: () => void): void;
}

/** One method on one path, e.g. `GET` on `/v3/chats/:chatId`. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	/** Says what Linq says, or throws a {@link Refusal}. */
	answer(call: Call): Answer;
}

/** The pieces of `path` that the `:names` of `pattern` stand for; undefined when it doesn't fit. */
export function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
	const expected = pattern.split('/');
	const actual = path.split('/');
	if (expected.length !== actual.length) return undefined;
	const parameters: Record<string, string> = {};
	for (const [index, piece] of expected.entries()) {
		const value = actual[index] ?? '';
		if (piece.startsWith(':') && value !== '') parameters[piece.slice(1)] = decoded(value);
		else if (piece !== value) return undefined;
	}
	return parameters;
}

/** The body as an object, or 1003. */
export function bodyOf({ body }: Call): Record<string, unknown> {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refusal(1003);
	return body as Record<string, unknown>;
}

/** The value of a field that must be there, or 1001. */
export function requiredField(body: Record<string, unknown>, field: string): unknown {
	const value = body[field];
	if (value === undefined || value === null || value === '') {
		throw new Refusal(1001, `Missing required field: ${field}`);
	}
	return value;
}

function decoded(piece: string): string {
	try {
		return decodeURIComponent(piece);
	} catch {
		return piece;
	}
}
