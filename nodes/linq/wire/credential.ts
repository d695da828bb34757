import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { invalidInput, LinqError } from '../errors';

/** The address of Linq's API when the credential names no other. */
export const defaultBaseUrl = 'https://api.linqapp.com/api/partner';

/** A checked credential. */
export interface LinqCredential {
	apiKey: string;
	/** http(s), without the version, which Linq's pages give with it, and a slash at the end. */
	baseUrl: string;
}

/**
 * Where the API key stands in a credential. The package `n8n-nodes-linq` has a credential type
 * `linqApi` too, with the key in `integrationToken` and no base URL. Where both packages are
 * installed, n8n keeps the type of the one it loaded last for the nodes of both.
 *
 * @param data the fields of either `linqApi`
 */
export function apiKeyIn({ apiKey, integrationToken }: Record<string, unknown>): string {
	const written = [apiKey, integrationToken].map((key) =>
		typeof key === 'string' ? bareKey(key) : '',
	);
	return written.find((key) => key !== '') ?? '';
}

/** A key that was copied out of a program or a page, without the quotes and the `Bearer` before it. */
function bareKey(text: string): string {
	return unquoted(unquoted(text).replace(/^(authorization\s*:\s*)?bearer(\s+|$)/i, ''));
}

/** A text without the quotes that it stands in, of whichever kind, and white space around it. */
function unquoted(text: string): string {
	return text
		.trim()
		.replace(/^(["'`“”„‘’«»])(.*)["'`“”„‘’«»]$/s, '$2')
		.trim();
}

/** The same credential for whichever `linqApi` signs with it. */
export function signable(data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const apiKey = apiKeyIn(data);
	return { ...data, apiKey, integrationToken: apiKey };
}

/**
 * Checks what the user put into the credential before anything is sent with it.
 *
 * @param data the fields of either `linqApi`
 * @throws LinqError `unauthorized` without a usable key, `invalid_input` for an unusable base URL
 */
export function readCredential(data: Record<string, unknown>): LinqCredential {
	const hasBaseUrl = 'baseUrl' in data || !('integrationToken' in data);
	return {
		apiKey: checkApiKey(apiKeyIn(data)),
		baseUrl: hasBaseUrl ? readBaseUrl(data.baseUrl) : defaultBaseUrl,
	};
}

function checkApiKey(apiKey: string): string {
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
	const text = typeof value === 'string' ? unquoted(value) : '';
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
	return url.href.replace(/(?<!\/)\/+$/, '').replace(/(?<!\/)\/+v3$/, '');
}
