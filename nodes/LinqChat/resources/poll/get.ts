import { reading } from '../../../linq/messages/polls';
import { message } from '../../../linq/values/identifiers';
import { chatOfMessageField } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { pollField } from './fields';

/** Poll → Get: https://docs.linqapp.com/, Get a poll. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get a poll with its choices and who voted for which',
		action: 'Get poll',
	},
	toolDescription:
		'Get a poll as it stands. Poll: the message_id that creating it gave, a UUID. Comes back: poll with total_voters, which counts each person once, and its options, each with option_id, text and voters, who voted for it.',
	fields: [chatOfMessageField, pollField],
	options: [],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		return request(reading(messageId), item.laneOf(messageId));
	},
};
