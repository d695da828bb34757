import type LinqAPIV3 from '@linqapp/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { whenSent } from '../../emulator/whenSent';
import {
	cardFields,
	layout,
	mentioned,
	messageCases,
	payment,
	withExperience,
	type Content,
} from './messages';
import {
	automaticKeys,
	byId,
	compareOperations,
	emptied,
	entriesOf,
	itemWith,
	keyOf,
	upload,
	type Case,
	type File,
} from './oracle';
import { bytes, ids, members } from './testAccount';

const chatId = byId(ids.group);
/** As someone may have copied it. */
const messageId = byId(` ${ids.message.toUpperCase()} `);

/** A message into the group, sent under the key that the node made unless the content has one. */
function sending(content: Content, chat = ids.group, others: object = {}): Case['ask'] {
	return async (official, sent) => {
		const idempotency_key = keyOf(sent, content.idempotency_key);
		return await official.chats.messages.send(chat, {
			message: { ...content, idempotency_key },
			...others,
		});
	};
}

/** The same to people, from whatever number Linq picks. */
function sendingTo(to: string[], content: Content, others: object = {}): Case['ask'] {
	return async (official, sent) => {
		const idempotency_key = keyOf(sent, content.idempotency_key);
		return await official.messages.create({
			to,
			message: { ...content, idempotency_key },
			...others,
		});
	};
}

/** A reaction to the message, with what it was about: its chat where that was given. */
function reacting(
	reaction: LinqAPIV3.MessageAddReactionParams,
	chat_id: string | null,
): Case['ask'] {
	return async (official) => ({
		chat_id,
		message_id: ids.message,
		...(await official.messages.addReaction(ids.message, reaction)),
	});
}

/** A sticker on the message, in fields that the client hands on without knowing them. */
function sticking(fields: object): Case['ask'] {
	const reaction = { operation: 'add', type: 'sticker', ...fields };
	return reacting(reaction as LinqAPIV3.MessageAddReactionParams, null);
}

const hello: Content = { parts: [{ type: 'text', value: 'Hello' }] };

const pictureAtLinq = `https://cdn.linqapp.com/attachments/partners/1/${ids.picture}/welcome.png`;

const photo: File = { filename: 'cat.png', content_type: 'image/png', bytes: bytes.picture };

/** A case of a text with one more option. */
function textWith(name: string, options: INodeParameters, content: Partial<Content>): Case {
	return {
		name,
		parameters: { chatId, text: 'Hello', options },
		ask: sending({ parts: [{ type: 'text', value: 'Hello' }], ...content }),
	};
}

const screenEffects = [
	'balloons',
	'celebration',
	'confetti',
	'echo',
	'fireworks',
	'happy_birthday',
	'hearts',
	'lasers',
	'love',
	'sparkles',
	'spotlight',
] as const;
const bubbleEffects = ['gentle', 'invisible', 'loud', 'slam'] as const;

const styles = ['bold', 'italic', 'strikethrough', 'underline'] as const;
const animations = [
	'big',
	'small',
	'shake',
	'nod',
	'explode',
	'ripple',
	'bloom',
	'jitter',
] as const;

/** A text of these words, each with the look that it names. */
const looks = [...styles, ...animations].join(' ');
const range = (word: string) => [looks.indexOf(word), looks.indexOf(word) + word.length];

compareOperations('message', {
	send: [
		...messageCases({
			parameters: { chatId: byId(ids.group.toUpperCase()) },
			send: (content) => sending(content),
		}),
		{
			name: 'a mention of someone in the group',
			parameters: {
				chatId,
				text: mentioned.text,
				options: { mention: mentioned.mention, defaultCountry: 'US' },
			},
			ask: sending(mentioned.content),
		},
		{
			name: 'a card that Linq composes',
			parameters: { chatId: byId(ids.direct), options: payment.options },
			ask: withExperience(sending(payment.content, ids.direct)),
		},
		{
			name: 'despite an opt-out',
			parameters: {
				chatId: byId(ids.direct),
				text: 'Goodbye',
				options: { overrideOptout: true },
			},
			ask: sending({ parts: [{ type: 'text', value: 'Goodbye' }] }, ids.direct, {
				override_optout: true,
			}),
		},
		{
			name: 'waited for until it is delivered',
			prepare: (account) =>
				whenSent(account, ({ id }) => account.setDeliveryStatus(id, 'delivered')),
			parameters: { chatId, text: 'Hello', options: { waitFor: 'delivered', waitTimeout: 10 } },
			ask: async (official, sent, left) => {
				const answer = (await sending(hello)(
					official,
					sent,
					left,
				)) as LinqAPIV3.Chats.MessageSendResponse;
				const message = await official.messages.retrieve(answer.message.id);
				const { delivery_status, sent_at, delivered_at } = message;
				return { ...answer, delivery_status, sent_at, delivered_at };
			},
		},
		textWith(
			'a reply to a message',
			{ replyToMessageId: byId(` ${ids.question.toUpperCase()}`) },
			{ reply_to: { message_id: ids.question } },
		),
		textWith(
			'a reply to the first part of a message',
			{ replyToMessageId: byId(ids.message), replyToPartIndex: 0 },
			{ reply_to: { message_id: ids.message, part_index: 0 } },
		),
		textWith(
			'a reply to another part of a message',
			{ replyToMessageId: byId(ids.message), replyToPartIndex: 2 },
			{ reply_to: { message_id: ids.message, part_index: 2 } },
		),
		{
			name: 'a reply with a text, files, an effect, styles and a service',
			parameters: {
				chatId,
				text: 'This is us',
				files: {
					file: [
						{ source: 'url', url: 'https://example.com/a.jpg' },
						{ source: 'attachmentId', attachmentId: ids.picture },
					],
				},
				options: {
					effect: 'confetti',
					preferredService: 'RCS',
					replyToMessageId: byId(ids.message),
					replyToPartIndex: 1,
					textStyles: { style: [{ look: 'bloom', applyTo: 'words', words: 'us' }] },
				},
			},
			ask: sending({
				parts: [
					{
						type: 'text',
						value: 'This is us',
						text_decorations: [{ range: [8, 10], animation: 'bloom' }],
					},
					{ type: 'media', url: 'https://example.com/a.jpg' },
					{ type: 'media', attachment_id: ids.picture },
				],
				effect: { type: 'screen', name: 'confetti' },
				preferred_service: 'RCS',
				reply_to: { message_id: ids.message, part_index: 1 },
			}),
		},
		{
			name: 'one for each item, under a key of its own',
			items: [{ json: { text: 'One' } }, { json: { text: 'Two' } }],
			parameters: { chatId, text: '={{ $json.text }}' },
			ask: async (official, sent, left) => {
				const [one, two] = automaticKeys(sent).map((idempotency_key, index) =>
					sending({ parts: [{ type: 'text', value: ['One', 'Two'][index]! }], idempotency_key }),
				);
				return [await one!(official, sent, left), await two!(official, sent, left)];
			},
		},
		{
			name: 'a link within a text',
			parameters: { chatId, text: 'See https://example.com/offer' },
			ask: sending({ parts: [{ type: 'text', value: 'See https://example.com/offer' }] }),
		},
		{
			name: 'a link alone',
			parameters: { chatId, options: { link: ' https://example.com/offer?a=1&b=ü ' } },
			ask: sending({ parts: [{ type: 'link', value: 'https://example.com/offer?a=1&b=ü' }] }),
		},
		{
			name: 'every style and animation',
			parameters: {
				chatId,
				text: looks,
				options: {
					textStyles: {
						style: [...styles, ...animations].map((look) => {
							return { look, applyTo: 'words', words: look };
						}),
					},
				},
			},
			ask: sending({
				parts: [
					{
						type: 'text',
						value: looks,
						text_decorations: [
							...styles.map((style) => ({ range: range(style), style })),
							...animations.map((animation) => ({ range: range(animation), animation })),
						],
					},
				],
			}),
		},
		{
			name: 'a style for the whole text, and one wherever a word stands',
			parameters: {
				chatId,
				text: 'no, no and no',
				options: {
					textStyles: {
						style: [
							{ look: 'underline', applyTo: 'all' },
							{ look: 'bold', applyTo: 'words', words: 'no' },
						],
					},
				},
			},
			ask: sending({
				parts: [
					{
						type: 'text',
						value: 'no, no and no',
						text_decorations: [
							{ range: [0, 13], style: 'underline' },
							{ range: [0, 2], style: 'bold' },
							{ range: [4, 6], style: 'bold' },
							{ range: [11, 13], style: 'bold' },
						],
					},
				],
			}),
		},
		textWith(
			'under a key of one’s own, a number',
			{ idempotencyKey: 4711 },
			{ idempotency_key: '4711' },
		),
		...screenEffects.map((name) => {
			return textWith(name, { effect: name }, { effect: { type: 'screen', name } });
		}),
		...bubbleEffects.map((name) => {
			return textWith(name, { effect: name }, { effect: { type: 'bubble', name } });
		}),
		...(['iMessage', 'RCS', 'SMS'] as const).map((service) =>
			textWith(service, { preferredService: service }, { preferred_service: service }),
		),
	],

	sendToHandles: [
		...messageCases({
			parameters: { to: '(202) 555-0101' },
			options: { defaultCountry: 'US' },
			send: (content) => sendingTo([members[0]!], content),
		}),
		{
			name: 'a mention of one of them',
			parameters: {
				to: [members[1]!, members[0]!],
				text: mentioned.text,
				options: { mention: mentioned.mention, defaultCountry: 'US' },
			},
			ask: sendingTo([members[1]!, members[0]!], mentioned.content),
		},
		{
			name: 'a card that Linq composes',
			parameters: { to: members[0]!, options: payment.options },
			ask: withExperience(sendingTo([members[0]!], payment.content)),
		},
		{
			name: 'despite an opt-out, from none of some numbers',
			parameters: {
				to: members[0]!,
				text: 'Goodbye',
				options: {
					overrideOptout: true,
					excludeFrom: '+44 20 7946 0110, (202) 555-0188\n+442079460110',
					defaultCountry: 'US',
				},
			},
			ask: sendingTo(
				[members[0]!],
				{ parts: [{ type: 'text', value: 'Goodbye' }] },
				{ exclude_from: ['+442079460110', '+12025550188'], override_optout: true },
			),
		},
		{
			name: 'a reply to someone who wrote before',
			parameters: {
				to: members[0]!,
				text: 'Yes',
				options: { replyToMessageId: byId(ids.greeting.toUpperCase()), replyToPartIndex: 1 },
			},
			ask: sendingTo([members[0]!], {
				parts: [{ type: 'text', value: 'Yes' }],
				reply_to: { message_id: ids.greeting, part_index: 1 },
			}),
		},
		{
			name: 'waited for until somebody answers',
			prepare: (account) =>
				whenSent(account, (_, chat) => {
					account.addMessage(chat, { from: members[0], text: 'Hi' });
				}),
			parameters: {
				to: members[0]!,
				text: 'Hello',
				options: { waitFor: 'reply', waitTimeout: 10 },
			},
			ask: async (official, sent, left) => {
				const asked = sendingTo([members[0]!], hello)(official, sent, left);
				const answer = (await asked) as LinqAPIV3.MessageCreateResponse;
				const messages = official.chats.messages.list(answer.chat_id, { limit: 100 });
				const [reply, own] = await entriesOf(messages, 2);
				await official.phoneNumbers.list();
				return { ...answer, delivery_status: own!.delivery_status, reply };
			},
		},
		{
			name: 'to people given as a list, one of them twice',
			items: [{ json: { people: ['+1 202-555-0106', 'Ann <ann@example.com>', 12025550106] } }],
			parameters: {
				to: '={{ $json.people }}',
				text: 'Hello',
				options: { defaultCountry: 'US' },
			},
			ask: sendingTo(['+12025550106', 'ann@example.com'], {
				parts: [{ type: 'text', value: 'Hello' }],
			}),
		},
		{
			name: 'another text from a new number, since the known one is not fit any more',
			parameters: {
				to: '+44 (0)20 7946 0133',
				text: 'As I said',
				options: { continuationMessage: 'It is us, from a new number' },
			},
			ask: sendingTo(
				['+442079460133'],
				{ parts: [{ type: 'text', value: 'As I said' }] },
				{ continuation_message: { text: 'It is us, from a new number' } },
			),
		},
		{
			name: 'a link alone',
			parameters: { to: members[0], options: { link: 'https://example.com/offer' } },
			ask: sendingTo([members[0]!], {
				parts: [{ type: 'link', value: 'https://example.com/offer' }],
			}),
		},
	],

	get: [
		{
			name: 'with the chat it was picked from',
			parameters: { chatId, messageId },
			ask: async (official) => await official.messages.retrieve(ids.message),
		},
		{
			name: 'one for each item, by an expression',
			items: [{ json: { id: ids.question } }, { json: { id: ids.appCard } }],
			parameters: { messageId: byId('={{ $json.id }}'), options: { concurrency: 1 } },
			ask: async (official) => [
				await official.messages.retrieve(ids.question),
				await official.messages.retrieve(ids.appCard),
			],
		},
	],

	getAll: [
		{
			name: 'fifty unless said otherwise',
			parameters: { chatId: byId(ids.busy) },
			ask: async (official) =>
				(await official.chats.messages.list(ids.busy, { limit: 50 })).messages,
		},
		{
			name: 'those of a group, with pictures, stickers and a card among them',
			parameters: { chatId },
			ask: async (official) =>
				(await official.chats.messages.list(ids.group, { limit: 50 })).messages,
		},
		{
			name: 'more than two pages',
			parameters: { chatId: byId(ids.busy), limit: 201 },
			ask: async (official) => {
				const all = official.chats.messages.list(ids.busy, { limit: 100 });
				const first = await all;
				const second = await first.getNextPage();
				const cursor = second.next_cursor;
				const third = await official.chats.messages.list(ids.busy, { limit: 1, cursor });
				return [...first.messages, ...second.messages, ...third.messages];
			},
		},
		{
			name: 'all',
			parameters: { chatId: byId(ids.busy), returnAll: true },
			ask: async (official) =>
				await entriesOf(official.chats.messages.list(ids.busy, { limit: 100 })),
		},
		{
			name: 'those that people wrote, until there are enough',
			parameters: { chatId: byId(ids.busy), limit: 70, filters: { direction: 'received' } },
			ask: async (official) => {
				const list = official.chats.messages.list(ids.busy, { limit: 100 });
				return await entriesOf(list, 70, ({ is_from_me }) => !is_from_me);
			},
		},
		{
			name: 'one’s own that were sent after a time',
			parameters: {
				chatId: byId(ids.busy),
				returnAll: true,
				filters: { direction: 'sent', sentAfter: '2026-03-10T04:40:00+01:00' },
			},
			ask: async (official) => {
				const list = official.chats.messages.list(ids.busy, { limit: 100 });
				const kept = await entriesOf(list, undefined, ({ is_from_me, created_at }) => {
					return is_from_me && created_at > '2026-03-10T03:40:00.000Z';
				});
				expect(kept).toHaveLength(4);
				return kept;
			},
		},
		{
			name: 'those of a person',
			parameters: {
				chatId: byId(ids.busy),
				returnAll: true,
				filters: { from: '(202) 555-0101' },
				options: { defaultCountry: 'US' },
			},
			ask: async (official) => {
				const list = official.chats.messages.list(ids.busy, { limit: 100 });
				const kept = await entriesOf(list, undefined, ({ from_handle }) => {
					return from_handle?.handle === members[0];
				});
				expect(kept).toHaveLength(115);
				return kept;
			},
		},
	],

	getThread: [
		{
			name: 'fifty unless said otherwise',
			parameters: { messageId: byId(ids.threadStart) },
			ask: async (official) =>
				(await official.messages.listMessagesThread(ids.threadStart, { limit: 50 })).messages,
		},
		{
			name: 'the newest',
			parameters: { messageId: byId(ids.threadStart), limit: 2, filters: { order: 'desc' } },
			ask: async (official) => {
				const asked = { limit: 2, order: 'desc' } as const;
				return (await official.messages.listMessagesThread(ids.threadStart, asked)).messages;
			},
		},
		{
			name: 'all, the oldest first',
			parameters: {
				chatId: byId(ids.busy),
				messageId: byId(ids.threadStart),
				returnAll: true,
				filters: { order: 'asc' },
			},
			ask: async (official) => {
				const asked = { limit: 100, order: 'asc' } as const;
				return await entriesOf(official.messages.listMessagesThread(ids.threadStart, asked));
			},
		},
	],

	edit: [
		{
			name: 'the only part meant',
			parameters: { chatId, messageId, text: ' Welcome!\n' },
			ask: async (official) => await official.messages.update(ids.message, { text: ' Welcome!\n' }),
		},
		{
			name: 'another part',
			parameters: { messageId, text: 'See you', options: { partIndex: 2 } },
			ask: async (official) =>
				await official.messages.update(ids.message, { text: 'See you', part_index: 2 }),
		},
		{
			name: 'the first part, said so',
			parameters: { messageId, text: 'Hi', options: { partIndex: 0 } },
			ask: async (official) =>
				await official.messages.update(ids.message, { text: 'Hi', part_index: 0 }),
		},
	],

	delete: [
		{
			name: 'one',
			parameters: { chatId, messageId },
			ask: emptied({ deleted: true, message_id: ids.message }, (official) =>
				official.messages.delete(ids.message),
			),
		},
	],

	react: [
		{
			name: 'with a thumb up unless said otherwise',
			parameters: { messageId },
			ask: reacting({ operation: 'add', type: 'like' }, null),
		},
		...(['love', 'like', 'dislike', 'laugh', 'emphasize', 'question'] as const).map(
			(type): Case => ({
				name: type,
				parameters: { messageId, action: 'add', type },
				ask: reacting({ operation: 'add', type }, null),
			}),
		),
		{
			name: 'with an emoji, to a part',
			parameters: {
				messageId,
				type: 'custom',
				customEmoji: ' 👩🏽‍🚀 ',
				options: { partIndex: 1 },
			},
			ask: reacting(
				{
					operation: 'add',
					type: 'custom',
					custom_emoji: '👩🏽‍🚀',
					part_index: 1,
				},
				null,
			),
		},
		{
			name: 'with an emoji as a sticker, at a place',
			parameters: {
				...{ messageId, type: 'sticker', source: 'emoji', customEmoji: '🎉' },
				options: { placement: { place: { x: 0.5, y: -0.5, scale: 1.25, rotation: 15 } } },
			},
			ask: sticking({
				emoji: '🎉',
				placement: { x: 0.5, y: -0.5, scale: 1.25, rotation: 15 },
			}),
		},
		{
			name: 'with an uploaded picture as a sticker',
			parameters: {
				...{ messageId, type: 'sticker', source: 'attachmentId' },
				attachmentId: ids.picture.toUpperCase(),
			},
			ask: sticking({ attachment_id: ids.picture }),
		},
		{
			name: 'with the address of an uploaded picture as a sticker',
			parameters: { messageId, type: 'sticker', source: 'url', stickerUrl: pictureAtLinq },
			ask: sticking({ url: pictureAtLinq }),
		},
		{
			name: 'with a file of the item as a sticker',
			items: [itemWith({ cat: photo })],
			parameters: { messageId, type: 'sticker', source: 'binaryData', binaryPropertyName: 'cat' },
			ask: async (official, sent, left) => {
				const { attachment_id } = await upload(official, photo);
				return await sticking({ attachment_id })(official, sent, left);
			},
		},
		{
			name: 'no longer',
			parameters: { chatId, messageId, action: 'remove', type: 'love' },
			ask: reacting({ operation: 'remove', type: 'love' }, ids.group),
		},
	],

	updateAppCard: [
		{
			name: 'one line of it',
			parameters: { messageId: byId(ids.appCard), caption: 'Order 2' },
			ask: async (official) =>
				await official.messages.updateAppCard(ids.appCard, { layout: { caption: 'Order 2' } }),
		},
		{
			name: 'everything that it can have',
			parameters: {
				chatId,
				messageId: byId(ids.appCard),
				...cardFields,
				options: {
					url: ' https://example.com/orders/2 ',
					fallbackText: 'Your order',
					interactive: false,
				},
			},
			ask: async (official) =>
				await official.messages.updateAppCard(ids.appCard, {
					layout,
					url: 'https://example.com/orders/2',
					fallback_text: 'Your order',
					interactive: false,
				}),
		},
		{
			name: 'what Linq composes behind it, and the app of a card that Linq doesn’t keep',
			parameters: {
				messageId: byId(ids.appCard),
				caption: 'Order 2',
				options: {
					...payment.options,
					app: {
						app: {
							appName: 'Acme',
							teamId: 'ABCDE12345',
							bundleId: 'com.example.acme.messages',
							appStoreId: 1_234_567_890,
						},
					},
				},
			},
			ask: withExperience(async (official) => {
				const changes = {
					layout: { caption: 'Order 2' },
					app: {
						name: 'Acme',
						team_id: 'ABCDE12345',
						bundle_id: 'com.example.acme.messages',
						app_store_id: 1_234_567_890,
					},
					...payment.content,
				};
				return await official.messages.updateAppCard(ids.appCard, changes);
			}),
		},
	],
});
