import { blockedHandleList } from '../../../linq/people/blockedHandles';
import { listFields, readLimit } from '../../steps/lists';
import { requestList } from '../../steps/requests';
import type { Operation } from '../operation';

/** Blocked Person → Get Many: https://docs.linqapp.com/, List blocked handles. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many people that your account has blocked, the newest first',
		action: 'Get many blocked people',
	},
	toolDescription:
		'List the people and senders that the account has blocked, the newest first. Comes back: for each handle, blocked_at, and reason where one was noted.',
	fields: listFields,
	options: [],
	prepare(item) {
		return requestList(blockedHandleList, 'blocked_handles', { limit: readLimit(item) });
	},
};
