import { withOperation } from '../../../linq/wire/doubt';
import { allOf, hasText, isNotOfAnotherPerson } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { customerField, customerForTools } from './fields';

/** Agent Payment → Revoke Connection: https://docs.linqapp.com/, Revoke a handle's connection. */
export const revokeConnection: Operation = {
	entry: {
		name: 'Revoke Connection',
		value: 'revokeConnection',
		description:
			"End your right to pay on a customer's behalf; what they have with the provider stays",
		action: 'Revoke connection',
	},
	toolDescription: `End the right to pay on a customer's behalf; what they have with the provider stays. ${customerForTools} Comes back: handle and status.`,
	fields: [customerField],
	options: [defaultCountryOption],
	prepare(item) {
		const handle = item.handle();
		const asked = {
			method: 'DELETE',
			path: path`/v3/payments/handles/${handle}/connection`,
			evidence: allOf(hasText('status'), isNotOfAnotherPerson('handle', handle)),
			write: { again: 'same', look: withOperation('Agent Payment → Get Connection') },
		} as const;
		return request(asked, handle.toLowerCase());
	},
};
