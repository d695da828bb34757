import { subscription } from '../../../linq/values/identifiers';
import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { subscriptionField } from './fields';

/** Webhook Subscription → Get: https://docs.linqapp.com/, Get a webhook subscription by ID. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get a subscription with its address, events and numbers',
		action: 'Get subscription',
	},
	fields: [subscriptionField],
	options: [],
	prepare(item) {
		const subscriptionId = item.anyIdentifier('subscriptionId', subscription);
		const asked = {
			method: 'GET',
			path: path`/v3/webhook-subscriptions/${subscriptionId}`,
			evidence: isNotOfAnother('id', subscriptionId),
		} as const;
		return request(asked, subscriptionId);
	},
};
