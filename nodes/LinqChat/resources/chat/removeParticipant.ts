import type { INodeProperties } from 'n8n-workflow';
import { type Chat } from '../../../linq/chats/chats';
import { isSameHandle } from '../../../linq/people/sameHandle';
import { defaultCountryOption, handleField } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readWaitTimeout, waitTimeoutOption } from '../../parameters/waiting';
import type { Operation } from '../operation';
import { confirmed } from './confirmed';
import { groupChatField } from './fields';
import { change, checkRemoval, findActive } from './members/membership';
import { previewRemoval } from './members/membershipPreview';

const options: INodeProperties[] = [
	defaultCountryOption,
	{
		displayName: 'Check the Chat First',
		name: 'checkChat',
		type: 'boolean',
		default: true,
		description:
			'Whether to look at the chat before Linq is asked, and to say what is wrong when the person is not in it or fewer than three people would remain. Each chat is read once.',
	},
	{
		displayName: 'Wait Until Removed',
		name: 'waitUntilRemoved',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the person really is out of the chat. Otherwise Success means that Linq has queued the removal.',
	},
	waitTimeoutOption('waitUntilRemoved'),
];

/** Chat → Remove Participant: https://docs.linqapp.com/, Remove a participant from a chat. */
export const removeParticipant: Operation = {
	entry: {
		name: 'Remove Participant',
		value: 'removeParticipant',
		description: 'Remove a person from a group chat',
		action: 'Remove person from chat',
	},
	toolDescription:
		'Remove one person from a group chat; three people must remain. Chat: the ID of the group chat, a UUID, not its name. Phone number or email: of one person; phone numbers with + and country code, such as +12025550100. Comes back: chat_id, handle and status. Accepted means that Linq has queued the removal.',
	fields: [groupChatField, handleField],
	options,
	prepare(item) {
		const { chatId, handle, checkChat, waitUntilRemoved, time } = readRemoval(item);
		return {
			lane: chatId,
			async run(session, patience) {
				if (checkChat) checkRemoval(await session.readings.of(chatId, patience), handle);
				const accepted = await change('remove', { chatId, handle }, session, patience);
				if (!waitUntilRemoved) return [{ json: accepted.output }];
				const removed = (chat: Chat) => {
					if (findActive(chat, handle)) return undefined;
					const left = chat.participants.find((one) => isSameHandle(one.handle, handle));
					return { removed: true, participant: left ? { ...left.details } : null };
				};
				return confirmed(accepted, removed, session, { time, patience });
			},
		};
	},
	preview(item) {
		const removal = readRemoval(item);
		return {
			lane: removal.chatId,
			run: async (session, patience) => await previewRemoval(removal, session, patience),
		};
	},
};

function readRemoval(item: ItemParameters) {
	return {
		chatId: item.chatId(),
		handle: item.handle(),
		checkChat: item.options.yesOrNo('checkChat', 'Check the Chat First', false),
		waitUntilRemoved: item.options.yesOrNo('waitUntilRemoved', 'Wait Until Removed', false),
		/** Milliseconds. */
		time: readWaitTimeout(item),
	};
}
