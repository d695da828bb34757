import type { Example } from './examples';

/** What comes out of a recipe's step "Add to the chat" for the sample data in it. */
export interface Recipe {
	/** The step that it begins with. */
	start: string;
	/** Handle and status on Success. */
	success: Array<[handle: string, status: string]>;
	/** Categories on Error. */
	error: string[];
}

/** Examples whose other steps belong to other services; their sample data is pinned. */
export const recipes: Partial<Record<Example, Recipe>> = {
	'google-sheets-list': {
		start: 'Start',
		success: [
			['+12025550165', 'accepted'],
			['+442079460166', 'accepted'],
			['+12025550122', 'already_in_chat'],
		],
		error: ['invalid_input'],
	},
	'hubspot-deal-won': {
		start: 'A deal changed',
		success: [['+12025550163', 'accepted']],
		error: ['invalid_input'],
	},
	'salesforce-opportunity-won': {
		start: 'An opportunity changed',
		success: [
			['+442079460164', 'accepted'],
			['+442079460121', 'already_in_chat'],
		],
		error: [],
	},
	'webhook-add-a-person': {
		start: 'Your app calls',
		success: [['+12025550167', 'accepted']],
		error: [],
	},
};
