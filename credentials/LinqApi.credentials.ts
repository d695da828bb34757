import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { apiKeyIn, defaultBaseUrl } from '../nodes/linq/wire/credential';

/**
 * What the `linqApi` of the package `n8n-nodes-linq` holds. Where both packages are installed, n8n
 * drops all fields that the type it loaded last doesn't have; with these in it, credentials and
 * workflows made with the other package go on working.
 */
const fieldsOfOtherPackage: INodeProperties[] = ['integrationToken', 'webhookSigningSecret'].map(
	(name) => ({
		displayName: name,
		name,
		type: 'hidden',
		typeOptions: { password: true },
		default: '',
	}),
);

export class LinqApi implements ICredentialType {
	name = 'linqApi';

	displayName = 'Linq API';

	icon = { light: 'file:linqApi.svg', dark: 'file:linqApi.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-linq-chat/n8n-nodes-linq-chat#get-an-api-key';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The API key from your Linq dashboard',
			hint: 'Open the API toolkit (the code icon) in <a href="https://dashboard.linqapp.com" target="_blank">your Linq dashboard</a> and copy the key. If there is none, ask your Linq representative.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: defaultBaseUrl,
			placeholder: `e.g. ${defaultBaseUrl}`,
			required: true,
			description: 'Where Linq is asked',
			hint: 'Leave it as it is unless Linq gave you another address',
		},
		...fieldsOfOtherPackage,
	];

	/**
	 * Signs a request as Linq asks: `Authorization: Bearer <API key>`. A field, not a method: n8n
	 * copies what an instance itself has, and offers this credential in its HTTP Request step and for
	 * custom API calls only where that has `authenticate` in it.
	 */
	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const headers = { ...request.headers, Authorization: `Bearer ${apiKeyIn(credential)}` };
		return await Promise.resolve({ ...request, headers });
	};
}
