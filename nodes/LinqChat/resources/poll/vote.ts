import type { INodeProperties } from 'n8n-workflow';
import { isPoll, pollHints } from '../../../linq/messages/polls';
import { message, pollOption } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatOfMessageField } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { choiceField, pollField } from './fields';

const actionField: INodeProperties = {
	displayName: 'Action',
	name: 'action',
	type: 'options',
	options: [
		{ name: 'Add', value: 'add' },
		{ name: 'Remove', value: 'remove' },
	],
	default: 'add',
	description: 'Whether your number votes for the choice, or takes its vote back',
};

/** Poll → Vote: https://docs.linqapp.com/, Vote in a poll. */
export const vote: Operation = {
	entry: {
		name: 'Vote',
		value: 'vote',
		description: 'Vote for a choice with your own number, or take that vote back',
		action: 'Vote in poll',
	},
	toolDescription:
		"Vote in a poll with the account's own number, or take that vote back. Poll: the message_id that creating it gave, a UUID. Choice: the option_id of one choice, a UUID, which getting the poll tells. Action: add or remove. Comes back: poll with all its options and their voters.",
	fields: [chatOfMessageField, pollField, choiceField, actionField],
	options: [],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const body = {
			operation: item.fields.choice('action', 'Action', ['add', 'remove']) ?? 'add',
			option_id: item.identifier('optionId', pollOption),
		};
		const asked = {
			method: 'POST',
			path: path`/v3/messages/${messageId}/poll/votes`,
			body,
			evidence: isPoll(messageId),
			hints: pollHints,
			write: { again: 'same', look: withOperation('Poll → Get') },
		} as const;
		return request(asked, item.laneOf(messageId));
	},
};
