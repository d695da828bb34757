import { provider } from '../../../linq/values/identifiers';
import { allOf, hasText, isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { providerField } from './fields';

/** Agent Payment → Get Provider: https://docs.linqapp.com/, Get a payment provider. */
export const getProvider: Operation = {
	entry: {
		name: 'Get Provider',
		value: 'getProvider',
		description: 'Get whether your account is connected with the service that issues the cards',
		action: 'Get payment provider',
	},
	toolDescription:
		'Look up whether the account is connected with the service that issues the cards. Provider: its name, such as agentcard. Comes back: provider and status (onboarding, ready or disabled).',
	fields: [providerField],
	options: [],
	prepare(item) {
		const name = item.anyIdentifier('provider', provider);
		const asked = {
			method: 'GET',
			path: path`/v3/payments/providers/${name}`,
			evidence: allOf(hasText('status'), isNotOfAnother('provider', name)),
		} as const;
		return request(asked, name);
	},
};
