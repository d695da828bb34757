import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryOption, fromOption, handleField } from '../fields';
import { checkedLine } from '../line';
import { asOutput } from '../lists';
import type { Operation } from '../operation';

const addressField: INodeProperties = { ...handleField, name: 'address' };

/** What both checks have in common: only one may run in ten seconds, on whatever service. */
export function check(service: 'iMessage' | 'RCS', value: string): Operation {
	return {
		entry: {
			name: `Check ${service}`,
			value,
			description: `Ask whether a person can be reached by ${service}. Linq allows one check in ten seconds.`,
			action: `Check a person for ${service}`,
		},
		fields: [addressField],
		options: [defaultCountryOption, fromOption],
		prepare(item) {
			const from = item.options.isInUse('from', 'From')
				? checkedLine(item, item.options.value('from'))
				: undefined;
			const reach = { handle: item.handle('address'), service, from };
			return {
				foresee: async ({ capabilities }) => await Promise.resolve(capabilities.plan(reach)),
				run: async ({ capabilities }, patience) => [
					asOutput(await capabilities.check(reach, patience)),
				],
			};
		},
	};
}
