import type { INodeProperties } from 'n8n-workflow';
import { message } from '../../../linq/values/identifiers';
import { path } from '../../../linq/wire/path';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { listFields, listing } from '../../steps/lists';
import type { Operation } from '../operation';
import { messageAnswer } from './answerForm';

/** Below Options, as n8n's guidelines want it. Saved workflows have it as a filter. */
const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add sort',
	default: {},
	options: [
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'desc' },
				{ name: 'Oldest First', value: 'asc' },
			],
			default: 'asc',
			description: 'Which message of the thread comes first',
		},
	],
};

/** Message → Get Thread: https://docs.linqapp.com/, Get all messages in a thread. */
export const getThread: Operation = {
	entry: {
		name: 'Get Thread',
		value: 'getThread',
		description: 'Get the message that a thread began with and all replies to it',
		action: 'Get thread of message',
	},
	fields: [chatOfMessageField, messageField, ...listFields, ...answerFormFields(messageAnswer)],
	options: [],
	sort,
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const order = item.sort.choice('order', 'Order', ['asc', 'desc']);
		const list = {
			path: path`/v3/messages/${messageId}/thread`,
			query: { order },
			field: 'messages',
		};
		return inForm(item, listing(item, list, { lane: messageId }), messageAnswer);
	},
};
