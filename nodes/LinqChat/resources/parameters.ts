import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import { parseHandle } from '../../linq/handles';
import { parseChatId } from '../../linq/identifiers';
import { isObject, textOf, type JsonObject } from '../../linq/json';
import { parseCountry } from '../../linq/phoneNumbers';

/** One item's parameters, each checked as it is read: any of them may be an expression. */
export class ItemParameters {
	private collection?: JsonObject;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
	) {}

	/**
	 * A parameter as its expression gave it; a resource locator's value.
	 *
	 * @throws LinqError `invalid_input` when the expression fails
	 */
	value(name: string): unknown {
		try {
			const value: unknown = this.context.getNodeParameter(name, this.index, '');
			return isObject(value) && value.__rl === true ? value.value : value;
		} catch (error) {
			const reason = isObject(error) ? textOf(error.message, 300) : undefined;
			return this.refuse(name, reason ?? 'it gives no value');
		}
	}

	/** An entry of the collection `options`; undefined when it was not added. */
	option(name: string): unknown {
		if (this.collection === undefined) {
			const options = this.value('options');
			this.collection = isObject(options) ? options : {};
		}
		return this.collection[name];
	}

	/**
	 * @param label the option's name in the editor, for the message
	 * @param range lowest and highest value allowed, and what counts when it was not added
	 */
	wholeNumber(
		name: string,
		label: string,
		{ lowest, highest, fallback }: { lowest: number; highest: number; fallback: number },
	): number {
		const value = this.option(name) ?? fallback;
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (
			typeof number !== 'number' ||
			!Number.isInteger(number) ||
			number < lowest ||
			number > highest
		) {
			throw invalidInput(
				`The option ${label} can't be used as it is`,
				`Set ${label} to a whole number from ${lowest} to ${highest}.`,
			);
		}
		return number;
	}

	/** @param label the option's name in the editor, for the message */
	yesOrNo(name: string, label: string): boolean {
		const value = this.option(name) ?? false;
		if (value === true || value === 'true') return true;
		if (value === false || value === 'false' || value === '') return false;
		throw invalidInput(
			`The option ${label} can't be used as it is`,
			`Switch ${label} on or off, or use an expression that gives true or false.`,
		);
	}

	/**
	 * @param label the option's name in the editor, for the message
	 * @returns an empty text when it was not added
	 */
	text(name: string, label: string): string {
		const value = this.option(name) ?? '';
		if (typeof value === 'string') return value;
		throw invalidInput(
			`The option ${label} can't be used as it is`,
			`Fill in ${label} with text, or use an expression that gives text.`,
		);
	}

	chatId(): string {
		return parseChatId(this.value('chatId'));
	}

	handle(): string {
		return parseHandle(this.value('handle'), parseCountry(this.option('defaultCountry')));
	}

	private refuse(name: string, reason: string): never {
		throw invalidInput(
			`The expression in "${name}" failed: ${reason}`,
			'Open the step and correct the expression, or the field of this record that it reads.',
		);
	}
}

/**
 * Which chat and which handle an item was about, for its error: normalised where possible, else as
 * they were asked for, null where there is none.
 */
export function askedFor(item: ItemParameters): { chat_id: string | null; handle: string | null } {
	return {
		chat_id: either(
			() => item.chatId(),
			() => item.value('chatId'),
		),
		handle: either(
			() => item.handle(),
			() => item.value('handle'),
		),
	};
}

function either(normalised: () => string, asked: () => unknown): string | null {
	try {
		return normalised();
	} catch {
		return asWritten(asked);
	}
}

function asWritten(asked: () => unknown): string | null {
	try {
		const value = asked();
		if (typeof value === 'number') return String(value);
		return typeof value === 'string' && value !== '' ? value : null;
	} catch {
		return null;
	}
}
