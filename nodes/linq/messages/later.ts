import { messageList } from '../chats/chats';
import { objectsOf, isObject, textOf, type JsonObject } from '../values/json';
import { timeIn } from '../values/times';
import type { LinqClient, Patience } from '../wire/client';
import { isNotOfAnother } from '../wire/evidence';
import { largestPage, readPage } from '../wire/lists';

/** Of a chat, so many pages of a hundred messages are read at most. */
const mostPages = 10;

/** A message that others may come after. */
export interface Earlier {
	chatId: string;
	messageId: string;
	/** By Linq's clock, in milliseconds since 1970; undefined where Linq didn't say. */
	createdAt: number | undefined;
}

/** What a chat shows of a message and of what came after it. */
export interface Since {
	/** The message as it is now; undefined where it is not in the chat, or far behind. */
	earlier: JsonObject | undefined;
	/** What was written after it, the oldest first: see `chatSince`. */
	later: JsonObject[];
}

/**
 * A message of a chat, and those that were written after it, the oldest first: by either side, as
 * Linq describes them. Linq lists messages newest first (https://docs.linqapp.com/, Get messages from
 * a chat). Where the one before them is gone, its time tells which came after it, and without a time
 * none did.
 *
 * One that Linq found later (`reconciled_at`) counts only when it was also sent afterwards.
 *
 * @throws LinqError when the chat can't be read
 */
export async function chatSince(
	client: LinqClient,
	{ chatId, messageId, createdAt = Number.NaN }: Earlier,
	patience: Patience,
): Promise<Since> {
	const found = new Map<string, JsonObject>();
	const isOfChat = isNotOfAnother('chat_id', chatId);
	let earlier: JsonObject | undefined;
	let cursor: string | undefined;
	for (let pages = 1; pages <= mostPages; pages++) {
		const place = { limit: largestPage, cursor };
		const page = await readPage(client, messageList(chatId), place, patience);
		const isEarlier = (message: JsonObject) => timeOf(message.created_at) < createdAt;
		const end = page.entries.findIndex(({ id }) => isSameId(id, messageId));
		for (const message of page.entries.slice(0, end < 0 ? undefined : end)) {
			const id = textOf(message.id, 100);
			if (id === undefined || !isOfChat(message)) continue;
			if (isEarlier(message) || isRecovered(message, createdAt)) continue;
			found.set(id, message);
		}
		cursor = page.nextCursor;
		earlier = page.entries[end];
		const isBehind = page.entries.length > 0 && page.entries.every(isEarlier);
		if (earlier || isBehind || cursor === undefined) break;
	}
	const isLater = (message: JsonObject) => earlier || timeOf(message.created_at) >= createdAt;
	return { earlier, later: [...found.values()].filter(isLater).reverse() };
}

/** Who wrote a message. Linq has `from` for clients of old; nobody where it says neither. */
export function senderOf({ from_handle, from }: JsonObject): string {
	const handle = isObject(from_handle) ? textOf(from_handle.handle, 254) : undefined;
	return handle ?? textOf(from, 254) ?? '';
}

/** Whether one's own line wrote it, as far as Linq says so: of two of them in a chat, it says it of one. */
export function isMine({ is_from_me, from_handle }: JsonObject): boolean {
	return is_from_me === true || (isObject(from_handle) && from_handle.is_me === true);
}

/** What a message says: the texts among its parts, one a line. */
export function wordsOf({ parts }: JsonObject): string {
	return objectsOf(parts)
		.flatMap(({ type, value }) => (type === 'text' && typeof value === 'string' ? [value] : []))
		.join('\n');
}

/** Genuine, but it may have been written long ago. */
function isRecovered({ reconciled_at, sent_at }: JsonObject, createdAt: number): boolean {
	return textOf(reconciled_at, 50) !== undefined && timeOf(sent_at) < createdAt;
}

/** In milliseconds since 1970; NaN, which is neither before nor after, where Linq doesn't say. */
function timeOf(value: unknown): number {
	return timeIn(value) ?? Number.NaN;
}

/** Whether it is this ID, in whatever case. */
export function isSameId(id: unknown, wanted: string): boolean {
	return typeof id === 'string' && id.toLowerCase() === wanted.toLowerCase();
}
