import type { INodeProperties } from 'n8n-workflow';
import { countries } from '../../linq/people/countries';
import { byId, picked, type Picker } from './picked';

/** Any chat, picked from the account's or given by its ID. */
export const chatField = picked(
	{
		displayName: 'Chat',
		name: 'chatId',
		required: true,
		description: 'The chat, picked from your account or given by its ID',
	},
	{ search: 'searchChats', placeholder: 'Select a chat', by: byId },
);

/** Where a message is looked for. Linq itself needs the message's ID only. */
export const chatOfMessageField: INodeProperties = {
	...chatField,
	required: false,
	description: 'The chat that the message is in. Needed only to pick the message from the list.',
};

export const messagePicker: Picker = {
	search: 'searchMessages',
	placeholder: 'Select a message of the chat',
	by: byId,
};

export const messageField = picked(
	{
		displayName: 'Message',
		name: 'messageId',
		required: true,
		description: 'The message, picked from the chat or given by its ID',
	},
	messagePicker,
);

/** One of the account's own lines, as its number. */
export const fromField = picked(
	{
		displayName: 'Your Number',
		name: 'from',
		required: true,
		description: 'Which of your numbers it comes from',
	},
	{
		search: 'searchPhoneNumbers',
		placeholder: 'Select one of your numbers',
		by: { name: 'Number', mode: 'number', placeholder: 'e.g. +1 202 555 0100' },
	},
);

export const fromOption: INodeProperties = {
	...fromField,
	required: false,
	description: "Which of your numbers is used. Linq chooses one if you don't.",
};

export const phoneNumberField: INodeProperties = {
	...fromField,
	name: 'phoneNumber',
	description: 'Which of your numbers it is about',
};

/** Linq has no list of files to pick from. */
export const fileIdField: INodeProperties = {
	displayName: 'File ID',
	name: 'attachmentId',
	type: 'string',
	default: '',
	required: true,
	placeholder: byId.placeholder,
	description:
		'The ID of a file that Linq has: the attachment_id that File → Upload gives, or the ID of a file in a message',
};

/** Several people, in any usual notation. */
export const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +1 202 555 0100, jo@example.com',
	description:
		'Phone numbers or email addresses, separated by commas or on lines of their own; an expression may give a list. For numbers without a country code, add the option Default Country.',
};

/** The same where a message goes to all of them together. */
export const toGroupField: INodeProperties = {
	...toField,
	hint: "Several people get one group chat, in which they see each other's numbers. For separate messages, use one item for each person.",
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
		"The person's phone number in any usual notation, or their email address. For numbers without a country code, add the option Default Country.",
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
		'Country of phone numbers that are written without a country code. An expression can give each record its own, as CRMs write it: US, USA or United States, for instance.',
};

/** For everything that would reach a person twice if it were sent twice. */
export const idempotencyKeyOption: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	description:
		"Linq sends only once under the same key. Without one, each item gets its own, which stays the same when a request is tried again or the item comes back with its error. Give one, such as the ID of the order, so that running the workflow again doesn't send again. It counts for this step and operation only.",
};
