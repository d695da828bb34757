import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';
import { asking } from '../../questions/ask';
import { askingOptions, questionFields } from '../../questions/fields';
import type { Operation } from '../operation';

/** Message → Send and Wait for Reply: the question is a message, the answer what is in the chat then. */
export const sendAndWait: Operation = {
	entry: {
		name: 'Send and Wait for Reply',
		value: SEND_AND_WAIT_OPERATION,
		description: 'Ask in a chat, and go on when somebody has answered there',
		action: 'Ask and wait for reply',
	},
	isNoTool: true,
	fields: questionFields,
	options: askingOptions,
	prepare: asking,
};
