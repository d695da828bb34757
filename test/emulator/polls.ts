import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import { participantOf, type AccountChat, type ChatHandle } from './chats';
import type { AccountMessage } from './messages';

/** What can be voted for. */
export interface PollOption {
	option_id: string;
	text: string;
	can_be_edited: boolean;
	creator_handle: ChatHandle;
	voters: Array<{ handle: ChatHandle; voted_at: string }>;
}

/** A poll in Linq's shape, without `total_voters`, which follows from the rest. */
export interface AccountPoll {
	chat_id: string;
	/** Of the message that stands for it. */
	message_id: string;
	created_at: string;
	updated_at: string;
	options: PollOption[];
	/** Null where there are none any more. */
	reactions: LinqAPIV3.Reaction[] | null;
}

/** The poll that a message stands for. */
export function newPoll(message: AccountMessage, texts: string[]): AccountPoll {
	const { chat_id, id: message_id, created_at } = message;
	const poll: AccountPoll = {
		...{ chat_id, message_id, created_at, updated_at: created_at },
		...{ options: [], reactions: [] },
	};
	addOptions(poll, texts, message.from_handle!);
	return poll;
}

/** Options are added, never changed or removed. */
export function addOptions(poll: AccountPoll, texts: string[], creator_handle: ChatHandle): void {
	const added = texts.map((text) => ({
		option_id: randomUUID(),
		text,
		can_be_edited: false,
		creator_handle,
		voters: [],
	}));
	poll.options.push(...added);
	poll.updated_at = new Date().toISOString();
}

/**
 * Lets someone of the chat vote for an option, once, or take the vote back.
 *
 * @param option its ID or its text
 * @returns the option
 */
export function vote(
	poll: AccountPoll,
	chat: AccountChat,
	{ handle, option, operation = 'add' }: { handle: string; option: string; operation?: string },
): PollOption {
	const wanted = poll.options.find(
		({ option_id, text }) => option_id === option || text === option,
	);
	const voter = participantOf(chat, handle);
	if (!wanted || !voter) throw new Error(`${handle} can't vote for ${option}`);
	const others = wanted.voters.filter((one) => one.handle.handle !== voter.handle);
	const voted_at = new Date().toISOString();
	wanted.voters = operation === 'add' ? [...others, { handle: voter, voted_at }] : others;
	poll.updated_at = voted_at;
	return wanted;
}

/** What everybody has voted for. Linq names voters by their handles alone. */
export function asPoll({ options }: AccountPoll) {
	const shown = options.map((option) => ({
		...option,
		voters: option.voters.map(({ handle: { handle }, voted_at }) => ({ handle, voted_at })),
	}));
	const voters = shown.flatMap((option) => option.voters.map(({ handle }) => handle));
	return { total_voters: new Set(voters).size, options: shown };
}

/** As Linq answers everything about a poll. */
export function asEnvelope(poll: AccountPoll) {
	const { chat_id, message_id, created_at, updated_at, reactions } = poll;
	const about = { chat_id, message_id, created_at, updated_at };
	return { ...about, reactions: reactions ?? [], poll: asPoll(poll) };
}
