import type { INodeProperties } from 'n8n-workflow';
import { rangeOf } from '../../linq/messages/mentions';
import type { Part } from '../../linq/messages/messages';
import { handleField } from '../parameters/fields';
import type { ItemParameters } from '../parameters/itemParameters';

export const mentionOption: INodeProperties = {
	displayName: 'Mention',
	name: 'mention',
	type: 'fixedCollection',
	placeholder: 'Add person',
	default: {},
	description:
		'Someone in the group whom the text names; one person a message. On iMessage they are told even if they muted the chat; who is not on iMessage gets plain text. It fails in a chat with one person.',
	options: [
		{
			name: 'person',
			displayName: 'Person',
			values: [
				{ ...handleField, required: false },
				{
					displayName: 'Words',
					name: 'words',
					type: 'string',
					default: '',
					placeholder: 'e.g. Jo',
					description:
						'Their name as it stands in the text, where it stands only once. Write it without an @ in front.',
				},
			],
		},
	],
};

type Mention = Pick<Extract<Part, { type: 'text' }>, 'mention' | 'mention_range'>;

/**
 * Who is mentioned, and where in the text.
 *
 * @returns nothing where the option was not added
 * @throws LinqError `invalid_input`
 */
export function readMention(item: ItemParameters, text: string): Mention {
	const [person] = item.options.rows('mention', 'person');
	if (person === undefined) return {};
	return {
		mention: item.handle('handle', person),
		mention_range: rangeOf(text, person.requiredText('words', 'Words')),
	};
}
