import { randomUUID } from 'node:crypto';
import { handleOf, ownerOf } from '../events';
import type { AccountChat, ChatHandle } from '../chats';
import { asPoll, type AccountPoll } from '../polls';

interface PollOption {
	option_id: string;
	text: string;
	can_be_edited: boolean;
	/** Null when Linq doesn't know who added it. */
	creator_handle: ChatHandle | null;
	voters: Array<{ handle: string; voted_at: string }>;
}

/** One choice of a poll, for which nobody has voted yet. */
export function pollOption(chat: AccountChat, creator: string | null, text: string): PollOption {
	return {
		option_id: randomUUID(),
		text,
		can_be_edited: false,
		creator_handle: creator === null ? null : handleOf(chat, creator),
		voters: [],
	};
}

/**
 * What `poll.received`, `.sent`, `.delivered` and `.read` hold in version 2026-02-03.
 *
 * @param poll made up here by default
 */
export function pollData(
	chat: AccountChat,
	when: 'received_at' | 'sent_at' | 'delivered_at' | 'read_at',
	from: string,
	poll?: AccountPoll,
): Record<string, unknown> {
	const now = new Date().toISOString();
	return {
		...aboutPoll(chat, from, poll),
		poll: poll ? asPoll(poll) : pollOf(chat, from),
		created_at: poll?.created_at ?? now,
		updated_at: poll?.updated_at ?? now,
		[when]: now,
	};
}

/**
 * What `poll.failed` holds: the poll never got off.
 *
 * @param poll made up here by default
 */
export function pollFailureData(
	chat: AccountChat,
	from: string,
	error = { code: 4001, message: 'Delivery failed' },
	poll?: AccountPoll,
): Record<string, unknown> {
	return {
		...aboutPoll(chat, from, poll),
		sender_handle: null,
		poll: poll ? asPoll(poll) : pollOf(chat, from),
		error,
		failed_at: new Date().toISOString(),
	};
}

/** What `poll.updated` holds: choices were added. Its sender is one's own line, whoever did it. */
export function choicesAddedData(
	chat: AccountChat,
	added_options: PollOption[],
): Record<string, unknown> {
	const { handle } = ownerOf(chat);
	return { ...aboutPoll(chat, handle), direction: 'inbound', added_options };
}

/**
 * What `poll.vote.added` and `.removed` hold; the sender is the voter.
 *
 * @param vote the poll's message and the option; made up here by default
 */
export function voteData(
	chat: AccountChat,
	voter: string,
	vote: { message_id: string; option_id: string } = {
		message_id: randomUUID(),
		option_id: randomUUID(),
	},
): Record<string, unknown> {
	return { ...aboutPoll(chat, voter), ...vote };
}

function pollOf(chat: AccountChat, creator: string) {
	const options = ['Friday', 'Saturday'].map((text) => pollOption(chat, creator, text));
	return { total_voters: 0, options };
}

function aboutPoll(chat: AccountChat, from: string, poll?: AccountPoll) {
	const sender_handle = handleOf(chat, from);
	return {
		chat: { id: chat.id, is_group: chat.is_group, owner_handle: ownerOf(chat) },
		message_id: poll?.message_id ?? randomUUID(),
		direction: sender_handle.is_me === true ? 'outbound' : 'inbound',
		service: chat.service,
		sender_handle,
	};
}
