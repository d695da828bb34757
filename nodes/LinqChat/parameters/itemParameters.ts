import type { IExecuteFunctions } from 'n8n-workflow';
import { mostRecipients } from '../../linq/chats/newGroup';
import { invalidInput } from '../../linq/errors';
import { parseHandle } from '../../linq/people/handles';
import { parseSender } from '../../linq/people/senders';
import {
	isIdentifier,
	parseAnyIdentifier,
	parseChatId,
	parseIdentifier,
	type Identified,
} from '../../linq/values/identifiers';
import { isObject, textOf, type JsonObject } from '../../linq/values/json';
import type { IdempotencyKey, KeyPlace, StepKeys } from './idempotencyKeys';
import { ItemFiles } from './itemFiles';
import { isPreview } from './previewOnly';
import { parseHandles } from './recipients';
import { StepExecution } from './stepExecution';
import type { StepParameters } from './stepParameters';
import { Values } from './values';

/** What several people in one field have to be. */
export interface PeopleRules {
	/** What is wrong where there is nobody. */
	nobody: string;
	/** How many there may be; no more than `parseHandles` reads in any case. */
	most: number;
}

const recipients: PeopleRules = {
	nobody: 'To is missing: there is nobody to write to',
	most: mostRecipients,
};

/** One item's parameters, each checked as it is read: any of them may be an expression. */
export class ItemParameters {
	/** Those that stand by themselves. */
	readonly fields = new Values(
		(name) => this.read(name),
		'field',
		() => true,
	);

	/** The entries of `updateFields` that were added: what is changed. */
	readonly updateFields = new Values(
		(name) => this.collection('updateFields')[name],
		'field',
		(name) => name in this.collection('updateFields'),
	);

	/** The entries of `options` that were added. */
	readonly options = new Values(
		(name) => this.collection('options')[name],
		'option',
		(name) => name in this.collection('options'),
	);

	/**
	 * The entries of `filters` that were added. A model fills in all of a tool's; those it leaves empty
	 * don't count.
	 */
	readonly filters: Values = new Values(
		(name) => this.collection('filters')[name],
		'filter',
		(name) =>
			name in this.collection('filters') && !(this.source.isTool && !this.filters.has(name)),
	);

	/** The entries of Sort, which are among the filters. */
	readonly sort = new Values(
		(name) => this.collection('filters')[name],
		'option',
		(name) => name in this.collection('filters'),
	);

	/** The item's files. */
	readonly files: ItemFiles;

	/** The execution that the item is worked on in. */
	readonly execution: StepExecution;

	/** The idempotency key that this item is worked on with; undefined where it needs none. */
	usedKey: IdempotencyKey | undefined;

	/** Whether digits in the field of one person may be a short code: then they are nobody's number. */
	private takesSenders = false;

	/** What was read before. */
	private readonly known = new Map<string, unknown>();

	/** The people that were read before, each once, by the field they stand in. */
	private readonly knownPeople = new Map<string, string[]>();

	/**
	 * @param source.parameters the step's, which its items share
	 * @param source.keys the step's idempotency keys
	 * @param source.isTool whether an agent's model fills them in
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
		private readonly source: {
			parameters: StepParameters;
			keys: StepKeys;
			isTool: boolean;
		},
	) {
		this.files = new ItemFiles(context, index);
		this.execution = new StepExecution(context, index, source.isTool);
	}

	chatId(): string {
		return parseChatId(this.fields.value('chatId'));
	}

	/**
	 * The lane for a change of a message: its chat, where that was given, so that what happens in a chat
	 * keeps its order. Linq itself needs no more than the message's ID.
	 */
	laneOf(messageId: string): string {
		return this.givenChatId() ?? messageId;
	}

	/** The chat that a message is in, which need not be given. */
	givenChatId(): string | undefined {
		const chatId = this.fields.value('chatId');
		return isIdentifier(chatId) ? parseChatId(chatId) : undefined;
	}

	identifier(name: string, kind: Identified): string {
		return parseIdentifier(this.fields.value(name), kind);
	}

	/** One that Linq doesn't call a UUID, or a name. */
	anyIdentifier(name: string, kind: Identified): string {
		return parseAnyIdentifier(this.fields.value(name), kind);
	}

	/** One person, as Linq wants a handle; national notation is of the option Default Country. */
	handle(name = 'handle', values = this.fields): string {
		return parseHandle(values.value(name), this.options.value('defaultCountry'));
	}

	/** A person, a short code or a sender ID, in the field of one person. */
	sender(): string {
		this.takesSenders = true;
		return parseSender(this.fields.value('handle'), this.options.value('defaultCountry'));
	}

	/** Whom the item is about, where its field takes one. */
	person(): string {
		return this.takesSenders ? this.sender() : this.handle();
	}

	/** The workflow's, in which n8n's own field for dates gives them. */
	get timeZone(): string {
		return this.context.getTimezone();
	}

	/**
	 * Several people, each once, in the order given.
	 *
	 * @param rules what is said where there is nobody, and how many are taken
	 * @throws LinqError `invalid_input` that says which one can't be used; for nobody, and for more
	 *   than 31, or the rules' most, or than `parseHandles` reads
	 */
	handles(name = 'to', values = this.fields, rules = recipients): string[] {
		const known = values === this.fields ? this.knownPeople.get(name) : undefined;
		const distinct = known ?? this.distinctPeople(values.list(name));
		if (values === this.fields) this.knownPeople.set(name, distinct);
		if (distinct.length === 0) {
			throw invalidInput(
				rules.nobody,
				'Fill in at least one phone number or email address, or the field it is taken from.',
			);
		}
		if (distinct.length > rules.most) {
			throw invalidInput(
				`There are ${distinct.length} recipients`,
				`Linq takes at most ${rules.most}: split them into several chats.`,
			);
		}
		return distinct;
	}

	private distinctPeople(entries: unknown[]): string[] {
		const spellings = new Map<string, string>();
		for (const one of parseHandles(entries, this.options.value('defaultCountry'))) {
			if (!spellings.has(one.toLowerCase())) spellings.set(one.toLowerCase(), one);
		}
		return [...spellings.values()];
	}

	/**
	 * The key under which Linq does something once: the user's own, made into one of this operation of
	 * this step, else one for this item.
	 *
	 * @param work what is to be done, and for whom
	 * @param place where Linq gets the key
	 * @throws LinqError `invalid_input`: see `StepKeys.own`
	 */
	idempotencyKey(work: () => unknown[], place?: KeyPlace): string {
		const own = this.options.trimmedText('idempotencyKey', 'Idempotency Key');
		const { keys } = this.source;
		const operation = ['resource', 'operation'].map((name) => this.fields.text(name, name));
		this.usedKey =
			own === ''
				? keys.automatic(this.index, operation, work())
				: keys.own(own, operation, work, { place, isPreview: isPreview(this.options) });
		return this.usedKey.value;
	}

	private collection(name: string): JsonObject {
		const value = this.read(name);
		return isObject(value) ? value : {};
	}

	/** @throws LinqError `invalid_input` when the expression fails */
	private read(name: string): unknown {
		if (this.known.has(name)) return this.known.get(name);
		try {
			const value = this.source.parameters.read(name, this.index);
			this.known.set(name, value);
			return value;
		} catch (error) {
			const reason = isObject(error) ? textOf(error.message, 300) : undefined;
			throw invalidInput(
				`The expression in "${name}" failed: ${reason ?? 'it gives no value'}`,
				'Open the step and correct the expression, or the field of this record that it reads.',
			);
		}
	}
}
