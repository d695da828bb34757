import { Refusal, type Answer } from '../answers';
import { requireUnblocked } from '../blockedHandles';
import type { AccountChat } from '../chats';
import { containsLink, contentFrom, type Content } from '../content';
import { handleFrom, phoneNumberFrom } from '../handles';
import { asSent, type AccountMessage } from '../messages';
import { bodyOf, requiredField, type Call, type Route } from '../routing';
import { once, requireFit, requireWilling, sendInto, serviceFor } from '../sending';

/** Linq's largest number of recipients. */
const mostRecipients = 31;

export const newChatRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats',
		answer(call) {
			const { from, to, content } = asked(call);
			return once(content.idempotency_key, call, () => {
				requireWilling(to, call);
				const known = call.account.chatBetween(from, to);
				if (!known) requirePlain(content);
				const chat = known ?? createChat(from, to, content, call);
				return created(chat, sendInto(chat, content, call));
			});
		},
	},
];

/** Each recipient once, email addresses in whatever case; or 1005, 1002. */
export function recipientsFrom(value: unknown): string[] {
	if (!Array.isArray(value) || value.length < 1 || value.length > mostRecipients) {
		throw new Refusal(1005, `Invalid parameter value: to must hold 1 to ${mostRecipients} handles`);
	}
	const handles = value.map(handleFrom);
	const spellings = handles.map((handle) => handle.toLowerCase());
	return handles.filter((_, index) => spellings.indexOf(spellings[index] ?? '') === index);
}

/** A chat that takes this content, or 2002, 2018, 2026. */
export function createChat(
	from: string,
	handles: string[],
	content: Content,
	call: Call,
): AccountChat {
	const service = serviceFor(handles, content, call);
	requireFit(content, call, service, { others: handles });
	requireUnblocked(handles, call);
	return call.account.addChat({ from, handles, service, state: call.account.newChatState });
}

/** The first message of a new chat, or 1005. */
function requirePlain({ effect, reply_to }: Content): void {
	if (!effect && !reply_to) return;
	throw new Refusal(1005, 'The first message of a chat must not have an effect or a reply_to');
}

function asked(call: Call): { from: string; to: string[]; content: Content } {
	const body = bodyOf(call);
	const [givenFrom, givenTo, message] = ['from', 'to', 'message'].map((field) =>
		requiredField(body, field),
	);
	const from = phoneNumberFrom(givenFrom);
	const to = recipientsFrom(givenTo);
	const content = contentFrom(message, call);
	// Whether or not the chat is a new one: Linq names the path, not the chat's age.
	if (containsLink(content.parts)) {
		throw new Refusal(1005, 'The first message of a chat must not contain a link');
	}
	if (!call.account.owns(from)) throw new Refusal(2006);
	return { from, to, content };
}

function created(chat: AccountChat, sent: AccountMessage): Answer {
	const { id, display_name, handles, health_status, is_group, service } = chat;
	const message = asSent(sent);
	return {
		status: 201,
		body: { chat: { id, display_name, handles, health_status, is_group, service, message } },
	};
}
