import { checkNotLeft, healthOf, type Chat } from '../chats/chats';
import { invalidInput, type LinqError } from '../errors';
import { isSameHandle } from '../people/sameHandle';
import type { Session } from '../session';
import { textOf } from '../values/json';
import type { Patience } from '../wire/client';
import { foreseenRefusal } from '../wire/foreseen';
import {
	mentionHints,
	onlyOnePerson,
	readFiles,
	sendingHints,
	type FilePart,
	type MessageDraft,
	type Part,
} from './messages';

/** Where a message would go, as far as that is known before it is sent. */
export interface Destination {
	/** The handles of the people who would get it, one's own lines not among them. */
	to: string[];
	/** The chat it would stand in; undefined where Linq picks that. */
	chat?: Chat;
	/** It would be sent also to someone who asked not to be contacted. */
	override_optout?: true;
}

/** What people would see of a message. */
export interface Shown {
	/** Its texts and links, one a line; null where it has none. */
	text: string | null;
	/** The names of its files; of a file by web address, that address. */
	files: string[];
}

type Draft = Pick<MessageDraft, 'parts' | 'experience' | 'reply_to'>;
type PreviewSession = Pick<Session, 'experiences' | 'references' | 'blockedHandles'>;

/**
 * Looks for whatever Linq would refuse a message for, as far as reading can tell: nothing is handed
 * over, and nothing is sent.
 *
 * @param draft as it was checked by itself
 * @throws LinqError as it would be told in earnest; whatever the reading throws
 */
export async function previewMessage(
	draft: Draft,
	destination: Destination,
	session: PreviewSession,
	patience: Patience,
): Promise<Shown> {
	const { parts, experience } = draft;
	if (destination.chat) checkChat(draft, destination.chat, destination);
	const files = await readFiles(parts);
	await checkBlocked(destination, session, patience);
	if (experience) await session.experiences.fitted(experience, patience);
	await checkReply(draft, destination, session, patience);
	const names: string[] = [];
	for (const [index, part] of parts.entries()) {
		const name = files.get(index)?.fileName ?? (await nameOf(part, session, patience));
		if (name !== undefined) names.push(name);
	}
	return { text: textIn(parts), files: names };
}

/** @throws LinqError where the chat, as it is, would not take the message */
function checkChat(
	{ parts, experience }: Draft,
	chat: Chat,
	{ to, override_optout }: Destination,
): void {
	checkNotLeft(chat);
	if (experience && to.length > 1) {
		throw onlyOnePerson(to.length, 'Pick the chat between you and one person.');
	}
	const isCard =
		experience ?? parts.find(({ type }) => type === 'imessage_app' || type === 'app_clip');
	if (isCard && chat.service !== undefined && chat.service !== 'iMessage') {
		throw foreseenRefusal(`This chat is on ${chat.service}`, { status: 409, code: 2018 });
	}
	const isHeldBack = !chat.isGroup && healthOf(chat.details) === 'OPTED_OUT';
	if (isHeldBack && !override_optout) {
		const message = 'This person asked not to be contacted';
		throw foreseenRefusal(message, { status: 403, code: 2024 });
	}
	for (const part of parts) {
		if (part.type === 'text' && part.mention !== undefined) checkMentioned(part.mention, chat, to);
	}
}

function checkMentioned(mention: string, { isGroup }: Chat, to: string[]): void {
	if (!isGroup) {
		const message = 'Nobody can be mentioned in a chat with one person';
		throw foreseenRefusal(message, { status: 409, code: 2023 }, sendingHints);
	}
	if (to.some((person) => isSameHandle(person, mention))) return;
	const message = 'The person who is mentioned is not in this chat';
	throw foreseenRefusal(message, { status: 409, code: 2015 }, mentionHints);
}

/** Groups go on, whoever in them is blocked. */
async function checkBlocked(
	{ to: [person, ...others], chat }: Destination,
	{ blockedHandles }: PreviewSession,
	patience: Patience,
): Promise<void> {
	if (person === undefined || others.length > 0 || chat?.isGroup) return;
	if (!(await blockedHandles.has(person, patience))) return;
	throw foreseenRefusal('You have blocked this person', { status: 403, code: 2026 });
}

/** @throws LinqError where there is nothing to reply to */
async function checkReply(
	{ reply_to }: Draft,
	{ chat }: Destination,
	{ references }: PreviewSession,
	patience: Patience,
): Promise<void> {
	if (reply_to === undefined) return;
	const { message_id, part_index = 0 } = reply_to;
	const { chat_id, parts } = await references.repliedTo(message_id, patience);
	const place = textOf(chat_id, 100);
	if (chat && place !== undefined && place.toLowerCase() !== chat.id) {
		const message = 'The message to reply to is in another chat';
		throw foreseenRefusal(message, { status: 404, code: 2002 }, sendingHints);
	}
	// Where Linq keeps no messages, it may not tell their parts either.
	if (!Array.isArray(parts) || parts.length === 0 || part_index < parts.length) return;
	throw withoutPart(part_index);
}

function withoutPart(index: number): LinqError {
	return invalidInput(
		`The message to reply to has no part ${index}`,
		'Correct the option Part to Reply To: 0 is the first part, 1 the second.',
	);
}

/** What a file that is not with n8n is called; undefined for what is no file. */
async function nameOf(
	part: Part | FilePart,
	{ references }: PreviewSession,
	patience: Patience,
): Promise<string | undefined> {
	if (part.type !== 'media') return undefined;
	if ('url' in part) return part.url;
	const { filename } = await references.attachment(part.attachment_id, patience);
	return textOf(filename, 255) ?? part.attachment_id;
}

function textIn(parts: Draft['parts']): string | null {
	const lines = parts.flatMap((part) =>
		part.type === 'text' || part.type === 'link' || part.type === 'app_clip' ? [part.value] : [],
	);
	return lines.length === 0 ? null : lines.join('\n');
}
