import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { checkWebAddress } from '../../../linq/links';
import { path } from '../../../linq/path';
import { groupChatField } from '../fields';
import type { Operation } from '../operation';
import { request } from '../requests';

const options: INodeProperties[] = [
	{
		displayName: 'Group Icon',
		name: 'groupChatIcon',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/logo.png',
		description: 'A picture for the group, as a web address that everyone can open',
	},
	{
		displayName: 'Name',
		name: 'displayName',
		type: 'string',
		default: '',
		description: 'The new name of the group',
	},
];

/** Chat → Update: https://docs.linqapp.com/, Update a chat. */
export const update: Operation = {
	entry: {
		name: 'Update',
		value: 'update',
		description: 'Change the name or the picture of a group chat',
		action: 'Update a chat',
	},
	fields: [groupChatField],
	options,
	prepare(item) {
		const chatId = item.chatId();
		const name = item.options.trimmedText('displayName', 'Name');
		const icon = item.options.trimmedText('groupChatIcon', 'Group Icon');
		if (name === '' && icon === '') {
			throw invalidInput(
				'There is nothing to change',
				'Add the option Name or Group Icon and fill it in.',
			);
		}
		if (icon !== '') checkWebAddress(icon, 'group icon');
		const body = {
			...(name !== '' && { display_name: name }),
			...(icon !== '' && { group_chat_icon: icon }),
		};
		return request({ method: 'PUT', path: path`/v3/chats/${chatId}`, body }, chatId);
	},
};
