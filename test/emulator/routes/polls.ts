import { Refusal } from '../answers';
import { objectFrom, textFrom } from '../fields';
import { addOptions, asEnvelope, vote, type AccountPoll } from '../polls';
import { bodyOf, requiredField, type Call, type Route } from '../routing';
import { once } from '../sending';
import type { AccountChat } from '../chats';
import { requireUsable, usableChatOf } from './chats';
import { messageOf } from './messages';

const fewestOptions = 2;

export const pollRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats/:chatId/polls',
		answer(call) {
			const poll = objectFrom(requiredField(bodyOf(call), 'poll'), 'poll', 1005);
			const texts = textsFrom(poll.options, 'poll.options', fewestOptions);
			const { idempotency_key: key = null } = poll;
			if (key !== null && typeof key !== 'string') {
				throw new Refusal(1005, 'Invalid parameter value: poll.idempotency_key');
			}
			return once(key, call, () => {
				const chat = usableChatOf(call);
				if (chat.service !== 'iMessage') {
					throw new Refusal(2017, 'Polls are only supported in iMessage chats');
				}
				call.countMessage(chat);
				const added = call.account.addPoll(chat, texts);
				call.deliver(call.account.message(added.message_id)!);
				return { status: 201, body: asEnvelope(added) };
			});
		},
	},
	{
		method: 'GET',
		path: '/v3/messages/:messageId/poll',
		answer: (call) => ({ status: 200, body: asEnvelope(pollOf(call)) }),
	},
	{
		method: 'POST',
		path: '/v3/messages/:messageId/poll/options',
		answer(call) {
			const texts = textsFrom(requiredField(bodyOf(call), 'options'), 'options', 1);
			const { poll, me } = changeable(call);
			addOptions(poll, texts, me);
			return { status: 200, body: asEnvelope(poll) };
		},
	},
	{
		method: 'POST',
		path: '/v3/messages/:messageId/poll/votes',
		answer(call) {
			const body = bodyOf(call);
			const operation = requiredField(body, 'operation');
			if (operation !== 'add' && operation !== 'remove') {
				throw new Refusal(1005, 'Invalid parameter value: operation');
			}
			const option = textFrom(requiredField(body, 'option_id'), 'option_id', 1005).toLowerCase();
			const { poll, me, chat } = changeable(call);
			if (!poll.options.some(({ option_id }) => option_id === option)) {
				throw new Refusal(1005, 'Invalid parameter value: option_id');
			}
			vote(poll, chat, { handle: me.handle, option, operation });
			return { status: 200, body: asEnvelope(poll) };
		},
	},
];

/** The poll of the message named in the path, or 2002. */
function pollOf(call: Call): AccountPoll {
	const poll = call.account.polls.get(messageOf(call).id);
	if (!poll) throw new Refusal(2002, 'This message is no poll');
	return poll;
}

/** The same with its chat, if something can be done in it, and the line's own entry there. */
function changeable(call: Call): {
	poll: AccountPoll;
	chat: AccountChat;
	me: AccountChat['handles'][number];
} {
	const poll = pollOf(call);
	const chat = requireUsable(call.account.chat(poll.chat_id));
	return { poll, chat, me: chat.handles.find(({ is_me }) => is_me)! };
}

function textsFrom(value: unknown, name: string, fewest: number): string[] {
	if (!Array.isArray(value) || value.length < fewest) {
		throw new Refusal(1005, `Invalid parameter value: ${name} needs at least ${fewest}`);
	}
	return value.map((option) => textFrom(objectFrom(option, name, 1005).text, `${name}.text`, 1005));
}
