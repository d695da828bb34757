import { inChat } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import { requestWithoutAnswer } from '../../steps/requests';
import type { Operation } from '../operation';

const hints = {
	2012: 'Your number in this chat has no contact card to share; set one up with Contact Card → Create first.',
	2015: 'See whether your number has written in this chat: contact cards can be shared after that only.',
	2017: 'Contact cards can be shared in iMessage chats only; introduce yourself in a message instead.',
};

/** Chat → Share Contact Card: https://docs.linqapp.com/, Share your contact card. */
export const shareContactCard: Operation = {
	entry: {
		name: 'Share Contact Card',
		value: 'shareContactCard',
		description:
			'Share your name and picture with the people in an iMessage chat that you wrote to before. Once a day is enough: within a day, the card is not shown again.',
		action: 'Share your contact card',
	},
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'POST',
			path: path`/v3/chats/${chatId}/share_contact_card`,
			write: { again: 'twice', look: inChat },
			hints,
		} as const;
		return requestWithoutAnswer(asked, { chat_id: chatId }, chatId);
	},
};
