import { hasLink, secureAddress } from '../../../nodes/linq/links';

test.each([
	'https://example.com',
	'Look: http://example.com/offer?a=1#b.',
	'HTTPS://EXAMPLE.COM',
	'see example.com for more',
	'www.example.de/willkommen',
	'(example.org)',
	'ftp://example.com/file',
	'//example.com',
	'Grüße von münchen.de',
	'first line\nexample.com/second',
])('%j has a link', (text) => {
	expect(hasLink(text)).toBe(true);
});

test.each([
	'',
	'Welcome, good to have you with us.',
	'Write to jo@example.com',
	'The price is 3.50 or 4,20',
	'Call +1 202.555.0100',
	'At 10.30 a.m., i.e. soon',
	'Version 2.0.1',
	'Wait... what?',
	'file.pdf and notes.txt',
])('%j has none', (text) => {
	expect(hasLink(text)).toBe(false);
});

test.each(['https://example.com/a.jpg', ' https://example.com ', 'HTTPS://example.com/A'])(
	'%j is taken',
	(address) => {
		expect(secureAddress(address)).toBe(address.trim());
	},
);

test.each([
	undefined,
	null,
	7,
	['https://example.com'],
	{ href: 'https://example.com' },
	'',
	'example.com',
	'http://example.com',
	'//example.com',
	'https:// example.com',
	'https://',
	'javascript:alert(1)',
	'data:image/png;base64,AAAA',
	'file:///etc/passwd',
	`https://example.com/${'a'.repeat(2_048)}`,
])('%j is refused', (address) => {
	expect(secureAddress(address)).toBeUndefined();
});

test('the longest address is exactly as long as said', () => {
	const longest = `https://example.com/${'a'.repeat(2_048 - 20)}`;
	expect(secureAddress(longest)).toBe(longest);
	expect(secureAddress(`${longest}a`)).toBeUndefined();
	expect(secureAddress(`${longest}a`, 8_192)).toBe(`${longest}a`);
});
