import { invalidInput } from '../errors';
import { trimmed } from './trimmed';

/**
 * What Linq calls `format: uuid`: the IDs of chats, messages, files, phone numbers, poll options and
 * payment requests (https://docs.linqapp.com/).
 */
export const uuidPattern = '^\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*$';

/** What an ID stands for, in words for messages. */
export interface Identified {
	/** As in "a chat ID". */
	name: string;
	article: 'a' | 'an';
	/** Where such an ID comes from. */
	source: string;
	/** What it is called; an ID unless said otherwise. */
	called?: 'ID' | 'name';
}

const chat: Identified = {
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
	source: 'Pick the webhook subscription from the list, or give its ID',
};
export const reputationAudit: Identified = {
	name: 'audit',
	article: 'an',
	source: 'Take it from the audit_id that Audit Reputation gives',
};

export const paymentRequest: Identified = {
	name: 'payment request',
	article: 'a',
	source: 'Pick the payment request from the list, or give an ID',
};
export const payment: Identified = {
	name: 'payment',
	article: 'a',
	source: 'Take it from the id that Agent Payment → Create gives',
};
export const provider: Identified = {
	name: 'provider',
	article: 'a',
	source: 'Give the name that Linq has for it, such as agentcard',
	called: 'name',
};
export const experience: Identified = {
	name: 'experience',
	article: 'an',
	source: 'Pick the experience from the list, or give its name, such as agentpay',
	called: 'name',
};

export const pollOption: Identified = {
	name: 'choice',
	article: 'a',
	source: 'Pick the choice from the list, or give an ID',
};
export const reaction: Identified = {
	name: 'reaction',
	article: 'a',
	source: 'Pick the sticker from the list, or give an ID',
};

/**
 * An ID as Linq wants it.
 *
 * @param value whatever the parameter gave; only text is accepted
 * @returns the UUID in lower case, without anything invisible around it
 * @throws LinqError `invalid_input` when it is missing or no UUID
 */
export function parseIdentifier(value: unknown, kind: Identified): string {
	const { name, article, source } = kind;
	refuseMissing(value, kind);
	if (!isIdentifier(value)) {
		throw invalidInput(
			`This is not ${article} ${name} ID`,
			`${source} such as 550e8400-e29b-41d4-a716-446655440000.`,
		);
	}
	return trimmed(value).toLowerCase();
}

/**
 * What an ID that Linq doesn't call a UUID may be made of: nothing that means something in a path,
 * as dots alone do. No ID that Linq has shown is nearly as long.
 */
const otherPattern = /^(?!\.+$)[\w.:~=+@-]{1,200}$/;

/**
 * An ID that need not be a UUID, or a name of Linq's, taken as it is.
 *
 * @param value whatever the parameter gave: text, or a whole number as it is written
 * @returns it without anything invisible around it; one that is a UUID all the same in lower case
 * @throws LinqError `invalid_input` when it is missing, has other signs, or more than 200 characters
 */
export function parseAnyIdentifier(value: unknown, kind: Identified): string {
	const { name, article, source, called = 'ID' } = kind;
	refuseMissing(value, kind);
	const given = Number.isSafeInteger(value) ? String(value) : value;
	const text = typeof given === 'string' ? trimmed(given) : '';
	if (isIdentifier(text)) return text.toLowerCase();
	if (otherPattern.test(text)) return text;
	throw invalidInput(`This is not ${article} ${name} ${called}`, `${source}.`);
}

function refuseMissing(value: unknown, { name, source }: Identified): void {
	const isMissing =
		value === undefined || value === null || (typeof value === 'string' && trimmed(value) === '');
	if (isMissing) throw invalidInput(`The ${name} is missing`, `${source}.`);
}

export function isIdentifier(value: unknown): value is string {
	return typeof value === 'string' && new RegExp(uuidPattern).test(trimmed(value));
}

/** The ID of a chat: see `parseIdentifier`. */
export function parseChatId(value: unknown): string {
	return parseIdentifier(value, chat);
}
