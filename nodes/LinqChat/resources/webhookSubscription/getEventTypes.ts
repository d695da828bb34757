import { path } from '../../../linq/wire/path';
import { requestList } from '../../steps/requests';
import type { Operation } from '../operation';

/** Webhook Subscription → Get Event Types: https://docs.linqapp.com/, List available webhook events. */
export const getEventTypes: Operation = {
	entry: {
		name: 'Get Event Types',
		value: 'getEventTypes',
		description: 'Get what your account can be told of: one item for each kind of event',
		action: 'Get webhook event types',
	},
	fields: [],
	options: [],
	prepare: () =>
		requestList({ method: 'GET', path: path`/v3/webhook-events` }, 'events', {
			read: (events) =>
				(events as unknown[]).flatMap((event) =>
					typeof event === 'string' ? [{ event_type: event }] : [],
				),
		}),
};
