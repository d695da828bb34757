import fc from 'fast-check';
import ICAL from 'ical.js';
import { lineOf, vCardOf, type Contact } from '../../../../nodes/linq/files/vCards';
import { codePoint } from '../../../codePoint';

const contact: Contact = {
	name: 'Jo Smith',
	numbers: ['+12025561000', '+493012345678'],
	emails: ['jo@example.com', "o'hara+crm@example.co.uk"],
	company: 'Acme',
};

/** What a program that isn't ours makes of a vCard: every property it finds, apart from the date. */
function read(card: string): unknown[] {
	const [kind, properties, inside] = ICAL.parse(card);
	expect([kind, inside]).toEqual(['vcard', []]);
	return properties
		.filter(([name]) => name !== 'rev')
		.map(([name, parameters, , ...values]) => {
			const [value] = values;
			expect(values).toHaveLength(1);
			// It leaves the sign that escapes a semicolon in a text that has no parts.
			const whole = name === 'fn' ? (value as string).replaceAll('\\;', ';') : value;
			return [name, ...Object.values(parameters), whole];
		});
}

/** What it is to find: the fields, and nothing that somebody wrote into one of them. */
function expected({ name, numbers, emails, company }: Contact): unknown[] {
	return [
		['version', '3.0'],
		['prodid', expect.any(String)],
		['fn', name],
		['n', ['', name, '', '', '']],
		...numbers.map((number) => ['tel', 'VOICE', number]),
		...emails.map((email) => ['email', 'INTERNET', email]),
		...(company === '' ? [] : [['org', company]]),
	];
}

/** By RFC 2426: lines end in CRLF, and none is longer than 75 bytes of whole characters. */
function expectWellWritten(card: string): void {
	expect(Buffer.from(card).toString()).toBe(card);
	const lines = card.split('\r\n');
	expect(lines.slice(0, 2)).toEqual(['BEGIN:VCARD', 'VERSION:3.0']);
	expect(lines.slice(-2)).toEqual(['END:VCARD', '']);
	for (const line of lines) {
		expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
	}
}

test('a contact is written as phones and mail programs read it', () => {
	const card = vCardOf(contact);
	expect(card.replace(/^(PRODID|REV):.*\r\n/gm, '')).toBe(
		[
			'BEGIN:VCARD',
			'VERSION:3.0',
			'FN:Jo Smith',
			'N:;Jo Smith;;;',
			'TEL;TYPE=VOICE:+12025561000',
			'TEL;TYPE=VOICE:+493012345678',
			'EMAIL;TYPE=INTERNET:jo@example.com',
			"EMAIL;TYPE=INTERNET:o'hara+crm@example.co.uk",
			'ORG:Acme',
			'END:VCARD',
			'',
		].join('\r\n'),
	);
	expect(read(card)).toEqual(expected(contact));
});

test.each([
	['a number alone', { emails: [], company: '' }],
	['an address alone', { numbers: [], company: '' }],
	['what separates parts of a name', { name: 'Smith; Jo, Jr. \\ "Joe": a=b' }],
	['what ends a line, written out', { name: 'Jo\\nTEL:+12025550199', company: 'A\\r\\n B\\' }],
	['letters of all scripts', { name: 'Zoë 山田 太郎 👩‍👩‍👧‍👦 عمر', company: 'Ünïted 🎉' }],
	['long texts', { name: '漢'.repeat(250), company: '🎉'.repeat(125) }],
	['signs that escape others in a row', { name: `${'\\'.repeat(125)}${';,'.repeat(60)}a` }],
])('with %s, all is read as it was', (_, own) => {
	const card = vCardOf({ ...contact, ...own });
	expectWellWritten(card);
	expect(read(card)).toEqual(expected({ ...contact, ...own }));
});

test.each([
	['CRLF', 'Jo\r\nTEL:+12025550199'],
	['a line feed', 'Jo\nTEL:+12025550199'],
	['a carriage return', 'Jo\rTEL:+12025550199'],
	['Unicode’s end of a line', 'Jo\u2028TEL:+12025550199'],
	['Unicode’s end of a paragraph', 'Jo\u2029TEL:+12025550199'],
	['the next line of old machines', 'Jo\u0085TEL:+12025550199'],
	['a form feed', 'Jo\fTEL:+12025550199'],
	['the end of another card', 'Jo\r\n \r\n\tTEL:+12025550199'],
	['a mark for the order of bytes', 'Jo\ufeffTEL:+12025550199'],
	['NUL', ' \0Jo\0 \0TEL:+12025550199\0'],
	['halves of emoji', '\udc00Jo\ud83c TEL:+12025550199\ud83c'],
])('%s in a name or a company begins no line of its own', (_, text) => {
	const card = vCardOf({ ...contact, name: text, company: text });
	expectWellWritten(card);
	const line = 'Jo TEL:+12025550199';
	expect(read(card)).toEqual(expected({ ...contact, name: line, company: line }));
});

const hostile = fc.oneof(
	fc.string({ unit: codePoint, maxLength: 200 }),
	fc.array(fc.nat(0xffff), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
	fc
		.array(
			fc.constantFrom(
				...['\r\n', '\n', '\r', ';', ',', '\\', ':', '\\n', ' ', '"', '=', 'a', 'é', '漢', '🎉'],
				...[
					'\ufeff',
					'\u200d',
					'\u2028',
					'\ud83c',
					'\udf89',
					'\0',
					'END:VCARD',
					'TEL:+12025550199',
				],
			),
			{ maxLength: 150 },
		)
		.map((fragments) => fragments.join('')),
);

const anyContact: fc.Arbitrary<Contact> = fc.record({
	name: hostile.map((text) => `${text}J`),
	numbers: fc.subarray(contact.numbers),
	emails: fc.subarray([...contact.emails, `${'a'.repeat(64)}@${'b'.repeat(60)}.example.com`]),
	company: hostile,
});

test('whatever somebody writes into a contact, it holds the fields and nothing else', () => {
	const check = (given: Contact) => {
		const card = vCardOf(given);
		expectWellWritten(card);
		const [name, company] = [lineOf(given.name), lineOf(given.company)];
		expect(read(card)).toEqual(expected({ ...given, name, company }));
	};
	fc.assert(fc.property(anyContact, check), { numRuns: 500 });
});

test('a text on one line stays as it is, but for what shows as nothing at its ends', () => {
	const check = (text: string) => {
		const line = lineOf(text);
		expect(lineOf(line)).toBe(line);
		expect(line).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]|^\s|\s$|\s\s/u);
		const signs = (of: string) =>
			of.replace(/[\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, '');
		expect(signs(line)).toBe(signs(text));
	};
	fc.assert(fc.property(hostile, check), { numRuns: 2_000 });
});
