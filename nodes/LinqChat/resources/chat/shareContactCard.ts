import { path } from '../../../linq/path';
import { chatField } from '../fields';
import type { Operation } from '../operation';
import { requestWithoutAnswer } from '../requests';

/** Chat → Share Contact Card: https://docs.linqapp.com/, Share your contact card. */
export const shareContactCard: Operation = {
	entry: {
		name: 'Share Contact Card',
		value: 'shareContactCard',
		description: 'Share your name and picture with the people in a chat',
		action: 'Share your contact card',
	},
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = { method: 'POST', path: path`/v3/chats/${chatId}/share_contact_card` } as const;
		return requestWithoutAnswer(asked, { chat_id: chatId }, chatId);
	},
};
