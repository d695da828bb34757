import {
	checkFileAddress,
	checkWebAddress,
	isWebAddress,
	linkIn,
	linkInFirst,
	placeAddress,
	secureAddress,
} from '../../../../nodes/linq/values/links';
import { failureOf } from '../failures';

test.each([
	['https://example.com', 'https://example.com'],
	['Look: http://example.com/offer?a=1#b.', 'http://example.com/offer?a=1#b'],
	['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
	['see example.com for more', 'example.com'],
	['SEE EXAMPLE.COM', 'EXAMPLE.COM'],
	['Example.com is ours', 'Example.com'],
	['See Shop.Example.com', 'Shop.Example.com'],
	['www.example.de/willkommen', 'www.example.de/willkommen'],
	['(example.org)', 'example.org'],
	['ftp://example.com/file', 'ftp://example.com/file'],
	['//example.com', '//example.com'],
	['See (//example.com/a)', '//example.com/a'],
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
	'We are closed.Shop again tomorrow',
	'Please tell us your first.Name as well',
	'One // two',
	'///example.com',
	'app://example.com',
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
	['javascript:location="https://example.com"', false],
	['ftp://example.com/https://example.com', false],
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

test('a link in a first message is named, with what to do', () => {
	expect(linkInFirst('example.com/offer').failure).toEqual({
		message: 'The first message of a new chat has a link in it: example.com/offer',
		hint: 'Remove it and send it in a later message: Linq takes no link in the first. Into a chat that is there already, send it with Message → Send. If it is none, put a space behind the dot.',
		category: 'invalid_input',
	});
	expect(linkInFirst(`example.com/${'a'.repeat(2_000)}`).message).toBe(
		`The first message of a new chat has a link in it: example.com/${'a'.repeat(47)}…`,
	);
});

describe('the address of a file', () => {
	test.each(['https://example.com/a.jpg', ' https://example.com '])('may be %j', (address) => {
		expect(() => checkFileAddress(address)).not.toThrow();
	});

	const hint = 'Linq takes addresses that begin with https:// and that everyone can open.';

	test.each([undefined, '', 7, 'http://example.com/a.jpg', 'example.com', 'javascript:alert(1)'])(
		'may not be %j, and it is said of what it is',
		(address) => {
			expect(failureOf(() => checkFileAddress(address, 'group picture'))).toEqual({
				message: "The group picture's web address can't be used",
				...{ hint, category: 'invalid_input' },
			});
			const { message } = failureOf(() => checkFileAddress(address));
			expect(message).toBe("The file's web address can't be used");
		},
	);
});

describe('the address of a place that Linq asks no encryption for', () => {
	test.each(['http://example.com/a.jpg', 'https://example.com'])('may be %j', (address) => {
		expect(() => checkWebAddress(address, 'picture')).not.toThrow();
	});

	test.each(['', 'example.com/a.jpg', 'javascript:alert(1)'])(
		'may not be %j, and an example is given',
		(address) => {
			expect(failureOf(() => checkWebAddress(address, 'picture'))).toEqual({
				message: "The picture's web address can't be used",
				hint: 'Give the whole address, such as https://example.com/logo.png, that everyone can open.',
				category: 'invalid_input',
			});
			const { hint } = failureOf(() => checkWebAddress(address, 'shop', 'https://example.com'));
			expect(hint).toContain('such as https://example.com,');
		},
	);
});
