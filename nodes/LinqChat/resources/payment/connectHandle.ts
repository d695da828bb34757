import { withOperation } from '../../../linq/wire/doubt';
import { allOf, hasText, isNotOfAnotherPerson } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { customerField, customerForTools } from './fields';

const idLost =
	'The customer may have got a code all the same, but the connect_id that goes with it, which Linq tells only once, got lost: look with Agent Payment → Get Connection, and connect them again unless they are connected.';

/** Agent Payment → Connect Customer: https://docs.linqapp.com/, Connect a handle. */
export const connectHandle: Operation = {
	entry: {
		name: 'Connect Customer',
		value: 'connectHandle',
		description:
			'Ask a customer to let you pay on their behalf: they get a code, which Verify Customer takes',
		action: 'Connect customer',
	},
	toolDescription: `Ask a customer for their consent to payments on their behalf. They get a code at once, each time this is called. ${customerForTools} Comes back: connect_id, which is told only here and needed for verifying, and status.`,
	fields: [customerField],
	options: [defaultCountryOption],
	prepare(item) {
		const handle = item.handle();
		const asked = {
			method: 'POST',
			path: path`/v3/payments/handles/${handle}/connect`,
			evidence: allOf(hasText('status'), isNotOfAnotherPerson('handle', handle)),
			write: {
				again: 'twice',
				look: withOperation('Agent Payment → Get Connection'),
				hint: idLost,
			},
		} as const;
		return request(asked, handle.toLowerCase());
	},
};
