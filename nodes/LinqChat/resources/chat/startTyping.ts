import { inChat } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import { requestWithoutAnswer } from '../../steps/requests';
import type { Operation } from '../operation';

/** Chat → Start Typing: https://docs.linqapp.com/, Start typing indicator. */
export const startTyping: Operation = {
	entry: {
		name: 'Start Typing',
		value: 'startTyping',
		description:
			'Show for a minute or so that someone is typing, in a group as well. On iMessage only, and best soon after a message of yours.',
		action: 'Start typing in chat',
	},
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'POST',
			path: path`/v3/chats/${chatId}/typing`,
			write: { again: 'same', look: inChat },
		} as const;
		return requestWithoutAnswer(asked, { chat_id: chatId }, chatId);
	},
};
