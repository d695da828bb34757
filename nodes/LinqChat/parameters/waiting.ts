import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from './itemParameters';

/**
 * @param beside the option that says to wait; where that was added, this one is offered
 * @param what is waited for
 */
export function waitTimeoutOption(
	beside: string,
	what = 'the person to be in or out of the chat',
): INodeProperties {
	return {
		displayName: 'Wait at Most',
		name: 'waitTimeout',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 600 },
		default: 60,
		displayOptions: { show: { [beside]: [{ _cnd: { exists: true } }] } },
		description: `How many seconds to wait for ${what}, 5 to 600`,
	};
}

/** @returns milliseconds */
export function readWaitTimeout(item: ItemParameters): number {
	const range = { lowest: 5, highest: 600, fallback: 60 };
	return item.options.wholeNumber('waitTimeout', 'Wait at Most', range) * 1000;
}
