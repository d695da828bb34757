import type { INodeProperties } from 'n8n-workflow';
import { uuidPattern } from '../../linq/identifiers';
import { countries } from './countries';

/** A group chat, picked from the account's or given by its ID. */
export const groupChatField: INodeProperties = {
	displayName: 'Chat',
	name: 'chatId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group chat, picked from your account or given by its ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group chat...',
			typeOptions: { searchListMethod: 'searchGroupChats', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: uuidPattern,
						errorMessage:
							'This is not a chat ID. It looks like 550e8400-e29b-41d4-a716-446655440000.',
					},
				},
			],
		},
	],
};

/** A person, in any usual notation. */
export const handleField: INodeProperties = {
	displayName: 'Phone Number or Email',
	name: 'handle',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +1 202 555 0100 or jo@example.com',
	description:
		'The person’s phone number in any usual notation, or their email address. For numbers without a country code, add the option Default Country.',
};

/** For handles in national notation. */
export const defaultCountryOption: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	options: Object.entries(countries).map(([value, name]) => ({
		name: `${name} (${value})`,
		value,
	})),
	default: 'US',
	description:
		'Country of phone numbers that are written without a country code. An expression can give each record its own: the two letters of the country, such as US or DE.',
};
