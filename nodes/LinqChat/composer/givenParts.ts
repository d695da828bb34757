import { invalidInput } from '../../linq/errors';
import { attachment, isIdentifier, parseIdentifier } from '../../linq/values/identifiers';
import { checkWritable, isObject, type JsonObject } from '../../linq/values/json';
import type { Part } from '../../linq/messages/messages';
import { trimmed } from '../../linq/values/trimmed';

/** What Linq's answers say of a part, and its requests don't. */
const said = new Set(['reactions', 'id', 'filename', 'mime_type', 'size_bytes']);

/**
 * Parts written out in JSON, or given as a list by an expression: as Linq takes them, or as it gave
 * them in an earlier answer.
 *
 * @param value whatever the parameter gave
 * @returns none when it is empty
 * @throws LinqError `invalid_input`
 */
export function readGivenParts(value: unknown): Part[] {
	const list = typeof value === 'string' ? parsed(trimmed(value)) : (value ?? []);
	if (!Array.isArray(list)) throw noParts();
	checkWritable(list);
	return list.map(readPart);
}

function readPart(given: unknown): Part {
	if (!isObject(given)) throw noParts();
	const part = withoutWhatIsSaid(given);
	switch (part.type) {
		case 'text':
			if (typeof part.value === 'string' && areDecorations(part.text_decorations)) break;
			throw noParts();
		case 'link':
			if (typeof part.value === 'string') break;
			throw noParts();
		case 'media':
			return readFile(part, given.id);
		case 'imessage_app':
			if (isObject(part.app) && isObject(part.layout)) break;
			throw noParts();
		default:
			throw noParts();
	}
	return part as Part;
}

/** @param id of a file in one of Linq's answers: the address beside it works for an hour only */
function readFile({ url, attachment_id, ...part }: JsonObject, id: unknown): Part {
	if (attachment_id === undefined && isIdentifier(id)) {
		return { ...part, type: 'media', attachment_id: parseIdentifier(id, attachment) };
	}
	if (typeof url === 'string' && attachment_id === undefined) {
		return { ...part, type: 'media', url };
	}
	if (url !== undefined || attachment_id === undefined) throw noParts();
	return { ...part, type: 'media', attachment_id: parseIdentifier(attachment_id, attachment) };
}

/** Null is nothing, as in Linq's answers. */
function withoutWhatIsSaid(part: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(part).filter(([name, value]) => value !== null && !said.has(name)),
	);
}

function areDecorations(value: unknown): boolean {
	if (value === undefined) return true;
	return (
		Array.isArray(value) &&
		value.every((one) => isObject(one) && Array.isArray(one.range) && one.range.length === 2)
	);
}

function parsed(text: string): unknown {
	if (text === '') return [];
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function noParts() {
	return invalidInput(
		'The parts of the message are no list of texts, files, links or app cards',
		'Write them as Linq does, such as [{"type": "text", "value": "Hello"}].',
	);
}
