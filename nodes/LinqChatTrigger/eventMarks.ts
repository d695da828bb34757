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

/** A mark of the event with this hash, which came at this time. */
export function markOf(hash: string, cameAt: number): EventMark {
	return { hash, cameAt, written: `${hash}${cameAt.toString(36)}` };
}

/** Marks in one text, as n8n keeps them. */
export function writeMarks(marks: EventMark[]): string {
	return marks.map(({ written }) => written).join(' ');
}

/**
 * Reads what n8n has kept.
 *
 * @param isKnown leaves out those with this hash
 */
export function readMarks(text: string, isKnown: (hash: string) => boolean): EventMark[] {
	const entries = text.split(' ').filter((entry) => entry !== '' && !isKnown(hashIn(entry)));
	return entries.map((entry) => {
		const cameAt = Number.parseInt(entry.slice(hashLength), 36);
		return markOf(hashIn(entry), Number.isSafeInteger(cameAt) ? Math.max(cameAt, 0) : 0);
	});
}

function hashIn(entry: string): string {
	return entry.slice(0, hashLength);
}
