import { inChat } from '../../../linq/wire/doubt';
import { isAccepted } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { byId, picked } from '../../parameters/picked';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

/** A chat between two people on iMessage, picked from the account's or given by its ID. */
const directChatField = picked(
	{
		displayName: 'Chat',
		name: 'chatId',
		required: true,
		description: 'The chat, picked from those between two people on iMessage or given by its ID',
	},
	{ search: 'searchDirectChats', placeholder: 'Select a chat', by: byId },
);

const betweenTwo =
	'A location can be asked for in iMessage chats between two people only; pick another chat.';

const asThingsStand =
	'Linq takes this in iMessage chats between two people, and not while the person shares their location already: see whether Location → Get has it, or pick another chat.';

/** Linq refuses with 409 (https://docs.linqapp.com/, Request a contact's location). */
const hints = {
	1007: 'This person was asked a short while ago; try this record again when they had time to answer.',
	2015: asThingsStand,
	2016: betweenTwo,
	2017: betweenTwo,
	409: asThingsStand,
};

/** Location → Request: https://docs.linqapp.com/, Request a contact's location. */
export const requestLocation: Operation = {
	entry: {
		name: 'Request',
		value: 'request',
		description: 'Ask a person to share where they are, in an iMessage chat between two people',
		action: 'Request location',
	},
	fields: [directChatField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'POST',
			path: path`/v3/chats/${chatId}/location/request`,
			evidence: isAccepted,
			write: { again: 'twice', look: inChat },
			hints,
		} as const;
		return request(asked, chatId);
	},
};
