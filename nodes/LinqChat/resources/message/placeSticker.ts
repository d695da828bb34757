import { message, parseAnyIdentifier, reaction } from '../../../linq/values/identifiers';
import { inChat } from '../../../linq/wire/doubt';
import { isAbout, isNothingOrAbout, type Evidence } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import { byAnyId, picked } from '../../parameters/picked';
import { requestWithoutAnswer } from '../../steps/requests';
import type { Operation } from '../operation';
import { hintsAboutItsChat } from './hints';
import { placementFields, readPlacement } from './placement';

/** One's own sticker on the message. */
const stickerField = picked(
	{
		displayName: 'Sticker',
		name: 'reactionId',
		required: true,
		description:
			'The sticker, picked from those that your number put on the message or given by the ID of the reaction: the ID that Message → Get gives with each reaction',
	},
	{ search: 'searchStickers', placeholder: 'Select a sticker of yours', by: byAnyId },
);

/** Message → Place Sticker: https://docs.linqapp.com/, Place a sticker. */
export const placeSticker: Operation = {
	entry: {
		name: 'Place Sticker',
		value: 'placeSticker',
		description: 'Move, resize or turn a sticker that your number put on a message',
		action: 'Place sticker on message',
	},
	fields: [chatOfMessageField, messageField, stickerField, ...placementFields],
	options: [],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const reactionId = parseAnyIdentifier(item.fields.value('reactionId'), reaction);
		const ids = { message_id: messageId, reaction_id: reactionId };
		const evidence: Evidence = (answer) =>
			isNothingOrAbout(ids)(answer) || isAbout('id', reactionId)(answer);
		const asked = {
			method: 'PATCH',
			path: path`/v3/messages/${messageId}/reactions/${reactionId}`,
			body: { placement: readPlacement(item.fields) },
			evidence,
			write: { again: 'same', look: inChat },
			hints: hintsAboutItsChat,
		} as const;
		return requestWithoutAnswer(asked, ids, item.laneOf(messageId));
	},
};
