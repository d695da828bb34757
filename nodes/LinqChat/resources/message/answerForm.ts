import { othersIn } from '../../../linq/chats/chats';
import { senderOf, wordsOf } from '../../../linq/messages/later';
import { isObject, objectsOf, type JsonObject } from '../../../linq/values/json';
import { answerFormFields } from '../../steps/answerForms';

/** The forms of a message: https://docs.linqapp.com/, Get a message by ID. */
export const messageFormFields = answerFormFields([
	...['id', 'chat_id', 'parts', 'effect', 'reply_to', 'preferred_service', 'service', 'from'],
	...['from_handle', 'is_from_me', 'delivery_status', 'is_delivered', 'is_read', 'created_at'],
	...['updated_at', 'sent_at', 'delivered_at', 'read_at', 'reconciled_at', 'zero_retention'],
]);

/** A message: who wrote what, with which files, and what became of it. */
export function simplifiedMessage(message: JsonObject): JsonObject {
	const {
		id,
		chat_id,
		is_from_me,
		service = null,
		delivery_status,
		created_at,
		reply_to,
	} = message;
	return {
		...{ id, chat_id, from: senderOf(message) || null, is_from_me, text: wordsOf(message) },
		files: objectsOf(message.parts).flatMap(({ url }) => (typeof url === 'string' ? [url] : [])),
		...{ service, delivery_status, created_at },
		reply_to_message_id: isObject(reply_to) ? (reply_to.message_id ?? null) : null,
	};
}

/** The forms of a message to people: https://docs.linqapp.com/, Send a message without a from number. */
export const sentToPeopleFormFields = answerFormFields([
	...['chat_id', 'created_new_chat', 'previous_chat_id', 'from', 'from_selection', 'handles'],
	...['is_group', 'message', 'service', 'delivery_status', 'sent_at', 'delivered_at', 'read_at'],
	'reply',
]);

/** A message to people: into which chat it went, from which number, and what became of it. */
export function simplifiedSentToPeople(sent: JsonObject): JsonObject {
	const { chat_id, created_new_chat, previous_chat_id = null, from, is_group, service } = sent;
	const message = isObject(sent.message) ? sent.message : {};
	return {
		...{ chat_id, message_id: message.id, created_new_chat, previous_chat_id, from },
		...{ people: othersIn(sent.handles), is_group, service },
		delivery_status: sent.delivery_status ?? message.delivery_status,
		reply: isObject(sent.reply) ? simplifiedMessage(sent.reply) : null,
	};
}
