import { attachment } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { fileIdField } from '../../parameters/fields';
import { deletion } from '../../steps/requests';
import type { Operation } from '../operation';

/** File → Delete: https://docs.linqapp.com/, Delete an attachment. */
export const deleteAttachment: Operation = {
	entry: {
		name: 'Delete',
		value: 'delete',
		description: 'Delete a file from Linq for good',
		action: 'Delete file',
	},
	fields: [fileIdField],
	options: [],
	prepare(item) {
		const attachmentId = item.identifier('attachmentId', attachment);
		const asked = { method: 'DELETE', path: path`/v3/attachments/${attachmentId}` } as const;
		const look = withOperation('File → Get');
		return deletion(asked, { attachment_id: attachmentId }, attachmentId, look);
	},
};
