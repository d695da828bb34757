import fc from 'fast-check';
import {
	animations,
	checkDecorations,
	styles,
	type Decoration,
} from '../../../../nodes/linq/messages/decorations';
import { failureOf } from '../failures';

const bold = (start: number, end: number): Decoration => ({ range: [start, end], style: 'bold' });
const shake = (start: number, end: number): Decoration => ({
	range: [start, end],
	animation: 'shake',
});

test.each([...styles])('the style %s is known', (style) => {
	expect(() => checkDecorations('Hello', [{ range: [0, 5], style }])).not.toThrow();
});

test.each([...animations])('the animation %s is known', (animation) => {
	expect(() => checkDecorations('Hello', [{ range: [0, 5], animation }])).not.toThrow();
});

test('ranges count UTF-16 units: most emoji are two, families are more', () => {
	const party = 'Party 🎉';
	expect(() => checkDecorations(party, [bold(6, 8)])).not.toThrow();
	expect(failureOf(() => checkDecorations(party, [bold(6, 9)])).message).toBe(
		'A text style goes to character 9, but the text has 8',
	);
	const family = '👨‍👩‍👧';
	expect(() => checkDecorations(family, [bold(0, 8)])).not.toThrow();
	expect(() => checkDecorations(family, [bold(0, 9)])).toThrow('but the text has 8');
});

test.each([
	['reversed', [5, 0]],
	['empty', [2, 2]],
	['before the beginning', [-1, 3]],
	['not whole', [0, 1.5]],
	['no numbers', ['0', '5']],
	['not a number', [Number.NaN, 5]],
	['without an end', [0, Number.POSITIVE_INFINITY]],
	['missing', [undefined, undefined]],
])('a range that is %s is none', (_, range) => {
	const decoration = { range, style: 'bold' } as Decoration;
	expect(failureOf(() => checkDecorations('Hello', [decoration])).message).toBe(
		'A text style has a range that is none',
	);
});

test.each<[string, object]>([
	['neither a style nor an animation', {}],
	['both', { style: 'bold', animation: 'shake' }],
	['an unknown style', { style: 'blinking' }],
	['an unknown animation', { animation: 'spin' }],
	['no text', { style: 7 }],
	['a name every object has', { style: 'constructor' }],
])('%s is refused', (_, look) => {
	const decoration = { range: [0, 5], ...look } as Decoration;
	const { message, hint } = failureOf(() => checkDecorations('Hello', [decoration]));
	expect(message).toBe('A text style is none that Linq knows');
	expect(hint).toContain('bold, italic');
	expect(hint).toContain('shake, nod');
});

test('an animation is no style, and the other way round', () => {
	expect(() => checkDecorations('Hello', [{ range: [0, 5], style: 'shake' }])).toThrow();
	expect(() => checkDecorations('Hello', [{ range: [0, 5], animation: 'bold' }])).toThrow();
});

test('styles may overlap, animations overlap nothing', () => {
	const text = 'Hello everyone';
	expect(() =>
		checkDecorations(text, [bold(0, 8), { range: [4, 14], style: 'italic' }, bold(0, 14)]),
	).not.toThrow();
	expect(() => checkDecorations(text, [shake(0, 5), bold(5, 14)])).not.toThrow();
	for (const overlapping of [
		[shake(0, 6), bold(5, 14)],
		[bold(0, 6), shake(5, 14)],
		[shake(0, 6), shake(5, 14)],
		[bold(0, 14), shake(3, 5)],
		[shake(0, 5), shake(0, 5)],
	]) {
		expect(failureOf(() => checkDecorations(text, overlapping)).message).toBe(
			'An animation overlaps another text style',
		);
	}
});

test('of any decorations, in any order, an animation that overlaps another is found', () => {
	const place = fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 3 }));
	const one = fc
		.tuple(place, fc.constantFrom(bold, shake))
		.map(([[start, length], look]) => look(start, start + length));
	fc.assert(
		fc.property(fc.array(one, { maxLength: 6 }), (decorations) => {
			const isOverlapped = decorations.some(({ range: [start, end] }, at) =>
				decorations
					.slice(at + 1)
					.some(
						(other) =>
							(other.animation ?? decorations[at]!.animation) !== undefined &&
							other.range[0] < end &&
							start < other.range[1],
					),
			);
			const check = expect(() => checkDecorations('Hello everyone', decorations));
			if (isOverlapped) check.toThrow('An animation overlaps another text style');
			else check.not.toThrow();
		}),
	);
});
