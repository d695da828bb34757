import type { LinqAPIV3 } from '@linqapp/sdk';
import { Refusal, type Answer } from '../answers';
import { ownLineOf, type AccountChat } from '../chats';
import { contentFrom, type Content } from '../content';
import { objectFrom, textFrom } from '../fields';
import { phoneNumberFrom } from '../handles';
import { asSent, textPart } from '../messages';
import { bodyOf, requiredField, type Call, type Route } from '../routing';
import { once, requireWilling, sendInto } from '../sending';
import { createChat, recipientsFrom } from './newChats';

type Reason = LinqAPIV3.MessageCreateResponse['from_selection']['reason'];

/** Where a message goes, and why. */
interface Choice {
	chat: AccountChat;
	reason: Reason;
	content: Content;
	previous_chat_id: string | null;
}

export const newMessageRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/messages',
		answer(call) {
			const body = bodyOf(call);
			const to = recipientsFrom(requiredField(body, 'to'));
			const content = contentFrom(requiredField(body, 'message'), call);
			const continuation = continuationFrom(body.continuation_message);
			const excluded = excludedFrom(body.exclude_from, call);
			return once(content.idempotency_key, call, () => {
				requireWilling(to, call);
				return sent(chosen(to, content, { continuation, excluded }, call), call);
			});
		},
	},
];

function continuationFrom(value: unknown): string | null {
	if (value === undefined || value === null) return null;
	return textFrom(objectFrom(value, 'continuation_message').text, 'continuation_message.text');
}

/** Own lines that are not to be picked, or 1002; 1005 where none would be left. */
export function excludedFrom(value: unknown, { account }: Call): string[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw new Refusal(1005, 'Invalid parameter value: exclude_from');
	const excluded = value.map(phoneNumberFrom);
	const isLeft = account.phoneNumbers.some((line) => !excluded.includes(line.phone_number));
	if (isLeft || account.phoneNumbers.length === 0) return excluded;
	throw new Refusal(1005, 'Invalid parameter value: exclude_from must leave a line');
}

function chosen(
	to: string[],
	content: Content,
	{ continuation, excluded }: { continuation: string | null; excluded: string[] },
	call: Call,
): Choice {
	const { account } = call;
	const known = account.chatsWith(to);
	const healthy = known.find((chat) => account.canBePicked(ownLineOf(chat)));
	if (healthy) {
		return { chat: healthy, reason: 'reused_active_chat', content, previous_chat_id: null };
	}
	const bestLine = account.bestLineBut(excluded);
	if (bestLine === undefined) throw new Refusal(2015, 'No eligible line is available');
	const [abandoned] = known;
	const sendable =
		abandoned && continuation !== null
			? { ...content, parts: [textPart(continuation)], effect: null, reply_to: null }
			: content;
	return {
		chat: createChat(bestLine, to, sendable, call),
		reason: abandoned ? 'failover_flagged' : 'new_best_number',
		content: sendable,
		previous_chat_id: abandoned?.id ?? null,
	};
}

function sent({ chat, reason, content, previous_chat_id }: Choice, call: Call): Answer {
	const reused_existing_chat = reason === 'reused_active_chat';
	const message = sendInto(chat, content, call);
	const { id, handles, is_group, service } = chat;
	return {
		status: 202,
		body: {
			chat_id: id,
			created_new_chat: !reused_existing_chat,
			from: ownLineOf(chat),
			from_selection: { reason, reused_existing_chat },
			handles,
			is_group,
			message: asSent(message),
			service,
			previous_chat_id,
		},
	};
}
