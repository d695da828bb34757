import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { messageToPeople, sentMessage } from '../../../linq/messages/messages';
import { sentIn } from '../../../linq/messages/outcomes';
import { availableLine, whereNoLine } from '../../../linq/people/lines';
import { inAnyOrder } from '../../../linq/people/sameHandle';
import { textOf } from '../../../linq/values/json';
import { trimmed } from '../../../linq/values/trimmed';
import { composeMessage, linkOption, messageToPeopleOptions, messageFields } from '../../composer';
import { readOverrideOptout } from '../../composer/optOut';
import { defaultCountryOption, toGroupField } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { excludedLines, excludeFromOption } from '../../parameters/line';
import { readWaitFor, waitForOption, waitForTimeoutOption } from '../../parameters/waiting';
import { answerFormFields, inForm, readForm } from '../../steps/answerForms';
import { previewToPeople } from '../../steps/previews';
import { afterSending } from '../../steps/sending';
import type { Step } from '../../steps/step';
import type { Operation } from '../operation';
import { sentToPeopleAnswer } from './answerForm';

const continuationOption: INodeProperties = {
	displayName: 'Text If Your Number Changes',
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
		description:
			"Send a message to one person, or to several as one group in which they see each other's numbers; Linq picks your number and the chat",
		action: 'Send to person or new group',
	},
	toolDescription:
		"Send a message to one person, or to several as one group in which they see each other's numbers; Linq picks the chat. For separate messages, call it once for each person. People get it at once and it is hard to take back, so send final words only. To: phone numbers with + and country code, or email addresses, separated by commas, 31 at most. Text: what the message says, plain text without markdown. Comes back: chat_id, is_group, handles with everyone in the chat, and the message with its id and delivery_status.",
	fields: [toGroupField, ...messageFields, ...answerFormFields(sentToPeopleAnswer)],
	options: [
		continuationOption,
		defaultCountryOption,
		{
			...excludeFromOption,
			description: `${excludeFromOption.description}. A chat that these people have with you already goes on from its number all the same.`,
		},
		linkOption,
		...messageToPeopleOptions,
		waitForOption,
		waitForTimeoutOption,
	],
	prepare(item) {
		const { to, lane, draft, continuation, waitFor, despite, exclude_from } = readSending(item);
		const step: Step = {
			lane,
			async run(session, patience) {
				const further = {
					...(trimmed(continuation) !== '' && { continuation_message: { text: continuation } }),
					...(exclude_from && { exclude_from }),
					...despite,
				};
				const request = (message: IDataObject) => ({
					...messageToPeople(to, message, further),
					...whereNoLine,
				});
				const answer = await sentMessage(draft, request, session, patience);
				const sent = () => sentIn(answer, textOf(answer.body.chat_id, 500)!, draft.write);
				return afterSending(answer, sent, waitFor, { session, patience });
			},
		};
		return inForm(item, step, sentToPeopleAnswer);
	},
	preview(item) {
		// What would be refused is refused here, too, though a preview has a form of its own.
		readForm(item, sentToPeopleAnswer);
		const { to, lane, draft, continuation, despite, exclude_from } = readSending(item);
		const asked = { draft, to, continuation: trimmed(continuation), ...despite };
		return {
			lane,
			looksAhead: true,
			foresee({ knownChats }) {
				knownChats.expect({ people: to }, to);
			},
			async run(session, patience) {
				const lineFor = async () =>
					(await availableLine(session.client, { to, exclude_from }, patience)).line;
				return await previewToPeople(asked, lineFor, session, patience);
			},
		};
	},
};

function readSending(item: ItemParameters) {
	const to = item.handles();
	const people = inAnyOrder(to);
	return {
		to,
		lane: people.join(' '),
		draft: composeMessage(item, { to: people, people: to, isFirst: false }),
		continuation: item.options.text('continuationMessage', 'Text If Your Number Changes'),
		waitFor: readWaitFor(item),
		despite: readOverrideOptout(item.options),
		exclude_from: excludedLines(item),
	};
}
