import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { LinqClient } from './client';
import { readCredential, signable } from './credential';
import { n8nTransport } from './transport';

/** The credential type's name in saved workflows. */
const credentialType = 'linqApi';

/**
 * A client for one execution, one look into a list, or one change of a subscription. The credential is looked up once.
 *
 * @param width how many requests are under way at once at most
 * @throws LinqError when the credential can't be used; n8n's own error when there is none
 */
export async function connect(
	context: IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions,
	signal?: AbortSignal,
	width?: number,
): Promise<LinqClient> {
	const data = signable(await context.getCredentials(credentialType));
	return new LinqClient(
		readCredential(data),
		n8nTransport(context, credentialType, data, signal),
		signal,
		width,
	);
}
