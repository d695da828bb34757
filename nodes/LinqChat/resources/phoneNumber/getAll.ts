import type { INodeProperties } from 'n8n-workflow';
import { isObject, type JsonObject } from '../../../linq/values/json';
import { path } from '../../../linq/wire/path';
import type { ItemParameters } from '../../parameters/itemParameters';
import { filtersField, listFields, readLimit, type Sieve } from '../../steps/lists';
import { requestList } from '../../steps/requests';
import type { Operation } from '../operation';

const filtersOfNumbers: INodeProperties[] = [
	{
		displayName: 'Reputation',
		name: 'reputation',
		type: 'options',
		options: [
			{ name: 'At Risk', value: 'AT_RISK', description: 'Send more slowly' },
			{ name: 'Critical', value: 'CRITICAL', description: 'Send nothing until it is better' },
			{ name: 'Healthy', value: 'HEALTHY', description: 'Send as usual' },
		],
		default: 'HEALTHY',
		description:
			'Only numbers that Linq rates like this, by what of their messages is delivered and answered',
	},
];

/** Phone Number → Get Many: https://docs.linqapp.com/, List phone numbers. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get the numbers of your account and their standing',
		action: 'Get many phone numbers',
	},
	toolDescription:
		'List the phone numbers of the Linq account, which messages are sent from. Reputation: HEALTHY, AT_RISK or CRITICAL; leave it empty to see all. Comes back: for each id, phone_number and reputation with its status.',
	fields: [...listFields, filtersField(filtersOfNumbers)],
	options: [],
	prepare(item) {
		const asked = { method: 'GET', path: path`/v3/phone_numbers` } as const;
		const choice = { limit: readLimit(item), keep: ofReputation(item) };
		return requestList(asked, 'phone_numbers', choice);
	},
};

function ofReputation({ filters }: ItemParameters): Sieve | undefined {
	if (!filters.isInUse('reputation', 'Reputation')) return undefined;
	const known = ['HEALTHY', 'AT_RISK', 'CRITICAL'] as const;
	const reputation = filters.choice('reputation', 'Reputation', known);
	return (line) => reputationOf(line) === reputation;
}

/** Linq called it `health_status` before. */
function reputationOf({ reputation, health_status }: JsonObject): unknown {
	return statusOf(reputation) ?? statusOf(health_status);
}

function statusOf(value: unknown): unknown {
	return isObject(value) ? value.status : undefined;
}
