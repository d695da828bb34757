import type { INodeProperties } from 'n8n-workflow';
import { chatList, comparableName, healthOf } from '../../../linq/chats/chats';
import { defaultCountryOption, fromOption } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { checkedLine } from '../../parameters/line';
import type { Values } from '../../parameters/values';
import { filtersField, listFields, listing, sieveOf, type Sieve } from '../../steps/lists';
import type { Operation } from '../operation';

const filtersOfChats: INodeProperties[] = [
	{
		...fromOption,
		displayName: 'Your Number',
		description: 'Only chats of this number of yours',
	},
	{
		displayName: 'Groups Only',
		name: 'groupsOnly',
		type: 'boolean',
		default: true,
		description: 'Whether to leave out chats between two people',
	},
	{
		displayName: 'Health',
		name: 'healthStatus',
		type: 'options',
		options: [
			{ name: 'At Risk', value: 'AT_RISK', description: 'Write less, and what gets an answer' },
			{ name: 'Critical', value: 'CRITICAL', description: 'Endangers your number' },
			{ name: 'Healthy', value: 'HEALTHY', description: 'Write as usual' },
			{
				name: 'Opted Out',
				value: 'OPTED_OUT',
				description:
					'The person asked for no more messages here. No chat between you two takes one until they write again; groups do.',
			},
		],
		default: 'HEALTHY',
		description:
			"Only chats that Linq rates like this. Linq can't filter by it, so all chats are read.",
	},
	{
		displayName: 'Name',
		name: 'displayName',
		type: 'string',
		default: '',
		description:
			"Only chats with exactly this name; upper and lower case don't matter. Linq can't search by name, so all chats are read.",
	},
	{
		displayName: 'Person',
		name: 'to',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 202 555 0100 or jo@example.com',
		description: 'Only chats with this person in them',
	},
];

/** Chat → Get Many: https://docs.linqapp.com/, List all chats. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many chats, the newest first',
		action: 'Get many chats',
	},
	toolDescription:
		"List chats, the newest first. Comes back: for each chat id, which other tools ask for, display_name, is_group, service (iMessage, RCS or SMS), handles, the people in it, and health_status. Health: HEALTHY, AT_RISK, CRITICAL or OPTED_OUT; leave it empty to see all. Name: only chats with exactly this name; upper and lower case don't matter; leave it empty to see all. Person: only chats with this person in them, a phone number with + and country code or an email address.",
	fields: [...listFields, filtersField(filtersOfChats)],
	options: [defaultCountryOption],
	prepare(item) {
		const { filters } = item;
		const from = filters.isInUse('from', 'Your Number')
			? checkedLine(item, filters.value('from'))
			: undefined;
		const to = filters.isInUse('to', 'Person') ? item.handle('to', filters) : undefined;
		return listing(item, chatList({ from, to }), { keep: readSieve(item) });
	},
};

/** What Linq can't filter by itself; undefined when all are wanted. */
function readSieve({ filters }: ItemParameters): Sieve | undefined {
	const groupsOnly = filters.yesOrNo('groupsOnly', 'Groups Only', filters.isGiven('groupsOnly'));
	const name = filters.isInUse('displayName', 'Name')
		? comparableName(filters.text('displayName', 'Name'))
		: undefined;
	return sieveOf(
		groupsOnly ? (chat) => chat.is_group === true : undefined,
		name === undefined ? undefined : (chat) => comparableName(chat.display_name) === name,
		ofHealth(filters),
	);
}

function ofHealth(filters: Values): Sieve | undefined {
	if (!filters.isInUse('healthStatus', 'Health')) return undefined;
	const known = ['HEALTHY', 'AT_RISK', 'CRITICAL', 'OPTED_OUT'] as const;
	const health = filters.choice('healthStatus', 'Health', known);
	return (chat) => healthOf(chat) === health;
}
