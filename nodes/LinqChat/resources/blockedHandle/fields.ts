import type { INodeProperties } from 'n8n-workflow';

/** Whose messages are blocked, in any usual notation. */
export const senderField: INodeProperties = {
	displayName: 'Phone Number, Email or Sender',
	name: 'handle',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +1 202 555 0100, jo@example.com, 262966 or ACME',
	description:
		"A person's phone number in any usual notation or their email address, a short code of 3 to 8 digits (not one that could be a phone number: block that with Linq API → Request), or a sender ID of one word. For phone numbers without a country code, add the option Default Country.",
};

/** How a model gives one. */
export const senderForTools =
	'Person: a phone number with + and country code, an email address, a short code of 3 to 8 digits that could be no phone number, or a sender ID of one word.';
