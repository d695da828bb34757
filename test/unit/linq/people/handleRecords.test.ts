import { parseHandle } from '../../../../nodes/linq/people/handles';
import { failureOf } from '../failures';

/** Records as programs write them: what is meant, or why it is refused. */
type Row = [written: unknown, country: string | undefined, handle: string | RegExp];

function check(rows: Row[]): void {
	test.each(rows)('%j, %j: %s', (written, country, handle) => {
		if (typeof handle === 'string') {
			expect(parseHandle(written, country)).toBe(handle);
			expect(parseHandle(handle, country)).toBe(handle);
			return;
		}
		const { category, message, hint } = failureOf(() => parseHandle(written, country));
		expect(category).toBe('invalid_input');
		expect(`${message}. ${hint}`).toMatch(handle);
	});
}

const several = /more than one phone number/;
const twoWays = /read in two ways/;
const placeholder = /placeholder/;

describe('a decimal fraction', () => {
	check([
		['4915112345678.0', 'DE', '+4915112345678'],
		['4915112345678,0', 'DE', '+4915112345678'],
		['+4915112345678.00', undefined, '+4915112345678'],
		['211234567.0', 'NZ', '+64211234567'],
		['211234567,00', 'NZ', '+64211234567'],
		['211234567.000', 'NZ', '+64211234567'],
		['+49 151 12345678.0', undefined, '+4915112345678'],
		['4915112345678.5', 'DE', /decimal places/],
		['+1.202.556.1000', undefined, '+12025561000'],
		// Either the last group of a number, or decimal places.
		['+64 21 123 4567.0', undefined, twoWays],
	]);
});

describe("a zero that isn't dialled from abroad", () => {
	check([
		['+48 (0) 22 512 34 56', undefined, '+48225123456'],
		['0 58 600 00 78', 'PL', '+48586000078'],
		['0048 (0) 58 600 00 78', undefined, '+48586000078'],
		['+39 (0) 333 123 4567', undefined, '+393331234567'],
		['+39 [0] 333 123 4567', undefined, '+393331234567'],
		['+39 0333 123 4567', undefined, '+393331234567'],
		['+39 (0)6 1234 5678', undefined, '+390612345678'],
		['06 1234 5678', 'IT', '+390612345678'],
		['+39 (0) 331 1234567', undefined, /\+3903311234567 or \+393311234567/],
	]);
});

describe('a country code written twice', () => {
	check([
		['+91 91 98765 43210', undefined, '+919876543210'],
		['91 91 98765 43210', 'IN', '+919876543210'],
		['+7+79639222222', undefined, '+79639222222'],
		['+7 (+7 963 922 22 22)', undefined, '+79639222222'],
		['++49 151 12345678', undefined, '+4915112345678'],
		['+ +49 151 12345678', undefined, '+4915112345678'],
		['+49 49151 12345678', undefined, '+4915112345678'],
		['+49 0049 151 12345678', undefined, '+4915112345678'],
		['0049 0049 151 12345678', undefined, '+4915112345678'],
		['+0044 7911 123456', undefined, '+447911123456'],
		['00+44 7911 123456', undefined, '+447911123456'],
		['+1 +44 7911 123456', undefined, /two different country codes/],
		['+44 7911 123456 +44 7911 123457', undefined, several],
		['+44+44+44 7911 123456', undefined, several],
		// An Indian number may begin with 91, and an Indonesian landline with 62.
		['+91 9198765432', undefined, '+919198765432'],
		['+62 62 812345678', undefined, /\+6262812345678 or \+62812345678/],
	]);
});

describe('two numbers in one', () => {
	check([
		['+64 9 123 4567/8', undefined, several],
		['06123 4567 / 4568', 'DE', several],
		['+39 02 1234567/68', undefined, several],
		['202-555-0146 / 202-555-0147', 'US', several],
		['202-555-0146 / 202-555-0147', undefined, several],
		['+1 202 556 1000 ::: +1 202 556 1001', undefined, several],
		['+1 202 556 1000-1', undefined, /extension/],
		['02/633 12 34', 'BE', '+3226331234'],
		['0171/1234567', 'DE', '+491711234567'],
		['0 61 23/45 67 89', 'DE', '+496123456789'],
		['033203/12345', 'DE', '+493320312345'],
		['030/123/4567', 'DE', '+49301234567'],
	]);
});

describe('old numbering plans', () => {
	check([
		['+52 1 55 6200 0000', undefined, '+525562000000'],
		['5215562000000', 'MX', '+525562000000'],
		['044 55 1234 5678', 'MX', '+525512345678'],
		['045 55 1234 5678', 'MX', '+525512345678'],
		['01 55 1234 5678', 'MX', '+525512345678'],
		['553188888888', 'BR', '+5531988888888'],
		['(31) 8888-8888', 'BR', '+5531988888888'],
		['(0 31) 8888-8888', 'BR', '+5531988888888'],
		['0 21 34 9915-3398', 'BR', '+5534999153398'],
		['011 55 11 8765 4321', 'US', '+5511987654321'],
		// Dialled within Brazil, 90 has the other side pay; Turkey's code is 90.
		['90 536 765 43 21', 'BR', /\+555367654321 or \+905367654321/],
		['0055 59 9908 93822', 'TZ', /\+559990893822 or \+5559990893822/],
		// A landline has eight digits as before.
		['(31) 3333-8888', 'BR', '+553133338888'],
		['97123456', 'BJ', '+2290197123456'],
		['916123456', 'IT', /\+390916123456/],
		[916123456, 'IT', /zero that this landline number begins with is missing/],
		['6031234', 'GA', /\+24106031234/],
	]);
});

describe('never a number', () => {
	check([
		['000-000-0000', undefined, placeholder],
		['000-000-0000', 'US', placeholder],
		['+1 111 111 1111', undefined, placeholder],
		['123-456-7890', 'US', placeholder],
		['+1 202 056 1000', undefined, /begin with 2 to 9/],
		['999999999', 'DE', placeholder],
		['+49 0000000000', undefined, placeholder],
		// All digits the same, and yet somebody's.
		['+44 7777 777777', undefined, '+447777777777'],
	]);
});

describe('machine IDs with an @', () => {
	check([
		['12025561000@s.whatsapp.net', undefined, '+12025561000'],
		['12025561000@c.us', 'DE', '+12025561000'],
		['12025561000:17@s.whatsapp.net', undefined, '+12025561000'],
		['553188888888@c.us', undefined, '+5531988888888'],
		['120363012345678901@g.us', undefined, /WhatsApp group/],
		['12025561000-1400000000@g.us', undefined, /WhatsApp group/],
		['148000000000001@lid', undefined, /in place of a phone number/],
		['148000000000001@s.whatsapp.net', undefined, /no phone number in it/],
		['jo@s.whatsapp.net', undefined, /no phone number in it/],
		['status@broadcast', undefined, /WhatsApp list/],
		['19:abc@thread.v2', undefined, /Teams/],
		['jo@acme.com.invalid', undefined, /ends in \.invalid/],
		['jo@acme.test', undefined, /ends in \.test/],
		['Jo <jo@acme.example>', undefined, /ends in \.example/],
		['jo@mail.localhost', undefined, /ends in \.localhost/],
		['jo@test.com', undefined, 'jo@test.com'],
	]);
});

describe('marks that programs put around', () => {
	const us = '+12025561000';
	check([
		["'+12025561000", undefined, us],
		['’+12025561000', undefined, us],
		["' +12025561000'", undefined, us],
		['"+12025561000"', undefined, us],
		['“+12025561000”', undefined, us],
		['«+12025561000»', undefined, us],
		['="+12025561000"', undefined, us],
		['"=""+12025561000"""', undefined, us],
		['whatsapp:+12025561000', undefined, us],
		['p:+12025561000', undefined, us],
		['sms:+12025561000', undefined, us],
		['smsto:+12025561000', undefined, us],
		['callto:+12025561000', undefined, us],
		['facetime://+12025561000', undefined, us],
		['tel:2025561000;phone-context=+1', undefined, us],
		['tel:+12025561000;phone-context=+1', undefined, us],
		['tel:5561000;phone-context=+1-202', undefined, us],
		['tel:2025561000;phone-context=example.com', 'US', us],
		['tel:+12025561000;ext=7', undefined, /extension/],
		['<tel:+12025561000|(202) 556-1000>', undefined, us],
		['<tel:+12025561000>', undefined, us],
		['<mailto:jo@acme.com|jo@acme.com>', undefined, 'jo@acme.com'],
		["'jo@acme.com", undefined, 'jo@acme.com'],
		['"mailto:jo@acme.com"', undefined, 'jo@acme.com'],
	]);
});

describe('white space, control characters, and what shows as nothing', () => {
	check([
		['+12025561000\r\n', undefined, '+12025561000'],
		['\t+12025561000', undefined, '+12025561000'],
		['\u0000+12025561000\u2028', undefined, '+12025561000'],
		['jo@acme.com\n', undefined, 'jo@acme.com'],
		['+1202\t5561000', undefined, /control character/],
		['\r\n\t', undefined, /missing/],
		['+1202556\ufe0f1000\u{e0100}', undefined, '+12025561000'],
		['\u3164+12025561000\u115f\uffa0', undefined, '+12025561000'],
		['jo\u115f@ac\ufe0eme.com\u180e', undefined, 'jo@acme.com'],
		['\u034f\u17b4', undefined, /missing/],
	]);
});

describe('hyphens of other keyboards and digits of any script', () => {
	check([
		...['ー', 'ｰ', '─', '━', '﹣', '﹘', '⁃', '~', '～', '〜', '−', '⸺'].map((hyphen): Row => [
			`090${hyphen}1234${hyphen}5678`,
			'JP',
			'+819012345678',
		]),
		['+१२०२५५६१०००', undefined, '+12025561000'],
		['+১২০২৫৫৬১০০০', undefined, '+12025561000'],
		['+๑๒๐๒๕๕๖๑๐๐๐', undefined, '+12025561000'],
		['+𝟏𝟐𝟎𝟐𝟓𝟓𝟔𝟏𝟎𝟎𝟎', undefined, '+12025561000'],
		['jo~doe@acme.com', undefined, 'jo~doe@acme.com'],
		['+¹2025561000', undefined, /neither/],
	]);
});

describe('the right reason', () => {
	check([
		['12,025,561,000', undefined, /mark between thousands/],
		['12.025.561.000,00', undefined, /mark between thousands/],
		["12'025'561'000", undefined, /mark between thousands/],
		['4.41E+11', undefined, /digits of it are lost.*Format the column as text/],
		['4,41E+11', 'DE', /digits of it are lost/],
		['44e10', 'GB', /digits of it are lost/],
		['07911 123456', 'Narnia', /"Narnia".*two letters/],
		['07911 123456', '-', /"-".*two letters/],
		// Neither is valid, and each may be a new range.
		['447911123456', 'DE', /\+49447911123456 or \+447911123456/],
	]);
});
