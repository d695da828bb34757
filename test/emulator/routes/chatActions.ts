import { Refusal } from '../answers';
import { activeParticipants, leaveChat, ownLineOf } from '../chats';
import { setDeliveryStatus } from '../messages';
import { queued, type Route } from '../routing';
import { usableChatOf } from './chats';

/** Linq's least number of participants in a group you can leave, your own line among them. */
const leastToLeave = 4;

export const chatActionRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats/:chatId/read',
		answer(call) {
			const received = call.account
				.messagesIn(usableChatOf(call))
				.filter(({ is_from_me, is_read }) => !is_from_me && !is_read);
			for (const message of received) setDeliveryStatus(message, 'read');
			return { status: 204 };
		},
	},
	{
		method: 'POST',
		path: '/v3/chats/:chatId/leave',
		answer(call) {
			const chat = usableChatOf(call);
			if (!chat.is_group) throw new Refusal(2015, 'Direct chats cannot be left');
			if (chat.service !== 'iMessage') throw new Refusal(2017);
			if (activeParticipants(chat).length < leastToLeave) {
				throw new Refusal(2015, `Group must have at least ${leastToLeave} active participants`);
			}
			call.later(ownLineOf(chat), () => leaveChat(chat));
			return queued('Leaving the chat queued', call);
		},
	},
	{
		method: 'POST',
		path: '/v3/chats/:chatId/share_contact_card',
		answer(call) {
			const chat = usableChatOf(call);
			const line = ownLineOf(chat);
			if (chat.service !== 'iMessage') throw new Refusal(2017);
			if (!call.account.contactCard(line)?.is_active) throw new Refusal(2012);
			return { status: 204 };
		},
	},
];
