import { randomUUID } from 'node:crypto';
import { ownLineOf, participantOf, type AccountChat, type ChatHandle } from './chats';

/** What `message.received`, `.sent` and the like hold in version 2026-02-03. */
export function messageData(
	chat: AccountChat,
	{ from, text, id = randomUUID() }: { from: string; text: string; id?: string },
): Record<string, unknown> {
	const sender_handle = handleOf(chat, from);
	return {
		id,
		chat: {
			id: chat.id,
			is_group: chat.is_group,
			owner_handle: ownerOf(chat),
			health_status: chat.health_status,
		},
		direction: sender_handle.is_me === true ? 'outbound' : 'inbound',
		sender_handle,
		parts: [{ type: 'text', value: text }],
		service: chat.service,
		sent_at: new Date().toISOString(),
		delivered_at: null,
		read_at: null,
		effect: null,
		reply_to: null,
		idempotency_key: null,
		preferred_service: null,
	};
}

/** What `message.failed` holds. */
export function failureData(
	chat: AccountChat,
	{ message_id, code, reason }: { message_id: string; code: number; reason: string },
): Record<string, unknown> {
	return { chat_id: chat.id, message_id, code, reason, failed_at: new Date().toISOString() };
}

/** What `reaction.added` and `.removed` hold. */
export function reactionData(chat: AccountChat, from: string): Record<string, unknown> {
	const from_handle = handleOf(chat, from);
	return {
		chat_id: chat.id,
		message_id: randomUUID(),
		part_index: 0,
		reaction_type: 'love',
		custom_emoji: null,
		sticker: null,
		is_from_me: from_handle.is_me === true,
		from,
		from_handle,
		service: chat.service,
		reacted_at: new Date().toISOString(),
	};
}

/** What `participant.added` and `.removed` hold. */
export function participantData(
	chat: AccountChat,
	handle: string,
	when: 'added_at' | 'removed_at',
): Record<string, unknown> {
	return {
		chat_id: chat.id,
		handle,
		participant: handleOf(chat, handle),
		[when]: new Date().toISOString(),
	};
}

/** Your own line in the chat. */
export function ownerOf(chat: AccountChat): ChatHandle {
	return handleOf(chat, ownLineOf(chat));
}

/** A participant, or one who was. */
export function handleOf(chat: AccountChat, handle: string): ChatHandle {
	const known = participantOf(chat, handle);
	if (known) return known;
	throw new Error(`${handle} was never in the chat`);
}
