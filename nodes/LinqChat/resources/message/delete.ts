import { message } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import { deletion } from '../../steps/requests';
import type { Operation } from '../operation';

/** Message → Delete: https://docs.linqapp.com/, Delete a message from system. */
export const deleteMessage: Operation = {
	entry: {
		name: 'Delete',
		value: 'delete',
		description: 'Delete a message from Linq; people still see it in the chat',
		action: 'Delete message',
	},
	fields: [chatOfMessageField, messageField],
	options: [],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const asked = { method: 'DELETE', path: path`/v3/messages/${messageId}` } as const;
		const look = withOperation('Message → Get');
		return deletion(asked, { message_id: messageId }, item.laneOf(messageId), look);
	},
};
