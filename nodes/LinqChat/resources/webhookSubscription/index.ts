import type { Resource } from '../operation';
import { create } from './create';
import { deleteSubscription } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getEventTypes } from './getEventTypes';
import { update } from './update';

export const webhookSubscription: Resource = {
	entry: { name: 'Webhook Subscription', value: 'webhookSubscription' },
	operations: [create, deleteSubscription, get, getAll, getEventTypes, update],
	defaultOperation: getAll.entry.value,
};
