import { inChat } from '../../../linq/wire/doubt';
import { isAccepted } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { directChatField } from '../../parameters/fields';
import type { Operation } from '../operation';
import { request } from '../../steps/requests';

const betweenTwo =
	'A location can be asked for in iMessage chats between two people only; pick another chat.';

/** Linq refuses all others with 409 (https://docs.linqapp.com/, Request a contact's location). */
const hints = { 2015: betweenTwo, 2016: betweenTwo, 2017: betweenTwo, 409: betweenTwo };

/** Location → Request: https://docs.linqapp.com/, Request a contact's location. */
export const requestLocation: Operation = {
	entry: {
		name: 'Request',
		value: 'request',
		description: 'Ask a person to share where they are, in an iMessage chat between two people',
		action: 'Request a location',
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
