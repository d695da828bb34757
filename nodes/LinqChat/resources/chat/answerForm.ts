import { othersIn } from '../../../linq/chats/chats';
import { isObject } from '../../../linq/values/json';
import { fieldsOf, type LongAnswer } from '../../steps/answerForms';

/** A chat that was found or created: who is in it, what was done, and what else would have fitted. */
export const wantedChatAnswer: LongAnswer = {
	names: [
		...['chat_id', 'created', 'message', 'named', 'note', 'id', 'display_name', 'service'],
		...['is_group', 'handles', 'group_chat_icon', 'health_status', 'is_archived', 'created_at'],
		...['updated_at', 'others'],
	],
	simplify(chat) {
		return {
			...fieldsOf(chat, ['chat_id', 'created']),
			message_id: isObject(chat.message) ? (chat.message.id ?? null) : null,
			...fieldsOf(chat, ['named', 'note', 'display_name', 'service', 'is_group']),
			people: othersIn(chat.handles),
			...fieldsOf(chat, ['others']),
		};
	},
};
