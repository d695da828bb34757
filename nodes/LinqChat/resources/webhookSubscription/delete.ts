import { subscription } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { deletion } from '../../steps/requests';
import type { Operation } from '../operation';
import { subscriptionField } from './fields';

/** Webhook Subscription → Delete: https://docs.linqapp.com/, Delete a webhook subscription. */
export const deleteSubscription: Operation = {
	entry: {
		name: 'Delete',
		value: 'delete',
		description: 'Have Linq send no more events to an address',
		action: 'Delete subscription',
	},
	fields: [subscriptionField],
	options: [],
	prepare(item) {
		const subscriptionId = item.anyIdentifier('subscriptionId', subscription);
		const asked = {
			method: 'DELETE',
			path: path`/v3/webhook-subscriptions/${subscriptionId}`,
		} as const;
		const look = withOperation('Webhook Subscription → Get Many');
		return deletion(asked, { subscription_id: subscriptionId }, subscriptionId, look);
	},
};
