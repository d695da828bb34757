import type LinqAPIV3 from '@linqapp/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { mentioned, messageCases, payment, withExperience, type Content } from './messages';
import {
	keyOf,
	byId,
	byNumber,
	compareOperations,
	emptied,
	entriesOf,
	itemWith,
	picked,
	upload,
	type Case,
	type File,
} from './oracle';
import { bytes, ids, line, members, oldPhone, otherLine } from './testAccount';

/** As someone may have copied it. */
const group = byId(` ${ids.group.toUpperCase()} `);
const newcomer = '+12025556100';

const addition = (official: LinqAPIV3, handle: string) =>
	official.chats.participants.add(ids.group, { handle });
const removal = (official: LinqAPIV3, handle: string) =>
	official.chats.participants.remove(ids.group, { handle });

/** A chat that begins with this content, under the key that the node made unless it has one. */
function creation(to: string[], content: Content, from = line, others: object = {}): Case['ask'] {
	return async (official, sent) => {
		const idempotency_key = keyOf(sent, content.idempotency_key);
		const message = { ...content, idempotency_key };
		return await official.chats.create({ from, to, message, ...others });
	};
}

const recording: File = {
	filename: 'hello.m4a',
	content_type: 'audio/x-m4a',
	bytes: bytes.recording,
};

/** How the numbers of the account are written in their countries; email addresses have no such way. */
const nationalFormats: Record<string, string> = {
	...{ [line]: '(202) 555-0100', [members[0]!]: '(202) 555-0101', [members[1]!]: '(202) 555-0102' },
	...{ [members[2]!]: '(202) 555-0103', [members[3]!]: '020 7946 0958' },
};

const asParticipant = (chat_id: string) => (handle: LinqAPIV3.ChatHandle) => ({
	...{ chat_id, ...handle },
	...{ joined: handle.joined_at, national_format: nationalFormats[handle.handle] ?? null },
});

const listed = (name: string, parameters: INodeParameters, ask: Case['ask']): Case => {
	return { name, parameters, ask };
};

compareOperations('chat', {
	addParticipant: [
		{
			name: 'a number in national notation',
			parameters: {
				chatId: group,
				handle: '(202) 555-6100',
				options: { defaultCountry: 'US' },
			},
			ask: async (official) => ({
				chat_id: ids.group,
				handle: newcomer,
				...(await addition(official, newcomer)),
			}),
		},
		{
			name: 'an email address with a name, after a look at the chat',
			parameters: {
				chatId: picked(ids.group),
				handle: ' Ann <ann@example.com>',
				options: { checkChat: true },
			},
			ask: async (official) => {
				await official.chats.retrieve(ids.group);
				return {
					chat_id: ids.group,
					handle: 'ann@example.com',
					...(await addition(official, 'ann@example.com')),
				};
			},
		},
		{
			name: 'someone who is not in the chat, has its service, and is waited for',
			parameters: {
				chatId: group,
				handle: newcomer,
				options: {
					checkService: true,
					skipIfAlreadyIn: true,
					waitTimeout: 10,
					waitUntilJoined: true,
				},
			},
			ask: async (official) => {
				await official.chats.retrieve(ids.group);
				await official.capability.checkIMessage({ address: newcomer, from: line });
				const added = await addition(official, newcomer);
				const { handles } = await official.chats.retrieve(ids.group);
				return {
					chat_id: ids.group,
					handle: newcomer,
					...added,
					joined: true,
					participant: handles.find(({ handle }) => handle === newcomer),
				};
			},
		},
		{
			name: 'nobody, since they are in the chat already',
			parameters: {
				chatId: group,
				handle: '+44 (0)20 7946 0958',
				options: { skipIfAlreadyIn: true },
			},
			ask: async (official) => {
				await official.chats.retrieve(ids.group);
				return {
					chat_id: ids.group,
					handle: members[3],
					status: 'already_in_chat',
					message: 'The person is in the chat already',
					trace_id: null,
				};
			},
		},
		{
			name: 'someone on another service, in a new chat instead',
			parameters: {
				chatId: group,
				handle: oldPhone,
				options: {
					ifServiceDiffers: 'newChat',
					newChatMessage: 'We go on here',
					newChatName: 'Acme',
				},
			},
			ask: async (official, sent, left) => {
				await expect(addition(official, oldPhone)).rejects.toMatchObject({ status: 409 });
				await official.chats.retrieve(ids.group);
				await official.chats.listChats({ from: line, to: oldPhone, limit: 100 });
				const parts: Content['parts'] = [{ type: 'text', value: 'We go on here' }];
				const created = await creation([...members, oldPhone], { parts })(official, sent, left);
				const { chat } = created as LinqAPIV3.ChatCreateResponse;
				await official.chats.update(chat.id, { display_name: 'Acme' });
				return {
					chat_id: ids.group,
					handle: oldPhone,
					status: 'new_chat_created',
					message: 'A new chat with everyone was created',
					trace_id: null,
					new_chat_id: chat.id,
					chat,
				};
			},
		},
	],

	removeParticipant: [
		{
			name: 'a number in international notation',
			parameters: { chatId: group, handle: '+1 (202) 555-0101' },
			ask: async (official) => ({
				chat_id: ids.group,
				handle: members[0],
				...(await removal(official, members[0]!)),
			}),
		},
		{
			name: 'a number as a spreadsheet keeps it, after a look at the chat',
			items: [{ json: { phone: 12025550101 } }],
			parameters: {
				chatId: group,
				handle: '={{ $json.phone }}',
				options: { checkChat: true, defaultCountry: 'US' },
			},
			ask: async (official) => {
				await official.chats.retrieve(ids.group);
				return {
					chat_id: ids.group,
					handle: members[0],
					...(await removal(official, members[0]!)),
				};
			},
		},
		{
			name: 'someone whose removal is waited for',
			parameters: {
				chatId: group,
				handle: 'Jo <jo@EXAMPLE.com>',
				options: { waitTimeout: 10, waitUntilRemoved: true },
			},
			ask: async (official) => {
				const removed = await removal(official, 'jo@example.com');
				const { handles } = await official.chats.retrieve(ids.group);
				return {
					chat_id: ids.group,
					handle: 'jo@example.com',
					...removed,
					removed: true,
					participant: handles.find(({ handle }) => handle === 'jo@example.com'),
				};
			},
		},
	],

	create: [
		{
			name: 'a group with a text, of people given in a text',
			parameters: {
				from: byNumber('+1 (202) 555-0100'),
				to: '(202) 555-0101, +44 20 7946 0958\nJo <jo@example.com>;',
				text: 'Hello and welcome',
				options: { defaultCountry: 'US' },
			},
			ask: creation([members[0]!, members[3]!, members[4]!], {
				parts: [{ type: 'text', value: 'Hello and welcome' }],
			}),
		},
		{
			name: 'a group in which someone is mentioned',
			parameters: {
				from: picked(line),
				to: [members[1]!, members[0]!],
				text: mentioned.text,
				options: { mention: mentioned.mention, defaultCountry: 'US' },
			},
			ask: creation([members[1]!, members[0]!], mentioned.content),
		},
		{
			name: 'a chat that begins with a card that Linq composes',
			parameters: { from: picked(line), to: members[1]!, options: payment.options },
			ask: withExperience(creation([members[1]!], payment.content)),
		},
		{
			name: 'a chat despite an opt-out',
			parameters: {
				from: picked(line),
				to: members[1]!,
				text: 'Goodbye',
				options: { overrideOptout: true },
			},
			ask: creation([members[1]!], { parts: [{ type: 'text', value: 'Goodbye' }] }, line, {
				override_optout: true,
			}),
		},
		{
			name: 'a reply to people who have a chat already',
			parameters: {
				from: picked(line),
				to: members[0]!,
				text: 'Yes',
				options: { replyToMessageId: byId(ids.greeting), replyToPartIndex: 1 },
			},
			ask: creation([members[0]!], {
				parts: [{ type: 'text', value: 'Yes' }],
				reply_to: { message_id: ids.greeting, part_index: 1 },
			}),
		},
		{
			name: 'a group of people given as a list, one of them twice',
			items: [{ json: { people: [12025550101, '+1 202-555-0102', 'tel:+12025550101'] } }],
			parameters: {
				from: picked(otherLine),
				to: '={{ $json.people }}',
				text: 'Hello and welcome',
				options: { defaultCountry: 'US' },
			},
			ask: creation(
				members.slice(0, 2),
				{ parts: [{ type: 'text', value: 'Hello and welcome' }] },
				otherLine,
			),
		},
		{
			name: 'a group with a name',
			parameters: {
				from: picked(line),
				to: [members[0]!, members[3]!],
				text: 'Hello and welcome',
				options: { displayName: ' Acme ' },
			},
			ask: async (official, sent, left) => {
				const parts: Content['parts'] = [{ type: 'text', value: 'Hello and welcome' }];
				const created = await creation([members[0]!, members[3]!], { parts })(official, sent, left);
				const { chat } = created as LinqAPIV3.ChatCreateResponse;
				await official.chats.update(chat.id, { display_name: 'Acme' });
				return { chat, named: true };
			},
		},
		...messageCases({
			parameters: { from: byNumber('202.555.0100'), to: '202.555.0101' },
			options: { defaultCountry: 'US' },
			send: (content) => creation([members[0]!], content),
		}),
	],

	get: [
		{
			name: 'a group',
			parameters: { chatId: group },
			ask: async (official) => await official.chats.retrieve(ids.group),
		},
		{
			name: 'a chat between two people, by an expression',
			items: [{ json: { chat: ids.direct } }],
			parameters: { chatId: byId('={{ $json.chat }}') },
			ask: async (official) => await official.chats.retrieve(ids.direct),
		},
		{
			name: 'one for each item',
			items: [{ json: { chat: ids.busy } }, { json: { chat: ids.flagged } }],
			parameters: { chatId: byId('={{ $json.chat }}'), options: { concurrency: 1 } },
			ask: async (official) => [
				await official.chats.retrieve(ids.busy),
				await official.chats.retrieve(ids.flagged),
			],
		},
	],

	getParticipants: [
		{
			name: 'everyone else in a group, with and without an option',
			items: [{}, {}].map(() => ({ json: {} })),
			parameters: { chatId: group, options: { activeOnly: true } },
			ask: async (official) => {
				const { handles } = await official.chats.retrieve(ids.group);
				const others = handles.filter(({ is_me }) => !is_me);
				return [...others, ...others].map(asParticipant(ids.group));
			},
		},
		{
			name: 'all of a chat that someone has left, and the line with them',
			parameters: {
				chatId: picked(ids.direct),
				options: { activeOnly: false, includeOwn: true },
			},
			prepare: (account) => (account.chat(ids.direct)!.handles[1]!.status = 'left'),
			ask: async (official) => {
				const { handles } = await official.chats.retrieve(ids.direct);
				expect(handles.map(({ status }) => status)).toEqual(['active', 'left']);
				return handles.map(asParticipant(ids.direct));
			},
		},
	],

	getAll: [
		listed(
			'fifty unless said otherwise',
			{},
			async (official) => (await official.chats.listChats({ limit: 50 })).chats,
		),
		listed(
			'a few',
			{ limit: 3 },
			async (official) => (await official.chats.listChats({ limit: 3 })).chats,
		),
		listed('more than a page', { limit: 130 }, async (official) => {
			const page = await official.chats.listChats({ limit: 100 });
			const rest = await official.chats.listChats({ limit: 30, cursor: page.next_cursor });
			return [...page.chats, ...rest.chats];
		}),
		listed(
			'all',
			{ returnAll: true },
			async (official) => await entriesOf(official.chats.listChats({ limit: 100 })),
		),
		listed(
			'those of a number of yours',
			{ returnAll: true, filters: { from: byNumber('+44 (0)20 7946 0110') } },
			async (official) =>
				await entriesOf(official.chats.listChats({ limit: 100, from: otherLine })),
		),
		listed(
			'those with someone in them',
			{
				returnAll: true,
				filters: { to: '202 555 0102' },
				options: { defaultCountry: 'US' },
			},
			async (official) => await entriesOf(official.chats.listChats({ limit: 100, to: members[1] })),
		),
		listed(
			'those of a number of yours with someone in them',
			{
				limit: 5,
				filters: { from: picked(line), to: 'jo@example.com' },
			},
			async (official) => {
				const filters = { from: line, to: members[4] };
				return (await official.chats.listChats({ limit: 5, ...filters })).chats;
			},
		),
		listed(
			'groups only, until there are enough',
			{ limit: 60, filters: { groupsOnly: true } },
			async (official) => {
				const list = official.chats.listChats({ limit: 100 });
				return await entriesOf(list, 60, ({ is_group }) => is_group);
			},
		),
		listed(
			'those that are well',
			{ limit: 120, filters: { healthStatus: 'HEALTHY' } },
			async (official) => {
				const list = official.chats.listChats({ limit: 100 });
				return await entriesOf(list, 120, ({ health_status }) => {
					return health_status.status === 'HEALTHY';
				});
			},
		),
		listed(
			'those of a name',
			{ returnAll: true, filters: { displayName: ' customer 130', groupsOnly: false } },
			async (official) => {
				const list = official.chats.listChats({ limit: 100 });
				const named = await entriesOf(list, undefined, ({ display_name }) => {
					return display_name === 'Customer 130';
				});
				expect(named).toHaveLength(1);
				return named;
			},
		),
	],

	leave: [
		{
			name: 'a group',
			parameters: { chatId: group },
			ask: async (official) => await official.chats.leaveChat(ids.group),
		},
	],

	markAsRead: [
		{
			name: 'a group',
			parameters: { chatId: group },
			ask: emptied({ chat_id: ids.group }, (official) => official.chats.markAsRead(ids.group)),
		},
	],

	sendVoiceMemo: [
		{
			name: 'by its address',
			parameters: {
				chatId: byId(ids.direct),
				source: 'url',
				voiceMemoUrl: ' https://example.com/hello.m4a ',
			},
			ask: async (official) =>
				await official.chats.sendVoicememo(ids.direct, {
					voice_memo_url: 'https://example.com/hello.m4a',
				}),
		},
		{
			name: 'despite an opt-out',
			parameters: {
				chatId: byId(ids.direct),
				source: 'url',
				voiceMemoUrl: 'https://example.com/hello.m4a',
				options: { overrideOptout: true },
			},
			ask: async (official) => {
				const asked = { voice_memo_url: 'https://example.com/hello.m4a', override_optout: true };
				return await official.chats.sendVoicememo(ids.direct, asked);
			},
		},
		{
			name: 'uploaded before',
			parameters: {
				chatId: byId(ids.direct),
				source: 'attachmentId',
				attachmentId: ids.recording.toUpperCase(),
			},
			ask: async (official) =>
				await official.chats.sendVoicememo(ids.direct, { attachment_id: ids.recording }),
		},
		{
			name: 'a file of the item',
			items: [itemWith({ memo: recording }, 'audio/mp4')],
			parameters: {
				chatId: byId(ids.direct),
				source: 'binaryData',
				binaryPropertyName: 'memo',
			},
			ask: async (official) => {
				const { attachment_id } = await upload(official, recording);
				return await official.chats.sendVoicememo(ids.direct, { attachment_id });
			},
		},
	],

	shareContactCard: [
		{
			name: 'in a group',
			parameters: { chatId: group },
			ask: emptied({ chat_id: ids.group }, (official) =>
				official.chats.shareContactCard(ids.group),
			),
		},
	],

	startTyping: [
		{
			name: 'in a chat between two people',
			parameters: { chatId: byId(ids.direct) },
			ask: emptied({ chat_id: ids.direct }, (official) => official.chats.typing.start(ids.direct)),
		},
	],

	stopTyping: [
		{
			name: 'in a chat between two people',
			parameters: { chatId: byId(ids.direct) },
			ask: emptied({ chat_id: ids.direct }, (official) => official.chats.typing.stop(ids.direct)),
		},
	],

	update: [
		{
			name: 'the name, which is waited for',
			parameters: {
				chatId: group,
				updateFields: { displayName: 'Acme' },
				options: { waitTimeout: 10, waitUntilChanged: true },
			},
			ask: async (official) => {
				const accepted = await official.chats.update(ids.group, { display_name: 'Acme' });
				const chat = await official.chats.retrieve(ids.group);
				return { ...accepted, changed: true, chat };
			},
		},
		{
			name: 'the name',
			parameters: { chatId: group, updateFields: { displayName: ' Acme ' } },
			ask: async (official) => await official.chats.update(ids.group, { display_name: 'Acme' }),
		},
		{
			name: 'the picture',
			parameters: {
				chatId: group,
				updateFields: { groupChatIcon: 'https://example.com/logo.png' },
			},
			ask: async (official) =>
				await official.chats.update(ids.group, { group_chat_icon: 'https://example.com/logo.png' }),
		},
		{
			name: 'both',
			parameters: {
				chatId: group,
				updateFields: { displayName: 'Acme', groupChatIcon: 'https://example.com/logo.png' },
			},
			ask: async (official) =>
				await official.chats.update(ids.group, {
					display_name: 'Acme',
					group_chat_icon: 'https://example.com/logo.png',
				}),
		},
	],
});
