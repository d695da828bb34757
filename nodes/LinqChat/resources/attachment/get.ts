import type { INodeProperties } from 'n8n-workflow';
import { attachment } from '../../../linq/values/identifiers';
import { textOf, type JsonObject } from '../../../linq/values/json';
import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { fileIdField } from '../../parameters/fields';
import { outputFileOption, readOutputField, withFile } from '../../steps/download';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';

const downloadOption: INodeProperties = {
	displayName: 'Download',
	name: 'download',
	type: 'boolean',
	default: true,
	description: 'Whether to fetch the file itself, for the steps that follow',
};

/** File → Get: https://docs.linqapp.com/, Get attachment metadata. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get what Linq knows of a file, and the file itself if you want',
		action: 'Get file',
	},
	fields: [fileIdField],
	options: [downloadOption, outputFileOption],
	prepare(item) {
		const attachmentId = item.identifier('attachmentId', attachment);
		const field = readOutputField(item, downloadOption.displayName);
		return {
			lane: attachmentId,
			async run(session, patience) {
				const asked = {
					method: 'GET',
					path: path`/v3/attachments/${attachmentId}`,
					evidence: isNotOfAnother('id', attachmentId),
				} as const;
				const answer = await session.client.send(asked, patience);
				if (field === undefined) return [asOutput(answer.body)];
				const place = { item, field };
				return [await withFile(answer, fileIn(answer.body), place, session, patience)];
			},
		};
	},
};

function fileIn({ download_url, size_bytes, filename, content_type }: JsonObject) {
	return {
		address: download_url,
		size: size_bytes,
		name: (textOf(filename, 255) ?? '').replace(/^.*[\\/]/, '') || 'file',
		type: textOf(content_type, 100) ?? 'application/octet-stream',
	};
}
