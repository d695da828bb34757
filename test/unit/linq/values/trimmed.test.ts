import { trimmed, withoutInvisible } from '../../../../nodes/linq/values/trimmed';

test.each([
	['spaces', '  Acme \u00a0', 'Acme'],
	['the end of a line', 'Acme\r\n', 'Acme'],
	['tabs and other control characters', '\t\u0000Acme\u007f\u0085', 'Acme'],
	['invisible characters', '\ufeff\u200bAcme\u200e\u2060', 'Acme'],
	['fillers of Hangul', '\u3164Acme\uffa0', 'Acme'],
	['tags', '\u{e0041}Acme\u{e0041}', 'Acme'],
	['a variation selector that belongs to nothing', '\ufe0fAcme\ufe0f', 'Acme'],
	['a variation selector behind a space', 'Acme \ufe0f', 'Acme'],
	['a space behind the end of an emoji', 'Acme ❤️ \u200b', 'Acme ❤️'],
	['nothing that is visible', ' \r\n\u200b\u{e0041}', ''],
	['nothing', '', ''],
])('%s at the ends', (_, text, expected) => {
	expect(trimmed(text)).toBe(expected);
});

test.each(['A\u200bB', 'A\r\nB', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩‍👧', 'a\ud83c', '\udf89a'])(
	'%j stays as it is',
	(text) => {
		expect(trimmed(text)).toBe(text);
	},
);

test('a long text costs as much as it is long', () => {
	const inside = `a${' \u200b'.repeat(50_000)}a`;
	expect(trimmed(inside)).toBe(inside);
	expect(trimmed(' \u200b'.repeat(50_000))).toBe('');
});

test('millions of signs that show as nothing', () => {
	expect(trimmed(`Acme${'\u200b'.repeat(10_000_000)}`)).toBe('Acme');
});

test.each([
	['\u202a+1\u200b 202\u2060 555\u202c', '+1 202 555'],
	['\ufeffAcme\u00ad', 'Acme'],
	['\u061c\u200fשלום\u200e', 'שלום'],
	['A\u3164B\uffa0', 'AB'],
	['❤\ufe0f \u{e0041}', '❤ '],
	['\u200b\u{e0041}', ''],
	['', ''],
])('%j without invisible signs is %j', (text, expected) => {
	expect(withoutInvisible(text)).toBe(expected);
});

test.each(['Acme', ' A\tB\r\nC\u00a0', 'Jörg 🎉', '\u0000'])(
	'%j has no invisible signs in it that would be left out',
	(text) => {
		expect(withoutInvisible(text)).toBe(text);
	},
);
