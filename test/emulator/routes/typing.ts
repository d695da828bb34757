import { Refusal, type Answer } from '../answers';
import type { Call, Route } from '../routing';
import { usableChatOf } from './chats';

export const typingRoutes: Route[] = [
	{ method: 'POST', path: '/v3/chats/:chatId/typing', answer: accept },
	{ method: 'DELETE', path: '/v3/chats/:chatId/typing', answer: accept },
];

function accept(call: Call): Answer {
	if (usableChatOf(call).is_group) {
		throw new Refusal(2005, 'Typing indicators are not supported in group chats');
	}
	return { status: 204 };
}
