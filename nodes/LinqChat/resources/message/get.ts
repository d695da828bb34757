import { messageRequest } from '../../../linq/messages/outcomes';
import { message } from '../../../linq/values/identifiers';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { messageAnswer } from './answerForm';

/** Message → Get: https://docs.linqapp.com/, Get a message by ID. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get a message with its files, reactions and delivery',
		action: 'Get message',
	},
	fields: [chatOfMessageField, messageField, ...answerFormFields(messageAnswer)],
	options: [],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		return inForm(item, request(messageRequest(messageId), messageId), messageAnswer);
	},
};
