import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import { ownLineOf, participantOf, type AccountChat, type ChatHandle } from './chats';
import { newMessage, type AccountMessage, type MessagePart } from './messages';

type MessageEvent = LinqAPIV3.MessageEventV2;

/** What `message.received`, `.sent` and the like hold in version 2026-02-03, of a message made up here. */
export function messageData(
	chat: AccountChat,
	{ from, text, id }: { from: string; text: string; id?: string },
): Record<string, unknown> {
	handleOf(chat, from);
	return dataOfMessage(chat, newMessage(chat, { from, text, id, delivery_status: 'sent' }));
}

/** The same of a message of the account, as it is now. */
export function dataOfMessage(chat: AccountChat, message: AccountMessage): Record<string, unknown> {
	const { id, is_from_me, sent_at, delivered_at, read_at, effect, reply_to } = message;
	const data: MessageEvent = {
		id,
		chat: chatContext(chat),
		direction: is_from_me ? 'outbound' : 'inbound',
		sender_handle: handleOf(chat, message.from ?? ''),
		parts: message.parts.map(partOfEvent),
		service: message.service ?? 'iMessage',
		sent_at,
		// These say how far one's own messages have come.
		delivered_at: is_from_me ? delivered_at : null,
		read_at: is_from_me ? read_at : null,
		effect,
		reply_to,
		idempotency_key: message.idempotency_key,
		preferred_service: message.preferred_service ?? null,
	};
	return { ...data };
}

/** A part as events show it: without reactions, nor decorations where there are none. */
function partOfEvent(part: MessagePart): MessageEvent['parts'][number] {
	const shown = { ...part, reactions: undefined };
	if (shown.type === 'text') shown.text_decorations ??= undefined;
	// The client's type of parts knows of no App Clips yet.
	return shown as MessageEvent['parts'][number];
}

/** What `message.edited` holds: the message with its part as it reads now. */
export function editData(
	chat: AccountChat,
	{ id, is_from_me, from, updated_at }: AccountMessage,
	part: { index: number; text: string },
): Record<string, unknown> {
	const data: LinqAPIV3.MessageEditedWebhookEvent.Data = {
		id,
		chat: chatContext(chat),
		direction: is_from_me ? 'outbound' : 'inbound',
		edited_at: updated_at,
		part,
		sender_handle: handleOf(chat, from ?? ''),
	};
	return { ...data };
}

/** What `message.failed` holds. */
export function failureData(
	chat: AccountChat,
	{ message_id, code, reason }: { message_id: string; code: number; reason: string },
): Record<string, unknown> {
	return { chat_id: chat.id, message_id, code, reason, failed_at: new Date().toISOString() };
}

/** Which reaction an event is about. */
export interface ReactionOfEvent {
	message_id: string;
	part_index: number;
	type: LinqAPIV3.ReactionType;
	custom_emoji?: string | null;
	id: string;
}

/** What `reaction.added` and `.removed` hold, by default of a heart on a message made up here. */
export function reactionData(
	chat: AccountChat,
	from: string,
	reaction: Partial<ReactionOfEvent> = {},
): Record<string, unknown> {
	const from_handle = handleOf(chat, from);
	const data: LinqAPIV3.ReactionEventBase = {
		chat_id: chat.id,
		message_id: reaction.message_id ?? randomUUID(),
		part_index: reaction.part_index ?? 0,
		reaction_type: reaction.type ?? 'love',
		custom_emoji: reaction.custom_emoji ?? null,
		sticker: null,
		is_from_me: from_handle.is_me === true,
		from,
		from_handle,
		service: chat.service ?? 'iMessage',
		reacted_at: new Date().toISOString(),
	};
	return { ...data, reaction_id: reaction.id ?? randomUUID() };
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

function chatContext(chat: AccountChat): LinqAPIV3.MessageEditedWebhookEvent.Data.Chat {
	return {
		id: chat.id,
		is_group: chat.is_group,
		owner_handle: ownerOf(chat),
		health_status: chat.health_status,
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
