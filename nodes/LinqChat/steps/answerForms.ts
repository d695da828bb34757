import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Output } from '../../items/outputs';
import { invalidInput } from '../../linq/errors';
import type { JsonObject } from '../../linq/values/json';
import type { ItemParameters } from '../parameters/itemParameters';
import type { Step } from './step';

/** Makes of an answer what people need of it most: ten fields at most. */
export type Simplify = (answer: JsonObject) => JsonObject;

/**
 * The fields with which an answer of more than ten fields comes out in another form, as n8n's
 * guidelines ask for (https://docs.n8n.io/integrations/creating-nodes/build/reference/ux-guidelines):
 * Simplify in a workflow, Output for an agent's tool. Neither changes anything until somebody sets it,
 * since expressions read what comes out.
 *
 * @param names the fields that Linq's answer may have, in the order they come
 */
export function answerFormFields(names: readonly string[]): INodeProperties[] {
	return [
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			displayOptions: { hide: { '@tool': [true] } },
			default: false,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			displayOptions: { show: { '@tool': [true] } },
			options: [
				{ name: 'Raw', value: 'raw', description: 'Everything that Linq answers' },
				{
					name: 'Selected Fields',
					value: 'selectedFields',
					description: 'Only the fields that you choose',
				},
				{ name: 'Simplified', value: 'simplified', description: 'What is needed most' },
			],
			default: 'raw',
			description: 'What the agent gets of the answer: less of it leaves it more room to think',
		},
		{
			displayName: 'Fields',
			name: 'outputFields',
			type: 'multiOptions',
			displayOptions: { show: { '@tool': [true], output: ['selectedFields'] } },
			options: names.map((name) => ({ name, value: name })),
			default: [],
			required: true,
			description: 'The fields that the agent gets',
		},
	];
}

/**
 * The same step, with what comes out in the form that the item asks for.
 *
 * @throws LinqError `invalid_input` for a form that isn't known, and where no field was chosen
 */
export function inForm(item: ItemParameters, step: Step, simplify: Simplify): Step {
	const form = item.execution.isTool ? readOutput(item, simplify) : readSimplify(item, simplify);
	if (form === undefined) return step;
	const formed = (outputs: Output[]) =>
		outputs.map(({ json, ...rest }) => ({
			json: form(json as JsonObject) as IDataObject,
			...rest,
		}));
	return {
		...step,
		async run(session, patience) {
			const result = await step.run(session, patience);
			if ('later' in result) return { later: result.later.then(formed) };
			return 'waiting' in result ? result : formed(result);
		},
	};
}

/** @returns undefined for Linq's answer as it is */
function readSimplify({ fields }: ItemParameters, simplify: Simplify): Simplify | undefined {
	return fields.yesOrNo('simplify', 'Simplify', false) ? simplify : undefined;
}

function readOutput({ fields }: ItemParameters, simplify: Simplify): Simplify | undefined {
	const output = fields.choice('output', 'Output', ['raw', 'selectedFields', 'simplified']);
	if (output === 'simplified') return simplify;
	return output === 'selectedFields' ? onlyFields(fields.several('outputFields')) : undefined;
}

function onlyFields(names: unknown[]): Simplify {
	if (names.length === 0) {
		throw invalidInput(
			'No field is chosen in Fields',
			'Choose the fields that the agent is to get, or set Output to Raw.',
		);
	}
	const wanted = new Set(names);
	return (answer) =>
		Object.fromEntries(Object.entries(answer).filter(([name]) => wanted.has(name)));
}
