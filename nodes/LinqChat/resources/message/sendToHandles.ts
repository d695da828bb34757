import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { allOf, hasText, isWith, within } from '../../../linq/evidence';
import { sendMessage } from '../../../linq/messages';
import { path } from '../../../linq/path';
import { trimmed } from '../../../linq/trimmed';
import { composeMessage, linkOption, messageToPeopleOptions, messageFields } from '../composer';
import { defaultCountryOption, toField } from '../fields';
import { asOutput } from '../lists';
import type { Operation } from '../operation';
import { inAnyOrder } from '../recipients';

const continuationOption: INodeProperties = {
	displayName: 'Text From a New Number',
	name: 'continuationMessage',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description:
		'Sent in place of the message when Linq has to write from another of your numbers than before',
};

/** Message → Send to People: https://docs.linqapp.com/, Send a message without a from number. */
export const sendToHandles: Operation = {
	entry: {
		name: 'Send to People',
		value: 'sendToHandles',
		description: 'Send a message to people; Linq picks your number and the chat',
		action: 'Send a message to people',
	},
	toolDescription:
		'Send a message to one person, or to several as a group; Linq picks the chat. People get it at once and it is hard to take back, so send final words only. To: phone numbers with + and country code, or email addresses, separated by commas, 31 at most. Text: what the message says, plain text without markdown. Comes back: chat_id and the message with its id and delivery_status.',
	fields: [toField, ...messageFields],
	options: [continuationOption, defaultCountryOption, linkOption, ...messageToPeopleOptions],
	prepare(item) {
		const to = item.handles();
		const people = inAnyOrder(to);
		const draft = composeMessage(item, { to: people, isFirst: false });
		const evidence = allOf(hasText('chat_id'), isWith(to), within('message', hasText('id')));
		const continuation = item.options.text('continuationMessage', 'Text From a New Number');
		return {
			lane: people.join(' '),
			async run(session, patience) {
				const request = (message: IDataObject) => {
					const body = {
						to,
						message,
						...(trimmed(continuation) !== '' && { continuation_message: { text: continuation } }),
					};
					return { method: 'POST', path: path`/v3/messages`, body, evidence } as const;
				};
				return [asOutput(await sendMessage(draft, request, session, patience))];
			},
		};
	},
};
