import type { INodeProperties } from 'n8n-workflow';
import { messageList } from '../../../linq/chats/chats';
import { senderOf } from '../../../linq/messages/later';
import { isSameHandle } from '../../../linq/people/sameHandle';
import { textOf } from '../../../linq/values/json';
import { chatField, defaultCountryOption } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { filtersField, listFields, listing, sieveOf, type Sieve } from '../../steps/lists';
import type { Operation } from '../operation';
import { messageAnswer } from './answerForm';

const filtersOfMessages: INodeProperties[] = [
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Received', value: 'received' },
			{ name: 'Sent', value: 'sent' },
		],
		default: 'received',
		description:
			"Only messages that people wrote to you, or only those of your own number. Linq can't filter messages, so whole pages are read until there are enough.",
	},
	{
		displayName: 'Sender',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 202 555 0100 or jo@example.com',
		description:
			"Only messages that this person wrote, or this number of yours. Linq can't filter messages, so whole pages are read until there are enough.",
	},
	{
		displayName: 'Sent After',
		name: 'sentAfter',
		type: 'dateTime',
		default: '',
		description:
			"Only messages that are newer than this. Without a time zone, it is in the workflow's. Linq can't filter messages, so whole pages are read until there are enough.",
	},
];

/** Message → Get Many: https://docs.linqapp.com/, Get messages from a chat. */
export const getAll: Operation = {
	entry: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many messages of a chat',
		action: 'Get many messages of chat',
	},
	toolDescription:
		'Get the messages of a chat. Chat: the ID of the chat, a UUID, not its name. Direction: received or sent. Sender: only what this person wrote, a phone number with + and country code or an email address. Sent After: only what is newer than this date, in ISO 8601. Leave those three empty to see all. Comes back: for each message id, parts with the text, from_handle, who wrote it, is_from_me, delivery_status and created_at.',
	fields: [
		chatField,
		...listFields,
		...answerFormFields(messageAnswer),
		filtersField(filtersOfMessages),
	],
	options: [defaultCountryOption],
	prepare(item) {
		const chatId = item.chatId();
		const keep = sieveOf(ofDirection(item), ofSender(item), ofTime(item));
		const list = listing(item, messageList(chatId), { lane: chatId, keep });
		return inForm(item, list, messageAnswer);
	},
};

function ofDirection({ filters }: ItemParameters): Sieve | undefined {
	if (!filters.isInUse('direction', 'Direction')) return undefined;
	const direction = filters.choice('direction', 'Direction', ['received', 'sent']);
	return (message) => (message.is_from_me === true) === (direction === 'sent');
}

function ofSender(item: ItemParameters): Sieve | undefined {
	if (!item.filters.isInUse('from', 'Sender')) return undefined;
	const from = item.handle('from', item.filters);
	return (message) => isSameHandle(senderOf(message), from);
}

function ofTime({ filters, timeZone }: ItemParameters): Sieve | undefined {
	if (!filters.isInUse('sentAfter', 'Sent After')) return undefined;
	const sentAfter = filters.time('sentAfter', 'Sent After', timeZone);
	return ({ created_at }) => Date.parse(textOf(created_at, 50) ?? '') > sentAfter;
}
