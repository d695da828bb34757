import { byId, picked } from '../../parameters/picked';

/** A group chat, picked from the account's or given by its ID. */
export const groupChatField = picked(
	{
		displayName: 'Chat',
		name: 'chatId',
		required: true,
		description: 'The group chat, picked from your account or given by its ID',
	},
	{ search: 'searchGroupChats', placeholder: 'Select a group chat', by: byId },
);
