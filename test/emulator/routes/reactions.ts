import type { LinqAPIV3 } from '@linqapp/sdk';
import { Refusal } from '../answers';
import type { ChatHandle } from '../chats';
import { indexFrom } from '../fields';
import type { MessagePart } from '../messages';
import { bodyOf, queued, requiredField, type Call, type Route } from '../routing';
import { requireUsable } from './chats';
import { messageOf } from './messages';

type Reaction = Pick<LinqAPIV3.Reaction, 'type' | 'custom_emoji'>;

/** Keyed by type, so that the compiler sees when one of the client's is missing. */
const sendable: Record<LinqAPIV3.ReactionType, boolean> = {
	love: true,
	like: true,
	dislike: true,
	laugh: true,
	emphasize: true,
	question: true,
	custom: true,
	// Nothing in the request can hold the sticker.
	sticker: false,
};

export const reactionRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/messages/:messageId/reactions',
		answer(call) {
			const { operation, reaction, index } = asked(call);
			const message = messageOf(call);
			const chat = requireUsable(call.account.chat(message.chat_id));
			const part = message.parts[index];
			if (!part) throw new Refusal(1005, 'Invalid parameter value: part_index');
			const me = chat.handles.find(({ is_me }) => is_me);
			if (operation === 'add' && me) add(part, reaction, me);
			else remove(part, reaction);
			message.updated_at = new Date().toISOString();
			return queued(`Reaction ${operation === 'add' ? 'addition' : 'removal'} queued`, call);
		},
	},
];

function asked(call: Call) {
	const body = bodyOf(call);
	const operation = requiredField(body, 'operation');
	if (operation !== 'add' && operation !== 'remove') {
		throw new Refusal(1005, 'Invalid parameter value: operation');
	}
	return {
		operation,
		reaction: reactionFrom(body),
		index: indexFrom(body.part_index, 'part_index', 1005),
	};
}

function reactionFrom(body: Record<string, unknown>): Reaction {
	const type = requiredField(body, 'type');
	if (!isSendable(type)) throw new Refusal(1005, 'Invalid parameter value: type');
	if (type !== 'custom') return { type, custom_emoji: null };
	const emoji = requiredField(body, 'custom_emoji');
	if (typeof emoji === 'string' && isEmoji(emoji)) return { type, custom_emoji: emoji };
	throw new Refusal(1005, 'Invalid parameter value: custom_emoji');
}

function isSendable(type: unknown): type is Reaction['type'] {
	return (
		typeof type === 'string' && Object.hasOwn(sendable, type) && sendable[type as Reaction['type']]
	);
}

/** One character as people count them, drawn as a picture, flag or keycap. */
function isEmoji(text: string): boolean {
	const characters = [...new Intl.Segmenter().segment(text)];
	return characters.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|⃣/u.test(text);
}

/** One person has one reaction to a part; another takes its place. */
function add(part: MessagePart, reaction: Reaction, handle: ChatHandle): void {
	const others = (part.reactions ?? []).filter(({ is_me }) => !is_me);
	part.reactions = [...others, { ...reaction, handle, is_me: true, sticker: null }];
}

function remove(part: MessagePart, { type, custom_emoji }: Reaction): void {
	const left = (part.reactions ?? []).filter(
		(other) => !(other.is_me && other.type === type && other.custom_emoji === custom_emoji),
	);
	part.reactions = left.length > 0 ? left : null;
}
