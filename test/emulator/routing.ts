/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from './account';
import { Refusal, type Answer } from './answers';
import type { AccountChat } from './chats';
import type { AccountMessage } from './messages';
import type { FileStorage } from './storage';
import type { Webhooks } from './webhooks';

/** What a route gets to see of a request. */
export interface Call {
	account: Account;
	/** The route's method and path, as it is written there. */
	route: string;
	/** To tell subscribers of what the call has changed. */
	webhooks: Webhooks;
	/** The decoded pieces of the path that stand for `:names` in the route's path. */
	parameters: Record<string, string>;
	/** Of a parameter given twice the last value. */
	query: Record<string, string>;
	/** Of each parameter all values. */
	queryAll: Record<string, string[]>;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	/** Parsed JSON, or undefined. */
	body: unknown;
	/** To be repeated in answers that carry a `trace_id`. */
	traceId: string;
	/** Lets `handle` in or out as Linq does, which queues it: after the delay set for it. */
	later(handle: string, change: () => void): void;
	/** Lets a message reach people, and be delivered as Linq does, some time after it was sent. */
	deliver(message: AccountMessage): void;
	/** One more message into a chat, or 1007 where there have been too many. */
	countMessage(chat: AccountChat): void;
	/** One more change of the contact card of a line, or 1007 where there have been too many. */
	countCardChange(line: string): void;
	/** Lets a message fail as Linq does, which accepts it first: right after the answer. */
	fail(message: AccountMessage): void;
	/** Where files are uploaded to and downloaded from. */
	storage: FileStorage;
}

/** One method on one path, e.g. `GET` on `/v3/chats/:chatId`. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	/** Says what Linq says, or throws a {@link Refusal}. */
	answer(call: Call): Answer;
}

/**
 * What stands in a path for the `:names` of a pattern; undefined when it doesn't fit. Both are split
 * at `/`: a path is held against all patterns, which are the same for every request.
 */
export function parametersOf(
	pattern: string[],
	path: string[],
): Record<string, string> | undefined {
	if (pattern.length !== path.length) return undefined;
	const fits = pattern.every(
		(piece, index) => piece === path[index] || (piece.startsWith(':') && path[index] !== ''),
	);
	if (!fits) return undefined;
	const parameters: Record<string, string> = {};
	for (const [index, piece] of pattern.entries()) {
		const value = path[index] ?? '';
		if (piece.startsWith(':') && value !== '') parameters[piece.slice(1)] = decoded(value);
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

/** 202, with what it is that Linq will do. */
export function queued(message: string, { traceId }: Call): Answer {
	return { status: 202, body: { message, status: 'accepted', trace_id: traceId } };
}

function decoded(piece: string): string {
	try {
		return decodeURIComponent(piece);
	} catch {
		return piece;
	}
}
