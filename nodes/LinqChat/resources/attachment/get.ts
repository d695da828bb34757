import type { INodeProperties } from 'n8n-workflow';
import { counted } from '../../../linq/errors';
import { downloadFile } from '../../../linq/files/files';
import { attachment } from '../../../linq/values/identifiers';
import { textOf } from '../../../linq/values/json';
import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { fileIdField, outputFileOption } from '../../parameters/fields';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';

const options: INodeProperties[] = [
	{
		displayName: 'Download',
		name: 'download',
		type: 'boolean',
		default: true,
		description: 'Whether to fetch the file itself, for the steps that follow',
	},
	outputFileOption,
];

/** File → Get: https://docs.linqapp.com/, Get attachment metadata. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get what Linq knows of a file, and the file itself if you want',
		action: 'Get file',
	},
	fields: [fileIdField],
	options,
	prepare(item) {
		const attachmentId = item.identifier('attachmentId', attachment);
		const wantsFile = item.options.yesOrNo('download', 'Download', false);
		const property =
			item.options.trimmedText('binaryPropertyName', outputFileOption.displayName) || 'data';
		return {
			lane: attachmentId,
			async run({ client, files, signal }, patience) {
				const asked = {
					method: 'GET',
					path: path`/v3/attachments/${attachmentId}`,
					evidence: isNotOfAnother('id', attachmentId),
				} as const;
				const { body: answer, attempts } = await client.send(asked, patience);
				if (!wantsFile) return [asOutput(answer)];
				const name = (textOf(answer.filename, 255) ?? '').replace(/^.*[\\/]/, '') || 'file';
				const type = textOf(answer.content_type, 100) ?? 'application/octet-stream';
				const stored = await downloadFile(
					files,
					{ address: answer.download_url, size: answer.size_bytes },
					async (file) => await item.files.store(file, name, type),
					patience,
					signal,
				).catch((error: unknown) => {
					throw counted(error, attempts);
				});
				const binary = { [property]: stored };
				return [{ ...asOutput(answer), binary }];
			},
		};
	},
};
