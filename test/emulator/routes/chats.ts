import type { AccountChat } from '../account';
import { Refusal } from '../answers';
import { handleFrom, phoneNumberFrom } from '../handles';
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
	if (chat.state === 'left') throw new Refusal(2013);
	if (chat.state === 'creating') throw new Refusal(2009);
	return chat;
}

export const chatRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/chats',
		answer({ account, query }) {
			const limit = wholeNumber('limit', query.limit ?? '20', 1, 100);
			const start = wholeNumber('cursor', query.cursor ?? '0', 0, Number.MAX_SAFE_INTEGER);
			const from = query.from && phoneNumberFrom(query.from);
			const to = query.to && handleFrom(query.to).toLowerCase();
			const chats = account.chats.filter(
				({ handles }) =>
					(!from || handles.some(({ is_me, handle }) => is_me && handle === from)) &&
					(!to || handles.some(({ is_me, handle }) => !is_me && handle.toLowerCase() === to)),
			);
			const end = start + limit;
			return {
				status: 200,
				body: {
					chats: chats.slice(start, end).map(asLinqShows),
					next_cursor: end < chats.length ? String(end) : null,
				},
			};
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
			Object.assign(chat, changes, { updated_at: new Date().toISOString() });
			return { status: 200, body: { chat_id: chat.id, status: 'ok' } };
		},
	},
];

/** JSON leaves out what is undefined. */
function asLinqShows(chat: AccountChat) {
	return { ...chat, state: undefined, named: undefined };
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
	const number = /^\d+$/.test(value) ? Number(value) : NaN;
	if (number >= least && number <= most) return number;
	throw new Refusal(1005, `Invalid parameter value: ${name}`);
}

function text(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	throw new Refusal(1005, `Invalid parameter value: ${name}`);
}
