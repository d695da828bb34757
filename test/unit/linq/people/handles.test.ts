import { parseCountry } from '../../../../nodes/linq/people/countryCodes';
import { parseHandle } from '../../../../nodes/linq/people/handles';
import { NotOneHandle } from '../../../../nodes/linq/people/notOneHandle';
import { failureOf } from '../failures';

type Country = string | undefined;

describe('accepted phone numbers', () => {
	const accepted: Array<[notation: string, value: unknown, country: Country, handle: string]> = [
		['E.164', '+12025561000', undefined, '+12025561000'],
		['international with spaces', '+44 20 7946 0958', undefined, '+442079460958'],
		['with dots', '+1.202.556.1000', undefined, '+12025561000'],
		['with dashes', '+1-202-556-1000', undefined, '+12025561000'],
		['with typographic dashes', '+1‑202–556—1000', undefined, '+12025561000'],
		['with parentheses', '+1 (202) 556-1000', undefined, '+12025561000'],
		['with slashes', '030/123456', 'DE', '+4930123456'],
		['the country code in parentheses', '(+1) 202 556 1000', undefined, '+12025561000'],
		['the national zero in parentheses', '+44 (0)20 7946 0958', undefined, '+442079460958'],
		['national, US', '(202) 556-1000', 'US', '+12025561000'],
		['national with a leading 1, US', '1 202 556 1000', 'US', '+12025561000'],
		['national with a leading 0, DE', '0151 12345678', 'DE', '+4915112345678'],
		['national without prefix, IT', '06 1234 5678', 'IT', '+390612345678'],
		['another country than the default', '+49 151 12345678', 'US', '+4915112345678'],
		['00 for plus', '0044 20 7946 0958', undefined, '+442079460958'],
		['00 for plus, from a country that dials 011', '0044 20 7946 0958', 'US', '+442079460958'],
		['the own prefix for abroad', '011 44 20 7946 0958', 'US', '+442079460958'],
		['tel: link', 'tel:+1-202-556-1000', undefined, '+12025561000'],
		['tel: link, encoded', 'TEL:%2B12025561000', undefined, '+12025561000'],
		['sms: link with a body', 'sms:+12025561000?body=Hello', undefined, '+12025561000'],
		['sms:// link', 'sms://+12025561000', undefined, '+12025561000'],
		['SMS: link with a body', 'SMS:+12025561000?body=Hello', undefined, '+12025561000'],
		['JSON number, national', 2025561000, 'US', '+12025561000'],
		['JSON number, plus lost', 12025561000, 'US', '+12025561000'],
		['JSON number, plus lost, variable length', 4915112345678, 'DE', '+4915112345678'],
		['JSON number, leading zero lost', 15112345678, 'DE', '+4915112345678'],
		['full-width digits', '＋１ ２０２ ５５６ １０００', undefined, '+12025561000'],
		['Arabic-Indic digits', '٢٠٢٥٥٦١٠٠٠', 'US', '+12025561000'],
		['extended Arabic-Indic digits', '+۱۲۰۲۵۵۶۱۰۰۰', undefined, '+12025561000'],
		[
			'non-breaking spaces',
			'\u00a0+1\u00a0202\u202f556\u20071000\u3000',
			undefined,
			'+12025561000',
		],
		['zero-width characters', '\ufeff+1202\u200b556\u200d1000\u2060', undefined, '+12025561000'],
		['direction marks', '\u202a+1 202 556 1000\u202c\u200e', undefined, '+12025561000'],
		['a name before it', 'Jo Doe <+12025561000>', undefined, '+12025561000'],
		['a name with a number in it', 'Desk 12 <+12025561000>', undefined, '+12025561000'],
		[
			'1,000 characters, most of them spaces',
			'+12025561000'.padEnd(1_000),
			undefined,
			'+12025561000',
		],
		['possible though in no known range', '+44 7000 123456', undefined, '+447000123456'],
		['in no known range, nor with the code of another country', '2614511019', 'US', '+12614511019'],
	];

	test.each(accepted)('%s', (_, value, country, handle) => {
		expect(parseHandle(value, country)).toBe(handle);
	});

	test.each(accepted)('%s: the result reads as itself', (...[, , country, handle]) => {
		expect(parseHandle(handle)).toBe(handle);
		expect(parseHandle(handle, country)).toBe(handle);
	});
});

describe('accepted email addresses', () => {
	test.each([
		['plain', 'jo@example.com', 'jo@example.com'],
		['with a tag', 'jo.doe+crm@mail.example.co.uk', 'jo.doe+crm@mail.example.co.uk'],
		['domain in capitals', 'Jo@EXAMPLE.com', 'Jo@example.com'],
		['mailto: link', 'mailto:jo@example.com?subject=Hi', 'jo@example.com'],
		['a space behind mailto:', 'mailto: jo@example.com', 'jo@example.com'],
		['a name before it', 'Jo Doe <jo@example.com>', 'jo@example.com'],
		['spaces in the brackets', 'Jo Doe < jo@example.com >', 'jo@example.com'],
		['a quoted name with a comma', '"Doe, Jo" <jo@example.com>', 'jo@example.com'],
		['spaces and marks around it', '\u00a0jo@example.com\u200b ', 'jo@example.com'],
		['full-width signs', 'jo＠example．com', 'jo@example.com'],
	])('%s', (_, value, handle) => {
		expect(parseHandle(value)).toBe(handle);
		expect(parseHandle(handle)).toBe(handle);
	});
});

describe('refused', () => {
	const refused: Array<[what: string, value: unknown, message: RegExp, country?: Country]> = [
		['nothing', '', /missing/],
		['null', null, /missing/],
		['undefined', undefined, /missing/],
		['spaces only', ' \u00a0\u200b', /missing/],
		['an object', { phone: '+12025561000' }, /not text/],
		['a list', ['+12025561000'], /not text/],
		['a yes/no value', true, /not text/],
		['a fraction', 1.5, /not text/],
		['a negative number', -12025561000, /not text/],
		['zero', 0, /not text/],
		['1,001 characters, most of them spaces', '+12025561000'.padEnd(1_001), /longer than/],
		['not a number', Number.NaN, /not text/],
		['a number beyond exact integers', 2 ** 60, /not text/],
		['two numbers with a comma', '+12025561000, +12025561001', /more than one/],
		['two numbers with a semicolon', '202-556-1000; 202-556-1001', /more than one/, 'US'],
		['two numbers with a bar', '+12025561000|+12025561001', /more than one/],
		['two numbers with a space', '+12025561000 +12025561001', /more than one/],
		['two email addresses', 'jo@example.com, ann@example.com', /more than one/],
		['two email addresses with a space', 'jo@example.com ann@example.com', /more than one/],
		['an email address and a number', 'jo@example.com +12025561000', /more than one/],
		['an address before the name', 'ann@example.com, Jo <jo@example.com>', /more than one/],
		['two addresses in a link', 'mailto:jo@example.com,ann@example.com', /more than one/],
		['something behind a tel: link', 'tel:+12025561000?body=Hello', /neither|letters/],
		['a link that breaks off', 'tel:+12025561000%', /neither/],
		['a word before a link', 'call tel:+12025561000', /letters/],
		['ext.', '+1 202 556 1000 ext. 12', /extension/],
		['extension', '+1 202 556 1000 extension 12', /extension/],
		['x', '(202) 556-1000x12', /extension/, 'US'],
		['#', '+12025561000#12', /extension/],
		[';ext=', 'tel:+12025561000;ext=12', /extension/],
		['pauses', '+12025561000,,12', /extension/],
		['six digits behind a comma', '+12025561000, 555123', /extension/],
		['seven digits behind a comma', '+12025561000, 5551234', /more than one/],
		['two digits apart behind a comma', '+12025561000, 1 - - 2', /extension/],
		['a comma at its end', '+12025561000,', /neither/],
		['letters for digits', '1-800-FLOWERS', /letters/, 'US'],
		['a word', 'unknown', /letters/],
		['n/a', 'n/a', /letters/],
		['a number in words around it', 'call +12025561000', /letters/],
		['a dash', '-', /neither/],
		['a star', '*31#+12025561000', /neither/],
		['plus in the middle', '1+2025561000', /neither/],
		['a line break inside', '+1202\n5561000', /control character/],
		['two lines', '+12025561000\n+12025561001', /control character/],
		['a tab', '+1\t2025561000', /control character/],
		['a null character', '+1202\u00005561000', /control character/],
		['a Unicode line separator inside', '+1202\u20285561000', /control character/],
		['no country code and no default', '(202) 556-1000', /no country code/],
		['two digits before the country code', '99 1 202 556 1000', /no country code/],
		['too short', '+1 202 556 100', /too short for its country code/],
		['too short, national', '202 556 100', /too short for the default country US/, 'US'],
		['too long', '+1 202 556 10000', /too long for its country code/],
		['a length between two that exist', '+372 555 155 515', /does not exist for its country code/],
		['an emergency number', '911', /too short/, 'US'],
		['a country code that does not exist', '+999 123 456 789', /No country/],
		['only a country code', '+1', /too short|No country|length/],
		['10,000 characters', '+'.padEnd(10_000, '1'), /longer than/],
		['300 digits', '+'.padEnd(300, '1'), /longer than/],
		['no domain', 'jo@', /email/],
		['no name', '@example.com', /email/],
		['no top-level domain', 'jo@localhost', /email/],
		['two dots', 'jo..doe@example.com', /email/],
		['two at signs', 'jo@doe@example.com', /email/],
		['a space inside', 'jo doe@example.com', /email/],
		['a quoted name part', '"jo doe"@example.com', /email/],
		['a quoted name part without spaces', '"jo"@example.com', /email/],
		['a name without brackets', 'Jo Doe jo@example.com', /not an email/],
		['a number without brackets', 'Desk 12 jo@example.com', /not an email/],
		['something behind the brackets', 'Jo <jo@example.com> Doe', /not an email/],
		['a name in brackets, too', '<Jo> <jo@example.com>', /not an email/],
		['letters no address has', 'jö@example.com', /email/],
		['an IP address', 'jo@[127.0.0.1]', /email/],
	];

	test.each(refused)('%s', (...[, value, message, country]) => {
		expect(failureOf(() => parseHandle(value, country))).toMatchObject({
			category: 'invalid_input',
			message: expect.stringMatching(message) as string,
		});
	});
});

describe('refused, with other words where a field takes several', () => {
	const wordsFor = (value: unknown) => {
		try {
			return parseHandle(value, 'US');
		} catch (error) {
			return error instanceof NotOneHandle ? error.amongSeveral : undefined;
		}
	};
	const keepOnly = /^Keep only phone numbers and email addresses in the field, with commas/;

	test.each<[string, unknown, string | undefined, RegExp]>([
		['two numbers', '+12025561000 +12025561001', 'There is no comma between two', /^Put commas/],
		['two addresses', 'jo@example.com ann@example.com', 'There is no comma', /^Put commas/],
		['a list', ['+12025561000'], undefined, /^Give the .* with commas between them, or as a list/],
		['letters', '2025561000 and 2025561001', undefined, keepOnly],
		['a star', '*31', undefined, keepOnly],
		['a tab', '+12025561000\t+12025561001', 'The field holds a tab or another', keepOnly],
		['1,001 characters', '1'.repeat(1_001), undefined, keepOnly],
		['too many digits', '20255610002025561001', undefined, /if it is more than one, put commas/],
		['two numbers with a space', '2025561000 2025561001', 'There is no comma', /^Put commas/],
	])('%s', (_, value, message, hint) => {
		const { message: ofOne } = failureOf(() => parseHandle(value, 'US'));
		expect(wordsFor(value)).toEqual({
			message: message === undefined ? ofOne : (expect.stringContaining(message) as string),
			hint: expect.stringMatching(hint) as string,
		});
	});

	test.each(['', '+1202555', '+999123456789', '2025561000 ext. 7', 'jo@'])(
		'%j, where the same words fit',
		(value) => {
			expect(wordsFor(value)).toBeUndefined();
		},
	);
});

describe('the default country', () => {
	test.each([
		['US', 'US'],
		['de', 'DE'],
		[' gb ', 'GB'],
		['', undefined],
		['  ', undefined],
		[null, undefined],
		[undefined, undefined],
	])('%j is read as %j', (value, country) => {
		expect(parseCountry(value)).toBe(country);
	});

	test.each([
		...['UK', 'uk', 'GBR', 'United Kingdom', 'UNITED KINGDOM', ' Great Britain', 'England'].map(
			(value) => [value, 'GB'],
		),
		...['USA', 'U.S.A.', 'U.S.', 'United States', 'United States of America'].map((value) => [
			value,
			'US',
		]),
		['Germany', 'DE'],
		['DEU', 'DE'],
		['The Netherlands', 'NL'],
		['Holland', 'NL'],
		['Korea, Republic of', 'KR'],
		['Venezuela, Bolivarian Republic of', 'VE'],
		['Moldova, Republic of', 'MD'],
		["Cote d'Ivoire", 'CI'],
		['Côte d’Ivoire', 'CI'],
		['Turkey', 'TR'],
		['Türkiye', 'TR'],
		['Czech Republic', 'CZ'],
		['Viet Nam', 'VN'],
		['Trinidad & Tobago', 'TT'],
		['Trinidad and Tobago', 'TT'],
		['Kosovo', 'XK'],
		['Hong Kong', 'HK'],
		['\u200bFrance\u00a0', 'FR'],
	])('%j is read as %j', (value, country) => {
		expect(parseCountry(value)).toBe(country);
	});

	test.each([
		...[
			'Narnia',
			'49',
			'-',
			'n/a',
			'N.A.',
			'x y',
			'__proto__',
			'constructor',
			'Georgia, United States',
		],
		// Two countries are called so.
		...['Congo', 'Korea'],
		'x'.repeat(10_000),
	])('%j is refused and quoted', (value) => {
		const { message, hint } = failureOf(() => parseCountry(value));
		expect(message).toContain(`"${value.slice(0, 39)}`);
		expect(message.length).toBeLessThan(120);
		expect(hint).toMatch(/two letters of the country, such as US/);
	});

	test.each([[49], [{}], [['US']], [true]])('%j is refused', (value) => {
		expect(failureOf(() => parseCountry(value)).message).toMatch(/^The default country /);
	});

	test.each(['UK', 'Narnia', '-', {}, 7])('%j is not asked for where none is needed', (country) => {
		expect(parseHandle('+44 7911 123456', country)).toBe('+447911123456');
		expect(parseHandle('0044 7911 123456', country)).toBe('+447911123456');
		expect(parseHandle('jo@example.com', country)).toBe('jo@example.com');
	});
});
