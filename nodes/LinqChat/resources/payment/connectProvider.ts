import type { INodeProperties } from 'n8n-workflow';
import { provider } from '../../../linq/values/identifiers';
import { checkWebAddress } from '../../../linq/values/links';
import { trimmed } from '../../../linq/values/trimmed';
import { withOperation } from '../../../linq/wire/doubt';
import { hasText } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { providerField } from './fields';

const label = 'Web Address to Return To';

const returnField: INodeProperties = {
	displayName: label,
	name: 'returnUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/connected',
	description: 'Where your administrator gets to after connecting the account',
};

/** Agent Payment → Connect Provider: https://docs.linqapp.com/, Connect a payment provider. */
export const connectProvider: Operation = {
	entry: {
		name: 'Connect Provider',
		value: 'connectProvider',
		description:
			'Connect your account with the service that issues the cards: gives a link for your administrator',
		action: 'Connect payment provider',
	},
	toolDescription:
		'Begin to connect the account with the service that issues the cards. Provider: its name, such as agentcard. Comes back: hosted_url, which an administrator of the account opens to allow it, session_id and status.',
	fields: [providerField, returnField],
	options: [],
	prepare(item) {
		const name = item.anyIdentifier('provider', provider);
		const return_url = trimmed(item.fields.requiredText('returnUrl', label));
		checkWebAddress(return_url, 'return page', 'https://example.com/connected');
		const asked = {
			method: 'POST',
			path: path`/v3/payments/providers/${name}/connect`,
			body: { return_url },
			evidence: hasText('hosted_url'),
			write: { again: 'same', look: withOperation('Agent Payment → Get Provider') },
		} as const;
		return request(asked, name);
	},
};
