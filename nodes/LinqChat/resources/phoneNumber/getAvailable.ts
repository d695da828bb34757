import { path } from '../../../linq/wire/path';
import { defaultCountryOption, toField } from '../../parameters/fields';
import type { Operation } from '../operation';
import { request } from '../../steps/requests';

/** Phone Number → Get Available: https://docs.linqapp.com/, Get the best available number. */
export const getAvailable: Operation = {
	entry: {
		name: 'Get Available',
		value: 'getAvailable',
		description: 'Get an available number of yours: the one that Linq would write from now',
		action: 'Get an available phone number',
	},
	fields: [],
	options: [
		defaultCountryOption,
		{
			...toField,
			required: false,
			description:
				'The people to write to, separated by commas: Linq prefers the number that they know',
		},
	],
	prepare(item) {
		const to = item.options.isInUse('to', 'To') ? item.handles('to', item.options) : undefined;
		return request({ method: 'GET', path: path`/v3/available_number`, query: { to } });
	},
};
