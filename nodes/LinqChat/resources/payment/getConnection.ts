import { allOf, hasText, isNotOfAnotherPerson } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { customerField, customerForTools } from './fields';

/** Agent Payment → Get Connection: https://docs.linqapp.com/, Get a handle's connection. */
export const getConnection: Operation = {
	entry: {
		name: 'Get Connection',
		value: 'getConnection',
		description: 'Get whether a customer lets you pay on their behalf',
		action: 'Get connection',
	},
	toolDescription: `Look up whether a customer is connected, so that payments on their behalf are possible. ${customerForTools} Comes back: handle and status (not_connected, pending, connected or revoked).`,
	fields: [customerField],
	options: [defaultCountryOption],
	prepare(item) {
		const handle = item.handle();
		const asked = {
			method: 'GET',
			path: path`/v3/payments/handles/${handle}/connection`,
			evidence: allOf(hasText('status'), isNotOfAnotherPerson('handle', handle)),
		} as const;
		return request(asked, handle.toLowerCase());
	},
};
