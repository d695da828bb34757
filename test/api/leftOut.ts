import { keyOf } from './surface';

/** Something of Linq's API that the package doesn't have on purpose. */
export interface LeftOut {
	/** A call, or the only one in which the field is left out. */
	call?: string;
	/** Where the field stands. */
	field?: string;
	/** Of the field's values only these. */
	values?: string[];
	/** What does the same, or why it is left out: a sentence. */
	why: string;
}

const request = 'Linq API → Request';

export const leftOut: LeftOut[] = [
	{
		call: 'GET /v3/phonenumbers',
		why: 'Deprecated by Linq; Phone Number → Get Many asks for the same numbers.',
	},
	{
		call: 'POST /v3/messages',
		field: 'Idempotency-Key',
		why: 'The message itself carries its key, as in all other sends.',
	},
	{
		field: 'message.parts.inline_stickers',
		why: `Known from Linq’s list of changes only; ${request} sends it.`,
	},
	{
		field: 'content_type',
		values: ['image/svg+xml', 'image/webp'],
		why: 'Linq names them in one place and refuses them in another.',
	},
	{
		field: 'content_type',
		values: ['audio/mp3', 'audio/mp4', 'audio/aiff'],
		why: 'Older names; audio/mpeg, audio/x-m4a and audio/x-aiff are sent instead.',
	},
];

/** What is known to exist, but not how it is asked for: sentences. */
export const uncertain: string[] = [
	`Ending the sharing of a location, deleting a contact card, routing headers of webhook subscriptions, and coupons of payment requests: Linq’s list of changes names them, but not how they are asked for. ${request} reaches them.`,
	`Not left out, but not tried with Linq either: placing a sticker (\`PATCH /v3/messages/{messageId}/reactions/{reactionId}\`), and the date of \`trial_end\`, which is sent in ISO 8601.`,
];

/**
 * Whether a call is left out as a whole.
 *
 * @param key as `keyOf` makes it
 */
export function isCallLeftOut(key: string): boolean {
	return leftOut.some(({ call, field }) => {
		return call !== undefined && field === undefined && keyOf(call) === key;
	});
}

/** Whether a field, or one of its values, is left out in a call; what is inside it is as well. */
export function isFieldLeftOut(call: string, field: string, value?: string): boolean {
	return leftOut.some((one) => {
		if (one.field === undefined || (one.call !== undefined && one.call !== call)) return false;
		const isThere = one.field === field || field.startsWith(`${one.field}.`);
		return isThere && (one.values === undefined || one.values.some((each) => each === value));
	});
}
