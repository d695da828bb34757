import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { LinqApi } from '../credentials/LinqApi.credentials';
import { inOneLine, LinqError, type Failure } from './linq/errors';
import { LinqClient } from './linq/wire/client';
import { defaultBaseUrl, readCredential } from './linq/wire/credential';
import {
	asHttpRequestOptions,
	readAnswerOf,
	type N8nAnswer,
	type Transport,
} from './linq/wire/transport';
import { within } from './linq/wire/within';

// Whoever reads these has the credential open and nothing to run yet.

const copyAgain = 'Copy the API key from your Linq dashboard again, put it in here, and save.';
const otherAddress = `Put ${defaultBaseUrl} into Base URL, unless Linq gave you another address.`;

/**
 * Asks Linq for the account's phone numbers, which any valid key may. n8n's declarative test would
 * show "Unauthorized" or "ENOTFOUND" only; this one shows what Linq said and what to do.
 */
export async function linqApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = credential.data ?? {};
	const result = await testCredential(data, credentialTestTransport(this.helpers, data)).catch(
		(error: unknown) => (error instanceof LinqError ? error : undefined),
	);
	if (result instanceof LinqError) return { status: 'Error', message: sentencesOf(result.failure) };
	return result
		? { status: 'OK', message: 'Connected to Linq' }
		: { status: 'Error', message: `Something answered, but not Linq. ${otherAddress}` };
}

function sentencesOf({ message, hint, category, status }: Failure): string {
	if (status === 404) return `There is no Linq at this address. ${otherAddress}`;
	if (category === 'invalid_response') return inOneLine({ message, hint: otherAddress });
	return inOneLine({ message, hint: status === 401 ? copyAgain : hint });
}

async function testCredential(
	data: ICredentialDataDecryptedObject,
	transport: Transport,
): Promise<boolean> {
	const client = new LinqClient(readCredential(data), transport);
	const answer = await client.request(
		{ method: 'GET', path: '/v3/phone_numbers' },
		{ maxRetries: 0, timeout: 20_000 },
	);
	return Array.isArray(answer.phone_numbers);
}

/** Credential tests get n8n's older request function and no other, and have to sign by themselves. */
function credentialTestTransport(
	helpers: ICredentialTestFunctions['helpers'],
	credential: ICredentialDataDecryptedObject,
): Transport {
	return async (request) => {
		const { method, url, headers, timeout } = await new LinqApi().authenticate(
			credential,
			asHttpRequestOptions(request),
		);
		const options = {
			...{ method, url, headers, timeout, simple: false, useStream: true },
			...{ resolveWithFullResponse: true, followRedirect: false, followAllRedirects: false },
		};
		return await within(request.timeout, undefined, async () => {
			return await readAnswerOf((await helpers.request(options)) as N8nAnswer);
		});
	};
}
