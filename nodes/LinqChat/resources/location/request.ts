import { inChat } from '../../../linq/wire/doubt';
import { isAccepted } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { directChatField } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

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
