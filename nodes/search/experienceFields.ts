import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { invalidInput } from '../linq/errors';
import {
	listExperiences,
	type Experience,
	type ExperienceAction,
	type ExperienceField,
} from '../linq/messages/experiences';
import { nameInMenu } from '../linq/values/nameInMenu';
import { trimmed } from '../linq/values/trimmed';
import type { LinqClient } from '../linq/wire/client';
import { answerPicker, patience } from './picker';

/** Where the lists find what was chosen before: the same in every operation that has the option. */
const chosenExperience = 'options.experience.card.name';
const chosenAction = 'options.experience.card.action';

/**
 * The account's experiences, for the list of the option Experience.
 *
 * @throws NodeApiError with Linq's reason, which the list shows
 */
export async function getExperiences(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await entries(this, (known) => {
		return known.map(({ name, title }) => ({ name: title, value: name }));
	});
}

/** The actions of the experience that was chosen. */
export async function getExperienceActions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await entries(this, (known) => {
		return actionsOf(this, known).map(({ name, summary }) => ({
			...{ name: nameInMenu(name), value: name },
			...(summary !== '' && { description: summary }),
		}));
	});
}

/** The fields of the action that was chosen. */
export async function getExperienceFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await entries(this, (known) => {
		const action = chosen(this, chosenAction);
		const found = actionsOf(this, known).find(({ name }) => name === action);
		if (!found)
			throw notChosen('Choose the action first', 'The list shows the fields of one action.');
		return found.fields.map((field) => ({
			name: nameInMenu(field.name),
			value: field.name,
			description: descriptionOf(field),
		}));
	});
}

async function entries(
	context: ILoadOptionsFunctions,
	read: (known: Experience[]) => INodePropertyOptions[],
): Promise<INodePropertyOptions[]> {
	return await answerPicker(context, async (client) => read(await knownExperiences(client)));
}

/**
 * What the lists of experiences are made of.
 *
 * @throws LinqError also where there are none
 */
export async function knownExperiences(client: LinqClient): Promise<Experience[]> {
	const known = await listExperiences(client, patience);
	if (known.length > 0) return known;
	throw invalidInput(
		'Your Linq account has no experiences',
		'Ask Linq to switch them on for your account.',
	);
}

function actionsOf(context: ILoadOptionsFunctions, known: Experience[]): ExperienceAction[] {
	const name = chosen(context, chosenExperience);
	const found = known.find((one) => one.name === name);
	if (found) return found.actions;
	throw notChosen('Choose the experience first', 'The list shows the actions of one experience.');
}

function chosen(context: ILoadOptionsFunctions, place: string): string {
	const value = context.getCurrentNodeParameter(place);
	return typeof value === 'string' ? trimmed(value) : '';
}

function notChosen(message: string, hint: string) {
	return invalidInput(message, `${hint} Where it comes from an expression, use one here, too.`);
}

const kinds = new Map([
	['cents', 'an amount in the smallest unit of the currency'],
	['int', 'a whole number'],
	['url', 'a web address that begins with https://'],
]);

function descriptionOf({ type, longest, isRequired }: ExperienceField): string {
	const limit = longest === undefined ? '' : ` of at most ${longest} characters`;
	const kind = kinds.get(type) ?? `text${limit}`;
	return `${isRequired ? 'Required' : 'Optional'}: ${kind}`;
}
