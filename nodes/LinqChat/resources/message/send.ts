import type { IDataObject } from 'n8n-workflow';
import { messageToChat, sentMessage } from '../../../linq/messages/messages';
import { sentIn } from '../../../linq/messages/outcomes';
import { composeMessage, messageFields, messageOptions } from '../../composer';
import { readOverrideOptout } from '../../composer/optOut';
import { chatField, defaultCountryOption } from '../../parameters/fields';
import { readWaitFor, waitForOption, waitForTimeoutOption } from '../../parameters/waiting';
import { afterSending } from '../../steps/sending';
import type { Operation } from '../operation';

/** Message → Send: https://docs.linqapp.com/, Send a message to an existing chat. */
export const send: Operation = {
	entry: {
		name: 'Send',
		value: 'send',
		description: 'Send a message into a chat',
		action: 'Send a message to a chat',
	},
	toolDescription:
		'Send a message into a chat. People get it at once and it is hard to take back, so send final words only. Chat: the ID of the chat, a UUID, not its name. Text: what the message says, plain text without markdown. Comes back: chat_id and the message with its id and delivery_status.',
	fields: [chatField, ...messageFields],
	options: [defaultCountryOption, ...messageOptions, waitForOption, waitForTimeoutOption],
	prepare(item) {
		const chatId = item.chatId();
		const draft = composeMessage(item, { to: [chatId], isFirst: false });
		const wish = readWaitFor(item);
		const despite = readOverrideOptout(item.options);
		return {
			lane: chatId,
			async run(session, patience) {
				const request = (message: IDataObject) => messageToChat(chatId, message, despite);
				const answer = await sentMessage(draft, request, session, patience);
				const sent = () => sentIn(answer, chatId, draft.write);
				return afterSending(answer, sent, wish, { session, patience });
			},
		};
	},
};
