import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { defaultCountryOption, fromOption, handleField } from '../../parameters/fields';
import { checkedLine } from '../../parameters/line';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';

const addressFields: Record<'iMessage' | 'RCS', INodeProperties> = {
	iMessage: { ...handleField, name: 'address' },
	RCS: {
		...handleField,
		displayName: 'Phone Number',
		name: 'address',
		placeholder: 'e.g. +1 202 555 0100',
		description:
			"The person's phone number in any usual notation. For numbers without a country code, add the option Default Country.",
	},
};

/** What both checks have in common: they are sent with a pause between them, on whatever service. */
export function check(service: 'iMessage' | 'RCS', value: string): Operation {
	return {
		entry: {
			name: `Check ${service}`,
			value,
			description: `Ask whether a person can be reached by ${service}. Checks are sent ten seconds apart.`,
			action: `Check person for ${service}`,
		},
		fields: [addressFields[service]],
		options: [defaultCountryOption, fromOption],
		prepare(item) {
			const from = item.options.isInUse('from', 'Your Number')
				? checkedLine(item, item.options.value('from'))
				: undefined;
			const handle = item.handle('address');
			if (service === 'RCS' && handle.includes('@')) throw phonesOnly();
			const reach = { handle, service, from };
			return {
				looksAhead: true,
				foresee: async ({ capabilities }) => await Promise.resolve(capabilities.plan(reach)),
				run: async ({ capabilities }, patience) => [
					asOutput(await capabilities.check(reach, patience)),
				],
			};
		},
	};
}

/** Linq answers with 400 (https://docs.linqapp.com/, Check RCS capability). */
function phonesOnly() {
	return invalidInput(
		'RCS reaches phone numbers only, and this is an email address',
		"Give the person's phone number, or use Check iMessage for an email address.",
	);
}
