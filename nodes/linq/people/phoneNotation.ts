import { invalidInput, type LinqError } from '../errors';
import { keepOnlyHandles, NotOneHandle, OneHandle, severalHandles } from './notOneHandle';
import { callingCodeOf } from './numberReadings';

/** The digits of a phone number as it is written, before it is known what they mean. */
export interface Notation {
	/** Whether a plus says that they begin with the country code. */
	isInternational: boolean;
	/**
	 * The digits; more than one entry where some of them may be none of the number: the zero in
	 * `+44 (0)20`, or the decimal places that a spreadsheet added.
	 */
	spellings: string[];
	/** Where one number may end and what is behind it belong to another. */
	breaks: Break[];
}

/** A place in a number at which a second one may begin. */
export interface Break {
	/** The digits before it. */
	head: string;
	/** How many digits are behind it. */
	tail: number;
	/** What stands there: people write two numbers in one with a slash. */
	mark: string;
}

/** People put one or two between the groups of a number. */
const mostSlashes = 6;

/**
 * @param text of at most 60 characters, in ASCII digits and signs, nothing invisible in it
 * @throws LinqError `invalid_input` for what no number has in it, and for what is more than one
 */
export function notationOf(text: string): Notation {
	const dashed = text.replace(/[\p{Pd}\u30fc\uff70\u2500\u2501\u2043\u2212\u02d7\u223c~]/gu, '-');
	refuseLostDigits(dashed);
	const number = withoutParameters(withoutFraction(dashed));
	refuseWhatNoNumberHas(number);
	const { body, isInternational } = behindPlus(number);
	const digits = digitsIn(body);
	if (digits === '') throw neither('');
	const withoutZero = digitsIn(body.replace(/[([]\s?0\s?[)\]]/, ''));
	const fraction = /^[^.]+(?=\.0+$)/.exec(body)?.[0];
	const spellings = [digits, withoutZero, digitsIn(fraction ?? body)];
	return { isInternational, spellings: [...new Set(spellings)], breaks: breaksIn(body) };
}

/** Spreadsheets show long numbers with an exponent, and forget the digits that don't show. */
function refuseLostDigits(text: string): void {
	if (/^\+?\d+(?:[.,]\d+)?E\+?\d{1,3}$/i.test(text)) {
		throw invalidInput(
			'A spreadsheet has shortened this phone number, and digits of it are lost',
			'Format the column as text, fill in the number again, and run this record again.',
		);
	}
	const isGrouped = /^\+?\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|(?:\.\d{3})+,\d+|(?:['’]\d{3})+)$/.test(
		text,
	);
	if (isGrouped && digitsIn(text).length > 6) {
		throw new OneHandle({
			message: 'The phone number is written like an amount, with a mark between thousands',
			hint: 'Format the column as text in the spreadsheet it comes from, so that the number has no such marks.',
		});
	}
}

/** A number that was kept as an amount comes with decimal places: `4915112345678.0`. */
function withoutFraction(text: string): string {
	const [, whole, places] = /^(\+?\d{5,})[.,](\d{1,2})$/.exec(text) ?? [];
	if (whole !== undefined && /[1-9]/.test(places!)) {
		throw invalidInput(
			'The phone number has decimal places',
			'Correct the number in the record, and format the column it comes from as text.',
		);
	}
	if (whole !== undefined) return whole;
	const comma = text.indexOf(',');
	return /^,0{1,2}$/.test(text.slice(comma)) ? text.slice(0, comma) : text;
}

/**
 * The number of a `tel:` link without its parameters; its context, where it has a country code, is
 * put before a number that has none (https://www.rfc-editor.org/rfc/rfc3966#section-5.1.5).
 */
function withoutParameters(text: string): string {
	const [number, ...parameters] = text.split(';').map((part) => part.trim());
	const fields = parameters.map((parameter) => /^([a-z][a-z-]*) ?(?:=(.*))?$/i.exec(parameter));
	if (parameters.length === 0 || fields.includes(null)) return text;
	const named = new Map(fields.map((field) => [field![1]!.toLowerCase(), field![2]?.trim() ?? '']));
	if (['ext', 'isub', 'postd'].some((name) => named.has(name))) throw extension();
	const context = named.get('phone-context') ?? '';
	return context.startsWith('+') && !number!.includes('+') ? context + number : number!;
}

function refuseWhatNoNumberHas(text: string): void {
	const groups = [...text.matchAll(/\d+/g)];
	const [before, last] = groups.slice(-2);
	if (before && last) {
		const between = text.slice(before.index + before[0].length, last.index).toLowerCase();
		const marks = between.replace(/[\s.:=]/g, '');
		if (marks.endsWith('x') || marks.endsWith('#') || marks.includes('ext')) throw extension();
	}
	const parts = text.split(/[,;|]|:::/).filter((part) => /\d/.test(part));
	const numbers = text.split(/[,;|/+]|:::/).filter((part) => digitsIn(part).length > 6);
	if (numbers.length > 1) throw severalHandles();
	if (parts.length > 1 && digitsIn(parts[0]!).length > 6) throw extension();
	if (/\p{L}/u.test(text)) throw neither(': it has letters in it');
	if (!/^[\d\s+().[\]/\u00b7-]+$/.test(text) || text.split('/').length > mostSlashes) {
		throw neither('');
	}
}

/** What stands behind the plus, or the several with which one country code was written. */
function behindPlus(text: string): { body: string; isInternational: boolean } {
	const [before = '', ...behind] = text.split('+');
	if (behind.length === 0) return { body: text, isInternational: false };
	if (!['', '00'].includes(digitsIn(before)) || !/^[\d\s([]*$/.test(before)) {
		throw digitsIn(before).length > 6 ? severalHandles() : neither('');
	}
	const [first = '', second, third] = behind.filter((part) => /\d/.test(part));
	if (second === undefined) return { body: withoutZeros(first), isInternational: true };
	const code = digitsIn(first).replace(/^00/, '');
	const body = withoutZeros(second);
	if (third !== undefined || code.length > 3) throw severalHandles();
	if (callingCodeOf(digitsIn(body)) === code) return { body, isInternational: true };
	throw invalidInput(
		'The phone number has two different country codes',
		'Correct the number in the record: write it with + and its country code once.',
	);
}

/** Someone wrote +0044 for +44. */
function withoutZeros(body: string): string {
	return digitsIn(body).startsWith('00') ? body.replace(/^\D*0\D*0/, '') : body;
}

function breaksIn(body: string): Break[] {
	const slashes = [...body.matchAll(/\//g)].map(({ index }) => index);
	const lastGroup = [...body.matchAll(/\d+/g)].at(-1)!.index;
	return [...slashes, lastGroup].map((index) => ({
		head: digitsIn(body.slice(0, index)),
		tail: digitsIn(body.slice(index)).length,
		mark: body[index] === '/' ? '/' : body.slice(0, index).trimEnd().slice(-1),
	}));
}

function digitsIn(text: string): string {
	return text.replace(/\D/g, '');
}

/** @param reason behind a colon, or nothing */
function neither(reason: string): LinqError {
	return new NotOneHandle(
		{
			message: `This is neither a phone number nor an email address${reason}`,
			hint: 'Keep only the number in the field, such as +1 202 555 0100, or only the email address.',
		},
		{ hint: keepOnlyHandles },
	);
}

/** Behind a number there is another that is dialled once it answers. */
export function extension(): LinqError {
	return invalidInput(
		'The phone number has an extension',
		"Messages can't reach an extension: use the person's mobile or direct number.",
	);
}
