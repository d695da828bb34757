import { invalidInput } from '../../linq/errors';
import { isObject } from '../../linq/values/json';
import { trimmed } from '../../linq/values/trimmed';
import { notYesOrNo, readYesOrNo } from '../../linq/values/yesOrNo';
import type { NumberRange } from './ranges';
import { pointInTime } from './time';

/** What a value is called where it stands, in messages. */
type Kind = 'field' | 'option' | 'filter';

/** Values that may be anything, since any of them may be an expression; each is checked as it is read. */
export class Values {
	/**
	 * @param read a value by its name; undefined when it was not given
	 * @param isGiven whether it was, even if its expression gives nothing
	 */
	constructor(
		private readonly read: (name: string) => unknown,
		private readonly kind: Kind,
		readonly isGiven: (name: string) => boolean,
	) {}

	/** As the expression gave it; a resource locator's value. */
	value(name: string): unknown {
		const value = this.read(name);
		return isObject(value) && value.__rl === true ? value.value : value;
	}

	/** Whether there is anything but a text that shows as nothing. */
	has(name: string): boolean {
		return isFilled(this.value(name));
	}

	/**
	 * Whether there is something to go by. Nothing in an option or a filter that was added would mean
	 * more than what was asked for: everybody's chats, for instance.
	 *
	 * @throws LinqError `invalid_input` when it was added and holds nothing
	 */
	isInUse(name: string, label: string): boolean {
		if (!this.isGiven(name)) return false;
		if (isFilled(this.value(name))) return true;
		throw invalidInput(
			`The ${this.kind} ${label} is empty`,
			`Fill it in, or the field of this record that it reads; or remove the ${this.kind}.`,
		);
	}

	/**
	 * @param label its name in the editor, for the message
	 * @param range lowest and highest value allowed, and what counts when it was not given
	 * @throws LinqError `invalid_input`
	 */
	wholeNumber(name: string, label: string, range: NumberRange): number {
		const number = this.numberIn(name, range);
		if (Number.isInteger(number)) return number!;
		const { lowest, highest } = range;
		throw this.unusable(label, `Set ${label} to a whole number from ${lowest} to ${highest}.`);
	}

	/**
	 * A number with or without a fraction, which a dot begins.
	 *
	 * @param label its name in the editor, for the message
	 * @param range lowest and highest value allowed, and what counts when it was not given
	 * @throws LinqError `invalid_input`
	 */
	number(name: string, label: string, range: NumberRange): number {
		const number = this.numberIn(name, range);
		if (number !== undefined) return number;
		const { lowest, highest } = range;
		throw this.unusable(label, `Set ${label} to a number from ${lowest} to ${highest}.`);
	}

	/** Undefined for what is no number, or not in the range. */
	private numberIn(name: string, { lowest, highest, fallback }: NumberRange): number | undefined {
		const value = this.has(name) ? this.value(name) : fallback;
		const number = typeof value === 'string' ? Number(trimmed(value)) : value;
		const isIn = typeof number === 'number' && number >= lowest && number <= highest;
		return isIn ? number : undefined;
	}

	/**
	 * Also in the words and numbers that spreadsheets write: see `readYesOrNo`.
	 *
	 * @param fallback what counts when it is empty; without one, it must not be
	 * @throws LinqError `invalid_input`
	 */
	yesOrNo(name: string, label: string, fallback?: boolean): boolean {
		const value = this.has(name) ? this.value(name) : fallback;
		const isYes = readYesOrNo(value);
		if (isYes === undefined) throw notYesOrNo(`The ${this.kind} ${label}`, label, value);
		return isYes;
	}

	/**
	 * Text as it is; a number as it is written; a point in time as ISO 8601.
	 *
	 * @returns an empty text when it was not given
	 * @throws LinqError `invalid_input`
	 */
	text(name: string, label: string): string {
		const value = this.value(name) ?? '';
		if (typeof value === 'string') return value;
		if (typeof value === 'number' && Number.isFinite(value)) return String(value);
		const time = isoOf(value);
		if (time !== undefined) return time;
		throw this.unusable(label, `Fill in ${label} with text, or use an expression that gives text.`);
	}

	/**
	 * The same without what shows as nothing at its ends: for names, addresses and the like. What a
	 * message says stays as it is.
	 *
	 * @throws LinqError `invalid_input`
	 */
	trimmedText(name: string, label: string): string {
		return trimmed(this.text(name, label));
	}

	/** @throws LinqError `invalid_input` when it is missing, too */
	requiredText(name: string, label: string): string {
		const text = this.text(name, label);
		if (trimmed(text) !== '') return text;
		throw invalidInput(`${label} is missing`, `Fill in ${label}, or the record it is taken from.`);
	}

	/**
	 * A point in time.
	 *
	 * @param zone for a date that names none, as n8n's own field for dates gives it
	 * @returns milliseconds since 1970
	 * @throws LinqError `invalid_input` when it is missing, too
	 */
	time(name: string, label: string, zone: string): number {
		const time = pointInTime(trimmed(this.requiredText(name, label)), zone);
		if (time !== undefined) return time;
		throw this.unusable(
			label,
			`Fill in ${label} with a date such as 2026-11-23T10:00:00Z, or use an expression that gives one.`,
		);
	}

	/**
	 * A value that an empty text clears. Nothing at all, as a record without the field gives it, clears
	 * nothing.
	 *
	 * @throws LinqError `invalid_input` for nothing at all
	 */
	clearable(name: string, label: string): unknown {
		const value = this.value(name);
		if (value !== undefined && value !== null) return value;
		throw invalidInput(
			`${label} is missing`,
			`Fill in ${label}, or the record it is taken from; an empty text clears it.`,
		);
	}

	/**
	 * @param choices what Linq knows
	 * @returns undefined when it was not given
	 * @throws LinqError `invalid_input`
	 */
	choice<Choice extends string>(
		name: string,
		label: string,
		choices: readonly Choice[],
	): Choice | undefined {
		if (!this.has(name)) return undefined;
		const value = this.value(name);
		const chosen = typeof value === 'string' ? trimmed(value) : value;
		const found = choices.find((choice) => choice === chosen);
		if (found === undefined) {
			throw this.unusable(label, `Choose one of these for ${label}: ${choices.join(', ')}.`);
		}
		return found;
	}

	/** What is in a list, from an expression or written in JSON; what is no list is its only entry. */
	list(name: string): unknown[] {
		const value = this.value(name);
		const list = typeof value === 'string' ? listIn(value) : value;
		return [list ?? value].flat().filter(isFilled);
	}

	/** Several values in one field: a list, or text with commas or line breaks between them. */
	several(name: string): unknown[] {
		return this.list(name).flatMap((entry) =>
			typeof entry === 'string' ? separated(entry) : [entry],
		);
	}

	/** The entries of a list that is filled in row by row (n8n's fixed collection). */
	rows(name: string, group: string): Values[] {
		const value = this.value(name);
		const rows = isObject(value) ? value[group] : value;
		if (rows === undefined || rows === null || rows === '') return [];
		return [rows].flat().map((row: unknown) => {
			if (!isObject(row)) {
				throw this.unusable(name, 'Fill in its rows by hand, or each field of them by expression.');
			}
			return new Values(
				(field) => row[field],
				'field',
				(field) => field in row,
			);
		});
	}

	private unusable(label: string, hint: string) {
		return invalidInput(`The ${this.kind} ${label} can't be used as it is`, hint);
	}
}

/** What stands between commas, semicolons and line breaks, but for what is empty. */
export function separated(text: string): string[] {
	return text.split(/[,;\n\r]+/).filter(isFilled);
}

/** A list that is written in JSON, as a model writes it; undefined for all else. */
export function listIn(text: string): unknown[] | undefined {
	const list = trimmed(text);
	if (!list.startsWith('[')) return undefined;
	try {
		const value: unknown = JSON.parse(list);
		return Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Whether it is anything but a text that shows as nothing. */
export function isFilled(value: unknown): boolean {
	return (
		value !== undefined && value !== null && !(typeof value === 'string' && trimmed(value) === '')
	);
}

/** What n8n's `$now` and JavaScript's dates are in text, as n8n writes them; undefined for all else. */
function isoOf(value: unknown): string | undefined {
	if (!isObject(value)) return undefined;
	const write = value.toISO ?? value.toISOString;
	try {
		const text: unknown = typeof write === 'function' ? write.call(value) : undefined;
		return typeof text === 'string' ? text : undefined;
	} catch {
		return undefined;
	}
}
