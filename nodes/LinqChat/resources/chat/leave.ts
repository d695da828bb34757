import { path } from '../../../linq/path';
import { groupChatField } from '../fields';
import type { Operation } from '../operation';
import { request } from '../requests';

/** Chat → Leave: https://docs.linqapp.com/, Leave a group chat. */
export const leave: Operation = {
	entry: {
		name: 'Leave',
		value: 'leave',
		description: 'Take your own number out of a group chat. Four people or more must be in it.',
		action: 'Leave a chat',
	},
	fields: [groupChatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		return request({ method: 'POST', path: path`/v3/chats/${chatId}/leave` }, chatId);
	},
};
