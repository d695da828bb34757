import { path } from '../../../linq/path';
import { listFields, readLimit } from '../lists';
import type { Operation } from '../operation';
import { requestList } from '../requests';

/** Phone Number → Get Many: https://docs.linqapp.com/, List phone numbers. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get the numbers of your account and their standing',
		action: 'Get many phone numbers',
	},
	toolDescription:
		'List the phone numbers of the Linq account, which messages are sent from. Comes back: for each id and phone_number.',
	fields: listFields,
	options: [],
	prepare(item) {
		const asked = { method: 'GET', path: path`/v3/phone_numbers` } as const;
		return requestList(asked, 'phone_numbers', readLimit(item));
	},
};
