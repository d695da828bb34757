import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import type { ChatHandle } from './chats';
import type { Sticker } from './stickers';

export type Reaction = Pick<LinqAPIV3.Reaction, 'type' | 'custom_emoji'> & {
	sticker: Sticker | null;
};
/** A reaction in Linq's shape; the client doesn't know its ID. */
export type AccountReaction = LinqAPIV3.Reaction & { id: string };

/** What is reacted to: a part of a message, or a poll. */
interface Target {
	reactions: LinqAPIV3.Reaction[] | null;
}

/** Keyed by type, so that the compiler sees when one of the client's is missing. */
const types: Record<LinqAPIV3.ReactionType, true> = {
	love: true,
	like: true,
	dislike: true,
	laugh: true,
	emphasize: true,
	question: true,
	custom: true,
	sticker: true,
};

export function isReactionType(type: unknown): type is LinqAPIV3.ReactionType {
	return typeof type === 'string' && Object.hasOwn(types, type);
}

/** One person has one reaction to a part; another takes its place. Stickers stand side by side. */
export function addReaction(
	target: Target,
	reaction: Reaction,
	handle: ChatHandle,
): AccountReaction {
	const others = (target.reactions ?? []).filter(
		(other) =>
			other.handle.id !== handle.id || other.type === 'sticker' || reaction.type === 'sticker',
	);
	const added = { id: randomUUID(), ...reaction, handle, is_me: handle.is_me === true };
	target.reactions = [...others, added];
	return added;
}

/** Takes back someone's reaction of this kind, if it is there. */
export function removeReaction(
	target: Target,
	{ type, custom_emoji }: Pick<Reaction, 'type' | 'custom_emoji'>,
	handle: ChatHandle,
): void {
	const left = (target.reactions ?? []).filter(
		(other) =>
			!(
				other.handle.id === handle.id &&
				other.type === type &&
				(other.custom_emoji ?? null) === (custom_emoji ?? null)
			),
	);
	target.reactions = left.length > 0 ? left : null;
}
