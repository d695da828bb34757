import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { messageList } from '../linq/chats/chats';
import { attempted, invalidInput, LinqError } from '../linq/errors';
import { isIdentifier, parseChatId } from '../linq/values/identifiers';
import { isObject, objectsOf, textOf, type JsonObject } from '../linq/values/json';
import { answerPicker, searchPages } from './picker';

/**
 * The messages of the chosen chat, for the picker.
 *
 * @param filter what was typed: part of the text, of a file's name or of the sender
 * @param paginationToken where the look before stopped
 * @throws NodeApiError with Linq's reason, which the picker shows, or when no chat is chosen
 */
export async function searchMessages(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('chatId', { extractValue: true });
	const chatId = attempted(() => parseChatId(chosen));
	return await answerPicker(this, async (client) => {
		if (chatId instanceof LinqError) throw chatFirst();
		const look = { filter, cursor: paginationToken };
		return await searchPages(client, messageList(chatId), look, tooManyMessages, (message) =>
			entry(message, this.getTimezone()),
		);
	});
}

function chatFirst(): LinqError {
	return invalidInput(
		'Pick the chat first',
		'The list shows the messages of one chat. Where the chat comes from an expression, choose By ID and give the ID of the message.',
	);
}

function tooManyMessages(): LinqError {
	return invalidInput(
		'This chat has more messages than can be searched',
		'Choose By ID and give the ID of the message.',
	);
}

/** What it says stands last, since the editor cuts off what is long. */
function entry(message: JsonObject, zone: string): INodeListSearchItems[] {
	const { id, from_handle, from, is_from_me, created_at } = message;
	if (!isIdentifier(id)) return [];
	const sender = isObject(from_handle) ? from_handle.handle : from;
	const by = is_from_me === true ? 'you' : (textOf(sender, 254) ?? 'someone');
	const time = timeIn(zone, Date.parse(textOf(created_at, 40) ?? ''));
	const details = [by, time].filter(Boolean).join(', ');
	return [{ name: `${details}: ${summaryOf(message)}`, value: id }];
}

/** In the workflow's time zone, which it names; in UTC where JavaScript doesn't know that. */
function timeIn(zone: string, time: number): string | undefined {
	if (Number.isNaN(time)) return undefined;
	const format = (timeZone: string) =>
		new Intl.DateTimeFormat('en-US', {
			...{ timeZone, year: 'numeric', month: 'short', day: 'numeric' },
			...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
		}).format(time);
	try {
		return format(zone);
	} catch {
		return format('UTC');
	}
}

const shownAs = new Map<unknown, string>([
	['imessage_app', 'App card'],
	['media', 'File'],
]);

/** What the message says, or what it brings along. Linq doesn't say how it shows polls here. */
function summaryOf({ parts }: JsonObject): string {
	const words = objectsOf(parts).map(
		({ type, value, filename }) =>
			textOf(value, 80) ?? textOf(filename, 80) ?? shownAs.get(type) ?? 'Poll or other content',
	);
	return textOf(words.join(' · '), 100) ?? 'Poll, or a message without text';
}
