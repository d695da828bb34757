import { inChat } from '../../../linq/wire/doubt';
import { allOf, isAccepted, isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { orDoneBefore, request } from '../../steps/requests';
import type { Operation } from '../operation';
import { groupChatField } from './fields';

/** Linq's number for a chat that one's own number is in no more. */
const leftBefore = 2013;

const hints = {
	[leftBefore]: 'Your number has left this chat already; there is nothing to do for this record.',
	2015: 'Your number can leave iMessage groups of at least four people, itself among them; pick another chat, or add someone to this one first.',
	2017: 'Your number can leave iMessage groups only; pick another chat.',
};

/** What comes out in the form of Linq's answer where a try that failed has done it. */
const left = {
	message: 'Your number has left the chat; an earlier try that failed has done it',
	status: 'left',
	trace_id: null,
};

/** Chat → Leave: https://docs.linqapp.com/, Leave a group chat. */
export const leave: Operation = {
	entry: {
		name: 'Leave',
		value: 'leave',
		description:
			'Take your own number out of an iMessage group. Four people or more must be in it, itself among them.',
		action: 'Leave chat',
	},
	fields: [groupChatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'POST',
			path: path`/v3/chats/${chatId}/leave`,
			hints,
			evidence: allOf(isAccepted, isNotOfAnother('chat_id', chatId)),
			write: { again: 'same', look: inChat },
		} as const;
		return orDoneBefore(request(asked, chatId), left, ({ code }) => code === leftBefore);
	},
};
