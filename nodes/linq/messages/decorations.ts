import { invalidInput } from '../errors';

/** How text can look and move (https://docs.linqapp.com/, Send a message; iMessage only). */
export const styles = ['bold', 'italic', 'strikethrough', 'underline'] as const;
export const animations = [
	'big',
	'small',
	'shake',
	'nod',
	'explode',
	'ripple',
	'bloom',
	'jitter',
] as const;

/** A stretch of text with a style or an animation. */
export interface Decoration {
	/** From the first character to the one behind the last, in UTF-16 units: an emoji has two or more. */
	range: [start: number, end: number];
	style?: string;
	animation?: string;
}

/**
 * @throws LinqError `invalid_input` for a range that is not within the text, a decoration with both
 *   or neither, and an animation that overlaps another decoration
 */
export function checkDecorations(text: string, decorations: Decoration[]): void {
	for (const { range, style, animation } of decorations) {
		const [start, end] = range;
		if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end)) {
			throw invalidInput(
				'A text style has a range that is none',
				'Give two whole numbers: the place of the first character, counted from 0, and the place behind the last.',
			);
		}
		if (end > text.length) {
			throw invalidInput(
				`A text style goes to character ${end}, but the text has ${text.length}`,
				'Shorten the range, or choose the words to be styled by themselves.',
			);
		}
		const isKnown =
			animation === undefined
				? (styles as readonly unknown[]).includes(style)
				: style === undefined && (animations as readonly unknown[]).includes(animation);
		if (!isKnown) {
			throw invalidInput(
				'A text style is none that Linq knows',
				`Choose one of ${[...styles, ...animations].join(', ')}.`,
			);
		}
	}
	if (hasOverlap(decorations)) {
		throw invalidInput(
			'An animation overlaps another text style',
			'Styles such as bold and italic may overlap, animations may not: choose different words.',
		);
	}
}

/** Whether an animation has a character in common with another animation or style. */
function hasOverlap(decorations: Decoration[]): boolean {
	const inOrder = [...decorations].sort((one, other) => one.range[0] - other.range[0]);
	let animatedUntil = 0;
	let decoratedUntil = 0;
	for (const { range, animation } of inOrder) {
		const [start, end] = range;
		if (start < (animation === undefined ? animatedUntil : decoratedUntil)) return true;
		decoratedUntil = Math.max(decoratedUntil, end);
		if (animation !== undefined) animatedUntil = Math.max(animatedUntil, end);
	}
	return false;
}
