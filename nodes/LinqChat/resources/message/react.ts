import type { INodeProperties } from 'n8n-workflow';
import { inChat } from '../../../linq/wire/doubt';
import { isAccepted } from '../../../linq/wire/evidence';
import { isIdentifier, message, parseChatId } from '../../../linq/values/identifiers';
import { path } from '../../../linq/wire/path';
import { trimmed } from '../../../linq/values/trimmed';
import { chatOfMessageField, messageField, partIndexOption } from '../../parameters/fields';
import type { Operation } from '../operation';
import { hintsAboutItsChat } from './hints';

/** Stickers can be received, not sent (https://docs.linqapp.com/, Add or remove a reaction). */
const types = ['love', 'like', 'dislike', 'laugh', 'emphasize', 'question', 'custom'] as const;

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
		],
		default: 'like',
	},
	{
		displayName: 'Emoji',
		name: 'customEmoji',
		type: 'string',
		displayOptions: { show: { type: ['custom'] } },
		default: '',
		description: 'The emoji itself',
	},
];

/** Message → React: https://docs.linqapp.com/, Add or remove a reaction. */
export const react: Operation = {
	entry: {
		name: 'React',
		value: 'react',
		description: 'Add a reaction to a message, or take it back',
		action: 'React to a message',
	},
	fields: [chatOfMessageField, messageField, ...fields],
	options: [
		{
			...partIndexOption,
			description:
				'Which part of the message it is about, where it has a text and files, for instance: 0 is the first, 1 the second',
		},
	],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const type = item.fields.choice('type', 'Reaction', types) ?? 'like';
		const body = {
			operation: item.fields.choice('action', 'Action', ['add', 'remove']) ?? 'add',
			type,
			...(type === 'custom' && {
				custom_emoji: trimmed(item.fields.requiredText('customEmoji', 'Emoji')),
			}),
			...item.partIndex(),
		};
		const asked = {
			method: 'POST',
			path: path`/v3/messages/${messageId}/reactions`,
			body,
			hints: hintsAboutItsChat,
			evidence: isAccepted,
			write: { again: 'soon', look: inChat },
		} as const;
		const chatId = item.fields.value('chatId');
		const ids = {
			chat_id: isIdentifier(chatId) ? parseChatId(chatId) : null,
			message_id: messageId,
		};
		return {
			lane: item.laneOf(messageId),
			run: async ({ client }, patience) => [
				{ json: { ...ids, ...(await client.request(asked, patience)) } },
			],
		};
	},
};
