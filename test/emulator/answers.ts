import { randomUUID } from 'node:crypto';

/** What a route says back. Without a `body` the answer is empty, as with 204. */
export interface Answer {
	/** HTTP status, 100–599. */
	status: number;
	/** Sent as JSON, but bytes as they are. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** Linq's documented failures that this emulator can come to by itself, by error code. */
const documented: Record<number, { status: number; message: string }> = {
	1001: { status: 400, message: 'Missing required field' },
	1002: { status: 400, message: 'Phone number must be in E.164 format' },
	1003: { status: 400, message: 'Request body must be a valid JSON object' },
	1004: { status: 400, message: 'Invalid message content' },
	1005: { status: 400, message: 'Invalid parameter value' },
	1006: { status: 409, message: 'Direct chats cannot be updated, only group chats' },
	1007: { status: 429, message: 'Rate limit exceeded' },
	1008: { status: 400, message: 'Invalid iMessage app message' },
	2001: { status: 404, message: 'Chat not found' },
	2002: { status: 404, message: 'Message not found' },
	2003: { status: 404, message: 'Attachment not found' },
	2004: { status: 401, message: 'Unauthorized - missing or invalid authentication token' },
	2005: { status: 403, message: 'Access denied' },
	2006: { status: 403, message: 'Phone number does not belong to your account' },
	2007: { status: 404, message: 'Attachment is not ready yet, try again shortly' },
	2009: { status: 409, message: 'Chat is still being created, try again shortly' },
	2010: { status: 404, message: 'Webhook subscription not found' },
	2012: { status: 404, message: 'Contact card not found' },
	2013: { status: 409, message: 'Chat is unavailable because you left it' },
	2014: { status: 409, message: 'Contact card already exists, use PATCH to update it' },
	2015: { status: 409, message: 'Request conflicts with the current state of the chat' },
	2016: { status: 409, message: 'Operation not supported in group chats' },
	2017: { status: 409, message: "Participant does not support this chat's messaging service" },
	2018: { status: 409, message: 'iMessage app messages can only be sent in iMessage chats' },
	2019: { status: 404, message: 'Phone number not found' },
	2021: { status: 404, message: 'Payment request not found' },
	2022: { status: 500, message: 'The contact card could not be completed, call again' },
	2023: { status: 409, message: 'Mentions are only supported in group chats' },
	2024: { status: 403, message: 'Recipient has opted out of messages' },
	2026: { status: 403, message: 'Recipient is on your blocklist' },
	2027: { status: 403, message: 'The sending line cannot deliver at the moment' },
	2028: { status: 409, message: 'App Clips can only be sent by iMessage' },
	3006: { status: 500, message: 'An unexpected error occurred' },
	4002: { status: 500, message: 'No sender line is available' },
	4004: { status: 503, message: 'Service unavailable' },
	4009: { status: 503, message: 'The sending line has no RCS account' },
	4010: { status: 503, message: 'The RCS check could not run' },
	5001: { status: 400, message: 'Unsupported content type' },
	5002: { status: 400, message: 'File is larger than 100 MB' },
	5006: { status: 400, message: 'The URL does not point to an image' },
	5007: { status: 400, message: 'The image could not be fetched' },
};

/** Thrown by a route to answer with one of Linq's errors. */
export class Refusal extends Error {
	constructor(
		/** Linq's error code, one of those in the table above. */
		readonly code: keyof typeof documented,
		message = documented[code]?.message,
		/** Seconds, for 1007. */
		readonly retryAfter?: number,
	) {
		super(message);
	}
}

/** 32 hex characters, as Linq writes its trace IDs. */
export function newTraceId(): string {
	return randomUUID().replaceAll('-', '');
}

/** Everything an error answer can carry; only `status` is always there. */
export interface ErrorDetails {
	/** HTTP status. */
	status: number;
	/** Linq's error code; decides `doc_url` and, unless given, the message. */
	code?: number;
	message?: string;
	/** A number of seconds, or an HTTP date, sent as `Retry-After`; on 429 a number is repeated as `error.retry_after`. */
	retryAfter?: number | string;
	headers?: Record<string, string>;
}

/** `{ success: false, error: { status, code?, message, doc_url?, retry_after? }, trace_id }` */
export function errorAnswer(details: ErrorDetails, traceId: string): Answer {
	const { status, code, retryAfter } = details;
	const error = {
		status,
		...(code !== undefined && { code }),
		message: details.message ?? documented[code ?? 0]?.message ?? 'Request failed',
		...(code !== undefined && {
			doc_url: `https://docs.linqapp.com/error/codes/${Math.floor(code / 1000)}xxx/${code}/`,
		}),
		...(status === 429 && typeof retryAfter === 'number' && { retry_after: retryAfter }),
	};
	return {
		status,
		body: { success: false, error, trace_id: traceId },
		headers: {
			...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
			...details.headers,
		},
	};
}

/** 404 for what Linq documents no number of. */
export function notFound(traceId: string): Answer {
	return errorAnswer({ status: 404, message: 'Not found' }, traceId);
}

/** The answer a thrown {@link Refusal} stands for. */
export function refusalAnswer(refusal: Refusal, traceId: string): Answer {
	const { code, message, retryAfter } = refusal;
	const status = documented[code]?.status ?? 500;
	return errorAnswer({ status, code, message, retryAfter }, traceId);
}
