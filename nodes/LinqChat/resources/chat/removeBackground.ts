import { inChat } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import { requestWithoutAnswer } from '../../steps/requests';
import type { Operation } from '../operation';

/** Chat → Remove Background: https://docs.linqapp.com/, Remove a chat background. */
export const removeBackground: Operation = {
	entry: {
		name: 'Remove Background',
		value: 'removeBackground',
		description: 'Give a chat back the background it has by itself',
		action: 'Remove chat background',
	},
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'DELETE',
			path: path`/v3/chats/${chatId}/background`,
			emptyStatus: 202,
			write: { again: 'same', look: inChat },
		} as const;
		return requestWithoutAnswer(asked, { chat_id: chatId }, chatId);
	},
};
