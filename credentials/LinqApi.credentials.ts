import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

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
			hint: 'Create one in your Linq dashboard at dashboard.linqapp.com and copy it here',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.linqapp.com/api/partner',
			required: true,
			description: 'Where Linq is asked',
			hint: 'Leave it as it is unless Linq gave you another address',
		},
	];

	/** Signs a request as Linq asks: `Authorization: Bearer <API key>`. */
	async authenticate(
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const bearer = typeof apiKey === 'string' ? apiKey.trim() : '';
		const headers = { ...request.headers, Authorization: `Bearer ${bearer}` };
		return await Promise.resolve({ ...request, headers });
	}
}
