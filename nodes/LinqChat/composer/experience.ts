import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import type { Invocation } from '../../linq/messages/experiences';
import { trimmed } from '../../linq/values/trimmed';
import type { Values } from '../parameters/values';

const experienceFields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add field',
	default: {},
	description: 'What the action is told, such as the checkout_url of a payment request',
	options: [
		{
			name: 'field',
			displayName: 'Field',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'name',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getExperienceFields',
						loadOptionsDependsOn: [
							'options.experience.card.name',
							'options.experience.card.action',
						],
					},
					default: '',
					description:
						'Which field of the action. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'What it is told; an empty one is left out',
				},
			],
		},
	],
};

/** A card that Linq composes itself, for one person. */
export const experienceOption: INodeProperties = {
	displayName: 'Experience',
	name: 'experience',
	type: 'fixedCollection',
	placeholder: 'Add experience',
	default: {},
	description:
		'A card that Linq composes, such as one that asks for a payment. It stands alone: leave the text and the files empty. It goes to one person, by iMessage only.',
	options: [
		{
			name: 'card',
			displayName: 'Card',
			values: [
				{
					displayName: 'Experience Name or ID',
					name: 'name',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getExperiences' },
					default: '',
					description:
						'One of those that Linq has switched on for your account. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Action Name or ID',
					name: 'action',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getExperienceActions',
						loadOptionsDependsOn: ['options.experience.card.name'],
					},
					default: '',
					description:
						'What it does. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				experienceFields,
			],
		},
	],
};

/**
 * The experience that is asked for; what it may be told is checked when Linq has said so.
 *
 * @returns undefined where the option was not added
 * @throws LinqError `invalid_input`
 */
export function readExperience(options: Values): Invocation | undefined {
	const [card] = options.rows('experience', 'card');
	if (card === undefined) return undefined;
	return {
		name: trimmed(card.requiredText('name', 'Experience Name or ID')),
		action: trimmed(card.requiredText('action', 'Action Name or ID')),
		params: readParams(card.rows('fields', 'field')),
	};
}

function readParams(rows: Values[]): Map<string, string> {
	const params = new Map<string, string>();
	for (const row of rows) {
		const value = row.text('value', 'Value');
		if (trimmed(value) === '') continue;
		const name = trimmed(row.requiredText('name', 'Field Name or ID'));
		if (params.has(name)) {
			throw invalidInput(
				'A field of the experience is filled in twice',
				'Keep it once under Fields of the option Experience.',
			);
		}
		params.set(name, value);
	}
	return params;
}
