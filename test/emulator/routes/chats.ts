import { Refusal } from '../answers';
import { ownLineOf, type AccountChat } from '../chats';
import { handleFrom, phoneNumberFrom } from '../handles';
import { pageOf } from '../paging';
import { bodyOf, type Call, type Route } from '../routing';

/** The chat named in the path, or 2001. */
export function chatOf({ account, parameters }: Call): AccountChat {
	const chat = account.chat(parameters.chatId ?? '');
	if (!chat) throw new Refusal(2001);
	return chat;
}

/** The group named in the path, if it can be changed now: 2001, 1006, 2013, 2009. */
export function changeableGroupOf(call: Call): AccountChat {
	const chat = chatOf(call);
	if (!chat.is_group) throw new Refusal(1006);
	return requireUsable(chat);
}

/** The chat named in the path, if something can be done in it now: 2001, 2013, 2009. */
export function usableChatOf(call: Call): AccountChat {
	return requireUsable(chatOf(call));
}

/** The chat, if something can be done in it now: 2001, 2013, 2009. */
export function requireUsable(chat: AccountChat | undefined): AccountChat {
	if (!chat) throw new Refusal(2001);
	if (chat.state === 'left') throw new Refusal(2013);
	if (chat.state === 'creating') throw new Refusal(2009);
	return chat;
}

export const chatRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/chats',
		answer(call) {
			const { account, query } = call;
			const from = query.from && phoneNumberFrom(query.from);
			const to = query.to && handleFrom(query.to).toLowerCase();
			const chats = account.chats.filter(
				({ handles }) =>
					(!from || handles.some(({ is_me, handle }) => is_me && handle === from)) &&
					(!to || handles.some(({ is_me, handle }) => !is_me && handle.toLowerCase() === to)),
			);
			const { entries, next_cursor } = pageOf(call, chats);
			return { status: 200, body: { chats: entries.map(asLinqShows), next_cursor } };
		},
	},
	{
		method: 'GET',
		path: '/v3/chats/:chatId',
		answer: (call) => ({ status: 200, body: asLinqShows(chatOf(call)) }),
	},
	{
		method: 'PUT',
		path: '/v3/chats/:chatId',
		answer(call) {
			const { display_name, group_chat_icon } = bodyOf(call);
			if (display_name === undefined && group_chat_icon === undefined) {
				throw new Refusal(1001, 'Missing required field: display_name or group_chat_icon');
			}
			const changes = {
				...(display_name !== undefined && {
					display_name: text('display_name', display_name),
					named: display_name !== '',
				}),
				...(group_chat_icon !== undefined && {
					group_chat_icon: text('group_chat_icon', group_chat_icon),
				}),
			};
			const chat = changeableGroupOf(call);
			call.later(ownLineOf(chat), () => {
				Object.assign(chat, changes, { updated_at: new Date().toISOString() });
			});
			return { status: 202, body: { chat_id: chat.id, status: 'accepted' } };
		},
	},
];

/** JSON leaves out what is undefined. */
function asLinqShows(chat: AccountChat) {
	return { ...chat, state: undefined, named: undefined };
}

function text(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	throw new Refusal(1005, `Invalid parameter value: ${name}`);
}
