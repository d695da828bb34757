import type { LinqAPIV3 } from '@linqapp/sdk';
import { Refusal } from '../answers';
import type { AccountChat } from '../chats';
import { indexFrom } from '../fields';
import type { AccountMessage } from '../messages';
import { addReaction, isReactionType, removeReaction, type Reaction } from '../reactions';
import { bodyOf, queued, requiredField, type Call, type Route } from '../routing';
import { isEmoji, placementFrom, stickerFrom } from '../stickers';
import { requireUsable } from './chats';
import { messageOf } from './messages';

export const reactionRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/messages/:messageId/reactions',
		answer(call) {
			const { operation, reaction, index } = asked(call);
			const message = messageOf(call);
			const chat = chatFor(reaction, message, call);
			const part = message.parts[index];
			if (!part) throw new Refusal(1005, 'Invalid parameter value: part_index');
			const me = chat.handles.find(({ is_me }) => is_me);
			if (operation === 'add' && me) addReaction(part, reaction, me);
			else if (me) removeReaction(part, reaction, me);
			message.updated_at = new Date().toISOString();
			return queued(`Reaction ${operation === 'add' ? 'addition' : 'removal'} queued`, call);
		},
	},
	{
		method: 'PATCH',
		path: '/v3/messages/:messageId/reactions/:reactionId',
		answer(call) {
			const placement = placementFrom(requiredField(bodyOf(call), 'placement'));
			const { reactionId } = call.parameters;
			const message = messageOf(call);
			requireUsable(call.account.chat(message.chat_id));
			const sticker = message.parts
				.flatMap(({ reactions }) => (reactions ?? []) as Array<LinqAPIV3.Reaction & { id: string }>)
				.find(({ id, type, is_me }) => id === reactionId && type === 'sticker' && is_me)?.sticker;
			if (!sticker) throw new Refusal(2002, 'There is no such sticker of yours on this message');
			Object.assign(sticker, { placement });
			return queued('Sticker placement queued', call);
		},
	},
];

/** The message's chat, where the reaction can be: 2001, 2013, 2009, 2017. */
function chatFor({ sticker }: Reaction, message: AccountMessage, { account }: Call): AccountChat {
	const chat = requireUsable(account.chat(message.chat_id));
	if (sticker && chat.service !== 'iMessage') throw new Refusal(2017);
	return chat;
}

function asked(call: Call) {
	const body = bodyOf(call);
	const operation = requiredField(body, 'operation');
	if (operation !== 'add' && operation !== 'remove') {
		throw new Refusal(1005, 'Invalid parameter value: operation');
	}
	return {
		operation,
		reaction: reactionFrom(body, operation, call),
		index: indexFrom(body.part_index, 'part_index', 1005),
	};
}

function reactionFrom(body: Record<string, unknown>, operation: string, call: Call): Reaction {
	const type = requiredField(body, 'type');
	if (!isReactionType(type)) throw new Refusal(1005, 'Invalid parameter value: type');
	if (type === 'sticker') {
		if (operation === 'remove') throw new Refusal(1005, 'A sticker cannot be removed');
		return { type, custom_emoji: null, sticker: stickerFrom(body, call) };
	}
	if (type !== 'custom') return { type, custom_emoji: null, sticker: null };
	const emoji = requiredField(body, 'custom_emoji');
	if (typeof emoji === 'string' && isEmoji(emoji)) {
		return { type, custom_emoji: emoji, sticker: null };
	}
	throw new Refusal(1005, 'Invalid parameter value: custom_emoji');
}
