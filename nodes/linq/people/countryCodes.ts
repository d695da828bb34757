import { invalidInput } from '../errors';
import { isoCodes, isoNames } from '../libraries/isoCountries';
import { isSupportedCountry, type CountryCode } from '../libraries/libphonenumber';
import { textOf } from '../values/json';
import { trimmed, withoutInvisible } from '../values/trimmed';
import { countries } from './countries';

/** What people write besides the names that the lists have. */
const alsoCalled: Array<[name: string, country: CountryCode]> = [
	...['England', 'Scotland', 'Wales', 'Northern Ireland', 'Britain'].map(
		(name): [string, CountryCode] => [name, 'GB'],
	),
	['America', 'US'],
	['Holland', 'NL'],
	['Burma', 'MM'],
	['Swaziland', 'SZ'],
	['Macedonia', 'MK'],
	['Cape Verde', 'CV'],
	['Cabo Verde', 'CV'],
	['East Timor', 'TL'],
	['Macau', 'MO'],
	['Macao', 'MO'],
	['Hong Kong', 'HK'],
	['Vatican', 'VA'],
	['Viet Nam', 'VN'],
	['Palestine', 'PS'],
	['DR Congo', 'CD'],
	['Democratic Republic of Congo', 'CD'],
	['Congo Kinshasa', 'CD'],
	['Congo Brazzaville', 'CG'],
];

/** Words that say what kind of state it is, as official names have them behind a comma. */
const kindOfState =
	/^(?:and|bolivarian|democratic|federated|federation|former|islamic|kingdom|of|peoples|plurinational|province|republic|state|states|the|united|yugoslav)$/;

/** Abbreviations that ISO 3166 doesn't have. */
const otherLetters = new Map([
	['UK', 'GB'],
	['UAE', 'AE'],
	['KSA', 'SA'],
	['DRC', 'CD'],
]);

let byName: Map<string, CountryCode | undefined> | undefined;

/**
 * The country for numbers without a country code, as ISO 3166 names it.
 *
 * Understood in either case: the two or three letters of ISO 3166, `UK`, and English names as CRMs
 * write them, such as `United States`, `Korea, Republic of` or `The Netherlands`.
 *
 * @param value as the record has it; empty or missing means none
 * @throws LinqError `invalid_input` for anything else, for a name that two countries have, and for a
 *   country without phone numbers
 */
export function parseCountry(value: unknown): CountryCode | undefined {
	if (value === undefined || value === null) return undefined;
	const given = typeof value === 'string' ? trimmed(withoutInvisible(value)) : undefined;
	if (given === '') return undefined;
	const country = given === undefined ? undefined : countryNamed(given);
	if (country !== undefined) return country;
	const quoted =
		typeof value === 'string' || typeof value === 'number'
			? `The default country "${textOf(String(given ?? value), 40)}" is not a country that is known`
			: 'The default country is not text';
	throw invalidInput(
		quoted,
		'Write the two letters of the country, such as US, GB (United Kingdom) or DE (Germany), or its English name.',
	);
}

/** No name of a country is longer, in characters. */
const longestName = 80;

function countryNamed(text: string): CountryCode | undefined {
	if (text.length > longestName) return undefined;
	if (/^[a-z]{2,3}$/i.test(text)) return ofCode(text.toUpperCase());
	const names = (byName ??= readNames());
	const whole = names.get(key(text));
	if (whole !== undefined) return whole;
	const [name, ...kinds] = text.split(',');
	if (kinds.length !== 1) return undefined;
	const turned = names.get(key(`${kinds[0]} ${name}`));
	if (turned !== undefined) return turned;
	const isKind = words(kinds[0]!).every((word) => kindOfState.test(word));
	return isKind && !names.has(key(kinds[0]!)) ? names.get(key(name!)) : undefined;
}

function ofCode(letters: string): CountryCode | undefined {
	const [two] = isoCodes().find(([, three]) => three === letters) ?? [];
	const code = two ?? otherLetters.get(letters) ?? letters;
	return isSupportedCountry(code) ? code : undefined;
}

/** Undefined stands for a name that more than one country has. */
function readNames(): Map<string, CountryCode | undefined> {
	const names = new Map<string, CountryCode | undefined>();
	const add = (name: string, code: string) => {
		if (!isSupportedCountry(code)) return;
		const known = names.get(key(name));
		names.set(key(name), names.has(key(name)) && known !== code ? undefined : code);
	};
	for (const [code, name] of Object.entries(countries)) add(name, code);
	for (const [code, called] of Object.entries(isoNames())) {
		for (const name of [called].flat()) add(name, code);
	}
	for (const [name, code] of alsoCalled) add(name, code);
	return names;
}

/** The same for all ways to write a name: `Côte d’Ivoire`, `COTE D'IVOIRE`. */
function key(name: string): string {
	return words(name)
		.filter((word) => word !== 'the')
		.join('');
}

function words(name: string): string[] {
	const letters = name.normalize('NFD').replace(/\p{M}|['’.]/gu, '');
	return (
		letters
			.toLowerCase()
			.replaceAll('&', ' and ')
			.match(/\p{L}+/gu) ?? []
	);
}
