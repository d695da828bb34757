import type { INodeProperties } from 'n8n-workflow';
import { uploadFile } from '../../../linq/files/files';
import { binaryField, givenFile } from '../../composer/fileSource';
import { cleanFileName } from '../../parameters/itemFiles';
import type { Operation } from '../operation';

const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'filename',
	type: 'string',
	default: '',
	placeholder: 'e.g. offer.pdf',
	description: "The name people see. The file's own name if you leave it empty.",
};

/** File → Upload: https://docs.linqapp.com/, Pre-upload a file. */
export const upload: Operation = {
	entry: {
		name: 'Upload',
		value: 'upload',
		description: 'Hand a file over to Linq once, to send it in as many messages as you want',
		action: 'Upload file',
	},
	fields: [binaryField],
	options: [fileNameOption],
	prepare(item) {
		const incoming = item.files.onlyIncoming(givenFile(item.fields), binaryField.displayName);
		const fileName = cleanFileName(item.options.text('filename', 'File Name'));
		return {
			async run({ client, files, signal }, patience) {
				const file = await incoming.file();
				const named = { ...file, fileName: fileName || file.fileName };
				const { uploaded } = await uploadFile(client, files, named, patience, signal);
				return [{ json: { ...uploaded } }];
			},
		};
	},
};
