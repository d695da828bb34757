import type { IDataObject } from 'n8n-workflow';
import { activeParticipants, type Chat } from '../../../linq/chats/chats';
import { messageToChat, sentMessage } from '../../../linq/messages/messages';
import { sentIn } from '../../../linq/messages/outcomes';
import { previewMessage } from '../../../linq/messages/previews';
import { composeMessage, messageFields, messageOptions } from '../../composer';
import { readOverrideOptout } from '../../composer/optOut';
import { chatField, defaultCountryOption } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readWaitFor, waitForOption, waitForTimeoutOption } from '../../parameters/waiting';
import { countedPeople, previewed, unlessDone } from '../../steps/previews';
import { afterSending } from '../../steps/sending';
import type { Operation } from '../operation';

/** Message → Send: https://docs.linqapp.com/, Send a message to an existing chat. */
export const send: Operation = {
	entry: {
		name: 'Send',
		value: 'send',
		description: 'Send a message into a chat',
		action: 'Send message to chat',
	},
	toolDescription:
		'Send a message into a chat. People get it at once and it is hard to take back, so send final words only. Chat: the ID of the chat, a UUID, not its name. Text: what the message says, plain text without markdown. Comes back: chat_id and the message with its id and delivery_status.',
	fields: [chatField, ...messageFields],
	options: [defaultCountryOption, ...messageOptions, waitForOption, waitForTimeoutOption],
	prepare(item) {
		const { chatId, draft, waitFor, despite } = readSending(item);
		return {
			lane: chatId,
			async run(session, patience) {
				const request = (message: IDataObject) => messageToChat(chatId, message, despite);
				const answer = await sentMessage(draft, request, session, patience);
				const sent = () => sentIn(answer, chatId, draft.write);
				return afterSending(answer, sent, waitFor, { session, patience });
			},
		};
	},
	preview(item) {
		const { chatId, draft, despite } = readSending(item);
		return {
			lane: chatId,
			async run(session, patience) {
				const chat = await session.readings.of(chatId, patience);
				const [own, others] = bothSidesOf(chat);
				const destination = { to: others, chat, ...despite };
				const shown = await previewMessage(draft, destination, session, patience);
				const message = `The message would be sent to ${countedPeople(others)}`;
				return previewed({
					...{ chat_id: chatId, status: 'would_send' },
					message: unlessDone(message, draft.write.isPerhapsDone),
					...{ from: own[0] ?? null, to: others },
					service: draft.preferred_service ?? chat.service ?? null,
					...shown,
				});
			},
		};
	},
};

function readSending(item: ItemParameters) {
	const chatId = item.chatId();
	return {
		chatId,
		draft: composeMessage(item, { to: [chatId], isFirst: false }),
		waitFor: readWaitFor(item),
		despite: readOverrideOptout(item.options),
	};
}

/** The handles of those who are in the chat now: one's own lines, and everyone else. */
function bothSidesOf(chat: Chat): [own: string[], others: string[]] {
	const handles = (isMine: boolean) =>
		activeParticipants(chat).flatMap(({ handle, isOwn }) => (isOwn === isMine ? [handle] : []));
	return [handles(true), handles(false)];
}
