import type { Resource } from '../operation';
import { deleteAttachment } from './delete';
import { get } from './get';
import { upload } from './upload';

export const attachment: Resource = {
	entry: { name: 'File', value: 'attachment' },
	operations: [deleteAttachment, get, upload],
	defaultOperation: upload.entry.value,
};
