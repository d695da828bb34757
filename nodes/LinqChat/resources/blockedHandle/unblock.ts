import { isPerson } from '../../../linq/people/senders';
import { withOperation } from '../../../linq/wire/doubt';
import { isNothingOr, isNotOfAnother, isNotOfAnotherPerson } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import { removal } from '../../steps/requests';
import type { Operation } from '../operation';
import { senderField, senderForTools } from './fields';

/** Blocked Person → Unblock: https://docs.linqapp.com/, Unblock a handle. */
export const unblock: Operation = {
	entry: {
		name: 'Unblock',
		value: 'unblock',
		description: 'Get messages from someone again who was blocked, and be able to write to them',
		action: 'Unblock person',
	},
	toolDescription: `Take someone off the list of blocked people, so that messages go both ways again. ${senderForTools} Comes back: success and the handle.`,
	fields: [senderField],
	options: [defaultCountryOption],
	prepare(item) {
		const handle = item.sender();
		const isIt = isPerson(handle)
			? isNotOfAnotherPerson('handle', handle)
			: isNotOfAnother('handle', handle);
		const asked = {
			method: 'DELETE',
			path: path`/v3/blocked_handles`,
			body: { handle },
			evidence: isNothingOr(isIt),
		} as const;
		const look = withOperation('Blocked Person → Get Many');
		return removal(asked, { handle }, handle.toLowerCase(), look);
	},
};
