import { createHash } from 'node:crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import { contentTypeOf, endingOf, isTold } from '../../linq/files/contentTypes';
import { diskFailure } from '../../linq/files/disk';
import type { OutgoingFile } from '../../linq/files/files';
import { telling, typeFromBytes } from '../../linq/files/firstBytes';
import type { FilePart } from '../../linq/messages/messages';
import { isObject, textOf } from '../../linq/values/json';
import { trimmed } from '../../linq/values/trimmed';
import type { FileStream } from '../../linq/wire/transport';
import { separated } from './values';

/** Where n8n puts an item's files when the workflow's setting keeps them in the item's JSON. */
const filesInJson = '_files';

/** One file on its way into a message or to Linq. */
export type IncomingFile = Pick<FilePart, 'file' | 'identity'>;

/** The files that came with an item, and those that it is to go on with. */
export class ItemFiles {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
	) {}

	/**
	 * The files that a parameter asks for. Their sizes are asked for only when they are needed.
	 *
	 * @param given the name of one of the item's files, as n8n shows it; names with commas between
	 *   them; a file itself, as an expression takes it from an earlier step; or a list of these
	 * @param label the parameter's name in the editor, for the message
	 * @returns at least one
	 * @throws LinqError `invalid_input` for what is no file, and when the item has none of that name
	 */
	incoming(given: unknown, label: string): IncomingFile[] {
		const entries = Array.isArray(given) ? given : [given];
		if (entries.length === 0) throw missing(label);
		return entries.flatMap((entry: unknown) => this.filesOf(entry, label)).map(this.asIncoming);
	}

	/**
	 * The same where one file is taken.
	 *
	 * @throws LinqError `invalid_input` for several, too
	 */
	onlyIncoming(given: unknown, label: string): IncomingFile {
		const [file, ...others] = this.incoming(given, label);
		if (others.length === 0) return file!;
		throw invalidInput(
			`${label} gives ${others.length + 1} files, and only one is taken here`,
			'Give one file; for several, use one item for each.',
		);
	}

	/** Whether the item has a file of this name. */
	has(name: string): boolean {
		return this.find(name) !== undefined;
	}

	private filesOf(given: unknown, label: string): IBinaryData[] {
		if (isFile(given)) return [given];
		if (given === undefined || given === null) throw missing(label);
		if (isObject(given) && typeof given.mimeType === 'string' && !given.id && !given.data) {
			// n8n's $binary leaves the content out, which matters where files are kept in memory.
			throw invalidInput(
				`${label} gives a file without what is in it`,
				"Fill in the name of the file instead, or take it from its step, as in {{ $('Webhook').item.binary.data }}.",
			);
		}
		if (typeof given !== 'string' && typeof given !== 'number') {
			throw invalidInput(
				`The field ${label} can't be used as it is`,
				'Fill in the name of a file of this item, or use an expression that gives the file itself.',
			);
		}
		const name = String(given);
		const file = this.find(name) ?? this.find(trimmed(name));
		if (file !== undefined) return [file];
		const names = separated(name).map(trimmed);
		return names.length > 1 ? names.map((one) => this.named(one)) : [this.named(trimmed(name))];
	}

	private named(name: string): IBinaryData {
		const file = this.find(name);
		if (file !== undefined) return file;
		const names = this.names();
		throw invalidInput(
			`This item has no file in the field "${textOf(name, 80) ?? ''}"`,
			names === ''
				? 'It has no files at all: look at the Binary tab of the step before. A file of an earlier step can be given by an expression.'
				: `Its files are in ${names}: use one of these names, as in the Binary tab of the step before.`,
		);
	}

	/** The names of the item's files, as a sentence takes them; at most ten. */
	private names(): string {
		const item = this.context.getInputData()[this.index];
		const places = [item?.binary, item?.json[filesInJson]];
		const names = places
			.flatMap((place) => (isObject(place) ? Object.keys(place) : []))
			.filter((name) => this.has(name));
		const shown = [...new Set(names)].slice(0, 10).map((name) => `"${textOf(name, 80) ?? ''}"`);
		return shown.join(', ');
	}

	private readonly asIncoming = (data: IBinaryData): IncomingFile => {
		const content = () => data.id ?? createHash('sha256').update(data.data).digest('hex');
		return {
			file: async () => await this.describe(data),
			identity: () => `${nameOf(data, data.mimeType)} ${content()}`,
		};
	};

	private async describe(data: IBinaryData): Promise<OutgoingFile> {
		const { helpers } = this.context;
		const { id, data: text } = data;
		const name = nameOf(data, data.mimeType);
		const bytes = id ? undefined : bytesIn(text);
		const mimeType = isTold(data.mimeType, name)
			? data.mimeType
			: (typeFromBytes(bytes ?? (await readable(this.beginningOf(id!)))) ?? data.mimeType);
		const described = { fileName: nameOf(data, mimeType), mimeType };
		if (bytes !== undefined) {
			return { ...described, size: bytes.length, open: async () => await Promise.resolve(bytes) };
		}
		const size = bytesOf(data) ?? (await readable(helpers.getBinaryMetadata(id!))).fileSize;
		const open = async () => await readable(helpers.getBinaryStream(id!));
		return { ...described, size, open };
	}

	/** The bytes that tell what a file is; no more of it is read. */
	private async beginningOf(id: string): Promise<Buffer> {
		const pieces: Buffer[] = [];
		let length = 0;
		for await (const piece of await this.context.helpers.getBinaryStream(id, telling)) {
			pieces.push(Buffer.from(piece as Uint8Array));
			length += pieces.at(-1)!.length;
			if (length >= telling) break;
		}
		return Buffer.concat(pieces);
	}

	/** Puts a file where n8n keeps files, as it comes in. */
	async store(file: FileStream, fileName: string, mimeType: string): Promise<IBinaryData> {
		return await this.context.helpers.prepareBinaryData(file, fileName, mimeType);
	}

	/** What stands there may be anything that an earlier step made up. */
	private find(name: string): IBinaryData | undefined {
		const binary: unknown = this.context.getInputData()[this.index]?.binary;
		// The workflow's setting decides where n8n looks; what it keeps in memory stays apart in any case.
		return (
			this.asserted(`${filesInJson}[${JSON.stringify(name)}]`) ??
			this.asserted(name) ??
			(isObject(binary) && Object.hasOwn(binary, name) && isFile(binary[name])
				? binary[name]
				: undefined)
		);
	}

	private asserted(name: string): IBinaryData | undefined {
		try {
			const data: unknown = this.context.helpers.assertBinaryData(this.index, name);
			return isFile(data) ? data : undefined;
		} catch {
			return undefined;
		}
	}
}

/** A file as n8n hands it on: what is in it, or the ID under which n8n keeps it. */
function isFile(value: unknown): value is IBinaryData {
	return (
		isObject(value) &&
		typeof value.mimeType === 'string' &&
		typeof (value.id || value.data) === 'string'
	);
}

/** Whatever else an item says, n8n is asked. */
function bytesOf({ bytes }: IBinaryData): number | undefined {
	return typeof bytes === 'number' ? bytes : undefined;
}

function missing(label: string) {
	return invalidInput(
		`${label} gives no file`,
		'Fill in the name of a file of this item, or correct the expression: for this record, it gives nothing.',
	);
}

/**
 * A file that stands in the item itself: base64, perhaps with line breaks and with what web pages
 * and programs put in front (`data:image/png;base64,`).
 *
 * @throws LinqError `invalid_input` when it is something else
 */
function bytesIn(text: string): Buffer {
	const base64 = text.replace(/^\s*data:[^,]{0,200};base64,/i, '').replace(/\s+/g, '');
	if (/^[\w+/-]*={0,2}$/.test(base64)) return Buffer.from(base64, 'base64');
	throw invalidInput(
		"The file of this item can't be read",
		'Make it in the step before as n8n keeps files: as base64, or with Convert to File.',
	);
}

/** @throws LinqError `invalid_input` when n8n doesn't have the file any more, or can't read it */
async function readable<Value>(reading: Promise<Value>): Promise<Value> {
	return await reading.catch((error: unknown) => {
		const gone = invalidInput(
			"The file of this item can't be read any more",
			'Run the step that the file comes from again.',
		);
		throw diskFailure(error, 'read') ?? gone;
	});
}

/** What of a name people may see: no path, no control characters, no half of an emoji. */
export function cleanFileName(name: string): string {
	return trimmed(
		name
			.replace(/^.*[\\/]/s, '')
			.slice(-255)
			.replace(/[\p{Cc}\p{Cs}]/gu, ''),
	);
}

/** @param mimeType what the file turned out to be, for one without a name */
function nameOf({ fileName, fileExtension }: IBinaryData, mimeType: string): string {
	const name = cleanFileName(typeof fileName === 'string' ? fileName : '');
	if (name !== '') return name;
	const ending = typeof fileExtension === 'string' ? fileExtension : '';
	const contentType = contentTypeOf(mimeType, `file.${ending}`);
	return `file${contentType === undefined ? '' : endingOf(contentType)}`;
}
