import { invalidInput } from '../errors';
import { withoutInvisible } from '../values/trimmed';
import { keepOnlyHandles, NotOneHandle } from './notOneHandle';

/** No phone number or email address with all that programs put around it is longer. */
const longestField = 1_000;

/** Unicode's digits stand in rows of ten, from zero to nine; the mathematical ones in five such rows. */
const decimalDigit = /\p{Nd}/u;

/**
 * Text with ASCII digits, signs and spaces for those of other scripts and keyboards, and without
 * what shows as nothing: zero-width characters, variation selectors, and all else that Unicode calls
 * default-ignorable (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
 *
 * @returns nothing but spaces around it removed, control characters such as tabs and line ends too
 * @throws LinqError `invalid_input` for nothing, for more than 1,000 characters, and for a line
 *   break, a tab or another control character between others
 */
export function handleText(value: string): string {
	if (value.length > longestField) throw tooLong();
	const text = isPlain(value) ? value.trim() : withPlainSigns(value);
	if (text === '') throw missing();
	return text;
}

/** Nearly all are: nothing in them but the signs of an English keyboard. */
function isPlain(text: string): boolean {
	return /^[ -~]*$/.test(text);
}

function withPlainSigns(value: string): string {
	const characters = [...withoutInvisible(value)].map(plain);
	const first = characters.findIndex((character) => !isBlank(character));
	const last = characters.findLastIndex((character) => !isBlank(character));
	const inner = characters.slice(Math.max(first, 0), last + 1);
	if (inner.some((character) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(character))) throw severalLines();
	return inner.join('');
}

function plain(character: string): string {
	if (isPlain(character)) return character;
	if (decimalDigit.test(character)) return String(digitOf(character.codePointAt(0)!));
	if (/\p{Zs}/u.test(character)) return ' ';
	if (/[\uff01-\uff5e]/.test(character)) {
		return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
	}
	return character;
}

/** @param code of a decimal digit of any script */
function digitOf(code: number): number {
	let first = code;
	while (decimalDigit.test(String.fromCodePoint(first - 1))) first--;
	return (code - first) % 10;
}

function isBlank(character: string): boolean {
	return /[\p{Cc}\p{Z}]/u.test(character);
}

function missing() {
	return invalidInput(
		'The phone number or email address is missing',
		'Fill in the field this record takes it from, or leave such records out before this step. If every record fails like this, the step reads a field that is not there.',
	);
}

/** Nobody's phone number or email address has so many characters. */
export function tooLong() {
	return new NotOneHandle(
		{
			message: 'This is longer than any phone number or email address',
			hint: 'Map a field that holds a single phone number or email address and nothing else.',
		},
		{ hint: keepOnlyHandles },
	);
}

function severalLines() {
	return new NotOneHandle(
		{
			message: 'The field holds a line break or another control character',
			hint: 'Keep one phone number or email address in the field, on one line.',
		},
		{
			message: 'The field holds a tab or another control character',
			hint: keepOnlyHandles,
		},
	);
}
