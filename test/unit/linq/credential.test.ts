import { defaultBaseUrl, readCredential } from '../../../nodes/linq/credential';

const apiKey = 'key-0123456789';

test.each([
	[defaultBaseUrl, defaultBaseUrl],
	[`${defaultBaseUrl}/`, defaultBaseUrl],
	[`  ${defaultBaseUrl}// `, defaultBaseUrl],
	['http://127.0.0.1:8787/api/partner', 'http://127.0.0.1:8787/api/partner'],
	['https://linq.example.com', 'https://linq.example.com'],
])('base URL %j becomes %j', (baseUrl, expected) => {
	expect(readCredential({ apiKey, baseUrl })).toEqual({ apiKey, baseUrl: expected });
});

test.each([
	undefined,
	'',
	'api.linqapp.com',
	'ftp://api.linqapp.com',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'//api.linqapp.com',
	42,
])('base URL %j is refused as no web address', (baseUrl) => {
	expect(() => readCredential({ apiKey, baseUrl })).toThrow('is not a web address');
});

test.each([
	'https://api.linqapp.com/?x=',
	'https://api.linqapp.com/#x',
	'https://someone:secret@api.linqapp.com',
])('base URL %j is refused for what else it holds', (baseUrl) => {
	expect(() => readCredential({ apiKey, baseUrl })).toThrow('holds more than an address');
});

test('spaces and line breaks around a pasted key are dropped', () => {
	expect(readCredential({ apiKey: ` ${apiKey}\n`, baseUrl: defaultBaseUrl }).apiKey).toBe(apiKey);
});

test.each([undefined, '', '  ', 42, {}])('key %j is missing', (value) => {
	expect(() => readCredential({ apiKey: value, baseUrl: defaultBaseUrl })).toThrow(
		'The API key is missing',
	);
});

test.each(['two words', 'key\r\nX-Other: 1', 'schlüssel', 'key\u200b'])(
	'key %j is refused, and not repeated',
	(value) => {
		const read = () => readCredential({ apiKey: value, baseUrl: defaultBaseUrl });
		expect(read).toThrow('The API key has spaces or characters that no key has');
		expect(read).not.toThrow(value);
	},
);
