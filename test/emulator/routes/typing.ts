import type { Answer } from '../answers';
import type { Call, Route } from '../routing';
import { usableChatOf } from './chats';

export const typingRoutes: Route[] = [
	{ method: 'POST', path: '/v3/chats/:chatId/typing', answer: accept },
	{ method: 'DELETE', path: '/v3/chats/:chatId/typing', answer: accept },
];

function accept(call: Call): Answer {
	usableChatOf(call);
	return { status: 204 };
}
