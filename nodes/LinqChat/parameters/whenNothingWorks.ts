import type { INodeProperties } from 'n8n-workflow';
import { attempted, LinqError } from '../../linq/errors';
import type { ItemParameters } from './itemParameters';

const outcomes = ['failIfErrorLeadsNowhere', 'fail', 'errorOutput'] as const;

/** What becomes of an execution in which every item of the step failed. */
export type WhenNothingWorks = (typeof outcomes)[number];

export const whenNothingWorksOption: INodeProperties = {
	displayName: 'When Nothing Works',
	name: 'whenNothingWorks',
	type: 'options',
	options: [
		{
			name: 'Fail If Error Leads Nowhere',
			value: 'failIfErrorLeadsNowhere',
			description:
				'End the execution as failed where nothing is connected to Error, but not while you run it by hand in the editor',
		},
		{
			name: 'Fail',
			value: 'fail',
			description: 'End the execution as failed, whatever is connected',
		},
		{
			name: 'Send Items to Error',
			value: 'errorOutput',
			description: 'Put the items on the Error output, whatever is connected',
		},
	],
	default: 'failIfErrorLeadsNowhere',
	description:
		'What to do when every item of a run failed. The execution ends as failed only where On Error in the Settings is Stop Workflow.',
};

/**
 * @returns undefined where the option was not added
 * @throws LinqError `invalid_input` for a choice that isn't known
 */
export function readOutcome({ options }: ItemParameters): WhenNothingWorks | undefined {
	const { name, displayName } = whenNothingWorksOption;
	return options.choice(name, displayName, outcomes);
}

/** One choice holds for the whole step: that of its first item. What can't be used counts as none. */
export function readWhenNothingWorks(first: ItemParameters): WhenNothingWorks {
	const chosen = attempted(() => readOutcome(first));
	return chosen === undefined || chosen instanceof LinqError ? 'failIfErrorLeadsNowhere' : chosen;
}
