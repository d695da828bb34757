import { firstMessageOptions, messageFields } from '../../composer';
import { defaultCountryOption, fromOption, toGroupField } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { answerFormFields, inForm, readForm } from '../../steps/answerForms';
import { asOutput } from '../../steps/output';
import type { Step } from '../../steps/step';
import type { Operation } from '../operation';
import { wantedChatAnswer } from './answerForm';
import { previewOfChat } from './findOrCreatePreview';
import { nameOption } from './newChat';
import { provideChat } from './provideChat';
import { findByField, nameField, readWantedChat } from './wantedChat';

/** What the first message of a chat that is surely new can't have. */
const ofKnownChats = new Set(['effect', 'replyToMessageId', 'replyToPartIndex']);

/** Chat → Find or Create: https://docs.linqapp.com/, List all chats and Create a new chat. */
export const findOrCreate: Operation = {
	entry: {
		name: 'Find or Create',
		value: 'findOrCreate',
		description:
			"Find the chat with exactly these people, or the group with a name, and create it where there is none: several people get one new group, in which they see each other's numbers",
		action: 'Find or create chat',
	},
	toolDescription:
		"Find the chat with exactly these people, or the group chat with a name, without sending anything. Where there is none and a text is given, it is created and the text sent as its first message: several people get one new group, in which they see each other's numbers. Without a text, nothing is ever sent. Find by: people, or name. Name: of the group, where it is found by name. To: phone numbers with + and country code, or email addresses, separated by commas, 31 at most. Text: the first message of a new chat, without links; leave it empty to only look. Comes back: chat_id, created (true only where the chat is new and the text was sent), is_group, handles with everyone in it, and others, chats that fit as well.",
	fields: [
		findByField,
		nameField,
		{ ...toGroupField, required: false },
		...messageFields,
		...answerFormFields(wantedChatAnswer),
	],
	options: [
		defaultCountryOption,
		{
			...fromOption,
			description:
				'Which of your numbers is in the chat. Without it, the chat is found with any of them, and Linq picks the one for a new chat.',
		},
		{
			...nameOption,
			description:
				'A name for the group where a new one is created. A group that is found by its name gets that name anyway.',
		},
		...firstMessageOptions.filter(({ name }) => !ofKnownChats.has(name)),
	],
	prepare: (item) => inForm(item, stepFor(item, provideChat), wantedChatAnswer),
	preview(item) {
		// What would be refused is refused here, too, though a preview has a form of its own.
		readForm(item, wantedChatAnswer);
		return stepFor(item, previewOfChat);
	},
};

function stepFor(item: ItemParameters, provide: typeof provideChat): Step {
	const wanted = readWantedChat(item);
	return {
		lane: wanted.lane,
		looksAhead: true,
		foresee({ knownChats }) {
			knownChats.expect(wanted.wish, wanted.to);
		},
		run: async (session, patience) => [asOutput(await provide(wanted, session, patience))],
	};
}
