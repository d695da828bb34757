import { othersIn } from '../../../linq/chats/chats';
import { isObject, type JsonObject } from '../../../linq/values/json';
import { answerFormFields } from '../../steps/answerForms';

/** The forms of a chat that was found or created. */
export const wantedChatFormFields = answerFormFields([
	...['chat_id', 'created', 'message', 'named', 'note', 'id', 'display_name', 'service'],
	...['is_group', 'handles', 'group_chat_icon', 'health_status', 'is_archived', 'created_at'],
	...['updated_at', 'others'],
]);

/** A chat that was found or created: who is in it, what was done, and what else would have fitted. */
export function simplifiedWantedChat(chat: JsonObject): JsonObject {
	const { chat_id, created, named, note, display_name, service, is_group, others } = chat;
	const message_id = isObject(chat.message) ? chat.message.id : null;
	return {
		...{ chat_id, created, message_id, named, note, display_name, service, is_group },
		...{ people: othersIn(chat.handles), others },
	};
}
