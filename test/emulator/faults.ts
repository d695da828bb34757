import type { ErrorDetails } from './answers';
import type { RecordedRequest } from './requests';

/** Answers in Linq's error shape. */
export interface ErrorFault extends ErrorDetails {
	kind: 'error';
}

/** Answers as usual, but late. The work is done after the wait, unless the client is gone by then. */
export interface DelayFault {
	kind: 'delay';
	milliseconds: number;
}

/** Cuts the connection without an answer (the client sees ECONNRESET). */
export interface ResetFault {
	kind: 'reset';
}

/** Sends the headers, with the full content-length, and half of the body; then cuts the connection. */
export interface ResetHalfwayFault {
	kind: 'resetHalfway';
}

/** Never answers; the connection stays open until the client or the emulator closes it. */
export interface HangFault {
	kind: 'hang';
}

/** Answers with a web page, as gateways do. */
export interface HtmlFault {
	kind: 'html';
	/** 502 by default. */
	status?: number;
}

/** Answers with half of the JSON, under a content-length that fits. */
export interface TruncatedJsonFault {
	kind: 'truncatedJson';
	/** By default that of the answer cut short. */
	status?: number;
}

/** Answers with exactly this body. */
export interface RawFault {
	kind: 'raw';
	body: string | Buffer;
	/** 200 by default. */
	status?: number;
	/** `application/json` by default. */
	contentType?: string;
	headers?: Record<string, string>;
}

/** Sends the client elsewhere. */
export interface RedirectFault {
	kind: 'redirect';
	/** The `Location` header as it is: a URL or a path. */
	location: string;
	/** 307 by default. */
	status?: number;
}

export type Fault =
	| ErrorFault
	| DelayFault
	| ResetFault
	| ResetHalfwayFault
	| HangFault
	| HtmlFault
	| TruncatedJsonFault
	| RawFault
	| RedirectFault;

/** Which requests a fault hits, how often, and whether the work was done all the same. */
export interface FaultScript {
	/** In any case; every method by default. */
	method?: string;
	/**
	 * Without the query. A string is the whole path, with or without `/api/partner` in front; an
	 * expression is tried on the path as received. Every path by default.
	 */
	path?: string | RegExp;
	/** Only requests whose body has this `handle`. */
	handle?: string;
	/** How many requests it hits; 1 by default, Infinity for ever. */
	times?: number;
	/** How many requests it would hit are let through first; 0 by default. */
	after?: number;
	/**
	 * Whether the request still has its effect (authentication, limit and checks included) and only
	 * the answer is lost or spoiled; false by default, and then the request counts for nothing.
	 */
	applied?: boolean;
}

/** Each kind of fault together with when it strikes. */
export type ScriptedFault = Fault & FaultScript;

/** What of a request decides whether a fault hits it. */
type FaultTarget = Pick<RecordedRequest, 'method' | 'path' | 'body'>;

/** The faults to come. Of several that match a request, the one added first strikes. */
export class Faults {
	private scripts: Array<{ fault: ScriptedFault; through: number; left: number }> = [];

	add(fault: ScriptedFault): void {
		this.scripts.push({ fault, through: fault.after ?? 0, left: fault.times ?? 1 });
	}

	clear(): void {
		this.scripts = [];
	}

	/** The fault that strikes this request; it is thereby used once. */
	strike(request: FaultTarget): ScriptedFault | undefined {
		for (const script of this.scripts) {
			if (script.left <= 0 || !matches(script.fault, request)) continue;
			if (script.through > 0) {
				script.through -= 1;
				continue;
			}
			script.left -= 1;
			return script.fault;
		}
		return undefined;
	}
}

function matches({ method, path, handle }: FaultScript, request: FaultTarget): boolean {
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (typeof path === 'string' && ![path, `/api/partner${path}`].includes(request.path)) {
		return false;
	}
	// search() leaves an expression's lastIndex alone, which test() would move.
	if (path instanceof RegExp && request.path.search(path) === -1) return false;
	if (handle === undefined) return true;
	const { body } = request;
	return typeof body === 'object' && body !== null && 'handle' in body && body.handle === handle;
}
