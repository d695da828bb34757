import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Output } from '../../items/outputs';
import { invalidInput } from '../../linq/errors';
import type { JsonObject } from '../../linq/values/json';
import type { ItemParameters } from '../parameters/itemParameters';
import type { Step } from './step';

/** An answer of more than ten fields, and what people need of it most. */
export interface LongAnswer {
	/** All fields that it may have, in the order they come. */
	names: readonly string[];
	/** @returns ten fields at most, each of them there, if only as null */
	simplify: (answer: JsonObject) => JsonObject;
}

/**
 * The fields with which a long answer comes out in another form, as n8n's guidelines ask for
 * (https://docs.n8n.io/integrations/creating-nodes/build/reference/ux-guidelines): Simplify in a
 * workflow, Output for an agent's tool. Neither changes anything until somebody sets it, since
 * expressions read what comes out.
 */
export function answerFormFields({ names }: LongAnswer): INodeProperties[] {
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
			description:
				'What the agent gets of the answer: less of it leaves the agent more room to think. Tool Description tells it what comes back with Raw; change that to what you choose here.',
		},
		{
			displayName: 'Fields',
			name: 'outputFields',
			type: 'multiOptions',
			displayOptions: { show: { '@tool': [true], output: ['selectedFields'] } },
			options: names.map((name) => ({ name, value: name })),
			default: [],
			required: true,
			description: 'The fields that the agent gets. Those that Linq leaves out come as null.',
		},
	];
}

/**
 * The same step, with what comes out in the form that the item asks for.
 *
 * @throws LinqError `invalid_input` for a form that isn't known, and for fields that aren't
 */
export function inForm(item: ItemParameters, step: Step, answer: LongAnswer): Step {
	const form = readForm(item, answer);
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

/**
 * @returns undefined for Linq's answer as it is
 * @throws LinqError: see `inForm`
 */
export function readForm(
	{ fields, execution }: ItemParameters,
	{ names, simplify }: LongAnswer,
): LongAnswer['simplify'] | undefined {
	if (!execution.isTool) {
		return fields.yesOrNo('simplify', 'Simplify', false) ? simplify : undefined;
	}
	const output = fields.choice('output', 'Output', ['raw', 'selectedFields', 'simplified']);
	if (output === 'simplified') return simplify;
	return output === 'selectedFields' ? only(fields.several('outputFields'), names) : undefined;
}

/** Of an answer, these fields, so that the agent sees which of them Linq left out. */
function only(chosen: unknown[], names: readonly string[]): LongAnswer['simplify'] {
	const wanted = names.filter((name) => chosen.includes(name));
	if (chosen.length === 0 || chosen.some((name) => !wanted.includes(name as string))) {
		throw invalidInput(
			chosen.length === 0
				? 'No field is chosen in Fields'
				: 'Fields has something in it that is no field of the answer',
			'Choose the fields that the agent is to get from the list, or set Output to Raw.',
		);
	}
	return (answer) => Object.fromEntries(wanted.map((name) => [name, valueOf(answer, name)]));
}

/** The fields of an answer that keep their names, null for those that Linq leaves out. */
export function fieldsOf(answer: JsonObject, names: readonly string[]): JsonObject {
	return Object.fromEntries(names.map((name) => [name, valueOf(answer, name)]));
}

function valueOf(answer: JsonObject, name: string): unknown {
	return Object.hasOwn(answer, name) ? (answer[name] ?? null) : null;
}
