import { attempted, counted, invalidInput, LinqError } from '../errors';
import { isIdentifier } from '../values/identifiers';
import { isObject, textOf, type JsonObject } from '../values/json';
import { placeAddress } from '../values/links';
import { adviceFor } from '../wire/advice';
import type { LinqClient, Patience } from '../wire/client';
import { connectionFailure } from '../wire/connection';
import { path } from '../wire/path';
import { retrying } from '../wire/retries';
import type { FileStream, FileTransport } from '../wire/transport';
import { contentTypeOf, isVoiceMemo } from './contentTypes';
import { diskFailure } from './disk';

/** Linq's limit for uploaded files (https://docs.linqapp.com/, Attachments). Bytes. */
const largestFile = 100 * 1024 * 1024;

/** On top of the time for an answer, each second is enough for this many bytes. */
const slowestPace = 250_000;

/** Keys, other hosts, and what is about the connection rather than the file. */
const unsafeHeader =
	/^(authorization|cookie|host|proxy-.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** A file on its way to Linq. */
export interface OutgoingFile {
	fileName: string;
	/** As n8n knows it; Linq's name for it may differ. */
	mimeType: string;
	/** Bytes. */
	size: number;
	/** The file from its beginning, piece by piece; anew for every try. */
	open(): Promise<FileStream | Buffer>;
}

/** A file that Linq has, as it comes out on Success. */
export interface UploadedFile {
	attachment_id: string;
	download_url: string | null;
	filename: string;
	content_type: string;
	size_bytes: number;
}

/**
 * Refuses what Linq would not take, before anything is sent.
 *
 * @returns the content type by which Linq knows files of this kind
 * @throws LinqError `invalid_input`
 */
export function checkFile({ fileName, mimeType, size }: OutgoingFile): string {
	const contentType = contentTypeOf(mimeType, fileName);
	if (contentType === undefined) {
		throw invalidInput(
			`Linq does not take files of this kind (${textOf(mimeType, 80) ?? 'unknown'})`,
			'Convert the file first: pictures to JPEG, PNG or GIF, videos to MP4, sound to MP3 or M4A, texts to PDF.',
		);
	}
	if (!(size > 0)) {
		throw invalidInput('The file is empty', 'Check the step that this file comes from.');
	}
	if (size > largestFile) {
		throw invalidInput(
			`The file has ${Math.ceil(size / 1024 / 1024)} MB, more than Linq takes`,
			'Linq takes files of up to 100 MB: make it smaller, or send a link to it.',
		);
	}
	return contentType;
}

/**
 * The same for a file that is to be shown as a picture.
 *
 * @param of what it is to be: "sticker", for instance
 * @throws LinqError `invalid_input`
 */
export function checkPicture(file: OutgoingFile, of: string): void {
	if (checkFile(file).startsWith('image/')) return;
	throw invalidInput(
		`The ${of} is no picture (${textOf(file.mimeType, 80) ?? 'unknown'})`,
		'Give a picture, such as JPEG, PNG or HEIC.',
	);
}

/**
 * The same for a file that is to be a voice memo.
 *
 * @throws LinqError `invalid_input`
 */
export function checkVoiceMemo(file: OutgoingFile): void {
	if (isVoiceMemo(checkFile(file))) return;
	throw invalidInput(
		`Linq takes no voice memo of this kind (${textOf(file.mimeType, 80) ?? 'unknown'})`,
		'Give a sound file: MP3, M4A, AAC, CAF, WAV, AIFF or AMR. Other files can go along with a message.',
	);
}

/**
 * Hands a file over to Linq: asks for a place, then puts the bytes there. The place is a presigned
 * https address that never gets the API key.
 *
 * @returns the file, and the number of requests it took
 * @throws LinqError with that number
 */
export async function uploadFile(
	client: LinqClient,
	files: FileTransport,
	file: OutgoingFile,
	patience: Patience,
	signal?: AbortSignal,
): Promise<{ uploaded: UploadedFile; attempts: number }> {
	const content_type = checkFile(file);
	const described = { filename: file.fileName, content_type, size_bytes: file.size };
	const { body, attempts } = await client.send(
		{ method: 'POST', path: path`/v3/attachments`, body: described },
		patience,
	);
	const place = attempted(() => readPlace(body, file.size));
	if (place instanceof LinqError) throw counted(place, attempts);
	const { attachmentId, ...address } = place;
	const timeout = patience.timeout + Math.ceil(file.size / slowestPace) * 1000;
	let puts = 0;
	await retrying(
		async () => {
			puts++;
			const opened = await file.open();
			const sized = new Sized(file.size);
			const body =
				'compose' in opened
					? opened.compose<FileStream>((pieces: AsyncIterable<Uint8Array>) =>
							sized.pass(pieces, opened),
						)
					: opened;
			const answer = await files
				.put({ ...address, body, timeout })
				.catch((error: unknown) => {
					signal?.throwIfAborted();
					return diskFailure(error, 'read') ?? unreached(error, address.url, timeout);
				})
				.finally(() => {
					for (const stream of new Set([body, opened])) {
						if ('destroy' in stream) stream.destroy();
					}
				});
			if (sized.flaw) throw sized.flaw;
			if (answer instanceof LinqError) throw answer;
			if (answer.status >= 200 && answer.status < 300) return;
			throw notTaken(answer.status);
		},
		patience,
		signal,
	).catch((error: unknown) => {
		throw counted(error, attempts);
	});
	const download_url = placeAddress(body.download_url) ?? null;
	return {
		uploaded: { attachment_id: attachmentId, download_url, ...described },
		attempts: attempts + puts,
	};
}

/**
 * Fetches a file from the address that Linq names, without the API key.
 *
 * @param keep puts the file where it stays; again from its beginning when it broke off
 * @throws LinqError
 */
export async function downloadFile<Kept>(
	files: FileTransport,
	{ address, size }: { address: unknown; size: unknown },
	keep: (file: FileStream) => Promise<Exclude<Kept, LinqError>>,
	patience: Patience,
	signal?: AbortSignal,
): Promise<Exclude<Kept, LinqError>> {
	const url = placeAddress(address, 8_192);
	if (url === undefined) throw unsafePlace('download');
	const bytes = typeof size === 'number' && size > 0 ? Math.min(size, largestFile) : largestFile;
	const timeout = patience.timeout + Math.ceil(bytes / slowestPace) * 1000;
	return await retrying(
		async () =>
			await files
				.get({ url, timeout }, async ({ status, body }) => {
					if (status !== 200) throw notGiven(status);
					return await keep(body.compose<FileStream>(noLarger));
				})
				.catch((error: unknown) => {
					signal?.throwIfAborted();
					if (error instanceof LinqError) throw error;
					throw diskFailure(error, 'keep') ?? unreached(error, url, timeout);
				}),
		patience,
		signal,
	);
}

/**
 * Passes a file on, and ends it with an error where it is not as large as Linq was told: the place
 * would wait for what is missing, and drop what is too much. The last piece is held back until that
 * is known.
 */
class Sized {
	/** Set once the file turned out to have another size. */
	flaw?: LinqError;

	/** @param size in bytes */
	constructor(private readonly size: number) {}

	/** @param source where the pieces come from: some versions of Node.js only end them when it fails */
	async *pass(pieces: AsyncIterable<Uint8Array>, source: { errored?: Error | null }) {
		let bytes = 0;
		let last: Uint8Array | undefined;
		for await (const piece of pieces) {
			bytes += piece.length;
			if (bytes > this.size) break;
			if (last) yield last;
			last = piece;
		}
		if (source.errored) throw source.errored;
		if (bytes === this.size) {
			if (last) yield last;
			return;
		}
		this.flaw = invalidInput(
			'The file has another size than n8n says',
			'Run the step that the file comes from again; a step in between must leave its size as it is.',
		);
		throw this.flaw;
	}
}

/** Passes a file on, and ends it with an error where it becomes larger than any file of Linq's. */
async function* noLarger(file: AsyncIterable<Uint8Array>) {
	let bytes = 0;
	for await (const piece of file) {
		bytes += piece.length;
		if (bytes > largestFile) {
			throw new LinqError({
				message: 'The file is larger than 100 MB, the most that Linq keeps',
				hint: 'Switch Download off and fetch it with an HTTP Request step from its download_url.',
				category: 'invalid_response',
			});
		}
		yield piece;
	}
}

/** Where the bytes go. */
interface Place {
	attachmentId: string;
	url: string;
	headers: Record<string, string>;
}

function readPlace(body: JsonObject, size: number): Place {
	const url = placeAddress(body.upload_url, 8_192);
	const attachmentId = body.attachment_id;
	if (url === undefined || !isIdentifier(attachmentId)) throw unsafePlace('upload');
	return {
		attachmentId,
		url,
		headers: readHeaders(body.required_headers, size, new URL(url)),
	};
}

/**
 * Exactly the headers that the address was signed for, each once however its name is written, and the
 * length, without which the bytes would be sent in chunks, which such addresses refuse. Those about
 * the connection are the HTTP client's.
 */
function readHeaders(value: unknown, size: number, place: URL): Record<string, string> {
	const headers = new Map<string, [name: string, content: string]>();
	for (const [name, content] of Object.entries(isObject(value) ? value : {})) {
		if (isHostOf(place, name, content)) continue;
		const isSafe =
			/^[a-z0-9-]{1,100}$/i.test(name) &&
			!unsafeHeader.test(name) &&
			typeof content === 'string' &&
			/^[\x20-\x7e]{0,2000}$/.test(content);
		if (!isSafe) throw unsafePlace('upload');
		const same = headers.get(name.toLowerCase());
		if (same && same[1] !== content) throw unsafePlace('upload');
		headers.set(name.toLowerCase(), same ?? [name, content]);
	}
	const length = headers.get('content-length') ?? ['Content-Length', String(size)];
	if (length[1] !== String(size)) throw unsafePlace('upload');
	return Object.fromEntries(headers.set('content-length', length).values());
}

/** Whether a header says what the HTTP client says anyway. Presigned addresses name it as signed. */
function isHostOf({ hostname, port }: URL, name: string, content: unknown): boolean {
	const names = [hostname, `${hostname}:${port || '443'}`];
	return (
		/^host$/i.test(name) && typeof content === 'string' && names.includes(content.toLowerCase())
	);
}

function unsafePlace(kind: 'upload' | 'download'): LinqError {
	return new LinqError({
		message: `Linq named no safe address for the ${kind}`,
		hint: 'Try this record again later; if it stays like this, report it to Linq.',
		category: 'invalid_response',
	});
}

/** Of the address, only the host is told: the rest of it lets everyone in. */
function unreached(error: unknown, url: string, timeout: number): LinqError {
	return connectionFailure(error, timeout, new URL(url).hostname);
}

function notTaken(status: number): LinqError {
	const { category, retryable } = adviceFor(status, null);
	return new LinqError({
		message: `The place that Linq named for the file did not take it (status ${status})`,
		hint: 'Try this record again later; if it stays like this, report it to Linq.',
		category: retryable ? category : 'invalid_response',
		status,
		retryable,
	});
}

function notGiven(status: number): LinqError {
	const { category, retryable } = adviceFor(status, null);
	return new LinqError({
		message: `The file could not be downloaded (status ${status})`,
		hint: 'Try this record again later; the file may have been deleted.',
		category,
		status,
		retryable,
	});
}
