import examples from 'libphonenumber-js/examples.mobile.json';
import parsePhoneNumber, { type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import { LinqError } from '../../../../nodes/linq/errors';
import { parseHandle } from '../../../../nodes/linq/people/handles';

/** A number as a program may write it, and the default country beside it. */
type Shape = (number: PhoneNumber, country: CountryCode) => [written: unknown, country?: string];

const international = (number: PhoneNumber) => number.number.slice(1);
const code = (number: PhoneNumber) => number.countryCallingCode;
const national = (number: PhoneNumber) => number.nationalNumber;

/** Those that any usual program writes; each must be understood for nearly every country. */
const usual: Record<string, Shape> = {
	'E.164': (number) => [number.number],
	'E.164 beside a country': (number, country) => [number.number, country],
	'E.164 beside no country': (number) => [number.number, '-'],
	international: (number) => [number.formatInternational()],
	national: (number, country) => [number.formatNational(), country],
	'national digits': (number, country) => [national(number), country],
	'JSON number, national': (number, country) => [Number(national(number)), country],
	'plus lost': (number, country) => [international(number), country],
	'JSON number, plus lost': (number, country) => [Number(international(number)), country],
	'00 for plus': (number) => [`00${international(number)}`],
	'00 for plus beside a country': (number, country) => [`00${international(number)}`, country],
	'00 behind a plus': (number) => [`+00${international(number)}`],
	'two pluses': (number) => [`+${number.number}`],
	'decimal place, plus lost': (number, country) => [`${international(number)}.0`, country],
	'two decimal places': (number) => [`${number.number}.00`],
	'decimal place, national': (number, country) => [`${national(number)}.0`, country],
	'decimal comma': (number, country) => [`${national(number)},0`, country],
	'zero in parentheses': (number) => [`+${code(number)} (0) ${national(number)}`],
	'zero behind the country code': (number) => [`+${code(number)} 0${national(number)}`],
	'zero before it': (number, country) => [`0 ${national(number)}`, country],
	'country code twice': (number) => [`+${code(number)} ${international(number)}`],
	'country code twice with pluses': (number) => [`+${code(number)}${number.number}`],
	'country code twice, plus lost': (number, country) => [
		`${code(number)}${international(number)}`,
		country,
	],
	'country code twice with 00': (number) => [`00${code(number)}00${international(number)}`],
	'apostrophe before it': (number) => [`'${number.number}`],
	'formula of a CSV file': (number) => [`="${number.number}"`],
	'link of a chat program': (number) => [`<tel:${number.number}|${number.formatNational()}>`],
	'link with a context': (number) => [`tel:${national(number)};phone-context=+${code(number)}`],
	'name of a messenger': (number) => [`whatsapp:${number.number}\r\n`],
	'account of a messenger': (number) => [`${international(number)}@s.whatsapp.net`],
};

/** Two numbers, or one with something behind it: never the one without it, nor one digit longer. */
const several: Record<string, Shape> = {
	'another last digit': (number, country) => [`${number.formatNational()}/8`, country],
	'other last digits': (number) => [`${number.formatInternational()} / 68`],
	'the number twice': (number, country) => [
		`${number.formatNational()} / ${number.formatNational()}`,
		country,
	],
	'a digit behind a dash': (number) => [`${number.formatInternational()}-8`],
};

const numbers = (Object.entries(examples) as Array<[CountryCode, string]>).map(
	([country, digits]) => ({ country, number: parsePhoneNumber(digits, country)! }),
);

/** Refusals, and whatever came out that is not the number meant. */
function through(shape: Shape) {
	const refused: string[] = [];
	const wrong: unknown[] = [];
	for (const { country, number } of numbers) {
		const [written, beside] = shape(number, country);
		try {
			const handle = parseHandle(written, beside);
			if (handle !== number.number) wrong.push({ written, beside, handle, meant: number.number });
		} catch (error) {
			expect(error).toBeInstanceOf(LinqError);
			refused.push(country);
		}
	}
	return { refused, wrong };
}

test.each(Object.entries(usual))('%s: the number meant, hardly ever refused', (_, shape) => {
	const { refused, wrong } = through(shape);
	expect(wrong).toEqual([]);
	expect(refused.length).toBeLessThanOrEqual(4);
});

test.each(Object.entries(several))('%s: refused', (_, shape) => {
	const { refused, wrong } = through(shape);
	expect(wrong).toEqual([]);
	expect(refused).toHaveLength(numbers.length);
});
