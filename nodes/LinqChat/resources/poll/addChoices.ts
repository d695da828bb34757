import { isPoll, pollHints } from '../../../linq/messages/polls';
import { message } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { readChoices } from '../../parameters/choices';
import { chatOfMessageField } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { choicesField, pollField } from './fields';

/** Poll → Add Choices: https://docs.linqapp.com/, Add options to a poll. */
export const addChoices: Operation = {
	entry: {
		name: 'Add Choices',
		value: 'addChoices',
		description: 'Add to what people can vote for; no choice can be changed or taken away later',
		action: 'Add choices to poll',
	},
	toolDescription:
		'Add choices to a poll; none can be changed or taken away later. Poll: the message_id that creating it gave, a UUID. Choices: one a line. Comes back: poll with all its options, each with option_id and text.',
	fields: [chatOfMessageField, pollField, choicesField],
	options: [],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const options = readChoices(item, 1).map((text) => ({ text }));
		const asked = {
			method: 'POST',
			path: path`/v3/messages/${messageId}/poll/options`,
			body: { options },
			evidence: isPoll(messageId),
			hints: pollHints,
			write: { again: 'twice', look: withOperation('Poll → Get') },
		} as const;
		return request(asked, item.laneOf(messageId));
	},
};
