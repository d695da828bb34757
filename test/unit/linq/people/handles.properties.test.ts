/* eslint-disable @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import fc from 'fast-check';
import { getCountries, type CountryCode } from 'libphonenumber-js/max';
import { LinqError } from '../../../../nodes/linq/errors';
import { parseHandle } from '../../../../nodes/linq/people/handles';
import { codePoint } from '../../../codePoint';

/** What Linq takes: E.164, or an email address. */
const acceptable =
	/^(\+[1-9]\d{1,14}|[^\s@<>"(),:;[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z0-9-]{2,})$/;

const good = fc.oneof(
	fc.constantFrom('+12025561000', '(202) 556-1000', '0151 12345678', '0044 20 7946 0958'),
	fc.constantFrom(
		'+39 06 1234 5678',
		'011 44 20 7946 0958',
		'+52 1 55 1234 5678',
		'8 912 345-67-89',
	),
	fc.constantFrom('tel:+1-202-556-1000;phone-context=+1', 'sms://%2B12025561000?body=Hi'),
	fc.constantFrom(
		'Jo Doe <jo@example.com>',
		'mailto:jo+crm@example.co.uk?subject=Hi',
		'＋１ ２０２',
	),
	fc.constantFrom('\u202a+1 202 556 1000\u202c', '٢٠٢٥٥٦١٠٠٠', '"Doe, Jo" <jo@example.com>'),
	fc.emailAddress(),
	fc.bigInt({ min: 1n, max: 10n ** 16n }).map((digits) => `+${digits}`),
	fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String),
);

const digit = fc.constantFrom(...'0123456789');

/** What stands in phone numbers and addresses, and what people and machines put around them. */
const unit = fc.oneof(
	{ weight: 4, arbitrary: digit },
	fc.constantFrom(...'+-–—.()[]/ \u00a0\u3000x#*,;:=|<>"@?%&_~'),
	fc.constantFrom('\u200b', '\u202a', '\ufeff', '\u00ad', '\n', '\t', '\0', '\u2028', '\ud800'),
	fc.constantFrom('٣', '۳', '３', '＋', '＠', '१', '𝟓', '%2B', '%', 'ext.', 'tel:', 'mailto:'),
	fc.constantFrom(...'aeßéΩЖ漢あ'),
);

const mutated = fc
	.tuple(good, fc.nat(40), fc.nat(3), fc.string({ unit, maxLength: 4 }))
	.map(([text, at, cut, added]) => text.slice(0, at) + added + text.slice(at + cut));

const value = fc.oneof(
	good,
	{ weight: 3, arbitrary: mutated },
	{ weight: 3, arbitrary: fc.string({ unit, maxLength: 24 }) },
	fc.string({ unit: fc.constantFrom(...'0123456789+() -'), maxLength: 20 }),
	{ weight: 2, arbitrary: fc.string({ unit: digit, minLength: 4, maxLength: 16 }) },
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: codePoint, size: 'medium' }),
	fc.tuple(good, fc.constantFrom(' ', ', ', ';', ''), good).map((parts) => parts.join('')),
	fc.string({ unit, minLength: 990, maxLength: 1_010 }),
);

const country = fc.option(fc.constantFrom<CountryCode[]>(...getCountries()), { nil: undefined });

/** The handle, or undefined when it was refused as it should be; anything else is thrown. */
function parsed(given: unknown, from: CountryCode | undefined): string | undefined {
	try {
		return parseHandle(given, from);
	} catch (error) {
		if (error instanceof LinqError && error.failure.category === 'invalid_input') return undefined;
		throw error;
	}
}

/** Possible where they are dialled, but not with the country code before them. */
const local: Array<[string, CountryCode]> = [
	['5551234', 'CA'],
	['0000000', 'DE'],
	['000000000', 'DE'],
	['09590000000', 'BR'],
];

const effort = { interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true };

test('a string gives a handle that Linq accepts, which reads as itself, or is refused', () => {
	fc.assert(
		fc.property(value, country, (text, from) => {
			const handle = parsed(text, from);
			if (handle === undefined) return;
			expect(handle).toMatch(acceptable);
			expect(parsed(handle, from)).toBe(handle);
			expect(parsed(handle, undefined)).toBe(handle);
		}),
		{ ...effort, numRuns: 12_000, examples: local },
	);
}, 70_000);

test('so does any JSON value', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.jsonValue(), fc.double(), fc.maxSafeInteger()),
			country,
			(given, from) => {
				const handle = parsed(given, from);
				if (handle === undefined) return;
				expect(handle).toMatch(acceptable);
				expect(parsed(handle, from)).toBe(handle);
			},
		),
		{ ...effort, numRuns: 2_000 },
	);
}, 70_000);
