import { invalidInput } from '../../linq/errors';
import type { Part } from '../../linq/messages/messages';
import { attachment, isIdentifier, parseIdentifier } from '../../linq/values/identifiers';
import { checkWritable, isObject, type JsonObject } from '../../linq/values/json';
import { trimmed } from '../../linq/values/trimmed';

/** What Linq's answers say of a part, and its requests don't: of any part, and of one kind. */
const said = ['reactions', 'id', 'filename', 'mime_type', 'size_bytes'];
const saidOfKind = new Map<unknown, string[]>([
	['text', ['mentions']],
	['app_clip', ['title', 'description', 'image_url']],
]);

/**
 * Parts written out in JSON, or given as a list by an expression: as Linq takes them, or as it gave
 * them in an earlier answer.
 *
 * @param value whatever the parameter gave
 * @param readHandle reads a person as Linq wants a handle
 * @returns none when it is empty
 * @throws LinqError `invalid_input`
 */
export function readGivenParts(value: unknown, readHandle: (value: unknown) => string): Part[] {
	const list = typeof value === 'string' ? parsed(trimmed(value)) : (value ?? []);
	if (!Array.isArray(list)) throw noParts();
	checkWritable(list);
	return list.map((part) => readPart(part, readHandle));
}

function readPart(given: unknown, readHandle: (value: unknown) => string): Part {
	if (!isObject(given)) throw noParts();
	const part = withoutWhatIsSaid(given);
	switch (part.type) {
		case 'text':
			return readText(part, readHandle);
		case 'link':
		case 'app_clip':
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

function readText(part: JsonObject, readHandle: (value: unknown) => string): Part {
	const { value, text_decorations = [], mention, mention_range } = part;
	const isText =
		typeof value === 'string' &&
		Array.isArray(text_decorations) &&
		text_decorations.every((one) => isObject(one) && isRange(one.range)) &&
		(mention_range === undefined || isRange(mention_range));
	if (!isText) throw noParts();
	return { ...part, ...(mention !== undefined && { mention: readHandle(mention) }) } as Part;
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

/** Null is nothing, as in Linq's answers, and so is an address that a card doesn't have. */
function withoutWhatIsSaid(given: JsonObject): JsonObject {
	const part = withoutNulls(given) as JsonObject;
	for (const name of [...said, ...(saidOfKind.get(part.type) ?? [])]) delete part[name];
	if (part.type === 'imessage_app' && part.url === '') delete part.url;
	return part;
}

function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (!isObject(value)) return value;
	const filled = Object.entries(value).filter(([, one]) => one !== null);
	return Object.fromEntries(filled.map(([name, one]) => [name, withoutNulls(one)]));
}

function isRange(value: unknown): boolean {
	return Array.isArray(value) && value.length === 2;
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
		'The parts of the message are no list of texts, files, links, app cards or App Clips',
		'Write them as Linq does, such as [{"type": "text", "value": "Hello"}].',
	);
}
