import type { INodeProperties } from 'n8n-workflow';
import { messagePicker } from '../../parameters/fields';
import { byId, picked } from '../../parameters/picked';

/** A poll is a message. */
export const pollField = picked(
	{
		displayName: 'Poll',
		name: 'messageId',
		required: true,
		description:
			'The poll, picked from the messages of the chat or given by its ID: the message_id that Poll → Create gives',
	},
	messagePicker,
);

/** One of the poll's choices. */
export const choiceField = picked(
	{
		displayName: 'Choice',
		name: 'optionId',
		required: true,
		description:
			'What is voted for, picked from the choices of the poll or given by its ID: an option_id that Poll → Get gives',
	},
	{ search: 'searchPollChoices', placeholder: 'Select a choice of the poll', by: byId },
);

export const choicesField: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Monday',
	description: 'What people can vote for, one a line; an expression may give a list',
};
