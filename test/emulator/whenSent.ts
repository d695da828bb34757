/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import type { Account } from './account';
import type { AccountChat } from './chats';
import type { AccountMessage } from './messages';

/** Lets something happen right after Linq answered to each message or poll of one's own lines. */
export function whenSent(
	account: Account,
	happens: (message: AccountMessage, chat: AccountChat) => void,
): void {
	const add = account.addMessage.bind(account);
	account.addMessage = (chat, chosen) => {
		const message = add(chat, chosen);
		if (message.is_from_me) setImmediate(() => happens(message, chat));
		return message;
	};
}
