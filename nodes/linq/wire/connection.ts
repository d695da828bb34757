import { LinqError, type Failure } from '../errors';
import { isObject, type JsonObject } from '../values/json';

/** How a request can end without an answer, by the code Node.js or n8n's HTTP client gives. */
const timeouts = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED']);
const unknownHosts = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);

/** The other end is none to be trusted: this is found out before a byte of the request goes out. */
const untrusted =
	/^(?!ERR_SSL_).*(CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_HANDSHAKE|HOSTNAME_MISMATCH)/;

/** What OpenSSL says where the other end speaks no TLS at all. */
const noHandshake = /\bwrong version number\b/;

type Told = Pick<Failure, 'message' | 'hint'>;

/** What people are told of a request that got no answer, by what it ended with. */
interface Wording {
	late: Told;
	unreadable: Told;
	unknown: Told;
	untrusted: Told;
	failed: Told;
}

const ofLinq: Wording = {
	late: {
		message: 'Linq did not answer',
		hint: 'Try this record again later, or give Linq more time with the option Timeout.',
	},
	unreadable: {
		message: 'The answer from Linq could not be read',
		hint: 'Check the base URL in the Linq credential and whether a proxy stands in between.',
	},
	unknown: {
		message: 'The address of Linq was not found',
		hint: 'Check the base URL in the Linq credential and the network of your n8n.',
	},
	untrusted: {
		message: 'No secure connection to Linq could be made',
		hint: 'Check the base URL in the Linq credential and whether a proxy stands in between; nothing was sent.',
	},
	failed: {
		message: 'The connection to Linq failed',
		hint: 'Try again later; if it stays like this, check the base URL in the Linq credential and the network of your n8n.',
	},
};

/** Many a network lets Linq's API through and not the hosts where its files are. */
function ofFilesAt(host: string): Wording {
	const allow = `ask whoever runs your n8n to allow ${host} in its firewall or proxy`;
	const hint = `Try this record again later; if it stays like this, ${allow}.`;
	return {
		late: {
			message: `The place for files at ${host} did not answer`,
			hint: `Try this record again later, or give it more time with the option Timeout; if it stays like this, ${allow}.`,
		},
		unreadable: {
			message: `The answer from the place for files at ${host} could not be read`,
			hint,
		},
		unknown: { message: `The place for files at ${host} could not be reached`, hint },
		untrusted: {
			message: `No secure connection to the place for files at ${host} could be made`,
			hint: `A proxy may stand in between, and nothing was sent: ${allow}.`,
		},
		failed: { message: `The connection to the place for files at ${host} failed`, hint },
	};
}

/**
 * What happened to a request that got no answer.
 *
 * @param error whatever n8n's helper threw; the code is looked for along its causes. Nothing of it
 *   is passed on: n8n's errors carry the request, and with it the API key
 * @param timeout milliseconds the request was given; a cancelled one ran out of them
 * @param fileHost where a file was put or fetched, when the request did not go to Linq's API
 */
export function connectionFailure(error: unknown, timeout: number, fileHost?: string): LinqError {
	const code = causesOf(error).map(codeOf).find(Boolean) ?? '';
	const told = fileHost === undefined ? ofLinq : ofFilesAt(fileHost);
	if (timeouts.has(code)) {
		return new LinqError({
			...told.late,
			message: `${told.late.message} within ${timeout === 1000 ? '1 second' : `${timeout / 1000} seconds`}`,
			category: 'timeout',
			retryable: true,
		});
	}
	// What came back was packed in a way that can't be unpacked: an answer, but an unreadable one.
	if (code.startsWith('Z_')) {
		return new LinqError({ ...told.unreadable, category: 'invalid_response' });
	}
	const insecure = untrusted.test(code) || isWithoutHandshake(error);
	return new LinqError({
		...describe(code, told, insecure),
		category: 'network_error',
		retryable: true,
	});
}

/**
 * Whether TLS failed at its first step. Node.js gives EPROTO for a write that waited for the
 * handshake in vain, and ERR_SSL_… for what fails later, when Linq may have had the request; a large
 * request that breaks off in the middle has EPROTO too, but another reason.
 */
function isWithoutHandshake(error: unknown): boolean {
	return causesOf(error).some(
		({ code, message }) =>
			code === 'EPROTO' && typeof message === 'string' && noHandshake.test(message),
	);
}

function describe(code: string, told: Wording, insecure: boolean): Told & Pick<Failure, 'unsent'> {
	if (unknownHosts.has(code)) return { ...withCode(told.unknown, code), unsent: true };
	if (insecure) return { ...withCode(told.untrusted, code), unsent: true };
	return { ...withCode(told.failed, code), unsent: code === 'ECONNREFUSED' };
}

function withCode({ message, hint }: Told, code: string): Told {
	// ERR_… are the HTTP client's own names, which tell nobody anything.
	const named = code === '' || code.startsWith('ERR_') ? '' : ` (${code})`;
	return { message: message + named, hint };
}

/** The error and what it was caused by, from the outermost on; no more than five, for those in a circle. */
export function causesOf(error: unknown): JsonObject[] {
	const causes: JsonObject[] = [];
	let current = error;
	while (isObject(current) && causes.length < 5) {
		causes.push(current);
		current = current.cause;
	}
	return causes;
}

/** A code as Node.js and n8n's HTTP client give it, or nothing. */
export function codeOf({ code }: JsonObject): string {
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : '';
}
