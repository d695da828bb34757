import type { INodeProperties } from 'n8n-workflow';
import { message } from '../../../linq/values/identifiers';
import { inChat } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { messageAnswer } from './answerForm';
import { hintsAboutItsChat } from './hints';
import { partIndexOption, readPart } from './part';

const textField: INodeProperties = {
	displayName: 'New Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	description: 'What the message is to say instead',
};

const hints = {
	...hintsAboutItsChat,
	2005: 'Only messages from your own numbers can be edited; if this is one, ask Linq whether your account may do this.',
	2015: 'A message can be edited up to 5 times, and within 15 minutes after it was sent; send a new message instead.',
	2017: "Messages can't be edited on the messaging service of this chat; send a new message instead.",
};

/** Message → Edit: https://docs.linqapp.com/, Edit the content of a message part. */
export const edit: Operation = {
	entry: {
		name: 'Edit',
		value: 'edit',
		description: 'Change the text of a message, up to 5 times within 15 minutes after sending',
		action: 'Edit message',
	},
	fields: [chatOfMessageField, messageField, textField, ...answerFormFields(messageAnswer)],
	options: [
		{
			...partIndexOption,
			description:
				'Which part of the message is changed, where it has a text and files, for instance: 0 is the first, 1 the second',
		},
	],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const body = {
			text: item.fields.requiredText('text', 'New Text'),
			...readPart(item),
		};
		const asked = {
			method: 'PATCH',
			path: path`/v3/messages/${messageId}`,
			body,
			hints,
			evidence: isAbout('id', messageId),
			write: { again: 'soon', look: inChat },
		} as const;
		return inForm(item, request(asked, item.laneOf(messageId)), messageAnswer);
	},
};
