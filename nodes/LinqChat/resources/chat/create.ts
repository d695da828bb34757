import type { IDataObject } from 'n8n-workflow';
import { checkedLine } from '../line';
import { allOf, hasText, isWith, within } from '../../../linq/evidence';
import { sendMessage } from '../../../linq/messages';
import { path } from '../../../linq/path';
import { composeMessage, messageToPeopleOptions, messageFields } from '../composer';
import { defaultCountryOption, fromField, toField } from '../fields';
import { asOutput } from '../lists';
import type { Operation } from '../operation';
import { inAnyOrder } from '../recipients';

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
	options: [defaultCountryOption, ...messageToPeopleOptions],
	prepare(item) {
		const from = checkedLine(item, item.fields.value('from'));
		const to = item.handles();
		const people = [from, ...inAnyOrder(to)];
		const draft = composeMessage(item, { to: people, isFirst: true });
		const isTheMessage = within('message', hasText('id'));
		const evidence = within('chat', allOf(hasText('id'), isWith(to), isTheMessage));
		return {
			lane: people.join(' '),
			async run(session, patience) {
				const request = (message: IDataObject) =>
					({
						method: 'POST',
						path: path`/v3/chats`,
						body: { from, to, message },
						evidence,
					}) as const;
				return [asOutput(await sendMessage(draft, request, session, patience))];
			},
		};
	},
};
