import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { fromOption } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { checkedLine } from '../../parameters/line';

const payerOption: INodeProperties = {
	displayName: 'Payer',
	name: 'payerHandle',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 202 555 0100',
	description: 'The phone number of the person who pays. For the rail Natural, which needs it.',
};

const railOption: INodeProperties = {
	displayName: 'Rail',
	name: 'rail',
	type: 'options',
	options: [
		{
			name: 'Natural',
			value: 'natural',
			description:
				'Natural, if Linq has switched it on for you. Needs the options Your Number and Payer.',
		},
		{ name: 'Stripe', value: 'stripe', description: 'Your own Stripe account' },
	],
	default: 'stripe',
	description: 'Which way the money goes. Stripe if you leave it out.',
};

const lineOption: INodeProperties = {
	...fromOption,
	description:
		'Which of your numbers the request comes from. For the rail Natural, which needs it.',
};

/** Which way the money goes, and what one of the ways needs. */
export const railOptions: INodeProperties[] = [payerOption, railOption, lineOption];

const payer = {
	name: "The payer's phone number",
	hint: 'Under Payer, give the phone number of the person who pays, with + and the country code.',
};

/** @throws LinqError `invalid_input`, also for what belongs to the other rail */
export function readRail(item: ItemParameters) {
	const { options: added } = item;
	const rail = added.choice('rail', 'Rail', ['stripe', 'natural']);
	const isNatural = rail === 'natural';
	if (!isNatural && (added.has('from') || added.has('payerHandle'))) {
		throw invalidInput(
			'Your Number and Payer are for the rail Natural only',
			'Remove these options, or choose Natural under Rail.',
		);
	}
	if (!isNatural) return rail === undefined ? {} : { rail };
	return {
		rail,
		from: checkedLine(item, added.value('from')),
		payer_handle: checkedLine(item, added.value('payerHandle'), payer),
	};
}
