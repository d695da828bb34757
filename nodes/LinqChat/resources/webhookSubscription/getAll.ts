import type { INodeProperties } from 'n8n-workflow';
import { path } from '../../../linq/wire/path';
import type { ItemParameters } from '../../parameters/itemParameters';
import { filtersField, listFields, readLimit, sieveOf, type Sieve } from '../../steps/lists';
import { requestList } from '../../steps/requests';
import type { Operation } from '../operation';
import { targetUrlField } from './fields';

const filtersOfSubscriptions: INodeProperties[] = [
	{
		displayName: 'Active',
		name: 'isActive',
		type: 'boolean',
		default: true,
		description: 'Whether to get those that Linq sends events for, or else those that are paused',
	},
	{
		...targetUrlField,
		description: 'Only the one that sends events to exactly this address',
	},
];

/** Webhook Subscription → Get Many: https://docs.linqapp.com/, List all webhook subscriptions. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many subscriptions of your account',
		action: 'Get many subscriptions',
	},
	fields: [...listFields, filtersField(filtersOfSubscriptions)],
	options: [],
	prepare(item) {
		const asked = { method: 'GET', path: path`/v3/webhook-subscriptions` } as const;
		const keep = sieveOf(ofActivity(item), ofTarget(item));
		return requestList(asked, 'subscriptions', { limit: readLimit(item), keep });
	},
};

function ofActivity({ filters }: ItemParameters): Sieve | undefined {
	if (!filters.isInUse('isActive', 'Active')) return undefined;
	const isActive = filters.yesOrNo('isActive', 'Active');
	return ({ is_active }) => (is_active === true) === isActive;
}

function ofTarget({ filters }: ItemParameters): Sieve | undefined {
	if (!filters.isInUse('targetUrl', 'Web Address')) return undefined;
	const targetUrl = filters.trimmedText('targetUrl', 'Web Address');
	return ({ target_url }) => target_url === targetUrl;
}
