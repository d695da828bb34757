import type { INodeProperties } from 'n8n-workflow';
import { idempotencyKeyOption } from '../parameters/fields';
import { appCardOption } from './appCard';
import { appClipOption } from './appClip';
import { contactFields, contactSource } from './contact';
import { effectOption } from './effects';
import { experienceOption } from './experience';
import { fileSourceFields } from './fileSource';
import { mentionOption } from './mention';
import { overrideOptoutOption } from './optOut';
import { replyToIdOption, replyToOption, replyToPartOption } from './replyTo';
import { textStylesOption } from './textStyles';

/** The text of a message. Messages of files alone have none. */
const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Welcome, good to have you with us.',
	description: 'What the message says. May stay empty when there is a file or a link preview.',
};

const stickerField: INodeProperties = {
	displayName: 'Sticker',
	name: 'sticker',
	type: 'boolean',
	default: false,
	description:
		'Whether the picture is shown as a sticker, with its subject cut out. On iMessage only; elsewhere it is a picture like any other.',
};

export const filesField: INodeProperties = {
	displayName: 'Pictures and Files',
	name: 'files',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add file',
	default: {},
	description:
		'What the message brings along: files of this item, web addresses, earlier uploads, or contacts',
	options: [
		{
			name: 'file',
			displayName: 'File',
			values: [
				...fileSourceFields({ url: 'url', further: contactSource }),
				...contactFields,
				stickerField,
			],
		},
	],
};

export const linkOption: INodeProperties = {
	displayName: 'Link Preview',
	name: 'link',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/offer',
	description:
		'A web address that is shown with a picture and a title. It stands alone: leave the text and the files empty.',
};

/** Linq's `preferred_service` (https://docs.linqapp.com/, Protocol selection): no mere preference. */
const preferredServiceOption: INodeProperties = {
	displayName: 'Messaging Service',
	name: 'preferredService',
	type: 'options',
	options: [
		{
			name: 'iMessage Only',
			value: 'iMessage',
			description: "Fails for everyone who can't be reached by iMessage",
		},
		{
			name: 'RCS, Otherwise SMS',
			value: 'RCS',
			description: 'Never iMessage',
		},
		{
			name: 'SMS, or RCS Where They Have It',
			value: 'SMS',
			description: 'Never iMessage',
		},
	],
	default: 'iMessage',
	description:
		'The only services by which the message may go. Leave this option out and Linq chooses for each person: iMessage, otherwise RCS, otherwise SMS.',
};

const textPlaceOption: INodeProperties = {
	displayName: 'Text Position',
	name: 'textPosition',
	type: 'options',
	options: [
		{ name: 'After the Files', value: 'after' },
		{ name: 'Before the Files', value: 'before' },
	],
	default: 'before',
	description: 'Where the text stands when the message has files',
};

const partsOption: INodeProperties = {
	displayName: 'Parts (JSON)',
	name: 'parts',
	type: 'json',
	default: '[]',
	description:
		'The parts of the message as Linq takes them, for messages that mix texts and files freely. Takes the place of the text, the files and the link preview.',
};

/** The text and the files of a message. */
export const messageFields: INodeProperties[] = [textField, filesField];

/** Everything else a message can have. */
export const messageOptions: INodeProperties[] = [
	appCardOption,
	appClipOption,
	effectOption,
	experienceOption,
	idempotencyKeyOption,
	linkOption,
	mentionOption,
	overrideOptoutOption,
	partsOption,
	preferredServiceOption,
	replyToOption,
	replyToPartOption,
	textPlaceOption,
	textStylesOption,
];

const ofFirstMessage: Record<string, string> = {
	effect:
		'How the message arrives, for people who have a chat with you already: a new chat takes no effect. Shown on iMessage only.',
	replyToMessageId:
		'The ID of the message that this one answers, for people who have a chat with you already: a new chat takes no reply',
};

/**
 * The same where the people are named instead of the chat: there is no chat to pick a message from,
 * and the first message of a new one takes no link.
 */
export const messageToPeopleOptions: INodeProperties[] = messageOptions
	.filter((option) => option !== linkOption)
	.map((option) => (option === replyToOption ? replyToIdOption : option));

/** The same where the chat may be a new one, whose first message takes neither effect nor reply. */
export const firstMessageOptions: INodeProperties[] = messageToPeopleOptions.map((option) => {
	const description = ofFirstMessage[option.name];
	return description === undefined ? option : { ...option, description };
});

/** What a question can have: no card, link or experience, of which none goes with a text. */
const besideQuestion = new Set([
	...[effectOption, idempotencyKeyOption, mentionOption, overrideOptoutOption],
	...[preferredServiceOption, replyToOption, replyToPartOption],
	...[textPlaceOption, textStylesOption],
]);

/** The options of a message that asks something in a chat. */
export const questionOptions = messageOptions.filter((option) => besideQuestion.has(option));
