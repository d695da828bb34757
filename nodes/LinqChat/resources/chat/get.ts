import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

/** Chat → Get: https://docs.linqapp.com/, Get a chat by ID. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get a chat with the people in it',
		action: 'Get chat',
	},
	toolDescription:
		'Get one chat. Chat: its ID, a UUID, not its name. Comes back: id, display_name, is_group, service (iMessage, RCS or SMS), handles, the people in it, and health_status, which tells how people take what you write.',
	fields: [chatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'GET',
			path: path`/v3/chats/${chatId}`,
			evidence: isNotOfAnother('id', chatId),
		} as const;
		return request(asked, chatId);
	},
};
