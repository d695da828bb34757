import type { Resource } from '../operation';
import { addParticipant } from './addParticipant';
import { create } from './create';
import { findOrCreate } from './findOrCreate';
import { get } from './get';
import { getAll } from './getAll';
import { getParticipants } from './getParticipants';
import { leave } from './leave';
import { markAsRead } from './markAsRead';
import { removeBackground } from './removeBackground';
import { removeParticipant } from './removeParticipant';
import { sendVoiceMemo } from './sendVoiceMemo';
import { setBackground } from './setBackground';
import { setParticipants } from './setParticipants';
import { shareContactCard } from './shareContactCard';
import { startTyping } from './startTyping';
import { stopTyping } from './stopTyping';
import { update } from './update';

export const chat: Resource = {
	entry: { name: 'Chat', value: 'chat' },
	operations: [
		addParticipant,
		create,
		findOrCreate,
		get,
		getAll,
		getParticipants,
		leave,
		markAsRead,
		removeBackground,
		removeParticipant,
		sendVoiceMemo,
		setBackground,
		setParticipants,
		shareContactCard,
		startTyping,
		stopTyping,
		update,
	],
	defaultOperation: addParticipant.entry.value,
	hasChats: true,
};
