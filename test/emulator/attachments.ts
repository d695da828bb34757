import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';

/** The client's, and what is newer. */
export type ContentType = LinqAPIV3.SupportedContentType | 'application/vnd.apple.pkpass';
/**
 * An attachment in Linq's shape but for its address, which the storage knows, and beside it what
 * the storage keeps of the file.
 */
export type AccountAttachment = Omit<
	LinqAPIV3.AttachmentRetrieveResponse,
	'content_type' | 'download_url'
> & {
	content_type: ContentType;
	/** When the address for the upload ceases to work. */
	expires_at: string;
	/** What makes the address for the upload nobody else's guess. */
	signature: string;
	/** Hex, of the bytes uploaded; null until then. */
	sha256: string | null;
	/** The bytes uploaded, unless there are a million or more. */
	bytes: Buffer | null;
};

export interface NewAttachment {
	filename: string;
	content_type: ContentType;
	/** The file, uploaded already; without it, an upload is awaited. */
	bytes?: Buffer;
	/** By default the length of `bytes`. */
	size_bytes?: number;
}

/** How long the address for an upload works. */
const uploadMilliseconds = 15 * 60 * 1000;
/** Files below this size are kept, for downloads. */
export const leastDiscarded = 1_000_000;

/**
 * Whether Linq takes a file of this type for upload. Keyed by content type, so that the compiler
 * sees when one of the client's is missing; the client's prose refuses two that its type allows.
 */
const uploadable: Record<ContentType, boolean> = {
	'image/jpeg': true,
	'image/png': true,
	'image/gif': true,
	'image/heic': true,
	'image/heif': true,
	'image/tiff': true,
	'image/bmp': true,
	'image/svg+xml': false,
	'image/webp': false,
	'image/x-icon': true,
	'video/mp4': true,
	'video/quicktime': true,
	'video/mpeg': true,
	'video/mpeg2': true,
	'video/x-m4v': true,
	'video/x-msvideo': true,
	'video/3gpp': true,
	'audio/mpeg': true,
	'audio/mp3': true,
	'audio/x-m4a': true,
	'audio/mp4': true,
	'audio/x-caf': true,
	'audio/x-wav': true,
	'audio/x-aiff': true,
	'audio/aiff': true,
	'audio/aac': true,
	'audio/midi': true,
	'audio/amr': true,
	'application/pdf': true,
	'application/vnd.apple.pkpass': true,
	'text/plain': true,
	'text/markdown': true,
	'text/vcard': true,
	'text/rtf': true,
	'text/csv': true,
	'text/html': true,
	'text/calendar': true,
	'application/msword': true,
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': true,
	'application/vnd.ms-excel': true,
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': true,
	'application/vnd.ms-powerpoint': true,
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': true,
	'application/x-iwork-pages-sffpages': true,
	'application/x-iwork-numbers-sffnumbers': true,
	'application/x-iwork-keynote-sffkey': true,
	'application/epub+zip': true,
	'text/xml': true,
	'application/json': true,
	'application/zip': true,
	'application/x-gzip': true,
};

/** Whether Linq takes files of this type for upload. */
export function isUploadable(type: string): type is ContentType {
	return Object.hasOwn(uploadable, type) && uploadable[type as ContentType];
}

/** An attachment whose upload is awaited, or done if there are `bytes`. */
export function newAttachment({ bytes, ...chosen }: NewAttachment): AccountAttachment {
	const now = Date.now();
	return {
		id: randomUUID(),
		filename: chosen.filename,
		content_type: chosen.content_type,
		size_bytes: chosen.size_bytes ?? bytes?.length ?? 0,
		status: bytes ? 'complete' : 'pending',
		created_at: new Date(now).toISOString(),
		expires_at: new Date(now + uploadMilliseconds).toISOString(),
		signature: randomBytes(32).toString('hex'),
		sha256: bytes ? createHash('sha256').update(bytes).digest('hex') : null,
		bytes: bytes ?? null,
	};
}
