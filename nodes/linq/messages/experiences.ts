import { counted, invalidInput, type LinqError } from '../errors';
import { isObject, objectsOf, textOf, type JsonObject } from '../values/json';
import { secureAddress } from '../values/links';
import { wholeNumberIn } from '../values/wholeNumber';
import type { LinqClient, Patience } from '../wire/client';
import { notAList } from '../wire/lists';
import { path } from '../wire/path';
import { ReadOnce } from '../wire/readOnce';

/** What is to be shown by which experience. */
export interface Invocation {
	name: string;
	action: string;
	/** By the names of the action's fields. */
	params: Map<string, string>;
}

/** The same in the form in which Linq takes it. */
export interface FittingInvocation {
	name: string;
	action: string;
	params?: Record<string, string | number>;
}

/** A field of an action. */
export interface ExperienceField {
	name: string;
	/** `string`, `cents`, `int` or `url`, or what Linq adds to these. */
	type: string;
	/** Characters, for texts; undefined where Linq names no limit. */
	longest: number | undefined;
	isRequired: boolean;
}

/** Something that an experience does. */
export interface ExperienceAction {
	name: string;
	summary: string;
	fields: ExperienceField[];
}

/** A kind of card that Linq composes (https://docs.linqapp.com/, Experiences). */
export interface Experience {
	name: string;
	title: string;
	actions: ExperienceAction[];
}

/** The account's experiences, read once for an execution. */
export class Experiences {
	private readonly known: ReadOnce<Experience[]>;

	constructor(client: LinqClient) {
		this.known = new ReadOnce(async (patience) => await listExperiences(client, patience));
	}

	/**
	 * Checks an invocation against what Linq takes, which refuses what it doesn't know.
	 *
	 * @returns the invocation with its params in the types that Linq gives them
	 * @throws LinqError `invalid_input`; whatever the reading throws
	 */
	async fitted(invocation: Invocation, patience: Patience): Promise<FittingInvocation> {
		return fitted(invocation, await this.known.value(patience));
	}
}

/** The experiences that the account may send, with their actions and the fields of these. */
export async function listExperiences(
	client: LinqClient,
	patience: Patience,
): Promise<Experience[]> {
	const asked = { method: 'GET', path: path`/v3/experiences` } as const;
	const { body, attempts } = await client.send(asked, patience);
	if (!Array.isArray(body.experiences)) throw counted(notAList(), attempts);
	return objectsOf(body.experiences).flatMap((one) => {
		const name = textOf(one.experience, 100);
		if (name === undefined) return [];
		const title = textOf(one.display_name, 100) ?? name;
		return [{ name, title, actions: objectsOf(one.actions).flatMap(readAction) }];
	});
}

function readAction(action: JsonObject): ExperienceAction[] {
	const name = textOf(action.name, 100);
	if (name === undefined) return [];
	const fields = Object.entries(isObject(action.fields) ? action.fields : {}).flatMap(
		([name, field]) => (isObject(field) ? [readField(name, field)] : []),
	);
	return [{ name, summary: textOf(action.summary, 200) ?? '', fields }];
}

function readField(name: string, { type, max, required }: JsonObject): ExperienceField {
	return {
		name,
		type: textOf(type, 20) ?? 'string',
		longest: typeof max === 'number' && max > 0 ? max : undefined,
		isRequired: required === true,
	};
}

/** @throws LinqError `invalid_input` that says what there is instead */
function fitted({ name, action, params }: Invocation, known: Experience[]): FittingInvocation {
	const experience = known.find((one) => one.name === name);
	if (!experience) throw unknownName(`Your account has no experience ${quoted(name)}`, known);
	const found = experience.actions.find((one) => one.name === action);
	if (!found) {
		const message = `The experience ${quoted(name)} has no action ${quoted(action)}`;
		throw unknownName(message, experience.actions);
	}
	const unknown = [...params.keys()].find((param) =>
		found.fields.every((field) => field.name !== param),
	);
	if (unknown !== undefined) {
		const message = `The action ${quoted(action)} has no field ${quoted(unknown)}`;
		throw unknownName(message, found.fields);
	}
	const missing = found.fields.find((field) => field.isRequired && !params.has(field.name));
	if (missing) {
		throw invalidInput(
			`The action ${quoted(action)} needs the field ${quoted(missing.name)}`,
			'Add it under Fields of the option Experience, or fill in the record it is taken from.',
		);
	}
	if (params.size === 0) return { name, action };
	const fitting = found.fields.flatMap((field) => {
		const value = params.get(field.name);
		return value === undefined ? [] : [[field.name, fittingValue(field, value)] as const];
	});
	return { name, action, params: Object.fromEntries(fitting) };
}

function fittingValue(field: ExperienceField, value: string): string | number {
	const { name, type, longest = Number.POSITIVE_INFINITY } = field;
	if (type === 'cents' || type === 'int') {
		const number = wholeNumberIn(value);
		if (number !== undefined && (type === 'int' || number >= 0)) return number;
		throw unusable(
			name,
			type === 'int'
				? 'Fill in a whole number.'
				: 'Fill in a whole number: the amount in the smallest unit of the currency, so 1250 for 12.50.',
		);
	}
	if (type === 'url') {
		const address = secureAddress(value);
		if (address !== undefined) return address;
		throw unusable(name, 'Fill in a whole web address that begins with https://.');
	}
	if ([...value].length <= longest) return value;
	throw unusable(name, `Shorten it: Linq takes at most ${longest} characters there.`);
}

function unusable(name: string, hint: string): LinqError {
	return invalidInput(`The field ${quoted(name)} of the experience can't be used as it is`, hint);
}

function unknownName(message: string, known: Array<{ name: string }>): LinqError {
	const names = known.map(({ name }) => textOf(name, 50)).slice(0, 20);
	return invalidInput(
		message,
		names.length === 0
			? 'Linq offers none; ask Linq to switch it on for your account.'
			: `Choose one of these: ${names.join(', ')}.`,
	);
}

function quoted(name: string): string {
	return `"${textOf(name, 60) ?? ''}"`;
}
