import type { INodeProperties } from 'n8n-workflow';
import type { MessageDraft } from '../../linq/messages/messages';
import { message, parseIdentifier } from '../../linq/values/identifiers';
import { messagePicker } from '../parameters/fields';
import { byId, picked } from '../parameters/picked';
import { numberField } from '../parameters/ranges';
import type { Values } from '../parameters/values';

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

/** By which number a part of a message is meant. */
export const partNumbers = { lowest: 0, highest: 99, fallback: 0 };

export const replyToPartOption: INodeProperties = {
	displayName: 'Part to Reply To',
	name: 'replyToPartIndex',
	...numberField(partNumbers),
	description:
		'Which part of that message is answered, where it has a text and files, for instance: 0 is the first, 1 the second',
};

/**
 * The message that is answered, and which part of it.
 *
 * @returns undefined where neither option was added
 * @throws LinqError `invalid_input`
 */
export function readReplyTo(options: Values): MessageDraft['reply_to'] {
	if (!options.isGiven('replyToMessageId') && !options.isGiven('replyToPartIndex')) {
		return undefined;
	}
	return {
		message_id: parseIdentifier(options.value('replyToMessageId'), message),
		...(options.has('replyToPartIndex') && {
			part_index: options.wholeNumber('replyToPartIndex', 'Part to Reply To', partNumbers),
		}),
	};
}
