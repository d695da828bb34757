import type { INodeProperties } from 'n8n-workflow';
import type { Awaited } from '../../linq/messages/outcomes';
import type { ItemParameters } from './itemParameters';
import { numberField } from './ranges';

/** Seconds. */
const waits = { lowest: 5, highest: 600, fallback: 60 };

/** For operations that send: what Success means. */
export const waitForOption: INodeProperties = {
	displayName: 'Wait For',
	name: 'waitFor',
	type: 'options',
	options: [
		{
			name: 'Delivered',
			value: 'delivered',
			description: 'Until it is on their phone. SMS does not tell, and comes out on Error at once.',
		},
		{
			name: 'Nothing',
			value: 'nothing',
			description: 'Success means that Linq took it',
		},
		{
			name: 'Read',
			value: 'read',
			description:
				'Until somebody has read it, where people let others see that. SMS does not tell, and comes out on Error at once.',
		},
		{
			name: 'Reply',
			value: 'reply',
			description: 'Until somebody else writes into the chat, by whatever service',
		},
	],
	default: 'nothing',
	description:
		'What to wait for after Linq took it. Other items go on meanwhile; what does not come in time is on Error.',
};

/** The same for a poll. */
export const waitForInPollOption: INodeProperties = {
	...waitForOption,
	options: waitForOption.options!.map((option) =>
		'value' in option && option.value === 'reply'
			? { ...option, description: 'Until somebody votes, or writes into the chat' }
			: option,
	),
};

/** Beside `waitForOption`. */
export const waitForTimeoutOption = waitTimeoutOption('waitFor', 'it');

/** What an item waits for after it was sent. */
export interface WaitFor {
	what: Awaited;
	/** Milliseconds. */
	time: number;
}

/** @returns undefined where nothing is waited for */
export function readWaitFor(item: ItemParameters): WaitFor | undefined {
	const choices = ['nothing', 'delivered', 'read', 'reply'] as const;
	const what = item.options.choice('waitFor', waitForOption.displayName, choices) ?? 'nothing';
	const time = readWaitTimeout(item);
	return what === 'nothing' ? undefined : { what, time };
}

/**
 * @param beside the option that says to wait; where that was added, this one is offered. Always where
 *   there is none.
 * @param what is waited for
 * @param usual how many seconds, unless the option says otherwise
 */
export function waitTimeoutOption(
	beside: string | undefined,
	what = 'the person to be in or out of the chat',
	usual = waits.fallback,
): INodeProperties {
	return {
		displayName: 'Wait at Most',
		name: 'waitTimeout',
		...numberField({ ...waits, fallback: usual }),
		...(beside !== undefined && {
			displayOptions: { show: { [beside]: [{ _cnd: { exists: true } }] } },
		}),
		description: `How many seconds to wait for ${what}, ${waits.lowest} to ${waits.highest}`,
	};
}

/**
 * @param usual see `waitTimeoutOption`
 * @returns milliseconds
 */
export function readWaitTimeout(item: ItemParameters, usual = waits.fallback): number {
	const range = { ...waits, fallback: usual };
	return item.options.wholeNumber('waitTimeout', 'Wait at Most', range) * 1000;
}
