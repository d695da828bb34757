import type { GenericValue } from 'n8n-workflow';
import type { Hints } from '../wire/advice';
import { checkDecorations, type Decoration } from './decorations';
import { counted, invalidInput, type LinqError } from '../errors';
import { checkFile, uploadFile, type OutgoingFile } from '../files/files';
import type { LinqRequest, Patience } from '../wire/client';
import type { Write } from '../wire/doubt';
import type { JsonObject } from '../values/json';
import { checkFileAddress, isWebAddress, linkIn, linkInFirst } from '../values/links';
import type { Session } from '../session';

/** Limits of one message (https://docs.linqapp.com/, Send a message). */
const mostParts = 100;
const mostByAddress = 40;

/** One part of a message as Linq takes it. */
export type Part =
	| { type: 'text'; value: string; text_decorations?: Decoration[] }
	| { type: 'media'; url: string; sticker?: true }
	| UploadedPart
	| { type: 'link'; value: string }
	| { type: 'imessage_app'; [field: string]: GenericValue };

/** A file that Linq has. */
export interface UploadedPart {
	type: 'media';
	attachment_id: string;
	/** Shown as a sticker on iMessage, with its subject cut out. */
	sticker?: true;
}

/** A file that is yet to be handed over to Linq, in the place of the part it becomes. */
export interface FilePart {
	type: 'file';
	file: () => Promise<OutgoingFile>;
	/** Tells this file from others, without reading it from where n8n keeps it. */
	identity: () => string;
	/** See `UploadedPart`. */
	sticker?: true;
}

/** A message before its files are with Linq. */
export interface MessageDraft {
	parts: Array<Part | FilePart>;
	effect?: { type: 'screen' | 'bubble'; name: string };
	reply_to?: { message_id: string; part_index?: number };
	preferred_service?: string;
	idempotency_key: string;
	/** What sending it once more would do; not part of what Linq gets. */
	write: Write;
}

/**
 * Checks what Linq would refuse, before anything is sent.
 *
 * @param isFirst the message begins a new chat, where Linq takes no link
 * @throws LinqError `invalid_input`
 */
export function checkDraft({ parts }: Pick<MessageDraft, 'parts'>, isFirst: boolean): void {
	if (parts.length === 0) {
		throw invalidInput('The message is empty', 'Fill in the text, or add a file or a link.');
	}
	if (parts.length > mostParts) {
		throw tooMany(`The message has ${parts.length} parts`, mostParts, 'parts');
	}
	const byAddress = parts.filter(
		(part) => part.type === 'media' && 'url' in part && !isAtLinq(part.url),
	).length;
	if (byAddress > mostByAddress) {
		throw tooMany(`The message has ${byAddress} files by web address`, mostByAddress, 'of those');
	}
	parts.forEach((part, index) => {
		if (part.type === 'text' && parts[index - 1]?.type === 'text') {
			throw invalidInput(
				'Two texts follow one another in the message',
				'Write them as one text, or put a file between them.',
			);
		}
		if (parts.length > 1 && part.type === 'link') throw alone('A link preview');
		if (parts.length > 1 && part.type === 'imessage_app') throw alone('An app card');
		checkPart(part);
	});
	if (!isFirst) return;
	for (const part of parts) {
		const link = part.type === 'link' ? part.value : part.type === 'text' && linkIn(part.value);
		if (link) throw linkInFirst(link);
	}
}

/** The only message that Linq can miss while another is sent is the one that it replies to. */
const sendingHints: Hints = {
	2002: 'Check the message in the option Reply To: it may have been deleted, or belong to another account.',
};

/**
 * Hands over the message's files, then sends it.
 *
 * @param requestFor the request that sends the message
 * @returns Linq's answer to it
 * @throws LinqError with the number of all requests, those for the files among them
 */
export async function sendMessage(
	{ parts, write, ...rest }: MessageDraft,
	requestFor: (message: Record<string, GenericValue>) => LinqRequest,
	session: FileSession,
	patience: Patience,
): Promise<JsonObject> {
	const requestOf = (finished: Part[]) => ({
		...requestFor({ parts: finished, ...rest }),
		write,
		hints: sendingHints,
	});
	return await sendWithFiles<Part>(parts, requestOf, session, patience);
}

type FileSession = Pick<Session, 'client' | 'files' | 'signal'>;

/**
 * Hands over the files among the parts, none of them if one is not for Linq, then sends the request.
 *
 * @param requestFor the request with the parts as Linq takes them
 * @returns Linq's answer to it
 * @throws LinqError with the number of all requests
 */
export async function sendWithFiles<Given extends Part>(
	parts: Array<Given | FilePart>,
	requestFor: (finished: Array<Given | UploadedPart>) => LinqRequest,
	{ client, files, signal }: FileSession,
	patience: Patience,
): Promise<JsonObject> {
	const outgoing = await Promise.all(
		parts.map(async (part) => (part.type === 'file' ? await part.file() : undefined)),
	);
	for (const file of outgoing) if (file) checkFile(file);
	const finished: Array<Given | UploadedPart> = [];
	let sent = 0;
	try {
		for (const [index, part] of parts.entries()) {
			if (part.type !== 'file') {
				finished.push(part);
				continue;
			}
			const file = outgoing[index]!;
			const { uploaded, attempts } = await uploadFile(client, files, file, patience, signal);
			const { attachment_id } = uploaded;
			finished.push({ type: 'media', attachment_id, ...(part.sticker && { sticker: true }) });
			sent += attempts;
		}
		return await client.request(requestFor(finished), patience);
	} catch (error) {
		throw counted(error, sent);
	}
}

function checkPart(part: Part | FilePart): void {
	if (part.type === 'text') {
		if (part.value === '') {
			throw invalidInput('A text of the message is empty', 'Fill it in, or leave it out.');
		}
		checkDecorations(part.value, part.text_decorations ?? []);
	}
	if (part.type === 'link' && !isWebAddress(part.value)) {
		throw invalidInput(
			'The link is not a web address',
			'Give the whole address, such as https://example.com/offer, with at most 2,048 characters.',
		);
	}
	if (part.type === 'media' && 'url' in part) checkFileAddress(part.url);
}

/** Files that Linq has count as uploaded, also by the address it gave them (`download_url`). */
function isAtLinq(url: string): boolean {
	return URL.canParse(url) && new URL(url).hostname === 'cdn.linqapp.com';
}

function alone(what: string): LinqError {
	return invalidInput(
		`${what} can't be combined with text or files`,
		'Send it in a message of its own, before or after this one.',
	);
}

function tooMany(message: string, most: number, what: string): LinqError {
	return invalidInput(
		message,
		`Linq takes at most ${most} ${what}: split it into several messages.`,
	);
}
