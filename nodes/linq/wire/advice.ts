import type { ErrorCategory } from '../errors';

interface Advice {
	category: ErrorCategory;
	hint: string;
	retryable: boolean;
	/** Passes, but not so soon that it would be sent again by itself. */
	settled?: boolean;
	/** Linq did nothing, and says so. */
	undone?: boolean;
}

/**
 * What to do about some of Linq's error numbers, or about an HTTP status whose number has no advice:
 * statuses and numbers don't overlap.
 */
export type Hints = Record<number, string>;

/** What to do about each of Linq's error numbers (https://docs.linqapp.com/error/). */
const hints: Hints = {
	1001: 'Fill in the field that Linq names.',
	1002: 'Write the number with + and the country code, such as +1 202 555 0100.',
	1003: 'Linq could not read the request; if it happens again, report it to the makers of this node.',
	1004: 'Change the message so that it follows what Linq says here.',
	1005: 'Correct the value that Linq names.',
	1006: 'This is a chat between two people; pick a group chat instead.',
	1007: 'Linq limits how much can be sent at once; try this record again in a few minutes.',
	1008: 'Change the app message so that it follows what Linq says here.',
	2001: 'Check the chat ID, or pick the chat from the list: it may have been deleted, or belong to another account.',
	2002: 'Check the message ID: the message may have been deleted, or belong to another account.',
	2003: 'Check the file ID: the file may have been deleted, or belong to another account.',
	2004: 'Put a valid API key into the Linq credential, then try again.',
	2005: 'Ask Linq to allow this for your account, or use the API key of an account that may do it.',
	2006: 'Use one of the phone numbers of your own Linq account.',
	2007: 'Linq is still preparing the file; try this record again in a minute.',
	2008: 'Your account is a sandbox: this person has to write to your number first.',
	2009: 'Linq is still creating the chat; try this record again in a minute.',
	2010: 'Check the ID of the webhook subscription: it may have been deleted.',
	2011: 'Ask Linq to switch this feature on for your account.',
	2012: 'Create a contact card for this phone number first.',
	2013: 'Your number has left this chat; pick another chat, or have somebody in it add your number again.',
	2014: 'There is a contact card already; update it instead.',
	2015: 'As things stand, Linq does not allow this; see what it says and change that first.',
	2016: 'This works in chats between two people only.',
	2017: 'This does not work on the messaging service of this chat (iMessage, RCS or SMS); leave it out, or use a chat on another service.',
	2018: 'App messages work in iMessage chats only.',
	2019: 'Check the phone number, or pick it from the list.',
	2021: 'Check the ID of the payment request.',
	2022: 'Linq could not finish the contact card; try this record again in a few minutes.',
	2023: 'People can be mentioned in group chats only; leave the mention out, or send to a group chat.',
	2024: 'This person asked not to be contacted. Until they write to you again, nothing reaches them directly from any of your numbers; groups they are in are not affected. Leave them out, or send one last courtesy message with the option Send Despite Opt-Out.',
	2026: 'You have blocked this person: unblock them first, with Blocked Person → Unblock, or leave them out.',
	2027: 'Your number can deliver nothing at the moment, though it can still be read from; use another of your numbers, or try this record again later.',
	2028: 'Such a card goes by iMessage only; remove the option Messaging Service, or choose iMessage in it.',
	4002: 'Your sending number is not available at the moment; try this record again later.',
	4004: 'Linq is not available at the moment; try this record again in a minute.',
	4005: "This person's phone can't take this kind of message; send plain text instead.",
	4009: 'It is not known whether this person has RCS: your number has no RCS account to ask with. Ask Linq to set one up for it, or check from another of your numbers.',
	4010: 'It is not known whether this person has RCS: Linq could not find out; try this record again later.',
	5006: 'What is at this web address is no picture; give the address of the picture itself.',
	5007: 'Linq could not fetch what is at this web address; give one that everyone can open without signing in.',
};

/** Codes below 3000 that pass by themselves: the vendor's advice is to wait and retry. */
const passing = new Set([2007, 2009]);

/** What passes later: a number of one's own that is not able to deliver. */
const passingLater = new Set([2027]);

const byStatus: Array<[matches: (status: number) => boolean, advice: Advice]> = [
	[(status) => status === 401, { category: 'unauthorized', hint: hints[2004]!, retryable: false }],
	[
		(status) => status === 403,
		{
			category: 'forbidden',
			hint: 'Ask Linq whether your account and phone number may do this.',
			retryable: false,
		},
	],
	[
		(status) => status === 404,
		{
			category: 'not_found',
			hint: 'Check the ID; if every record fails like this, check the base URL in the Linq credential.',
			retryable: false,
		},
	],
	[
		(status) => status === 408,
		{
			category: 'timeout',
			hint: 'Linq took too long; try this record again later.',
			retryable: true,
		},
	],
	[(status) => status === 409, { category: 'conflict', hint: hints[2015]!, retryable: false }],
	[(status) => status === 429, { category: 'rate_limited', hint: hints[1007]!, retryable: true }],
	[
		(status) => status >= 500,
		{
			category: 'server_error',
			hint: "Something is wrong on Linq's side: try this record again later, and give Linq the trace ID if it stays.",
			retryable: true,
		},
	],
	[
		(status) => status >= 400,
		{
			category: 'invalid_input',
			hint: 'Correct what Linq names and run this record again.',
			retryable: false,
		},
	],
];

const unreadable: Advice = {
	category: 'invalid_response',
	hint: 'Check the base URL in the Linq credential; if it is right, give Linq the trace ID.',
	retryable: false,
};

/**
 * What kind of failure an answer is and what to do about it.
 *
 * @param status HTTP status; below 400 when the answer was no answer of Linq's at all
 * @param code Linq's error number, if the answer had one
 * @param own hints that go before these, for what was asked
 * @param later numbers, and statuses of numbers without advice, that pass later for what was asked
 */
export function adviceFor(
	status: number,
	code: number | null,
	own: Hints = {},
	later: number[] = [],
): Advice {
	const general = byStatus.find(([matches]) => matches(status))?.[1] ?? unreadable;
	const number = code ?? 0;
	const isKnown = own[number] !== undefined || hints[number] !== undefined;
	const isLater = passingLater.has(number) || later.includes(isKnown ? number : status);
	return {
		category: general.category,
		hint: own[number] ?? hints[number] ?? own[status] ?? general.hint,
		retryable: general.retryable || passing.has(number) || isLater,
		...(isLater && { settled: true, undone: true }),
	};
}
