import { createHash } from 'node:crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { contentTypeOf, endingOf } from '../../linq/contentTypes';
import { diskFailure } from '../../linq/disk';
import { invalidInput } from '../../linq/errors';
import type { OutgoingFile } from '../../linq/files';
import { isObject } from '../../linq/json';
import type { FilePart } from '../../linq/messages';
import type { FileStream } from '../../linq/transport';

/** The files that came with an item, and those that it is to go on with. */
export class ItemFiles {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
	) {}

	/**
	 * A file of the item. Its size is asked for only when it is needed.
	 *
	 * @param property the field's name under Binary, as n8n shows it
	 * @throws LinqError `invalid_input` when the item has no such file
	 */
	incoming(property: string): Pick<FilePart, 'file' | 'identity'> {
		const data = this.binaryData(property);
		const content = () => data.id ?? createHash('sha256').update(data.data).digest('hex');
		return {
			file: async () => await this.describe(data),
			identity: () => `${nameOf(data)} ${content()}`,
		};
	}

	private async describe(data: IBinaryData): Promise<OutgoingFile> {
		const { helpers } = this.context;
		const size = data.id
			? (data.bytes ?? (await readable(helpers.getBinaryMetadata(data.id))).fileSize)
			: Buffer.byteLength(data.data, 'base64');
		return {
			fileName: nameOf(data),
			mimeType: data.mimeType,
			size,
			// Only a very old n8n keeps files in memory, as base64: those are decoded for each try.
			open: async () =>
				data.id
					? await readable(helpers.getBinaryStream(data.id))
					: Buffer.from(data.data, 'base64'),
		};
	}

	/** Puts a file where n8n keeps files, as it comes in. */
	async store(file: FileStream, fileName: string, mimeType: string): Promise<IBinaryData> {
		return await this.context.helpers.prepareBinaryData(file, fileName, mimeType);
	}

	private binaryData(property: string): IBinaryData {
		const data = this.findBinaryData(property);
		// What stands there may be anything that an earlier step made up.
		const isFile =
			isObject(data) &&
			typeof data.mimeType === 'string' &&
			typeof (data.id || data.data) === 'string';
		if (isFile) return data;
		throw invalidInput(
			`This item has no file in the field "${property}"`,
			'Look at the Binary tab of the step before and use the name that stands there, such as data.',
		);
	}

	private findBinaryData(property: string): IBinaryData | undefined {
		try {
			return this.context.helpers.assertBinaryData(this.index, property);
		} catch {
			return undefined;
		}
	}
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
	return name
		.replace(/^.*[\\/]/s, '')
		.slice(-255)
		.replace(/[\p{Cc}\p{Cs}]/gu, '')
		.trim();
}

function nameOf({ fileName, mimeType, fileExtension }: IBinaryData): string {
	const name = cleanFileName(typeof fileName === 'string' ? fileName : '');
	if (name !== '') return name;
	const contentType = contentTypeOf(mimeType, `file.${fileExtension ?? ''}`);
	return `file${contentType === undefined ? '' : endingOf(contentType)}`;
}
