import type { INodeProperties } from 'n8n-workflow';
import { handleField } from '../../parameters/fields';

/** The ID that a payment gets once there is a card for it; Linq has no list to pick from. */
export const paymentIdField: INodeProperties = {
	displayName: 'Payment ID',
	name: 'paymentId',
	type: 'string',
	default: '',
	required: true,
	description: 'The ID that Agent Payment → Create gives once there is a card for the payment',
};

/** Who is paid for, or with whose consent. */
export const customerField: INodeProperties = {
	...handleField,
	description:
		"The customer's phone number in any usual notation, or their email address. For numbers without a country code, add the option Default Country.",
};

/** The service that issues the cards. */
export const providerField: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'string',
	default: 'agentcard',
	required: true,
	placeholder: 'e.g. agentcard',
	description: "The service that issues the cards, by Linq's name for it",
};

/** How a model gives a customer. */
export const customerForTools =
	'Phone Number or Email: the customer, a phone number with + and country code or an email address.';
