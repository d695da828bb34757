import { inChat } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import { requestWithoutAnswer } from '../../steps/requests';
import type { Operation } from '../operation';

/** Chat → Mark as Read: https://docs.linqapp.com/, Mark chat as read. */
export const markAsRead: Operation = {
	entry: {
		name: 'Mark as Read',
		value: 'markAsRead',
		description: 'Mark all messages of a chat as read',
		action: 'Mark chat as read',
	},
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'POST',
			path: path`/v3/chats/${chatId}/read`,
			write: { again: 'same', look: inChat },
		} as const;
		return requestWithoutAnswer(asked, { chat_id: chatId }, chatId);
	},
};
