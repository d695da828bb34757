import type { INodeProperties } from 'n8n-workflow';
import type { Output } from '../../items/outputs';
import { counted } from '../../linq/errors';
import { downloadFile } from '../../linq/files/files';
import type { Session } from '../../linq/session';
import type { Answered, Patience } from '../../linq/wire/client';
import type { ItemParameters } from '../parameters/itemParameters';
import { asOutput } from './output';

/** Where a file that is fetched stands on Success; there once the option Download is. */
export const outputFileOption: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	displayOptions: { show: { download: [{ _cnd: { exists: true } }] } },
	hint: 'The name of the output field to put the file in',
	description: 'Under this name the file stands in the Binary tab',
};

/**
 * @param label of the option Download, by its name in the editor
 * @returns the output field for the file; undefined where it is not to be fetched
 * @throws LinqError `invalid_input`
 */
export function readOutputField({ options }: ItemParameters, label: string): string | undefined {
	const isWanted = options.yesOrNo('download', label, false);
	const { name, displayName } = outputFileOption;
	const field = options.trimmedText(name, displayName) || 'data';
	return isWanted ? field : undefined;
}

/** A file whose address Linq has answered with. */
interface NamedFile {
	address: unknown;
	/** In bytes; decides how long it may take. */
	size: unknown;
	name: string;
	type: string;
}

/**
 * What comes out for an answer that names a file: both.
 *
 * @param field see `readOutputField`
 * @throws LinqError where the file can't be fetched or kept, with the requests for the answer, too
 */
export async function withFile(
	{ body, attempts }: Answered,
	{ address, size, name, type }: NamedFile,
	{ item, field }: { item: ItemParameters; field: string },
	{ files, signal }: Session,
	patience: Patience,
): Promise<Output> {
	const stored = await downloadFile(
		files,
		{ address, size },
		async (file) => await item.files.store(file, name, type),
		patience,
		signal,
	).catch((error: unknown) => {
		throw counted(error, attempts);
	});
	return { ...asOutput(body), binary: { [field]: stored } };
}
