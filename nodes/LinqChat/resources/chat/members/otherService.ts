import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { activeParticipants, type Chat } from '../../../../linq/chats/chats';
import type { Replacement } from '../../../../linq/chats/replacements';
import { invalidInput, LinqError } from '../../../../linq/errors';
import { linkIn, linkInFirst } from '../../../../linq/values/links';
import { trimmed } from '../../../../linq/values/trimmed';
import type { ItemParameters } from '../../../parameters/itemParameters';
import { conflict, type Membership } from './membership';

/** Linq's number for a person who can't be reached on the chat's service. */
const otherServiceCode = 2017;

export const otherServiceOptions: INodeProperties[] = [
	{
		displayName: 'Check the Messaging Service First',
		name: 'checkService',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask Linq first if the person can be reached on the service of the chat (iMessage or RCS). Such checks are sent ten seconds apart, so this suits small numbers of people.',
	},
	{
		displayName: 'If the Service Differs',
		name: 'ifServiceDiffers',
		type: 'options',
		options: [
			{
				name: 'Create a New Chat',
				value: 'newChat',
				description:
					"Create one new group with everyone in the chat and all people of this run who can't join it",
			},
			{
				name: 'Send to Error',
				value: 'error',
				description: 'Put the item on the Error output',
			},
		],
		default: 'newChat',
		description: "What to do when the person can't be reached on the service of the chat",
	},
	{
		displayName: 'New Chat Message',
		name: 'newChatMessage',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		displayOptions: { show: { ifServiceDiffers: ['newChat'] } },
		placeholder: 'e.g. Hello everyone, we go on in this chat.',
		description:
			'The first message of the new chat, which Linq asks for. It must not hold a link. All records for one chat need the same, since they share one new chat.',
	},
	{
		displayName: 'New Chat Name',
		name: 'newChatName',
		type: 'string',
		default: '',
		displayOptions: { show: { ifServiceDiffers: ['newChat'] } },
		description: 'A name for the new chat, the same for all records of one chat',
	},
];

/** What an item wants done about a person on another service. */
export interface OtherService {
	check: boolean;
	/** What the new group begins with; undefined to put the item on Error. */
	newChat?: { message: string; name: string; idempotencyKey: string };
}

/** @throws LinqError `invalid_input` for a first message that Linq would refuse */
export function readOtherService(item: ItemParameters): OtherService {
	const check = item.options.yesOrNo('checkService', 'Check the Messaging Service First', false);
	if (!wantsNewChat(item)) return { check };
	const message = item.options.trimmedText('newChatMessage', 'New Chat Message');
	if (message === '') {
		throw invalidInput(
			'The first message of the new chat is missing',
			'Fill in the option New Chat Message: Linq creates no chat without a first message.',
		);
	}
	const link = linkIn(message);
	if (link !== undefined) throw linkInFirst(link);
	return {
		check,
		newChat: {
			message,
			name: item.options.trimmedText('newChatName', 'New Chat Name'),
			idempotencyKey: item.idempotencyKey(() => [item.chatId(), item.handle(), message]),
		},
	};
}

function wantsNewChat({ options }: ItemParameters): boolean {
	if (!options.has('ifServiceDiffers')) return false;
	const value = options.value('ifServiceDiffers');
	const choice = typeof value === 'string' ? trimmed(value) : value;
	if (choice === 'error' || choice === 'newChat') return choice === 'newChat';
	throw invalidInput(
		"The option If the Service Differs can't be used as it is",
		'Choose Create a New Chat or Send to Error.',
	);
}

/** Where a capability check for this person in this chat goes; undefined where Linq names no service. */
export function reachIn(chat: Chat, handle: string) {
	if (chat.service === undefined) return undefined;
	const from = activeParticipants(chat).find(({ isOwn }) => isOwn)?.handle;
	return { handle, service: chat.service, from, fromAny: true };
}

export function isOtherService(error: unknown): boolean {
	return error instanceof LinqError && error.failure.code === otherServiceCode;
}

/** The person can't be reached on the service of the chat: a failure that names it. */
export function serviceDiffers({ service = '' }: Chat, handle: string): LinqError {
	const theirs = handle.includes('@')
		? 'an email address is reached by iMessage'
		: 'this phone number does not have it now';
	return conflict(
		`The person can't be reached by ${service}, the service of this chat`,
		`This chat is on ${service}, and ${theirs}; choose Create a New Chat in the option If the Service Differs, or create one by hand.`,
	);
}

/** What comes out for someone who got into the group that takes the chat's place. */
export function movedOutput(
	{ chatId, handle }: Membership,
	{ chat, unnamed }: Replacement,
): IDataObject {
	return {
		chat_id: chatId,
		handle,
		status: 'new_chat_created',
		message:
			unnamed === undefined
				? 'A new chat with everyone was created'
				: `A new chat with everyone was created, but not named: ${unnamed}`,
		trace_id: null,
		new_chat_id: chat.id,
		chat: chat.details,
	};
}
