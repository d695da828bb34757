import { Refusal } from '../answers';
import { indexFrom, textFrom } from '../fields';
import { asShown, editPart, threadOf, type AccountMessage } from '../messages';
import { pageOf } from '../paging';
import { bodyOf, requiredField, type Call, type Route } from '../routing';
import { requireUsable } from './chats';

const mostEdits = 5;
const editableMilliseconds = 15 * 60 * 1000;

/** The message named in the path, or 2002. */
export function messageOf({ account, parameters }: Call): AccountMessage {
	const message = account.message(parameters.messageId ?? '');
	if (!message) throw new Refusal(2002);
	return message;
}

export const messageRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/messages/:messageId',
		answer: (call) => ({ status: 200, body: asShown(messageOf(call)) }),
	},
	{
		method: 'PATCH',
		path: '/v3/messages/:messageId',
		answer(call) {
			const body = bodyOf(call);
			const text = textFrom(requiredField(body, 'text'), 'text', 1005);
			const index = indexFrom(body.part_index, 'part_index', 1005);
			const message = messageOf(call);
			const part = message.parts[index];
			if (part?.type !== 'text') {
				throw new Refusal(1005, 'Invalid parameter value: part_index must name a text part');
			}
			requireEditable(message, call);
			editPart(message, index, text);
			return { status: 200, body: asShown(message) };
		},
	},
	{
		method: 'DELETE',
		path: '/v3/messages/:messageId',
		answer(call) {
			const { messages } = call.account;
			messages.splice(messages.indexOf(messageOf(call)), 1);
			return { status: 204 };
		},
	},
	{
		method: 'GET',
		path: '/v3/messages/:messageId/thread',
		answer(call) {
			const { order = 'asc' } = call.query;
			if (order !== 'asc' && order !== 'desc') {
				throw new Refusal(1005, 'Invalid parameter value: order');
			}
			const message = messageOf(call);
			const chat = call.account.chat(message.chat_id);
			const newestFirst = threadOf(chat ? call.account.messagesIn(chat) : [], message);
			const thread = order === 'desc' ? newestFirst : newestFirst.toReversed();
			const { entries, next_cursor } = pageOf(call, thread);
			return { status: 200, body: { messages: entries.map(asShown), next_cursor } };
		},
	},
];

function requireEditable(message: AccountMessage, { account }: Call): void {
	requireUsable(account.chat(message.chat_id));
	if (!message.is_from_me) throw new Refusal(2005, 'Only messages you sent can be edited');
	if (message.edits >= mostEdits) {
		throw new Refusal(2015, `A message can be edited up to ${mostEdits} times`);
	}
	if (Date.now() - Date.parse(message.sent_at ?? message.created_at) > editableMilliseconds) {
		throw new Refusal(2015, 'A message can be edited within 15 minutes of when it was sent');
	}
}
