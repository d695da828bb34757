import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Participant } from '../../../linq/chats/chats';
import { nationalFormat } from '../../../linq/people/nationalFormat';
import { textOf } from '../../../linq/values/json';
import { timeIn } from '../../../linq/values/times';
import { chatField } from '../../parameters/fields';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';

const options: INodeProperties[] = [
	{
		displayName: 'Active Only',
		name: 'activeOnly',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out people who left the chat or were removed from it. Without this option they are left out, too; switch it off to get them as well.',
	},
	{
		displayName: 'Include Your Numbers',
		name: 'includeOwn',
		type: 'boolean',
		default: true,
		description: 'Whether your own number in the chat comes out like the people in it',
	},
];

/** Chat → Get Participants: the people of https://docs.linqapp.com/, Get a chat by ID. */
export const getParticipants: Operation = {
	entry: {
		name: 'Get Participants',
		value: 'getParticipants',
		description: 'Get the people in a chat, one item for each',
		action: 'Get people in chat',
	},
	toolDescription:
		'List the people who are in one chat now, without your own number, unless the step is set to list more. Chat: its ID, a UUID, not its name. Comes back: for each person chat_id, handle (phone number or email address), service (iMessage, RCS or SMS), status (active, left or removed), joined (when they joined, or null) and national_format (the phone number as people in its country write it; null for an email address).',
	fields: [chatField],
	options,
	prepare(item) {
		const chatId = item.chatId();
		const activeOnly = item.options.yesOrNo('activeOnly', 'Active Only', true);
		const includeOwn = item.options.yesOrNo('includeOwn', 'Include Your Numbers', false);
		const isWanted = ({ isActive, isOwn }: Participant) =>
			(isActive || !activeOnly) && (includeOwn || !isOwn);
		return {
			lane: chatId,
			async run({ readings }, patience) {
				const { participants } = await readings.of(chatId, patience);
				return participants.filter(isWanted).map((one) => asOutput(described(one, chatId)));
			},
		};
	},
};

/** Linq's own object about someone, with the chat before it and what is made of it behind it. */
function described({ handle, details }: Participant, chatId: string): IDataObject {
	const { joined_at } = details;
	return {
		...{ chat_id: chatId },
		...(details as IDataObject),
		...{ chat_id: chatId, handle },
		joined: timeIn(joined_at) === undefined ? null : textOf(joined_at, 50),
		national_format: nationalFormat(handle),
	};
}
