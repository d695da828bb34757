import fc from 'fast-check';

/** How many there are, and where those that are only halves of others begin and end. */
const [count, firstHalf, behindHalves] = [0x10f800, 0xd800, 0xe000];

/**
 * Any character of Unicode's, the unit of strings that fast-check calls `binary`. That one first looks
 * up all of them, more than a million, which takes a second and a hundred megabytes.
 */
export const codePoint = fc.nat({ max: count - 1 }).map(
	(index) => String.fromCodePoint(index < firstHalf ? index : index + behindHalves - firstHalf),
	(value) => {
		const code = typeof value === 'string' ? value.codePointAt(0) : undefined;
		if (code === undefined || String.fromCodePoint(code) !== value) throw new Error('No character');
		return code < firstHalf ? code : code - behindHalves + firstHalf;
	},
);
