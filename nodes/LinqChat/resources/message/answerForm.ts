import { othersIn } from '../../../linq/chats/chats';
import { isMine, senderOf } from '../../../linq/messages/later';
import { isObject, objectsOf, type JsonObject } from '../../../linq/values/json';
import { fieldsOf, type LongAnswer } from '../../steps/answerForms';

/** A message (https://docs.linqapp.com/, Get a message by ID): who wrote what, and what became of it. */
export const messageAnswer: LongAnswer = {
	names: [
		...['id', 'chat_id', 'parts', 'effect', 'reply_to', 'preferred_service', 'service', 'from'],
		...['from_handle', 'is_from_me', 'delivery_status', 'is_delivered', 'is_read', 'created_at'],
		...['updated_at', 'sent_at', 'delivered_at', 'read_at', 'reconciled_at', 'zero_retention'],
	],
	simplify(message) {
		const parts = objectsOf(message.parts);
		return {
			...fieldsOf(message, ['id', 'chat_id']),
			from: senderOf(message) || null,
			is_from_me: isMine(message),
			text: parts.flatMap(wordsIn).join('\n'),
			files: parts.flatMap(({ type, url }) => (type === 'media' && isText(url) ? [url] : [])),
			...fieldsOf(message, ['service', 'delivery_status', 'created_at']),
			reply_to_message_id: isObject(message.reply_to)
				? (message.reply_to.message_id ?? null)
				: null,
		};
	},
};

/** What a part says: a text, the address of a link, what a card says where it can't be shown. */
function wordsIn({ type, value, fallback_text }: JsonObject): string[] {
	const words = type === 'imessage_app' ? fallback_text : value;
	return isText(words) ? [words] : [];
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

/**
 * A message to people (https://docs.linqapp.com/, Send a message without a from number): into which
 * chat it went, from which number, and what became of it.
 */
export const sentToPeopleAnswer: LongAnswer = {
	names: [
		...['chat_id', 'created_new_chat', 'previous_chat_id', 'from', 'from_selection', 'handles'],
		...['is_group', 'message', 'service', 'delivery_status', 'sent_at', 'delivered_at', 'read_at'],
		'reply',
	],
	simplify(sent) {
		const message = isObject(sent.message) ? sent.message : {};
		return {
			...fieldsOf(sent, ['chat_id', 'created_new_chat', 'previous_chat_id', 'from']),
			people: othersIn(sent.handles, sent.from),
			...fieldsOf(sent, ['is_group', 'service']),
			message_id: message.id ?? null,
			delivery_status: sent.delivery_status ?? message.delivery_status ?? null,
			reply: isObject(sent.reply) ? messageAnswer.simplify(sent.reply) : null,
		};
	},
};
