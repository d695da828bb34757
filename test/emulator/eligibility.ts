import { Refusal } from './answers';
import { ownLineOf } from './chats';
import type { Call } from './routing';

/** What makes no new activity on a line: marking as read, and what concerns Linq alone. */
const quiet = ['POST /v3/chats/:chatId/read', 'DELETE /v3/messages/:messageId'];

/** 2027 for what would make new activity on a line that can deliver nothing. Reads work. */
export function requireEligible(call: Call): void {
	if (call.route.startsWith('GET ') || quiet.includes(call.route)) return;
	const line = lineOf(call);
	if (line !== undefined && call.account.ineligibleLines.has(line)) throw new Refusal(2027);
}

/** The line that is to be active, where it is known. */
function lineOf({ account, route, parameters, body }: Call): string | undefined {
	if (route === 'POST /v3/chats') return (body as { from?: string } | undefined)?.from;
	const { chatId = account.message(parameters.messageId ?? '')?.chat_id } = parameters;
	const chat = chatId === undefined ? undefined : account.chat(chatId);
	return chat && ownLineOf(chat);
}
