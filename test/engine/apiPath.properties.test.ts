import fc from 'fast-check';
import { unknownId } from './operations';
import { reportsOf, startSetting, type Setting } from './setting';
import { codePoint } from '../codePoint';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

afterAll(async () => {
	await setting.linq.close();
});

const host = () => new URL(setting.linq.baseUrl).host;

/** What leads elsewhere in one program or another, alone and in company. */
const traps = [
	...['..', '.', '/', '//', '\\', '\\\\', '/../', '/./', '/..;/', '..%2f', '%2e%2e', '%2e', '%2f'],
	...[
		'%5c',
		'%252e%252e%252f',
		'%c0%ae',
		'%u002e',
		'%00',
		'%0d%0a',
		'%',
		'%25',
		'?',
		'#',
		'@',
		':',
	],
	...['https://', 'http:', 'elsewhere.example', 'file:///', 'javascript:', 'v3', 'v2', 'api', '*'],
	...['\r\nX-Other: 1', '\t', '\n', '\0', ' ', '\u00a0', '\u200b', '\u202e', '\u2025', '\uff0e'],
	...[
		'\uff0f',
		'\uff3c',
		'\ud83c',
		'\u3002',
		'chats',
		'phone_numbers',
		unknownId,
		'{{',
		'${7*7}',
		'=',
	],
];

const piece = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...traps) },
	fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
	fc.string({ unit: codePoint, maxLength: 3 }),
	// The server itself, by its own address.
	fc.constantFrom('//HOST/', 'http://HOST/api/partner/v2/', '@HOST'),
);
const path = fc.oneof(
	{ weight: 6, arbitrary: fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join('')) },
	fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => `chats/${pieces.join('/')}`),
	fc.jsonValue({ maxDepth: 1 }),
);

/** The piece as a server may read it, which decodes it once, and once more. */
const readings = (given: string) => [given, decodeURIComponent(given)];

test('whatever is in the path, nothing but /v3/ of the base URL is reached, with nothing more', async () => {
	const { linq, engine, credential } = setting;
	let arrived = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(path, { minLength: 20, maxLength: 40 }), async (paths) => {
			linq.requests.length = 0;
			const items = paths.map((given) => {
				const named = typeof given === 'string' ? given.replaceAll('HOST', host()) : given;
				return { json: { path: named } };
			});
			const result = await engine.run(
				items,
				{
					...{ resource: 'api', operation: 'request', path: '={{ $json.path }}' },
					options: { maxRetries: 0 },
				},
				credential,
			);
			expect(result.success.length + result.error.length).toBe(items.length);
			const reports = reportsOf(result);
			const refused = reports.filter(({ attempts }) => attempts === 0);
			for (const { category, message } of refused) {
				expect(category).toBe('invalid_input');
				expect(message).toMatch(/^The path (is missing|can't be used|goes on behind a \? or #)$/);
			}
			expect(linq.requests).toHaveLength(items.length - refused.length);
			arrived += linq.requests.length;
			for (const { method, url, headers } of linq.requests) {
				expect(method).toBe('GET');
				expect(headers.host).toBe(host());
				expect(headers).not.toHaveProperty('x-other');
				expect(url.startsWith('/api/partner/v3/')).toBe(true);
				expect(new URL(url, linq.baseUrl).pathname).toBe(url);
				for (const reading of url.slice('/api/partner/v3/'.length).split('/').flatMap(readings)) {
					expect(reading).not.toMatch(/^\.*$|[/\\?#]|[\p{Cc}\p{Cs}]/u);
				}
			}
		}),
		{ numRuns: 60, interruptAfterTimeLimit: 60_000 },
	);
	expect(arrived).toBeGreaterThan(50);
}, 90_000);
