import { Refusal } from './answers';
import { handleFrom } from './handles';
import type { Mention } from './messages';

/** Whom a text mentions, undefined where it is nobody, or 1002, 1004. */
export function mentionFrom(
	{ mention, mention_range }: Record<string, unknown>,
	text: string,
): Mention | undefined {
	if (mention === undefined || mention === null) {
		if (mention_range === undefined || mention_range === null) return undefined;
		throw new Refusal(1004, 'Invalid message content: mention_range needs mention');
	}
	const handle = handleFrom(mention);
	if (mention_range === undefined || mention_range === null) return { mention: handle };
	const [start, end] = Array.isArray(mention_range) ? (mention_range as unknown[]) : [];
	const isRange = [start, end].every(Number.isInteger);
	const [from, to] = [start, end] as [number, number];
	if (isRange && (mention_range as unknown[]).length === 2 && 0 <= from && from < to) {
		if (to <= text.length) return { mention: handle, mention_range: [from, to] };
	}
	throw new Refusal(1004, 'Invalid message content: mention_range');
}
