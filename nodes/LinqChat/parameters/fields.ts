import type { INodeProperties } from 'n8n-workflow';
import { countries } from '../../linq/people/countries';
import { uuidPattern } from '../../linq/values/identifiers';

/** How a list in the editor is filled, and what may be given instead of picking from it. */
interface Picker {
	/** A method of the node's `listSearch`. */
	search: string;
	/** Without the dots at the end. */
	placeholder: string;
	/** `byId` for a UUID, which the editor checks. */
	by: { name: string; mode: string; placeholder: string };
}

/** By a UUID, which the editor checks. */
export const byId = {
	name: 'ID',
	mode: 'id',
	placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
};
/** Of which Linq doesn't say that it is a UUID, so the editor checks nothing. */
const byAnyId = { ...byId };
const byNumber = { name: 'Number', mode: 'number', placeholder: 'e.g. +1 202 555 0100' };

/** A field that is picked from a list or typed in. */
export function picked(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>,
	{ search, placeholder, by }: Picker,
): INodeProperties {
	const errorMessage = `${field.displayName}: this is not an ID. An ID has the form ${byId.placeholder.slice(5)}; to pick by name, choose From List.`;
	const isUuid = { type: 'regex', properties: { regex: uuidPattern, errorMessage } } as const;
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `${placeholder}...`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: `By ${by.name}`,
				name: by.mode,
				type: 'string',
				placeholder: by.placeholder,
				validation: by === byId ? [isUuid] : undefined,
			},
		],
	};
}

/** A group chat, picked from the account's or given by its ID. */
export const groupChatField = picked(
	{
		displayName: 'Chat',
		name: 'chatId',
		required: true,
		description: 'The group chat, picked from your account or given by its ID',
	},
	{ search: 'searchGroupChats', placeholder: 'Select a group chat', by: byId },
);

/** A chat between two people on iMessage, picked from the account's or given by its ID. */
export const directChatField = picked(
	{
		displayName: 'Chat',
		name: 'chatId',
		required: true,
		description: 'The chat, picked from those between two people on iMessage or given by its ID',
	},
	{ search: 'searchDirectChats', placeholder: 'Select a chat', by: byId },
);

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

export const replyToOption = picked(
	{
		displayName: 'Reply To',
		name: 'replyToMessageId',
		description: 'The message that this one answers, picked from the chat or given by its ID',
	},
	messagePicker,
);

/** The same where no chat is named that it could be picked from. */
export const replyToIdOption: INodeProperties = {
	...replyToOption,
	default: { mode: byId.mode, value: '' },
	modes: replyToOption.modes!.filter(({ name }) => name === byId.mode),
	description:
		'The ID of the message that this one answers, for people who have a chat with you already',
};

const linePicker = { placeholder: 'Select one of your numbers', by: byNumber };

/** One of the account's own lines, as its number. */
export const fromField = picked(
	{
		displayName: 'Your Number',
		name: 'from',
		required: true,
		description: 'Which of your numbers it comes from',
	},
	{ search: 'searchPhoneNumbers', ...linePicker },
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

/** One of the account's own lines, as its ID. */
export const phoneNumberIdField = picked(
	{
		displayName: 'Your Number',
		name: 'phoneNumberId',
		required: true,
		description: 'Which of your numbers it is about, picked from your account or given by its ID',
	},
	{ search: 'searchPhoneNumberIds', placeholder: 'Select one of your numbers', by: byId },
);

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

/** A webhook subscription, picked from the account's or given by its ID. */
export const subscriptionField = picked(
	{
		displayName: 'Webhook Subscription',
		name: 'subscriptionId',
		required: true,
		description: 'The webhook subscription, picked from your account or given by its ID',
	},
	{ search: 'searchSubscriptions', placeholder: 'Select a webhook subscription', by: byAnyId },
);

/** A payment request, picked from the account's or given by its ID. */
export const paymentRequestField = picked(
	{
		displayName: 'Payment Request',
		name: 'paymentRequestId',
		required: true,
		description: 'The payment request, picked from your account or given by its ID',
	},
	{ search: 'searchPaymentRequests', placeholder: 'Select a payment request', by: byId },
);

/** An experience, picked from the account's or given by its name. */
export const experienceField = picked(
	{
		displayName: 'Experience',
		name: 'experience',
		required: true,
		description: 'The experience, picked from those of your account or given by its name',
	},
	{
		search: 'searchExperiences',
		placeholder: 'Select an experience',
		by: { name: 'Name', mode: 'name', placeholder: 'e.g. agentpay' },
	},
);

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

/** Which part of a message is meant. */
export const partIndexOption: INodeProperties = {
	displayName: 'Part',
	name: 'partIndex',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 99 },
	default: 0,
};

/** Where a file that is fetched stands on Success; there once the option Download is. */
export const outputFileOption: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	displayOptions: { show: { download: [{ _cnd: { exists: true } }] } },
	hint: 'The name of the output field to put the file in',
	description: 'Under this name the file stands in the Binary tab',
};
