import type { Account, AccountChat, AccountMessage, Service } from '../account';
import { Refusal, type Answer } from '../answers';
import { handleFrom, phoneNumberFrom } from '../handles';
import { containsLink, contentFrom, sendMessage, type Content } from '../messages';
import { bodyOf, requiredField, type Call, type Route } from '../routing';

/** Linq's largest number of recipients. */
const mostRecipients = 31;

export const newChatRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats',
		answer(call) {
			const { account } = call;
			const { from, to, content } = asked(call);
			const key = content.idempotency_key;
			const known = key === null ? undefined : account.answersByIdempotencyKey.get(key);
			if (known) return known;

			const chat = account.chatBetween(from, to) ?? create(account, from, to, content);
			const answer = created(chat, sendMessage(account, chat, content));
			if (key !== null) account.answersByIdempotencyKey.set(key, answer);
			return answer;
		},
	},
];

function asked(call: Call): { from: string; to: string[]; content: Content } {
	const body = bodyOf(call);
	const [givenFrom, givenTo, message] = ['from', 'to', 'message'].map((field) =>
		requiredField(body, field),
	);
	const from = phoneNumberFrom(givenFrom);
	const to = recipientsFrom(givenTo);
	const content = contentFrom(message);
	// Documented for POST /v3/messages only, where the message's own key is as good.
	const header = call.headers['idempotency-key'];
	if (typeof header === 'string' && header !== '') content.idempotency_key ??= header;
	// Whether or not the chat is a new one: Linq names the path, not the chat's age.
	if (containsLink(content.parts)) {
		throw new Refusal(1005, 'The first message of a chat must not contain a link');
	}
	if (!call.account.owns(from)) throw new Refusal(2006);
	return { from, to, content };
}

/** Each recipient once, email addresses in whatever case; or 1005, 1002. */
function recipientsFrom(value: unknown): string[] {
	if (!Array.isArray(value) || value.length < 1 || value.length > mostRecipients) {
		throw new Refusal(1005, `Invalid parameter value: to must hold 1 to ${mostRecipients} handles`);
	}
	const handles = value.map(handleFrom);
	const spellings = handles.map((handle) => handle.toLowerCase());
	return handles.filter((_, index) => spellings.indexOf(spellings[index] ?? '') === index);
}

function create(account: Account, from: string, handles: string[], content: Content): AccountChat {
	const { preferred_service } = content;
	const everybodyHas = (service: Service) =>
		handles.every((handle) => account.capabilities(handle).includes(service));
	const wishes: Service[] = [...(preferred_service ? [preferred_service] : []), 'iMessage', 'RCS'];
	const service = wishes.find(everybodyHas) ?? 'SMS';
	return account.addChat({ from, handles, service, state: account.newChatState });
}

/** A copy, since an answer given again under the same key shows the chat as it was. */
function created(chat: AccountChat, sent: AccountMessage): Answer {
	const { id, display_name, handles, health_status, is_group, service } = chat;
	const message = { ...sent, chat_id: undefined, idempotency_key: undefined };
	return {
		status: 201,
		body: structuredClone({
			chat: { id, display_name, handles, health_status, is_group, service, message },
		}),
	};
}
