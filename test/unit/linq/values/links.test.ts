import {
	isWebAddress,
	linkIn,
	placeAddress,
	secureAddress,
} from '../../../../nodes/linq/values/links';

test.each([
	['https://example.com', 'https://example.com'],
	['Look: http://example.com/offer?a=1#b.', 'http://example.com/offer?a=1#b'],
	['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
	['see example.com for more', 'example.com'],
	['SEE EXAMPLE.COM', 'EXAMPLE.COM'],
	['Example.com is ours', 'Example.com'],
	['www.example.de/willkommen', 'www.example.de/willkommen'],
	['(example.org)', 'example.org'],
	['ftp://example.com/file', 'ftp://example.com/file'],
	['//example.com', '//example.com'],
	['https://example.It', 'https://example.It'],
	['Grüße von münchen.de', 'münchen.de'],
	['first line\nexample.com/second', 'example.com/second'],
	['done.It was nice: see example.com', 'example.com'],
])('%j has a link', (text, link) => {
	expect(linkIn(text)).toBe(link);
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
	'done.It was nice',
	'Willkommen bei uns.Es geht los',
	'ok.So we meet.My place?',
])('%j has none', (text) => {
	expect(linkIn(text)).toBeUndefined();
});

test.each<[string, boolean]>([
	['https://example.com/a.jpg', true],
	['http://example.com/a.jpg', true],
	['HTTP://example.com', true],
	[`https://example.com/${'a'.repeat(2_028)}`, true],
	[`https://example.com/${'a'.repeat(2_029)}`, false],
	['example.com/a.jpg', false],
	['https://', false],
	['ftp://example.com', false],
	['javascript:alert(1)', false],
	['', false],
])('%s is a web address: %s', (text, expected) => {
	expect(isWebAddress(text)).toBe(expected);
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

test.each(['https://example.com/@user:pass', 'https://example.com/?user@host'])(
	'%j is a place to turn to',
	(address) => {
		expect(placeAddress(` ${address}`)).toBe(address);
	},
);

test.each([
	'https://user:pass@example.com',
	'https://user@example.com',
	'https://:pass@example.com',
])('%j is an address and no place to turn to', (address) => {
	expect(secureAddress(address)).toBe(address);
	expect(placeAddress(address)).toBeUndefined();
});

test.each([undefined, 7, '', 'http://example.com', `https://example.com/${'a'.repeat(2_048)}`])(
	'%j is no place to turn to, either',
	(address) => {
		expect(placeAddress(address)).toBeUndefined();
	},
);

test('the longest address is exactly as long as said', () => {
	const longest = `https://example.com/${'a'.repeat(2_048 - 20)}`;
	expect(secureAddress(longest)).toBe(longest);
	expect(secureAddress(`${longest}a`)).toBeUndefined();
	expect(secureAddress(`${longest}a`, 8_192)).toBe(`${longest}a`);
	expect(placeAddress(`${longest}a`, 8_192)).toBe(`${longest}a`);
});
