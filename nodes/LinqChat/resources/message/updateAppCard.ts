import { inChat } from '../../../linq/wire/doubt';
import { hasText, within } from '../../../linq/wire/evidence';
import { message } from '../../../linq/values/identifiers';
import { path } from '../../../linq/wire/path';
import {
	cardUrlField,
	fallbackTextField,
	interactiveField,
	layoutFields,
	readCardContent,
} from '../../composer/appCard';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import type { Operation } from '../operation';
import { request } from '../../steps/requests';
import { hintsAboutItsChat } from './hints';

const notDelivered =
	'The card must have been delivered first: wait until the Linq Chat Trigger tells of message.delivered, then try this record again.';

const hints = {
	...hintsAboutItsChat,
	1008: 'Correct the card as Linq says; only cards that your own numbers sent can be updated.',
	2015: notDelivered,
	409: notDelivered,
};

/** Message → Update App Card: https://docs.linqapp.com/, Update an app card. */
export const updateAppCard: Operation = {
	entry: {
		name: 'Update App Card',
		value: 'updateAppCard',
		description: 'Replace what stands on a card of your iMessage app that was delivered',
		action: 'Update an app card',
	},
	fields: [chatOfMessageField, messageField, ...layoutFields],
	options: [cardUrlField, fallbackTextField, interactiveField],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const asked = {
			method: 'POST',
			path: path`/v3/messages/${messageId}/update`,
			body: readCardContent(item.fields, item.options),
			evidence: within('message', hasText('id')),
			write: { again: 'twice', look: inChat },
			hints,
		} as const;
		return request(asked, item.laneOf(messageId));
	},
};
