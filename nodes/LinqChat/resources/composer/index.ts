import { animations, styles, type Decoration } from '../../../linq/decorations';
import { invalidInput } from '../../../linq/errors';
import { message, parseIdentifier } from '../../../linq/identifiers';
import { isObject } from '../../../linq/json';
import { checkDraft, type FilePart, type MessageDraft, type Part } from '../../../linq/messages';
import type { ItemParameters } from '../parameters';
import type { Values } from '../values';
import { readAppCard } from './appCard';
import { readEffect } from './effects';
import { readFileSource } from './fileSource';

export { firstMessageOptions, linkOption, messageFields, messageOptions } from './fields';

/**
 * The message that an item's parameters make, checked for what Linq would refuse.
 *
 * @param place where it goes, as the chat's ID or everyone's handles, and whether it is the first of
 *   a new chat
 * @throws LinqError `invalid_input`
 */
export function composeMessage(
	item: ItemParameters,
	{ to, isFirst }: { to: string[]; isFirst: boolean },
): MessageDraft {
	const { options } = item;
	const services = ['iMessage', 'RCS', 'SMS'] as const;
	const effect = readEffect(options);
	const replyTo = readReplyTo(options);
	const service = options.choice('preferredService', 'Preferred Service', services);
	const parts = readParts(item);
	const draft: MessageDraft = {
		parts,
		...(effect && { effect }),
		...(replyTo && { reply_to: replyTo }),
		...(service && { preferred_service: service }),
		idempotency_key: item.idempotencyKey([to, parts, replyTo]),
	};
	checkDraft(draft, isFirst);
	return draft;
}

function readParts(item: ItemParameters): Array<Part | FilePart> {
	const { fields, options } = item;
	const given = givenParts(options);
	if (given.length > 0) return given;
	const text = fields.text('text', 'Text');
	const decorations = readDecorations(options, text);
	const texts: Part[] =
		text.trim() === ''
			? []
			: [
					{
						type: 'text',
						value: text,
						...(decorations.length > 0 && { text_decorations: decorations }),
					},
				];
	const files = fields.rows('files', 'file').map((row) => readFileSource(row, item.files, 'url'));
	const link = options.text('link', 'Link Preview').trim();
	const position = options.choice('textPosition', 'Text Position', ['before', 'after']);
	return [
		...(position === 'after' ? [...files, ...texts] : [...texts, ...files]),
		...(link === '' ? [] : [{ type: 'link', value: link } as const]),
		...options.rows('appCard', 'card').map(readAppCard),
	];
}

function readReplyTo(options: Values): MessageDraft['reply_to'] {
	if (!options.has('replyToMessageId')) return undefined;
	const range = { lowest: 0, highest: 99, fallback: 0 };
	return {
		message_id: parseIdentifier(options.value('replyToMessageId'), message),
		...(options.has('replyToPartIndex') && {
			part_index: options.wholeNumber('replyToPartIndex', 'Reply To Part', range),
		}),
	};
}

function readDecorations(options: Values, text: string): Decoration[] {
	return options.rows('textStyles', 'style').flatMap((row) => {
		const look = row.choice('look', 'Look', [...styles, ...animations]) ?? 'bold';
		const kind = (styles as readonly string[]).includes(look) ? 'style' : 'animation';
		return rangesOf(row, text).map((range): Decoration => ({ range, [kind]: look }));
	});
}

function rangesOf(row: Values, text: string): Array<Decoration['range']> {
	const target = row.choice('applyTo', 'Apply To', ['words', 'range', 'all']) ?? 'words';
	if (target === 'all') return [[0, text.length]];
	if (target === 'range') {
		const [, start, end] =
			/^\s*(\d{1,6})\s*[-–]\s*(\d{1,6})\s*$/.exec(row.text('range', 'Range')) ?? [];
		return [[Number(start), Number(end)]];
	}
	const words = row.requiredText('words', 'Words');
	const places: Array<Decoration['range']> = [];
	for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
		places.push([at, at + words.length]);
	}
	if (places.length > 0) return places;
	throw invalidInput(
		'The words to be styled are not in the text',
		'Write them exactly as they stand in the text, capital letters included.',
	);
}

/** Parts written out in JSON, or given as a list by an expression. */
function givenParts(options: Values): Part[] {
	const value = options.value('parts');
	const list = typeof value === 'string' && value.trim() !== '' ? parsed(value) : (value ?? []);
	if (list === '') return [];
	if (!Array.isArray(list) || !list.every(isPart)) {
		throw invalidInput(
			'The parts of the message are no list of texts, files, links or app cards',
			'Write them as Linq does, such as [{"type": "text", "value": "Hello"}].',
		);
	}
	return list;
}

function isPart(value: unknown): value is Part {
	if (!isObject(value)) return false;
	const isText = (field: unknown) => typeof field === 'string';
	switch (value.type) {
		case 'text':
			return isText(value.value) && areDecorations(value.text_decorations);
		case 'link':
			return isText(value.value);
		case 'media':
			return isText(value.url) !== isText(value.attachment_id);
		default:
			return value.type === 'imessage_app';
	}
}

function areDecorations(value: unknown): boolean {
	if (value === undefined) return true;
	return (
		Array.isArray(value) &&
		value.every((one) => isObject(one) && Array.isArray(one.range) && one.range.length === 2)
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
