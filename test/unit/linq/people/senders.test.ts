import fc from 'fast-check';
import { LinqError } from '../../../../nodes/linq/errors';
import { bareHandle, parseHandle } from '../../../../nodes/linq/people/handles';
import { isPerson, parseSender } from '../../../../nodes/linq/people/senders';
import { failureOf } from '../failures';

type Row = [what: string, value: unknown, country: string | undefined, sender: string];

test.each<Row>([
	['E.164', '+12025561000', undefined, '+12025561000'],
	['a number in another notation', 'tel:+1 (202) 556-1000', undefined, '+12025561000'],
	['a national number with its country', '(202) 556-1000', 'US', '+12025561000'],
	['eight digits that are a number there', '20123456', 'DK', '+4520123456'],
	['eight digits in groups', '20 12 34 56', 'DK', '+4520123456'],
	['an email address', 'Jo <jo@Example.com>', undefined, 'jo@example.com'],
	['a short code of three digits', '311', undefined, '311'],
	['of five', '72975', undefined, '72975'],
	['of six', '262966', 'US', '262966'],
	['of eight', '19712345', 'US', '19712345'],
	['of eight, without a country', '12345678', undefined, '12345678'],
	['as a JSON number', 262966, undefined, '262966'],
	['with a spreadsheet’s apostrophe', "'72975", undefined, '72975'],
	['in full-width digits', '２６２９６６', undefined, '262966'],
	['in a link', 'sms:72975', undefined, '72975'],
	['with a country that is none', '72975', 'Atlantis', '72975'],
	['a sender ID', 'ACME', undefined, 'ACME'],
	['with digits', 'AD-620016', undefined, 'AD-620016'],
	['that begins with digits', '3Mobile', undefined, '3Mobile'],
	['with a dot', 'My.Bank', 'US', 'My.Bank'],
	['with a name of nobody in it', 'T-Mobile', undefined, 'T-Mobile'],
	['that begins like one', 'Nonesuch', undefined, 'Nonesuch'],
	['of eleven characters', 'ABCDEFGHIJK', undefined, 'ABCDEFGHIJK'],
	['in quotes', '"Acme"', undefined, 'Acme'],
])('%s', (_, value, country, sender) => {
	expect(parseSender(value, country)).toBe(sender);
});

test.each<[what: string, value: unknown, country: string | undefined, message: RegExp]>([
	['two digits', '12', undefined, /too short/],
	['seven digits, as in North America', '5561000', undefined, /without its country code/],
	['the same with the country', '5561000', 'US', /without its country code/],
	['eight digits, as in Denmark', '20123456', undefined, /without its country code/],
	['the same with another country', '20123456', 'US', /without its country code/],
	['eight digits that may be a number there', '19712345', 'AU', /read in two ways/],
	['digits with a zero before them', '0171234', undefined, /without its country code/],
	['few digits that are a number there', '211234', 'FO', /read in two ways/],
	['nine digits', '123456789', undefined, /no country code/],
	['ten digits', '2025561000', undefined, /no country code/],
	['a short code with a plus', '+72975', undefined, /./],
	['a short code in groups', '729-75', undefined, /./],
	['a number in letters', '800-FLOWERS', undefined, /letters/],
	['an extension', '5561000x5', undefined, /extension/],
	['a number beside a word', 'tel 5561000', undefined, /letters/],
	['twelve characters', 'ABCDEFGHIJKL', undefined, /letters/],
	['an amount that a spreadsheet shortened', '2.0E+9', undefined, /shortened/],
	['the same without a plus', '2E9', undefined, /shortened/],
	['two people', '+12025561000, +12025561001', undefined, /more than one/],
	['two short codes', '72975, 262966', undefined, /./],
	['null in words', 'null', undefined, /letters/],
	['N.A.', 'N.A.', undefined, /letters/],
	...[
		...['missing', 'Private', 'ANONYMOUS', 'deleted', 'unknown', 'no phone', 'no number', 'none.'],
		...[
			'do not call',
			'opted out',
			'opted-out',
			'do_not_call',
			'null null',
			'null-null',
			'no-none',
		],
		...['N/A', 'ext 5', 'ext.5', 'ext5', 'Phone', 'phone_no', 'no.phone', 'xxx'],
	].map((text): [string, string, undefined, RegExp] => [text, text, undefined, /./]),
	['a name', 'Jo Smith', undefined, /more than one word/],
	['several words', 'My Bank', 'US', /more than one word/],
	['undefined', undefined, undefined, /missing/],
	['an object', { handle: 'ACME' }, undefined, /not text/],
	['a list', ['ACME'], undefined, /not text/],
	['true', true, undefined, /not text/],
	['a decimal fraction', 729.75, undefined, /not text/],
	['a line break', 'AC\nME', undefined, /line break/],
	['markup', '<b>ACME', undefined, /./],
	['a path', '../x', undefined, /./],
])('%s is refused', (_, value, country, message) => {
	const failure = failureOf(() => parseSender(value, country));
	expect(failure).toMatchObject({ category: 'invalid_input' });
	expect(failure.message).toMatch(message);
	expect(failure.hint).toMatch(/^[A-Z].*\.$/);
});

test('what could be a short code or someone’s number names both', () => {
	const { hint } = failureOf(() => parseSender('89123', 'DE'));
	expect(hint).toContain('the short code 89123 or +4989123');
});

test.each<[string, boolean]>([
	['+12025561000', true],
	['jo@example.com', true],
	['72975', false],
	['ACME', false],
])('%s is a person: %j', (sender, is) => {
	expect(isPerson(sender)).toBe(is);
});

/** What the reading gives, or undefined where it is refused. */
function read(reading: () => string): string | undefined {
	try {
		return reading();
	} catch (error) {
		expect(error).toBeInstanceOf(LinqError);
		return undefined;
	}
}

test('whatever is given, a person is whom handles mean, and all else is as it was written', () => {
	const sign = fc.constantFrom(...'0123456789', ...'0123456789', ...'+-(). /', 'A', 'e', 'x', '@');
	const text = fc.oneof(
		fc.array(sign, { minLength: 1, maxLength: 14 }).map((signs) => signs.join('')),
		fc.integer({ min: 0, max: 99_999_999_999 }).map(String),
		fc.string(),
	);
	const country = fc.constantFrom(undefined, 'US', 'DE', 'DK', 'GB', 'SG', 'FO', 'HU', 'AU');
	fc.assert(
		fc.property(text, country, (value, from) => {
			const sender = read(() => parseSender(value, from));
			if (sender === undefined) return;
			if (isPerson(sender)) {
				expect(sender).toBe(read(() => parseHandle(value, from)));
				return;
			}
			expect(sender).toBe(bareHandle(value));
			expect(sender).toMatch(/^(?:[1-9]\d{2,5}|1\d{6,7}|(?=.*[a-z])[a-z\d][a-z\d&._-]{0,10})$/i);
		}),
		{ numRuns: 5_000 },
	);
});
