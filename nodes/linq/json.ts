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
