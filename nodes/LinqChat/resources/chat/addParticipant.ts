import { addParticipant as add } from '../../../linq/chats';
import { textOf } from '../../../linq/json';
import { defaultCountryOption, groupChatField, handleField } from '../fields';
import type { Operation } from '../operation';

/** Chat → Add Participant: https://docs.linqapp.com/, Add a participant to a chat. */
export const addParticipant: Operation = {
	entry: {
		name: 'Add Participant',
		value: 'addParticipant',
		description: 'Add a person to a group chat',
		action: 'Add a participant to a chat',
	},
	fields: [groupChatField, handleField],
	options: [defaultCountryOption],
	prepare(item) {
		const chatId = item.chatId();
		const handle = item.handle();
		return {
			lane: chatId,
			async run(client, patience) {
				const answer = await add(client, chatId, handle, patience);
				return [
					{
						chat_id: chatId,
						handle,
						status: textOf(answer.status, 100) ?? null,
						message: textOf(answer.message, 500) ?? null,
						trace_id: textOf(answer.trace_id, 200) ?? null,
					},
				];
			},
		};
	},
};
