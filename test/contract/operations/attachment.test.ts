import { createHash } from 'node:crypto';
import type LinqAPIV3 from '@linqapp/sdk';
import { compareOperations, emptied, itemWith, upload, type Case, type File } from './oracle';
import { bytes, ids } from './testAccount';

const offer: File = {
	filename: 'Offer №1.pdf',
	content_type: 'application/pdf',
	bytes: Buffer.from('offer'),
};
const picture: File = {
	filename: 'welcome.JPG',
	content_type: 'image/jpeg',
	bytes: createHash('sha512').update('picture').digest(),
};

const boardingPass: File = {
	filename: 'boarding.pkpass',
	// Linq documents it; its client's list of types has no such one.
	content_type: 'application/vnd.apple.pkpass' as File['content_type'],
	bytes: createHash('sha512').update('pass').digest(),
};

/** What comes out of an upload is the file as it was described to Linq, and where it is now. */
function uploading(file: File): Case['ask'] {
	return async (official) => {
		const { attachment_id, download_url } = await upload(official, file);
		const { filename, content_type } = file;
		return { attachment_id, download_url, filename, content_type, size_bytes: file.bytes.length };
	};
}

/** Looks an attachment up, and fetches the file without a key. */
async function download(official: LinqAPIV3): Promise<LinqAPIV3.AttachmentRetrieveResponse> {
	const attachment = await official.attachments.retrieve(ids.picture);
	const file = await fetch(attachment.download_url!);
	expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes.picture);
	return attachment;
}

compareOperations('attachment', {
	upload: [
		{
			name: 'the file of an item',
			items: [itemWith({ data: offer })],
			ask: uploading(offer),
		},
		{
			name: 'a file under another field and name, of a kind that Linq calls otherwise',
			items: [itemWith({ data: offer, photo: picture }, 'image/jpg')],
			parameters: { binaryPropertyName: 'photo', options: { filename: ' us.jpg ' } },
			ask: uploading({ ...picture, filename: 'us.jpg' }),
		},
		{
			name: 'a file of a kind that nobody named',
			items: [itemWith({ data: picture }, 'application/octet-stream')],
			ask: uploading(picture),
		},
		{
			name: 'a pass for Wallet',
			items: [itemWith({ data: boardingPass })],
			ask: uploading(boardingPass),
		},
	],

	get: [
		{
			name: 'what Linq knows of it',
			parameters: { attachmentId: ` ${ids.recording.toUpperCase()} ` },
			ask: async (official) => await official.attachments.retrieve(ids.recording),
		},
		{
			name: 'the file, too',
			parameters: { attachmentId: ids.picture, options: { download: true } },
			ask: download,
			files: { data: bytes.picture },
		},
		{
			name: 'the file in another field',
			parameters: {
				attachmentId: ids.picture,
				options: { download: true, binaryPropertyName: 'photo' },
			},
			ask: download,
			files: { photo: bytes.picture },
		},
	],

	delete: [
		{
			name: 'one',
			parameters: { attachmentId: ids.picture },
			ask: emptied({ deleted: true, attachment_id: ids.picture }, (official) =>
				official.attachments.delete(ids.picture),
			),
		},
	],
});
