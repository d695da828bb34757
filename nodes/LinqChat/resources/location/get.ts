import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

/** Location → Get: https://docs.linqapp.com/, Get the locations shared in a chat. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get where the people are who share their location in a chat',
		action: 'Get shared locations',
	},
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'GET',
			path: path`/v3/chats/${chatId}/location`,
			accept: 'application/geo+json',
		} as const;
		return request(asked, chatId);
	},
};
