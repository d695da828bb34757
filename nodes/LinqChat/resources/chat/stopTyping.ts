import { inChat } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import { requestWithoutAnswer } from '../../steps/requests';
import type { Operation } from '../operation';

/** Chat → Stop Typing: https://docs.linqapp.com/, Stop typing indicator. */
export const stopTyping: Operation = {
	entry: {
		name: 'Stop Typing',
		value: 'stopTyping',
		description: 'Stop showing that someone is typing; sending a message does so, too',
		action: 'Stop typing in chat',
	},
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'DELETE',
			path: path`/v3/chats/${chatId}/typing`,
			write: { again: 'same', look: inChat },
		} as const;
		return requestWithoutAnswer(asked, { chat_id: chatId }, chatId);
	},
};
