import { invalidInput } from '../errors';
import { trimmed } from './trimmed';

/** Linq's IDs are UUIDs: https://docs.linqapp.com/ gives `format: uuid` for every ID. */
export const uuidPattern = '^\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*$';

/** What an ID stands for, in words for messages. */
export interface Identified {
	/** As in "a chat ID". */
	name: string;
	article: 'a' | 'an';
	/** Where such an ID comes from. */
	source: string;
}

export const chat: Identified = {
	name: 'chat',
	article: 'a',
	source: 'Pick the chat from the list, or give an ID',
};
export const message: Identified = {
	name: 'message',
	article: 'a',
	source: 'Pick the message from the list, or give an ID',
};
export const attachment: Identified = {
	name: 'file',
	article: 'a',
	source: 'Take it from the attachment_id of an earlier upload, or give an ID',
};
export const phoneNumber: Identified = {
	name: 'phone number',
	article: 'a',
	source: 'Pick your number from the list, or give an ID',
};
export const subscription: Identified = {
	name: 'webhook subscription',
	article: 'a',
	source: 'Pick the webhook subscription from the list, or give an ID',
};

/**
 * An ID as Linq wants it.
 *
 * @param value whatever the parameter gave; only text is accepted
 * @returns the UUID in lower case, without anything invisible around it
 * @throws LinqError `invalid_input` when it is missing or no UUID
 */
export function parseIdentifier(value: unknown, { name, article, source }: Identified): string {
	if (
		value === undefined ||
		value === null ||
		(typeof value === 'string' && trimmed(value) === '')
	) {
		throw invalidInput(`The ${name} is missing`, `${source}.`);
	}
	if (!isIdentifier(value)) {
		throw invalidInput(
			`This is not ${article} ${name} ID`,
			`${source} such as 550e8400-e29b-41d4-a716-446655440000.`,
		);
	}
	return trimmed(value).toLowerCase();
}

export function isIdentifier(value: unknown): value is string {
	return typeof value === 'string' && new RegExp(uuidPattern).test(trimmed(value));
}

/** The ID of a chat: see `parseIdentifier`. */
export function parseChatId(value: unknown): string {
	return parseIdentifier(value, chat);
}
