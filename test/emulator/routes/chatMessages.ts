import { contentFrom } from '../content';
import { asSent, asShown } from '../messages';
import { pageOf } from '../paging';
import { bodyOf, requiredField, type Route } from '../routing';
import { once, othersIn, requireWilling, sendInto } from '../sending';
import { chatOf, usableChatOf } from './chats';

export const chatMessageRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats/:chatId/messages',
		answer(call) {
			const content = contentFrom(requiredField(bodyOf(call), 'message'), call);
			return once(content.idempotency_key, call, () => {
				const chat = usableChatOf(call);
				requireWilling(othersIn(chat), call);
				const message = asSent(sendInto(chat, content, call));
				return { status: 202, body: { chat_id: chat.id, message } };
			});
		},
	},
	{
		method: 'GET',
		path: '/v3/chats/:chatId/messages',
		answer(call) {
			const { entries, next_cursor } = pageOf(call, call.account.messagesIn(chatOf(call)));
			return { status: 200, body: { messages: entries.map(asShown), next_cursor } };
		},
	},
];
