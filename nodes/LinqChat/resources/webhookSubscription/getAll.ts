import { path } from '../../../linq/path';
import { listFields, readLimit } from '../lists';
import type { Operation } from '../operation';
import { requestList } from '../requests';

/** Webhook Subscription → Get Many: https://docs.linqapp.com/, List all webhook subscriptions. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many subscriptions of your account',
		action: 'Get many webhooks',
	},
	fields: listFields,
	options: [],
	prepare(item) {
		const asked = { method: 'GET', path: path`/v3/webhook-subscriptions` } as const;
		return requestList(asked, 'subscriptions', readLimit(item));
	},
};
