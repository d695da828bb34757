import { LinqError, type Failure } from './errors';
import { isObject } from './json';

/** How a request can end without an answer, by the code Node.js or n8n's HTTP client gives. */
const timeouts = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED']);
const unknownHosts = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const untrusted =
	/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/;

/**
 * What happened to a request that got no answer.
 *
 * @param error whatever n8n's helper threw; the code is looked for along its causes. Nothing of it
 *   is passed on: n8n's errors carry the request, and with it the API key
 * @param timeout milliseconds the request was given; a cancelled one ran out of them
 */
export function connectionFailure(error: unknown, timeout: number): LinqError {
	const code = codeOf(error);
	if (timeouts.has(code)) {
		return new LinqError({
			message: `Linq did not answer within ${timeout === 1000 ? '1 second' : `${timeout / 1000} seconds`}`,
			hint: 'Try this record again later, or give Linq more time with the option Timeout.',
			category: 'timeout',
			retryable: true,
		});
	}
	// What came back was packed in a way that can't be unpacked: an answer, but an unreadable one.
	if (code.startsWith('Z_')) {
		return new LinqError({
			message: 'The answer from Linq could not be read',
			hint: 'Check the base URL in the Linq credential and whether a proxy stands in between.',
			category: 'invalid_response',
		});
	}
	return new LinqError({ ...describe(code), category: 'network_error', retryable: true });
}

function describe(code: string): Pick<Failure, 'message' | 'hint' | 'unsent'> {
	// ERR_… are the HTTP client's own names, which tell nobody anything.
	const named = code === '' || code.startsWith('ERR_') ? '' : ` (${code})`;
	if (unknownHosts.has(code)) {
		return {
			message: `The address of Linq was not found${named}`,
			hint: 'Check the base URL in the Linq credential and the network of your n8n.',
			unsent: true,
		};
	}
	if (untrusted.test(code)) {
		return {
			message: `No secure connection to Linq could be made${named}`,
			hint: 'Check the base URL in the Linq credential and whether a proxy stands in between; nothing was sent.',
			unsent: true,
		};
	}
	return {
		message: `The connection to Linq failed${named}`,
		hint: 'Try again later; if it stays like this, check the base URL in the Linq credential and the network of your n8n.',
		unsent: code === 'ECONNREFUSED',
	};
}

function codeOf(error: unknown): string {
	let current = error;
	for (let depth = 0; depth < 5 && isObject(current); depth++) {
		if (typeof current.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(current.code)) {
			return current.code;
		}
		current = current.cause;
	}
	return '';
}
