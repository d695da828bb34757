import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import { ownLineOf, participantOf, type AccountChat, type Service } from './chats';

type ClientPart = NonNullable<LinqAPIV3.Message['parts']>[number];
/** What the official client of this project's age doesn't know of texts yet. */
export interface Mention {
	/** Handle of someone in the group. */
	mention: string;
	/** In UTF-16 units; none where all of the text mentions them. */
	mention_range?: [start: number, end: number];
}
export type TextPart = Extract<ClientPart, { type: 'text' }> & Partial<Mention>;
/** A card that opens an App Clip, or a checkout. */
export interface AppClipPart {
	type: 'app_clip';
	value: string;
	title: string | null;
	description: string | null;
	image_url: string | null;
	reactions: LinqAPIV3.Reaction[] | null;
}
export type MessagePart = Exclude<ClientPart, { type: 'text' }> | TextPart | AppClipPart;
export type AppCardPart = Extract<MessagePart, { type: 'imessage_app' }>;
export type DeliveryStatus = LinqAPIV3.Message['delivery_status'];
/** The shorter shape in which Linq answers a message just sent. */
export type SentMessage = Omit<LinqAPIV3.ChatCreateResponse['chat']['message'], 'parts'> & {
	parts: MessagePart[];
};
/**
 * A message in Linq's shape, and beside it the key it was sent under and how often it was edited.
 */
export type AccountMessage = Omit<LinqAPIV3.Message, 'parts'> & {
	parts: MessagePart[];
	idempotency_key: string | null;
	edits: number;
};

export interface NewMessage {
	/** A UUID; random by default. */
	id?: string;
	/** Who wrote it; your own line by default. */
	from?: string;
	/** The text of its only part, unless there are `parts`. */
	text?: string;
	parts?: MessagePart[];
	effect?: LinqAPIV3.MessageEffect | null;
	reply_to?: LinqAPIV3.ReplyTo | null;
	preferred_service?: Service | null;
	idempotency_key?: string | null;
	/** By default `queued` from your own line and `received` from anyone else. */
	delivery_status?: DeliveryStatus;
	/** Any date that `Date` reads; now by default. */
	created_at?: string;
}

/** A message in `chat`. */
export function newMessage(chat: AccountChat, chosen: NewMessage): AccountMessage {
	const created_at = new Date(chosen.created_at ?? Date.now()).toISOString();
	const me = ownLineOf(chat);
	const from = chosen.from ?? me;
	const is_from_me = from === me;
	const message: AccountMessage = {
		id: chosen.id ?? randomUUID(),
		chat_id: chat.id,
		parts: chosen.parts ?? [textPart(chosen.text ?? '')],
		effect: chosen.effect ?? null,
		reply_to: chosen.reply_to ?? null,
		preferred_service: chosen.preferred_service ?? null,
		service: chat.service,
		from,
		from_handle: participantOf(chat, from) ?? null,
		is_from_me,
		delivery_status: 'queued',
		is_delivered: false,
		is_read: false,
		created_at,
		updated_at: created_at,
		sent_at: null,
		delivered_at: null,
		read_at: null,
		idempotency_key: chosen.idempotency_key ?? null,
		edits: 0,
	};
	const status = chosen.delivery_status ?? (is_from_me ? 'queued' : 'received');
	setDeliveryStatus(message, status, created_at);
	return message;
}

/** A part that nobody has reacted to. */
export function textPart(
	value: string,
	text_decorations: LinqAPIV3.TextDecoration[] | null = null,
	mention?: Mention,
): MessagePart {
	return { type: 'text', value, text_decorations, ...mention, reactions: null };
}

/** Each status with the dates that a message of that status has. */
const datesOf: Record<DeliveryStatus, Array<'sent_at' | 'delivered_at' | 'read_at'>> = {
	pending: [],
	queued: [],
	failed: [],
	sent: ['sent_at'],
	delivered: ['sent_at', 'delivered_at'],
	received: ['sent_at', 'delivered_at'],
	read: ['sent_at', 'delivered_at', 'read_at'],
};

/** Moves the message on to `status`; dates it has already stay. */
export function setDeliveryStatus(
	message: AccountMessage,
	status: DeliveryStatus,
	at = new Date().toISOString(),
): void {
	for (const date of datesOf[status]) message[date] ??= at;
	message.delivery_status = status;
	message.is_delivered = status === 'delivered' || status === 'read';
	message.is_read = status === 'read';
	message.updated_at = at;
}

/** Puts another text into a text part; what it was reacted with stays. */
export function editPart(message: AccountMessage, index: number, text: string): void {
	message.parts[index] = { ...textPart(text), reactions: message.parts[index]?.reactions ?? null };
	message.edits += 1;
	message.updated_at = new Date().toISOString();
}

/** As Linq answers a message just sent. */
export function asSent(message: AccountMessage): SentMessage {
	const { id, parts, effect, reply_to, preferred_service, service, from_handle } = message;
	const { delivery_status, is_read, created_at, sent_at = null, delivered_at } = message;
	return {
		...{ id, parts, effect, reply_to, preferred_service, service, from_handle },
		...{ delivery_status, is_read, created_at, sent_at, delivered_at },
	};
}

/** As Linq shows a message later on. JSON leaves out what is undefined. */
export function asShown(message: AccountMessage) {
	return { ...message, idempotency_key: undefined, edits: undefined };
}

/** Of the messages, the one that started the thread and all replies, to it or to one another. */
export function threadOf(messages: AccountMessage[], message: AccountMessage): AccountMessage[] {
	const byId = new Map(messages.map((each) => [each.id, each]));
	const origin = ({ id, reply_to }: AccountMessage): string => {
		const above = reply_to && byId.get(reply_to.message_id);
		return above ? origin(above) : (reply_to?.message_id ?? id);
	};
	const start = origin(message);
	return messages.filter((each) => each.id === start || origin(each) === start);
}
