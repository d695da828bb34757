import { createHmac, timingSafeEqual } from 'node:crypto';

/** A webhook call as it came in. */
export interface WebhookCall {
	/** Names in lower case. */
	headers: Record<string, unknown>;
	/** The body's bytes, untouched. */
	body: Uint8Array;
}

/** How far a call's timestamp may be off, in seconds either way (Standard Webhooks' own value). */
const tolerance = 5 * 60;

/** Shorter keys than this, in bytes, are none: Standard Webhooks asks for 24 to 64. */
const shortestKey = 16;

const standardHeaders = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

/**
 * Whether Linq signed this call, at whatever time, for the subscription that has this secret. It is
 * from Linq if it is also recent: see `isRecent`.
 *
 * The signature is that of Standard Webhooks (https://www.standardwebhooks.com/). Linq's older one
 * counts only where none of the new headers is there, so that nobody can choose the weaker.
 * `standardwebhooks`, the library in Linq's client, is not used: it decodes the bytes before it
 * checks them, and hashes in JavaScript, so that forged calls would cost many times as much.
 *
 * @param secret as Linq gave it: `whsec_` and base64
 */
export function isSignedWith(call: WebhookCall, secret: string): boolean {
	const key = signingKey(secret);
	if (key === undefined) return false;
	return standardHeaders.some((name) => call.headers[name] !== undefined)
		? hasStandardSignature(call, key)
		: hasLegacySignature(call, secret);
}

/**
 * Whether a call was signed five minutes ago at most, and isn't ahead by more than that: one that
 * somebody has overheard can't be sent again later.
 *
 * @param now milliseconds since 1970
 */
export function isRecent(call: WebhookCall, now: number): boolean {
	const at = signedAt(call);
	if (at === undefined) return false;
	return Math.abs(Math.floor(now / 1000) - at / 1000) <= tolerance;
}

/**
 * Whether a call looks like one of Linq's: signed in either way, at whatever time. One that waited
 * for long in an n8n that is behind is old, and Linq's all the same.
 */
export function mayBeSigned({ headers }: WebhookCall): boolean {
	if (standardHeaders.some((name) => headers[name] !== undefined)) {
		const [id, timestamp, signatures] = standardHeaders.map((name) => headers[name]);
		const isSignature =
			typeof signatures === 'string' && /(^| )v1,[\w+/]{43}=( |$)/.test(signatures);
		return typeof id === 'string' && id !== '' && isTimestamp(timestamp) && isSignature;
	}
	const signature = headers['x-webhook-signature'];
	const isSignature = typeof signature === 'string' && /^[\da-f]{64}$/.test(signature);
	return isTimestamp(headers['x-webhook-timestamp']) && isSignature;
}

/**
 * When the call was signed, by its own account.
 *
 * @returns milliseconds since 1970; undefined when it doesn't say
 */
export function signedAt({ headers }: WebhookCall): number | undefined {
	const timestamp = headers['webhook-timestamp'] ?? headers['x-webhook-timestamp'];
	return isTimestamp(timestamp) ? Number(timestamp) * 1000 : undefined;
}

/**
 * The bytes that a signing secret stands for.
 *
 * @returns undefined when it is no secret anything could be checked with
 */
export function signingKey(secret: string): Buffer | undefined {
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
	return key.length < shortestKey ? undefined : key;
}

function hasStandardSignature({ headers, body }: WebhookCall, key: Buffer) {
	const [id, timestamp, signatures] = standardHeaders.map((name) => headers[name]);
	if (typeof id !== 'string' || id === '' || typeof signatures !== 'string') return false;
	if (!isTimestamp(timestamp)) return false;
	const expected = createHmac('sha256', key)
		.update(`${id}.${timestamp}.`)
		.update(body)
		.digest('base64');
	return signatures.split(' ').some((signature) => isSame(signature, `v1,${expected}`));
}

/**
 * The key is the secret's text, prefix and all: so does Linq's example
 * (https://docs.linqapp.com/guides/webhooks/), which is older than the prefix.
 */
function hasLegacySignature({ headers, body }: WebhookCall, secret: string) {
	const timestamp = headers['x-webhook-timestamp'];
	const signature = headers['x-webhook-signature'];
	if (typeof signature !== 'string' || !isTimestamp(timestamp)) return false;
	const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
	return isSame(signature, expected);
}

function isTimestamp(value: unknown): value is string {
	return typeof value === 'string' && /^\d{1,12}$/.test(value);
}

/** In constant time for texts of the same length; the length is no secret. */
function isSame(given: string, expected: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(expected)];
	return one.length === other.length && timingSafeEqual(one, other);
}
