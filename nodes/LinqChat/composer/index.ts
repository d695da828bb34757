import { invalidInput } from '../../linq/errors';
import {
	checkDraft,
	type FilePart,
	type MessageDraft,
	type Part,
} from '../../linq/messages/messages';
import { parseHandle } from '../../linq/people/handles';
import { trimmed } from '../../linq/values/trimmed';
import { inChat } from '../../linq/wire/doubt';
import { writeUnder } from '../parameters/idempotencyKeys';
import type { ItemParameters } from '../parameters/itemParameters';
import type { Values } from '../parameters/values';
import { readAppCard } from './appCard';
import { readAppClip } from './appClip';
import { readContact } from './contact';
import { readEffect } from './effects';
import { readExperience } from './experience';
import { readFileSource } from './fileSource';
import { readGivenParts } from './givenParts';
import { readMention } from './mention';
import { readReplyTo } from './replyTo';
import { readTextStyles } from './textStyles';

export {
	firstMessageOptions,
	messageToPeopleOptions,
	linkOption,
	messageFields,
	messageOptions,
	questionOptions,
	filesField,
} from './fields';

/** Where a message goes. */
interface Place {
	/** The chat's ID, everyone's handles, or whatever else says where: the same for the same place. */
	to: string[];
	/** The people among them; undefined where only the chat's ID is known. */
	people?: string[];
	/** Whether it is the first of a new chat. */
	isFirst: boolean;
	/** The field that the text stands in. */
	textField?: { name: string; label: string };
}

/**
 * The message that an item's parameters make, checked for what Linq would refuse.
 *
 * @throws LinqError `invalid_input`
 */
export function composeMessage(item: ItemParameters, place: Place): MessageDraft {
	return drafted(item, readContent(item, place), place);
}

/**
 * The same where there may be none.
 *
 * @returns undefined where the item has nothing to send: no text, no file, no card
 * @throws LinqError `invalid_input`
 */
export function composeMessageIfAny(item: ItemParameters, place: Place): MessageDraft | undefined {
	const content = readContent(item, place);
	const isNone = content.parts.length === 0 && content.experience === undefined;
	return isNone ? undefined : drafted(item, content, place);
}

type Content = Omit<MessageDraft, 'idempotency_key' | 'write'>;

function readContent(
	item: ItemParameters,
	{ textField = { name: 'text', label: 'Text' } }: Place,
): Content {
	const { options } = item;
	const services = ['iMessage', 'RCS', 'SMS'] as const;
	const effect = readEffect(options);
	const replyTo = readReplyTo(options);
	const service = options.choice('preferredService', 'Messaging Service', services);
	const experience = readExperience(options);
	return {
		parts: readParts(item, textField),
		...(experience && { experience }),
		...(effect && { effect }),
		...(replyTo && { reply_to: replyTo }),
		...(service && { preferred_service: service }),
	};
}

function drafted(
	item: ItemParameters,
	content: Content,
	{ to, people, isFirst }: Place,
): MessageDraft {
	checkDraft(content, isFirst, people);
	const { parts, experience, effect, reply_to } = content;
	const told = experience && [{ ...experience, params: [...experience.params] }];
	const work = () => [to, parts.map(comparable), reply_to, effect, ...(told ?? [])];
	const idempotency_key = item.idempotencyKey(work);
	return { ...content, idempotency_key, write: writeUnder(item.usedKey, inChat) };
}

function readParts(
	item: ItemParameters,
	textField: { name: string; label: string },
): Array<Part | FilePart> {
	const { fields, options } = item;
	const country = options.value('defaultCountry');
	const readHandle = (value: unknown) => parseHandle(value, country);
	const given = readGivenParts(options.value('parts'), readHandle);
	if (given.length > 0) {
		refuseBeside(options);
		return given;
	}
	const text = fields.text(textField.name, textField.label);
	const decorations = readTextStyles(options, text);
	const mention = readMention(item, text);
	const texts: Part[] =
		trimmed(text) === ''
			? []
			: [
					{
						type: 'text',
						value: text,
						...(decorations.length > 0 && { text_decorations: decorations }),
						...mention,
					},
				];
	const files = fields.rows('files', 'file').flatMap((row) => {
		const isSticker = row.yesOrNo('sticker', 'Sticker', false);
		const contact = () => readContact(row, { country, isSticker });
		const parts = readFileSource(row, item.files, { url: 'url', most: 'several', contact });
		return isSticker ? parts.map((part) => ({ ...part, sticker: true as const })) : parts;
	});
	const link = options.trimmedText('link', 'Link Preview');
	const position = options.choice('textPosition', 'Text Position', ['before', 'after']);
	return [
		...(position === 'after' ? [...files, ...texts] : [...texts, ...files]),
		...(link === '' ? [] : [{ type: 'link', value: link } as const]),
		...options.rows('appCard', 'card').map(readAppCard),
		...options.rows('appClip', 'card').map(readAppClip),
	];
}

/** What parts can have themselves: option, group of its rows, its name in the editor, what it gives. */
const withinParts = [
	['appCard', 'card', 'App Card or Text Styles', 'the card or the styles'],
	['textStyles', 'style', 'App Card or Text Styles', 'the card or the styles'],
	['appClip', 'card', 'App Clip or Payment Card', 'the card'],
	['mention', 'person', 'Mention', 'the mention'],
] as const;

/** To leave these out without a word would lose them. */
function refuseBeside(options: Values): void {
	const beside = withinParts.find(([name, group]) => options.rows(name, group).length > 0);
	if (!beside) return;
	const [, , label, what] = beside;
	throw invalidInput(
		`The option Parts can't be combined with ${label}`,
		`Write ${what} into the parts, or leave Parts out.`,
	);
}

function comparable(part: Part | FilePart): unknown {
	if (part.type !== 'file') return part;
	return part.sticker ? [part.identity(), 'sticker'] : part.identity();
}
