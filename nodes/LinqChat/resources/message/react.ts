import type { INodeProperties } from 'n8n-workflow';
import { sendWithFiles, type UploadedPart } from '../../../linq/messages/messages';
import { message } from '../../../linq/values/identifiers';
import { inChat } from '../../../linq/wire/doubt';
import { isAccepted } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import type { Operation } from '../operation';
import { readEmoji } from './emoji';
import { hintsAboutItsChat } from './hints';
import { partIndexOption, readPart } from './part';
import {
	notRemovable,
	placementOf,
	placementOption,
	readSticker,
	stickerFields,
	stickerHints,
	type Sticker,
} from './stickers';

const types = [
	...(['love', 'like', 'dislike', 'laugh', 'emphasize', 'question', 'custom'] as const),
	'sticker',
] as const;

const fields: INodeProperties[] = [
	{
		displayName: 'Action',
		name: 'action',
		type: 'options',
		options: [
			{ name: 'Add', value: 'add' },
			{ name: 'Remove', value: 'remove' },
		],
		default: 'add',
		description: 'Whether the reaction is added or taken back',
	},
	{
		displayName: 'Reaction',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Another Emoji', value: 'custom' },
			{ name: 'Dislike', value: 'dislike', description: 'Thumbs down' },
			{ name: 'Emphasize', value: 'emphasize', description: 'Two exclamation marks' },
			{ name: 'Laugh', value: 'laugh' },
			{ name: 'Like', value: 'like', description: 'Thumbs up' },
			{ name: 'Love', value: 'love', description: 'A heart' },
			{ name: 'Question', value: 'question', description: 'A question mark' },
			{
				name: 'Sticker',
				value: 'sticker',
				description: "A picture or an emoji, on iMessage only; it can't be taken back",
			},
		],
		default: 'like',
	},
	...stickerFields,
	...[{ type: ['custom'] }, { type: ['sticker'], source: ['emoji'] }].map(
		(show): INodeProperties => ({
			displayName: 'Emoji',
			name: 'customEmoji',
			type: 'string',
			displayOptions: { show },
			default: '',
			description: 'The emoji itself',
		}),
	),
];

/** Message → React: https://docs.linqapp.com/, Add or remove a reaction. */
export const react: Operation = {
	entry: {
		name: 'React',
		value: 'react',
		description: 'Add a reaction to a message, or take it back',
		action: 'React to message',
	},
	fields: [chatOfMessageField, messageField, ...fields],
	options: [
		placementOption,
		{
			...partIndexOption,
			description:
				'Which part of the message it is about, where it has a text and files, for instance: 0 is the first, 1 the second',
		},
	],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const type = item.fields.choice('type', 'Reaction', types) ?? 'like';
		const operation = item.fields.choice('action', 'Action', ['add', 'remove']) ?? 'add';
		if (type === 'sticker' && operation === 'remove') throw notRemovable();
		const sticker = type === 'sticker' ? readSticker(item) : undefined;
		const reaction = {
			operation,
			type,
			...(type === 'custom' && { custom_emoji: readEmoji(item.fields) }),
			...(sticker && placementOf(item)),
			...readPart(item),
		};
		const asked = (picture: Exclude<Sticker, { type: 'file' }> | undefined) =>
			({
				method: 'POST',
				path: path`/v3/messages/${messageId}/reactions`,
				body: { ...reaction, ...picture },
				hints: { ...hintsAboutItsChat, ...stickerHints },
				evidence: isAccepted,
				// Each sticker stands beside those before it; other reactions take their place.
				write: { again: sticker ? 'twice' : 'soon', look: inChat },
			}) as const;
		const ids = { chat_id: item.givenChatId() ?? null, message_id: messageId };
		return {
			lane: item.laneOf(messageId),
			async run(session, patience) {
				const answer =
					sticker && 'file' in sticker
						? await sendWithFiles<UploadedPart>(
								[sticker],
								([file]) => asked({ attachment_id: file!.attachment_id }),
								session,
								patience,
							)
						: await session.client.request(asked(sticker), patience);
				return [{ json: { ...ids, ...answer } }];
			},
		};
	},
};
