import { pollIn } from '../../../linq/messages/outcomes';
import { createPoll, fewestChoices } from '../../../linq/messages/polls';
import { trimmed } from '../../../linq/values/trimmed';
import { inChat } from '../../../linq/wire/doubt';
import { readChoices } from '../../parameters/choices';
import { chatField, idempotencyKeyOption } from '../../parameters/fields';
import { keyOfPiece, writeUnder } from '../../parameters/idempotencyKeys';
import { readWaitFor, waitForInPollOption, waitForTimeoutOption } from '../../parameters/waiting';
import { afterSending } from '../../steps/sending';
import type { Operation } from '../operation';
import { choicesField } from './fields';

/** Poll → Create: https://docs.linqapp.com/, Create a poll. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description: 'Let the people in an iMessage chat vote, after a question of yours',
		action: 'Create poll',
	},
	toolDescription:
		'Let the people in an iMessage chat vote. Chat: the ID of the chat, a UUID, not its name. Question: sent as a message right before; leave it empty if it was asked already. Choices: at least two, one a line. People get it at once and nothing of it can be taken back. Comes back: message_id, which stands for the poll in other tools, and poll with its options, each with option_id and text.',
	fields: [
		chatField,
		{
			displayName: 'Question',
			name: 'question',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Which day suits you?',
			description:
				'Sent as a message right before the poll, which has no title of its own. May stay empty.',
		},
		choicesField,
	],
	options: [idempotencyKeyOption, waitForInPollOption, waitForTimeoutOption],
	prepare(item) {
		const chatId = item.chatId();
		const choices = readChoices(item, fewestChoices);
		const text = item.fields.text('question', 'Question');
		const idempotencyKey = item.idempotencyKey(() => [chatId, text, choices]);
		const question =
			trimmed(text) === ''
				? undefined
				: { text, idempotencyKey: keyOfPiece(idempotencyKey, 'question') };
		const waitFor = readWaitFor(item);
		const write = writeUnder(item.usedKey, inChat);
		const poll = { chatId, question, choices, idempotencyKey, write };
		return {
			lane: chatId,
			async run(session, patience) {
				const answer = await createPoll(session, poll, patience);
				const sent = () => pollIn(answer, chatId, write);
				return afterSending(answer, sent, waitFor, { session, patience });
			},
		};
	},
};
