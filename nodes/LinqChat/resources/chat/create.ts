import { checkedLine } from '../line';
import { finishMessage } from '../../../linq/messages';
import { path } from '../../../linq/path';
import { composeMessage, firstMessageOptions, messageFields } from '../composer';
import { defaultCountryOption, fromField, toField } from '../fields';
import { asOutput } from '../lists';
import type { Operation } from '../operation';

/** Chat → Create: https://docs.linqapp.com/, Create a new chat. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description: 'Begin a chat with one or more people and send its first message',
		action: 'Create a chat',
	},
	toolDescription:
		'Begin a chat with one person, or a group with several, and send its first message. From: one of the phone numbers of the Linq account. To: phone numbers with + and country code, or email addresses, separated by commas, 31 at most. Text: the first message, without links. Comes back: chat with its id, and the message.',
	fields: [fromField, toField, ...messageFields],
	options: [defaultCountryOption, ...firstMessageOptions],
	prepare(item) {
		const from = checkedLine(item, item.fields.value('from'));
		const to = item.handles();
		const draft = composeMessage(item, { isFirst: true });
		return {
			lane: [from, ...[...to].sort()].join(' ').toLowerCase(),
			async run(session, patience) {
				const message = await finishMessage(draft, session, patience);
				const body = { from, to, message };
				const request = { method: 'POST', path: path`/v3/chats`, body } as const;
				return [asOutput(await session.client.request(request, patience))];
			},
		};
	},
};
