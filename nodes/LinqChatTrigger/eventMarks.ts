import { createHash } from 'node:crypto';

/** A mark of an event. */
export interface EventMark {
	/** Short and of one length, since n8n writes all marks with every event: 72 bits of a hash. */
	hash: string;
	/** When the event came, in milliseconds since 1970; 0 when nobody knows. */
	cameAt: number;
	/** As n8n keeps it: the hash, then when the event came, in base 36. */
	written: string;
}

const hashLength = 12;

/** The hash of an event, by Linq's ID of it. */
export function hashOf(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, hashLength);
}

/** The hash in a mark as n8n keeps it. */
export function hashIn(text: string): string {
	return text.slice(0, hashLength);
}

/** A mark of the event with this hash, which came at this time. */
export function markOf(hash: string, cameAt: number): EventMark {
	return { hash, cameAt, written: `${hash}${cameAt.toString(36)}` };
}

/** Reads what n8n has kept. */
export function readMark(text: string): EventMark {
	const cameAt = Number.parseInt(text.slice(hashLength), 36);
	return markOf(hashIn(text), Number.isSafeInteger(cameAt) ? Math.max(cameAt, 0) : 0);
}
