import { invalidInput } from '../errors';

/** A JSON object whose fields nobody has checked yet. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Text from an answer that may hold anything: spaces and line breaks become single spaces, and it
 * is cut to `limit` characters. Undefined when the value is no text or empty.
 */
export function textOf(value: unknown, limit: number): string | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value
		.slice(0, limit * 4)
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	if (text === '') return undefined;
	return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** The values in a list that are JSON objects; none when it is no list. */
export function objectsOf(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Nothing that Linq takes is nested nearly as deep. */
const deepest = 100;

/**
 * Checks that a value can be written as JSON, before anything is sent of it.
 *
 * @throws LinqError `invalid_input` for what is nested more than 100 deep or in a circle, and for
 *   what JSON has no form for
 */
export function checkWritable(value: unknown): void {
	let level = new Set([value]);
	for (let depth = 0; depth < deepest && level.size > 0; depth++) {
		level = new Set(
			[...level].flatMap((one) => (isNested(one) ? (Object.values(one) as unknown[]) : [])),
		);
	}
	if (level.size === 0 && isWritable(value)) return;
	throw invalidInput(
		"What this step is to send can't be written as JSON",
		'Look at the fields that take JSON or a list, such as Parts: one holds something nested very deep, or of a kind that has no text.',
	);
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function isWritable(value: unknown): boolean {
	try {
		JSON.stringify(value);
		return true;
	} catch {
		return false;
	}
}
