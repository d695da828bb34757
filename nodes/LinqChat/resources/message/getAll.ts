import { messageList } from '../../../linq/chats';
import { chatField } from '../fields';
import { listFields, listing } from '../lists';
import type { Operation } from '../operation';

/** Message → Get Many: https://docs.linqapp.com/, Get messages from a chat. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many messages of a chat',
		action: 'Get many messages of a chat',
	},
	toolDescription:
		'Get the messages of a chat. Chat: the ID of the chat, a UUID, not its name. Comes back: for each message id, parts with the text, from_handle, who wrote it, is_from_me, delivery_status and created_at.',
	fields: [chatField, ...listFields],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		return listing(item, messageList(chatId), { lane: chatId });
	},
};
