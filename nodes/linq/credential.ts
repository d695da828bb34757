import { invalidInput, LinqError } from './errors';

/** The address of Linq's API when the credential names no other. */
export const defaultBaseUrl = 'https://api.linqapp.com/api/partner';

/** A checked credential. */
export interface LinqCredential {
	apiKey: string;
	/** http(s), without a slash at the end. */
	baseUrl: string;
}

/**
 * Checks what the user put into the credential before anything is sent with it.
 *
 * @param data the fields of `linqApi`: `apiKey` and `baseUrl`
 * @throws LinqError `unauthorized` without a usable key, `invalid_input` for an unusable base URL
 */
export function readCredential(data: Record<string, unknown>): LinqCredential {
	return { apiKey: readApiKey(data.apiKey), baseUrl: readBaseUrl(data.baseUrl) };
}

function readApiKey(value: unknown): string {
	const apiKey = typeof value === 'string' ? value.trim() : '';
	if (apiKey === '') {
		throw new LinqError({
			message: 'The API key is missing',
			hint: 'Open the Linq credential and put in the API key from your Linq dashboard.',
			category: 'unauthorized',
		});
	}
	// A header takes visible ASCII only (RFC 9110, 5.5).
	if (!/^[\x21-\x7e]+$/.test(apiKey)) {
		throw new LinqError({
			message: 'The API key has spaces or characters that no key has',
			hint: 'Copy the API key from your Linq dashboard again and put it into the Linq credential.',
			category: 'unauthorized',
		});
	}
	return apiKey;
}

function readBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		throw invalidInput(
			'The base URL in the Linq credential is not a web address',
			`Open the Linq credential and put in ${defaultBaseUrl}, or another address that starts with https://.`,
		);
	}
	if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
		throw invalidInput(
			'The base URL in the Linq credential holds more than an address',
			`Open the Linq credential and remove what follows ? or # and any user name, as in ${defaultBaseUrl}.`,
		);
	}
	return url.href.replace(/\/+$/, '');
}
