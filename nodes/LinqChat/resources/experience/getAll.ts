import { path } from '../../../linq/wire/path';
import { requestList } from '../../steps/requests';
import type { Operation } from '../operation';

/** Experience → Get Many: https://docs.linqapp.com/, List experiences. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many experiences: the cards that your account can send, and what they take',
		action: 'Get many experiences',
	},
	toolDescription:
		'List the experiences of the account: cards that Linq puts together and that are sent to one person on iMessage. Comes back: for each its name in experience, display_name, and its actions with the fields that each takes.',
	fields: [],
	options: [],
	prepare() {
		return requestList({ method: 'GET', path: path`/v3/experiences` }, 'experiences');
	},
};
