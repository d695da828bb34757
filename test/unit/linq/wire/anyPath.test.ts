import fc from 'fast-check';
import { anyPath, piecesOf } from '../../../../nodes/linq/wire/anyPath';
import { failureOf } from '../failures';
import { codePoint } from '../../../codePoint';

const id = '550e8400-e29b-41d4-a716-446655440000';
const read = (value: unknown) => anyPath(piecesOf(value));

test.each([
	['chats', '/v3/chats'],
	['/chats', '/v3/chats'],
	['chats/', '/v3/chats'],
	['v3/chats', '/v3/chats'],
	['/v3/chats/', '/v3/chats'],
	[` /v3/chats/${id}/participants\r\n`, `/v3/chats/${id}/participants`],
	[
		'phone_numbers/+12025550100/reputation_audit',
		'/v3/phone_numbers/%2B12025550100/reputation_audit',
	],
	['phone_numbers/%2B12025550100', '/v3/phone_numbers/%2B12025550100'],
	[
		'payments/handles/jo@example.com/connection',
		'/v3/payments/handles/jo%40example.com/connection',
	],
	['experiences/agentpay', '/v3/experiences/agentpay'],
	['experiences/漢', '/v3/experiences/%E6%BC%A2'],
	['v3', '/v3/v3'],
	['chats/a.b', '/v3/chats/a.b'],
	['chats/..a', '/v3/chats/..a'],
])('%j is %s', (value, path) => {
	expect(read(value)).toBe(path);
});

test.each(['', ' ', '\u200b', undefined, null])('%j is missing', (value) => {
	expect(failureOf(() => read(value)).message).toBe('The path is missing');
});

test.each(['chats?limit=1', '?', 'chats#', `chats/${id}/messages?x=/../`])(
	'%j goes on behind its end',
	(value) => {
		const { message, hint } = failureOf(() => read(value));
		expect(message).toBe('The path goes on behind a ? or #');
		expect(hint).toContain('Query Parameters');
	},
);

const hostile = [
	...['/', '//', '//elsewhere.example/chats', 'https://elsewhere.example/', 'a//b'],
	...[
		'.',
		'..',
		'../x',
		'chats/..',
		'chats/../..',
		'chats/.',
		'chats/./x',
		'...',
		'v3/..',
		'v3//x',
	],
	...[
		'%2e',
		'%2e%2e',
		'%2E%2e/x',
		'.%2e',
		'chats/%2e./x',
		'%252e%252e',
		'chats/%25',
		'chats/%2525',
	],
	...[
		'chats%2fx',
		'chats/%2F..%2Fx',
		'%2f%2felsewhere',
		'chats/%5c..',
		'..\\x',
		'chats\\..\\x',
		'\\\\x',
	],
	...[
		'chats/a%3Fb',
		'chats/a%23b',
		'chats/%00',
		'chats/%0d%0aX-Other:%201',
		'chats/a\u0000b',
		'a\nb',
	],
	...[
		'chats/\t..',
		'chats/.\t.',
		'chats/a b',
		'chats/a%20b',
		'chats/a\u200bb',
		'chats/\u202ea',
		'%',
	],
	...[
		'chats/%',
		'chats/%zz',
		'chats/%c0%ae%c0%ae',
		'chats/%ff',
		'\ud83cx',
		'\u2025',
		'\uff0e\uff0e',
	],
	...[
		'chats/\u2025/x',
		'a\uff0fb',
		'a\uff3cb',
		'a\uff1fb',
		'a\uff03b',
		'a\uff05b',
		`${'x'.repeat(2_049)}`,
	],
];

test.each([...hostile, 7, true, {}, ['chats'], { toString: () => 'chats' }])(
	'%j is refused',
	(value) => {
		expect(failureOf(() => read(value))).toMatchObject({
			category: 'invalid_input',
			message: expect.stringMatching(/^The path (can't be used|goes on behind)/) as string,
		});
	},
);

/** What browsers, proxies and Node.js make of an address: they take dots and backslashes away. */
const arrivesAt = (path: string) => new URL(`https://linq.example/api/partner${path}`);

const fragment = fc.oneof(
	fc.constantFrom(...['..', '.', '/', '//', '\\', '%2e', '%2f', '%5c', '%25', '%', '?', '#', '@']),
	fc.constantFrom(
		...['https:', 'v3', 'chats', id, '+1', ':', ';', '\t', '\n', '\0', ' ', '\u2025', '．'],
	),
	fc.string({ unit: codePoint, maxLength: 3 }),
	fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
);

test('whatever stands in it, it stays below /v3/, or is refused', () => {
	fc.assert(
		fc.property(fc.array(fragment, { maxLength: 8 }), (fragments) => {
			let path: string;
			try {
				path = read(fragments.join(''));
			} catch {
				return;
			}
			const { host, pathname, search, hash } = arrivesAt(path);
			expect({ host, pathname, search, hash }).toEqual({
				...{ host: 'linq.example', search: '', hash: '' },
				pathname: `/api/partner${path}`,
			});
			expect(path.startsWith('/v3/')).toBe(true);
			expect(piecesOf(path)).toEqual(path.slice('/v3/'.length).split('/').map(decodeURIComponent));
		}),
		{ numRuns: 5_000 },
	);
});
