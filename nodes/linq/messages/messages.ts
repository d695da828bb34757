import type { GenericValue } from 'n8n-workflow';
import { counted, invalidInput, type LinqError } from '../errors';
import { checkFile, checkPicture, uploadFile, type OutgoingFile } from '../files/files';
import type { Session } from '../session';
import type { JsonObject } from '../values/json';
import {
	checkFileAddress,
	isWebAddress,
	linkIn,
	linkInFirst,
	secureAddress,
} from '../values/links';
import type { Hints } from '../wire/advice';
import type { Answered, LinqRequest, Patience } from '../wire/client';
import type { Write } from '../wire/doubt';
import { allOf, hasText, isAbout, isWith, within } from '../wire/evidence';
import { path } from '../wire/path';
import { checkDecorations, type Decoration } from './decorations';
import type { Invocation } from './experiences';
import { checkMention } from './mentions';

/** Limits of one message (https://docs.linqapp.com/, Send a message). */
const mostParts = 100;
const mostByAddress = 40;

/** One part of a message as Linq takes it. */
export type Part =
	| {
			type: 'text';
			value: string;
			text_decorations?: Decoration[];
			/** Handle of someone in the group; all of the text mentions them unless there is a range. */
			mention?: string;
			mention_range?: Decoration['range'];
	  }
	| { type: 'media'; url: string; sticker?: true }
	| UploadedPart
	| { type: 'link'; value: string }
	| { type: 'app_clip'; value: string; caption?: string }
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
	/** None where there is an `experience`, which is a message by itself. */
	parts: Array<Part | FilePart>;
	/** A card that Linq composes; its fields are yet to be checked against what Linq knows. */
	experience?: Invocation;
	effect?: { type: 'screen' | 'bubble'; name: string };
	reply_to?: { message_id: string; part_index?: number };
	preferred_service?: string;
	idempotency_key: string;
	/** What sending it once more would do; not part of what Linq gets. */
	write: Write;
}

type Content = Pick<MessageDraft, 'parts' | 'experience' | 'preferred_service'>;

/**
 * Checks what Linq would refuse, before anything is sent.
 *
 * @param isFirst the message begins a new chat, where Linq takes no link
 * @param people everyone it goes to; undefined where only the chat's ID is known
 * @throws LinqError `invalid_input`
 */
export function checkDraft(
	{ parts, experience, preferred_service }: Content,
	isFirst: boolean,
	people?: string[],
): void {
	const elsewhere = preferred_service === 'iMessage' ? undefined : preferred_service;
	if (experience) {
		if (parts.length > 0) throw alone('An experience');
		if (people && people.length > 1) throw onlyOnePerson(people.length);
		if (elsewhere !== undefined) throw onlyOnIMessage('An experience', elsewhere);
		return;
	}
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
		if (parts.length > 1 && part.type === 'app_clip') throw alone('An App Clip or payment card');
		checkPart(part, people);
	});
	if (parts[0]?.type === 'app_clip' && elsewhere !== undefined) {
		throw onlyOnIMessage(
			'An App Clip or payment card',
			elsewhere,
			', or send the address as a text',
		);
	}
	if (!isFirst) return;
	for (const part of parts) {
		const link = part.type === 'link' ? part.value : part.type === 'text' && linkIn(part.value);
		if (link) throw linkInFirst(link);
	}
}

/** The group may have changed since whoever wrote the message looked. */
const mentionGone =
	'See whether the person who is mentioned is still in this group; leave the mention out otherwise.';
/** What to do where Linq refuses a mention in a group. */
export const mentionHints: Hints = { 2015: mentionGone, 409: mentionGone };

/** What to do where Linq refuses a message. */
export const sendingHints: Hints = {
	// The only message that Linq can miss while another is sent is the one that it replies to.
	2002: 'Check the message in the option Reply To: it may have been deleted, or belong to another account.',
	2023: 'Mentions work in group chats only: remove the option Mention, or pick a group.',
	2028: 'App Clips and payment cards go by iMessage only: remove the option Messaging Service, or send the address as a text.',
};

/**
 * Hands over the message's files, then sends it.
 *
 * @param requestFor the request that sends the message
 * @returns Linq's answer to it
 * @throws LinqError with the number of all requests, those for the files among them
 */
export async function sendMessage(
	draft: MessageDraft,
	requestFor: (message: Record<string, GenericValue>) => LinqRequest,
	session: MessageSession,
	patience: Patience,
): Promise<JsonObject> {
	return (await sentMessage(draft, requestFor, session, patience)).body;
}

/** The same as `sendMessage`, with the number of requests it took. */
export async function sentMessage(
	{ parts, experience, write, ...rest }: MessageDraft,
	requestFor: (message: Record<string, GenericValue>) => LinqRequest,
	session: MessageSession,
	patience: Patience,
): Promise<Answered> {
	const ofMention = parts.some((part) => part.type === 'text' && part.mention !== undefined);
	const hints = { ...sendingHints, ...(ofMention && mentionHints) };
	const requestOf = (message: Record<string, GenericValue>): LinqRequest => {
		const asked = requestFor({ ...message, ...rest });
		return { ...asked, write, hints: { ...hints, ...asked.hints } };
	};
	if (experience) {
		const fitting = await session.experiences.fitted(experience, patience);
		return await session.client.send(requestOf({ experience: fitting }), patience);
	}
	const withParts = (finished: Part[]) => requestOf({ parts: finished });
	return await sentWithFiles<Part>(parts, withParts, session, patience);
}

/**
 * The request that sends a message into a chat (https://docs.linqapp.com/, Send a message to an
 * existing chat).
 *
 * @param further what stands beside the message
 */
export function messageToChat(
	chatId: string,
	message: Record<string, GenericValue>,
	further: Record<string, GenericValue> = {},
): LinqRequest {
	return {
		method: 'POST',
		path: path`/v3/chats/${chatId}/messages`,
		body: { message, ...further },
		evidence: allOf(isAbout('chat_id', chatId), within('message', hasText('id'))),
	};
}

/**
 * The request that begins a chat with a message, or sends it into the one that these people have
 * already with this number (https://docs.linqapp.com/, Create a new chat).
 *
 * @param place.from one's own line, E.164
 * @param further what stands beside the message
 */
export function messageToNewChat(
	{ from, to }: { from: string; to: string[] },
	message: Record<string, GenericValue>,
	further: Record<string, GenericValue> = {},
): LinqRequest {
	const isTheMessage = within('message', hasText('id'));
	return {
		method: 'POST',
		path: path`/v3/chats`,
		body: { from, to, message, ...further },
		evidence: within('chat', allOf(hasText('id'), isWith(to), isTheMessage)),
	};
}

/**
 * The request that sends a message to people, for which Linq picks number and chat
 * (https://docs.linqapp.com/, Send a message without a from number).
 *
 * @param further what stands beside the message
 */
export function messageToPeople(
	to: string[],
	message: Record<string, GenericValue>,
	further: Record<string, GenericValue> = {},
): LinqRequest {
	return {
		method: 'POST',
		path: path`/v3/messages`,
		body: { to, message, ...further },
		evidence: allOf(hasText('chat_id'), isWith(to), within('message', hasText('id'))),
	};
}

type FileSession = Pick<Session, 'client' | 'files' | 'signal'>;
type MessageSession = FileSession & Pick<Session, 'experiences'>;

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
	session: FileSession,
	patience: Patience,
): Promise<JsonObject> {
	return (await sentWithFiles(parts, requestFor, session, patience)).body;
}

async function sentWithFiles<Given extends Part>(
	parts: Array<Given | FilePart>,
	requestFor: (finished: Array<Given | UploadedPart>) => LinqRequest,
	{ client, files, signal }: FileSession,
	patience: Patience,
): Promise<Answered> {
	const outgoing = await readFiles(parts);
	const finished: Array<Given | UploadedPart> = [];
	let sent = 0;
	try {
		for (const [index, part] of parts.entries()) {
			if (part.type !== 'file') {
				finished.push(part);
				continue;
			}
			const file = outgoing.get(index)!;
			const { uploaded, attempts } = await uploadFile(client, files, file, patience, signal);
			const { attachment_id } = uploaded;
			finished.push({ type: 'media', attachment_id, ...(part.sticker && { sticker: true }) });
			sent += attempts;
		}
		const { body, attempts } = await client.send(requestFor(finished), patience);
		return { body, attempts: sent + attempts };
	} catch (error) {
		throw counted(error, sent);
	}
}

/**
 * The files that are yet to be handed over, read and checked, by the places of their parts.
 *
 * @throws LinqError `invalid_input` where one can't be read, or is not for Linq
 */
export async function readFiles(parts: Array<Part | FilePart>): Promise<Map<number, OutgoingFile>> {
	const read = await Promise.all(
		parts.map(async (part, index) =>
			part.type === 'file' ? [{ index, part, file: await part.file() }] : [],
		),
	);
	for (const { part, file } of read.flat()) {
		if (part.sticker) checkPicture(file, 'sticker');
		else checkFile(file);
	}
	return new Map(read.flat().map(({ index, file }) => [index, file]));
}

function checkPart(part: Part | FilePart, people: string[] | undefined): void {
	if (part.type === 'text') {
		if (part.value === '') {
			throw invalidInput('A text of the message is empty', 'Fill it in, or leave it out.');
		}
		checkDecorations(part.value, part.text_decorations ?? []);
		checkMention(part, people);
	}
	if (part.type === 'app_clip' && secureAddress(part.value) === undefined) {
		throw invalidInput(
			"The web address of the App Clip or payment card can't be used",
			'It begins with https:// and has at most 2,048 characters: take the checkout_url of a payment request, or the address of your App Clip.',
		);
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

/** @param hint what to do, where the people are not named in To */
export function onlyOnePerson(
	count: number,
	hint = 'Use one item for each person, with one phone number or email address in To.',
): LinqError {
	return invalidInput(`An experience goes to one person, and there are ${count}`, hint);
}

/** @param instead what else may be done, after a comma */
function onlyOnIMessage(what: string, service: string, instead = ''): LinqError {
	return invalidInput(
		`${what} can't go by ${service}`,
		`It goes by iMessage only: remove the option Messaging Service${instead}.`,
	);
}

function tooMany(message: string, most: number, what: string): LinqError {
	return invalidInput(
		message,
		`Linq takes at most ${most} ${what}: split it into several messages.`,
	);
}
