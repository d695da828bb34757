import type { LinqAPIV3 } from '@linqapp/sdk';
import { Refusal } from './answers';
import { objectFrom } from './fields';

type TextDecoration = LinqAPIV3.TextDecoration;

const styles: ReadonlyArray<TextDecoration['style']> = [
	'bold',
	'italic',
	'strikethrough',
	'underline',
];
const animations: ReadonlyArray<TextDecoration['animation']> = [
	'big',
	'small',
	'shake',
	'nod',
	'explode',
	'ripple',
	'bloom',
	'jitter',
];

/** The decorations of a text, null where there are none, or 1004. */
export function textDecorationsFrom(value: unknown, text: string): TextDecoration[] | null {
	if (value === undefined || value === null) return null;
	if (!Array.isArray(value)) throw refusal('must be an array');
	const decorations = value.map((each) => decorationFrom(each, text));
	for (const [index, decoration] of decorations.entries()) {
		if (decorations.slice(0, index).some((earlier) => collide(earlier, decoration))) {
			throw refusal('must not overlap with an animation');
		}
	}
	return decorations;
}

function decorationFrom(value: unknown, text: string): TextDecoration {
	const { range, style, animation } = objectFrom(value, 'text_decorations') as Partial<
		Record<keyof TextDecoration, unknown>
	>;
	if ((style === undefined) === (animation === undefined)) {
		throw refusal('must have exactly one of style and animation');
	}
	if (style !== undefined && !styles.some((known) => known === style)) {
		throw refusal('have an unknown style');
	}
	if (animation !== undefined && !animations.some((known) => known === animation)) {
		throw refusal('have an unknown animation');
	}
	if (!Array.isArray(range) || range.length !== 2 || !range.every(Number.isInteger)) {
		throw refusal('must have a range of two whole numbers');
	}
	const [start, end] = range as [number, number];
	if (start < 0 || start >= end || end > text.length) {
		throw refusal('must have a range within the text');
	}
	return value as TextDecoration;
}

/** Styles may overlap with each other, animations with nothing. */
function collide(first: TextDecoration, second: TextDecoration): boolean {
	const [start = 0, end = 0] = first.range;
	const [otherStart = 0, otherEnd = 0] = second.range;
	const overlap = start < otherEnd && otherStart < end;
	return overlap && (first.animation !== undefined || second.animation !== undefined);
}

function refusal(problem: string): Refusal {
	return new Refusal(1004, `Invalid message content: text_decorations ${problem}`);
}
