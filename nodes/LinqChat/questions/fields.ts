import type { INodeProperties } from 'n8n-workflow';
import { filesField, questionOptions } from '../composer';
import { chatField, defaultCountryOption, toGroupField } from '../parameters/fields';
import { numberField } from '../parameters/ranges';

const recipientField: INodeProperties = {
	displayName: 'Ask',
	name: 'recipient',
	type: 'options',
	options: [
		{
			name: 'In a Chat',
			value: 'chat',
			description: 'In a chat that is there already',
		},
		{
			name: 'People',
			value: 'people',
			description: 'One person, or several as one group; Linq picks your number and the chat',
		},
	],
	default: 'chat',
	description: 'Where the question is asked',
};

/** n8n's reviews of what an agent does fill in a field of this name. */
const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Does Tuesday at 10 suit you?',
	description: 'The question, as people read it in the chat',
};

const responseTypeField: INodeProperties = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	options: [
		{
			name: 'Approval',
			value: 'approval',
			description: 'Yes or no, in words or as a tapback on the question',
		},
		{
			name: 'Choice',
			value: 'choice',
			description: 'One of several choices: a poll on iMessage, a list elsewhere',
		},
		{
			name: 'Free Text',
			value: 'freeText',
			description: 'Whatever they write',
		},
	],
	default: 'approval',
	description: 'What counts as an answer',
};

const choicesField: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'string',
	typeOptions: { rows: 4 },
	displayOptions: { show: { responseType: ['choice'] } },
	default: '',
	required: true,
	placeholder: 'e.g. Monday',
	description: 'What people can choose from, one a line; an expression may give a list',
};

/** Where it is asked, what, and what counts as an answer. */
export const questionFields: INodeProperties[] = [
	recipientField,
	{ ...chatField, displayOptions: { show: { recipient: ['chat'] } } },
	{ ...toGroupField, displayOptions: { show: { recipient: ['people'] } } },
	messageField,
	responseTypeField,
	choicesField,
	filesField,
];

const approvalWordsOption: INodeProperties = {
	displayName: 'Approval Words',
	name: 'approvalWords',
	type: 'fixedCollection',
	placeholder: 'Add words',
	default: {},
	displayOptions: { show: { '/responseType': ['approval'] } },
	description:
		'Words that mean yes or no besides the usual ones, such as yes, ok, sure and no, nope. Capitals and punctuation make no difference.',
	options: [
		{
			name: 'words',
			displayName: 'Words',
			values: [
				{
					displayName: 'Mean Yes',
					name: 'yes',
					type: 'string',
					default: '',
					placeholder: 'e.g. book it, works for me',
					description:
						'Words or short sentences, separated by commas; an expression may give a list',
				},
				{
					displayName: 'Mean No',
					name: 'no',
					type: 'string',
					default: '',
					placeholder: 'e.g. another time, not now',
					description:
						'Words or short sentences, separated by commas; an expression may give a list',
				},
			],
		},
	],
};

const allowedHandlesOption: INodeProperties = {
	displayName: 'Who May Answer',
	name: 'allowedHandles',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 202 555 0100, jo@example.com',
	description:
		'Only what these people answer counts: phone numbers or email addresses, separated by commas. Without it, anybody in the chat may answer.',
};

/** Under the names of n8n's own steps that send and wait. */
const limitWaitTimeOption: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: {
		values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' },
	},
	description: 'How long to wait for an answer. Without it, the execution waits without an end.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{
							name: 'After Time Interval',
							value: 'afterTimeInterval',
							description: 'Waits for a certain amount of time',
						},
						{
							name: 'At Specified Time',
							value: 'atSpecifiedTime',
							description: 'Waits until a date and time',
						},
					],
					default: 'afterTimeInterval',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 45,
					description: 'How long to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'minutes',
				},
				{
					displayName: 'Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: "Until when to wait. Without a time zone, it is in the workflow's.",
				},
			],
		},
	],
};

const beside = (value: string): INodeProperties['displayOptions'] => ({
	show: { onUnclear: [value] },
});

export const reminders = { lowest: 1, highest: 10, fallback: 1 };

const unclearOptions: INodeProperties[] = [
	{
		displayName: 'If the Answer Is Unclear',
		name: 'onUnclear',
		type: 'options',
		options: [
			{
				name: 'Ask Again',
				value: 'askAgain',
				description: 'Sends the text of the option If Unclear, Ask Again By, and goes on waiting',
			},
			{
				name: 'Keep Waiting',
				value: 'keepWaiting',
				description: 'Until something comes that fits',
			},
			{
				name: 'Take It',
				value: 'takeIt',
				description: 'Goes on with what was written; approved is empty then',
			},
		],
		default: 'keepWaiting',
		description: 'What to do with an answer that fits nothing',
	},
	{
		displayName: 'If Unclear, Ask Again By',
		name: 'askAgainText',
		type: 'string',
		typeOptions: { rows: 2 },
		displayOptions: beside('askAgain'),
		default: 'Sorry, I did not get that. Please answer with yes or no.',
		description: 'What is sent when an answer fits nothing',
	},
	{
		displayName: 'If Unclear, Most Reminders',
		name: 'mostReminders',
		...numberField(reminders),
		displayOptions: beside('askAgain'),
		description: `How many times to ask again, ${reminders.lowest} to ${reminders.highest}`,
	},
];

/** How it is waited, and everything else that a question can have. */
export const askingOptions: INodeProperties[] = [
	allowedHandlesOption,
	approvalWordsOption,
	defaultCountryOption,
	limitWaitTimeOption,
	...questionOptions,
	...unclearOptions,
];
