import type { INodeProperties } from 'n8n-workflow';
import { alphabetical } from '../../linq/values/alphabetical';
import type { Patience } from '../../linq/wire/client';
import type { ItemParameters } from './itemParameters';
import { isPreview, previewOnlyOption } from './previewOnly';
import { numberField } from './ranges';
import { readOutcome, whenNothingWorksOption } from './whenNothingWorks';

const includeInputFields: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description: 'Whether items on Success also carry the fields and files they came with',
};

const widths = { lowest: 1, highest: 100, fallback: 25 };
const retries = { lowest: 0, highest: 10, fallback: 3 };
/** Seconds. */
const timeouts = { lowest: 1, highest: 300, fallback: 60 };

const width: INodeProperties = {
	displayName: 'Items at the Same Time',
	name: 'concurrency',
	...numberField(widths),
	description: 'How many items are worked on at once',
};

const widthInChats: INodeProperties = {
	...width,
	displayName: 'Chats at the Same Time',
	description:
		'How many chats are worked on at once. Within one chat, items always go one after another, in order.',
};

/** Says how a step works rather than what it does. */
const technicalOptions: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		...numberField(retries),
		description:
			"How often a request is tried again when Linq is busy, not well, or can't be reached",
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		...numberField(timeouts),
		description: `How many seconds Linq gets to answer a request, ${timeouts.lowest} to ${timeouts.highest}`,
	},
	whenNothingWorksOption,
];

/**
 * An operation's own entries of `options` by name, and those that every operation has, of which the
 * technical ones come last.
 *
 * @param kind.hasChats whether it works on chats, of which each is a lane of its own
 * @param kind.hasPreview whether it can say what it would do
 */
export function optionsWith(
	own: INodeProperties[],
	{ hasChats, hasPreview }: { hasChats: boolean; hasPreview: boolean },
): INodeProperties[] {
	const common = hasPreview ? [includeInputFields, previewOnlyOption] : [includeInputFields];
	const usual = [...own, ...common].sort((one, other) =>
		alphabetical(one.displayName, other.displayName),
	);
	return [...usual, hasChats ? widthInChats : width, ...technicalOptions];
}

/** The common options of one item. */
export interface CommonOptions {
	concurrency: number;
	includeInputFields: boolean;
	patience: Patience;
}

/**
 * @param hasChats see `optionsWith`
 * @throws LinqError `invalid_input` for a value out of range
 */
export function readCommonOptions(item: ItemParameters, hasChats: boolean): CommonOptions {
	readOutcome(item);
	const { options } = item;
	const { displayName } = hasChats ? widthInChats : width;
	return {
		concurrency: options.wholeNumber('concurrency', displayName, widths),
		includeInputFields: includesInputFields(item),
		patience: {
			maxRetries: options.wholeNumber('maxRetries', 'Max Retries', retries),
			timeout: options.wholeNumber('timeout', 'Timeout', timeouts) * 1000,
			...(isPreview(options) && { onlyReads: true }),
		},
	};
}

/**
 * Whether the input's fields come out on Success: never in a review, where n8n's agent would take a
 * field `approved` that its model made up for the reviewer's.
 *
 * @throws LinqError `invalid_input` for a value that is neither yes nor no
 */
export function includesInputFields({ options, execution }: ItemParameters): boolean {
	const isWanted = options.yesOrNo('includeInputFields', includeInputFields.displayName, false);
	return isWanted && !execution.isReview;
}
