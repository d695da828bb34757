import type { Account } from '../account';
import {
	activeParticipants,
	ownLineOf,
	removeParticipant,
	type AccountChat,
	type ChatHandle,
} from '../chats';
import { dataOfMessage, editData, failureData, participantData, reactionData } from '../events';
import type { EventType } from '../eventTypes';
import { editPart, setDeliveryStatus, type AccountMessage, type MessagePart } from '../messages';
import { pollData, pollFailureData, voteData } from '../payloads/polls';
import { addReaction, isReactionType, removeReaction, type Reaction } from '../reactions';
import type { Call, Webhooks } from '../webhooks';

/** What a person writes: a text, or parts of any kind. */
export interface Writing {
	text?: string;
	parts?: MessagePart[];
	/** The message that this replies to, or its ID. */
	replyTo?: AccountMessage | string;
}

/** What came of a deed: calls made for it, as they were answered; none where nobody subscribed. */
export interface Told {
	calls: Call[];
}

/** The same, and the message that was written, changed, reacted to or voted in. */
export interface Done extends Told {
	message: AccountMessage;
}

/** How far your own message has come, in this order. */
export type Receipt = (typeof receipts)[number];

const receipts = ['sent', 'delivered', 'read'] as const;

/** Why a message never came, in Linq's terms: by default 4001. */
export interface Failure {
	code?: number;
	reason?: string;
}

/**
 * What people other than the account's owner do. Each deed has changed the account when its method
 * returns, and its promise resolves once the subscriptions that hear of it have been called. Chats
 * and messages are given themselves or by their IDs. Rejects where the person isn't in the chat, or
 * what is named isn't there.
 */
export class Deeds {
	constructor(
		protected readonly account: () => Account,
		private readonly webhooks: Webhooks,
	) {}

	/** Writes a message; one of Linq's words, such as `STOP`, opts out. */
	async writes(
		chat: AccountChat | string,
		handle: string,
		{ text, parts, replyTo }: Writing,
	): Promise<Done> {
		const where = this.chatOf(chat);
		const { handle: from } = memberOf(where, handle);
		const reply_to = replyTo ? { message_id: this.messageOf(replyTo).id, part_index: 0 } : null;
		const message = this.account().addMessage(where, { from, text, parts, reply_to });
		return await this.told(where, message, 'message.received', dataOfMessage(where, message));
	}

	/** Writes another text in place of their own message's first part. */
	async edits(message: AccountMessage | string, text: string): Promise<Done> {
		const edited = this.messageOf(message);
		const chat = this.chatOf(edited.chat_id);
		if (edited.is_from_me || edited.parts[0]?.type !== 'text') {
			throw new Error(`Message ${edited.id} is no text of someone else`);
		}
		memberOf(chat, edited.from ?? '');
		editPart(edited, 0, text);
		const data = editData(chat, edited, { index: 0, text });
		return await this.told(chat, edited, 'message.edited', data);
	}

	/**
	 * Reacts to a message's first part, or to a poll; in place of an earlier reaction.
	 *
	 * @param reaction a tapback as Linq names it, such as `like`, or an emoji
	 */
	async reacts(message: AccountMessage | string, handle: string, reaction: string): Promise<Done> {
		const { target, isPoll, ...on } = this.reactable(message, handle);
		const { id, type, custom_emoji } = addReaction(target, reactionFrom(reaction), on.person);
		on.message.updated_at = new Date().toISOString();
		const about = { message_id: on.message.id, id, type, custom_emoji };
		const data = reactionData(on.chat, on.person.handle, about);
		const event = isPoll ? 'poll.reaction.added' : 'reaction.added';
		return await this.told(on.chat, on.message, event, data);
	}

	/** Takes back their reaction, of which Linq tells nobody where it was one to a poll. */
	async takesBackReaction(message: AccountMessage | string, handle: string): Promise<Done> {
		const { target, isPoll, ...on } = this.reactable(message, handle);
		const own = target.reactions?.find((reaction) => reaction.handle.id === on.person.id);
		if (!own) throw new Error(`${handle} hasn't reacted to ${on.message.id}`);
		removeReaction(target, own, on.person);
		on.message.updated_at = new Date().toISOString();
		if (isPoll) return { message: on.message, calls: [] };
		const data = reactionData(on.chat, on.person.handle, { ...own, message_id: on.message.id });
		return await this.told(on.chat, on.message, 'reaction.removed', data);
	}

	/**
	 * Votes in a poll, beside what they have voted for already.
	 *
	 * @param poll the message that stands for it
	 * @param option its text or its ID
	 */
	async votes(poll: AccountMessage | string, handle: string, option: string): Promise<Done> {
		return await this.vote(poll, { handle, option, operation: 'add' });
	}

	/** Takes back one vote. */
	async takesBackVote(
		poll: AccountMessage | string,
		handle: string,
		option: string,
	): Promise<Done> {
		return await this.vote(poll, { handle, option, operation: 'remove' });
	}

	/** Leaves a group. */
	async leaves(chat: AccountChat | string, handle: string): Promise<Told> {
		const group = this.chatOf(chat);
		const person = memberOf(group, handle);
		if (!group.is_group) throw new Error('Nobody can leave a direct chat');
		removeParticipant(group, person.handle, 'left');
		const data = participantData(group, person.handle, 'removed_at');
		return { calls: await this.webhooks.tellOf(group, 'participant.removed', data) };
	}

	/**
	 * Lets your own message be sent, be delivered to the others, or be read by them. What came before
	 * stays, and no message goes back; of SMS nobody learns that it was delivered or read.
	 */
	async gets(message: AccountMessage | string, status: Receipt): Promise<Done> {
		const own = this.ownMessageOf(message);
		if (own.service === 'SMS' && status !== 'sent') throw new Error('SMS has no receipts');
		if (receipts.indexOf(status) <= receipts.indexOf(own.delivery_status as Receipt)) {
			return { message: own, calls: [] };
		}
		setDeliveryStatus(own, status);
		const chat = this.chatOf(own.chat_id);
		const poll = this.account().polls.get(own.id);
		if (!poll) return await this.told(chat, own, `message.${status}`, dataOfMessage(chat, own));
		const data = pollData(chat, `${status}_at`, ownLineOf(chat), poll);
		return await this.told(chat, own, `poll.${status}`, data);
	}

	/** Lets your own message fail to reach the others. */
	async neverGets(message: AccountMessage | string, failure: Failure = {}): Promise<Done> {
		const { code = 4001, reason = 'Delivery failed' } = failure;
		const own = this.ownMessageOf(message);
		setDeliveryStatus(own, 'failed');
		const chat = this.chatOf(own.chat_id);
		const poll = this.account().polls.get(own.id);
		if (!poll) {
			const data = failureData(chat, { message_id: own.id, code, reason });
			return await this.told(chat, own, 'message.failed', data);
		}
		const error = { code, message: reason };
		const data = pollFailureData(chat, ownLineOf(chat), error, poll);
		return await this.told(chat, own, 'poll.failed', data);
	}

	protected chatOf(chat: AccountChat | string): AccountChat {
		const found = typeof chat === 'string' ? this.account().chat(chat) : chat;
		if (!found) throw new Error(`There is no such chat: ${chat as string}`);
		return found;
	}

	protected messageOf(message: AccountMessage | string): AccountMessage {
		const found = typeof message === 'string' ? this.account().message(message) : message;
		if (!found) throw new Error(`There is no such message: ${message as string}`);
		return found;
	}

	private ownMessageOf(named: AccountMessage | string): AccountMessage {
		const message = this.messageOf(named);
		if (!message.is_from_me) throw new Error(`Message ${message.id} is not yours`);
		return message;
	}

	private reactable(named: AccountMessage | string, handle: string) {
		const message = this.messageOf(named);
		const chat = this.chatOf(message.chat_id);
		const poll = this.account().polls.get(message.id);
		const target = poll ?? message.parts[0];
		if (!target) throw new Error(`Message ${message.id} has no part`);
		return { message, chat, target, isPoll: poll !== undefined, person: memberOf(chat, handle) };
	}

	private async vote(
		poll: AccountMessage | string,
		choice: { handle: string; option: string; operation: 'add' | 'remove' },
	): Promise<Done> {
		const message = this.messageOf(poll);
		const chat = this.chatOf(message.chat_id);
		const { handle } = memberOf(chat, choice.handle);
		const { option_id } = this.account().vote(message.id, { ...choice, handle });
		const event = choice.operation === 'add' ? 'poll.vote.added' : 'poll.vote.removed';
		const data = voteData(chat, handle, { message_id: message.id, option_id });
		return await this.told(chat, message, event, data);
	}

	private async told(
		chat: AccountChat,
		message: AccountMessage,
		event: EventType,
		data: Record<string, unknown>,
	): Promise<Done> {
		return { message, calls: await this.webhooks.tellOf(chat, event, data) };
	}
}

/** Someone who is in the chat now and isn't your own line; email addresses in whatever case. */
function memberOf(chat: AccountChat, handle: string): ChatHandle {
	const member = activeParticipants(chat).find(
		(entry) => entry.handle.toLowerCase() === handle.toLowerCase(),
	);
	if (!member || member.is_me) throw new Error(`${handle} is nobody else in the chat ${chat.id}`);
	return member;
}

function reactionFrom(reaction: string): Reaction {
	if (reaction === 'custom' || reaction === 'sticker') throw new Error(`Which ${reaction} one?`);
	if (isReactionType(reaction)) return { type: reaction, custom_emoji: null, sticker: null };
	return { type: 'custom', custom_emoji: reaction, sticker: null };
}
