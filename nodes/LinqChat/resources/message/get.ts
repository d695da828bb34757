import { message } from '../../../linq/values/identifiers';
import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

/** Message → Get: https://docs.linqapp.com/, Get a message by ID. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get a message with its files, reactions and delivery',
		action: 'Get a message',
	},
	fields: [chatOfMessageField, messageField],
	options: [],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const asked = {
			method: 'GET',
			path: path`/v3/messages/${messageId}`,
			evidence: isNotOfAnother('id', messageId),
		} as const;
		return request(asked, messageId);
	},
};
