import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { trimmed } from '../../../linq/values/trimmed';
import type { ItemParameters } from '../../parameters/itemParameters';
import { checkedStripeId } from './stripeIds';

/** The price of a subscription. */
export const priceField: INodeProperties = {
	displayName: 'Price ID',
	name: 'priceId',
	type: 'string',
	displayOptions: { show: { mode: ['subscription'] } },
	default: '',
	placeholder: 'e.g. price_1PqRsT2eZvKYlo2C',
	description: 'The ID of an active recurring price in your Stripe account',
};

const quantityOption: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'How many units of the price are subscribed to. For a subscription.',
};

const trialDaysOption: INodeProperties = {
	displayName: 'Trial Days',
	name: 'trialPeriodDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 7,
	description: 'After how many days the first payment is due. For a subscription.',
};

const trialEndOption: INodeProperties = {
	displayName: 'Trial End',
	name: 'trialEnd',
	type: 'dateTime',
	default: '',
	description: 'When the first payment is due, in place of Trial Days. For a subscription.',
};

/** What only a subscription has. */
export const subscriptionOptions: INodeProperties[] = [
	quantityOption,
	trialDaysOption,
	trialEndOption,
];

/** @throws LinqError `invalid_input` where something is given that a payment doesn't have */
export function refuseSubscription({ options: added }: ItemParameters): void {
	const ofSubscription = ['quantity', 'trialPeriodDays', 'trialEnd'];
	if (!ofSubscription.some((name) => added.has(name))) return;
	throw invalidInput(
		'Quantity, Trial Days and Trial End are for subscriptions, and this is a payment',
		'Remove these options, or choose Subscription under Mode.',
	);
}

/** @throws LinqError `invalid_input` */
export function readSubscription(item: ItemParameters) {
	const { options: added } = item;
	const count = { lowest: 1, highest: 1_000_000, fallback: 1 };
	const price_id = checkedStripeId(
		trimmed(item.fields.requiredText('priceId', 'Price ID')),
		'Price ID',
	);
	return {
		price_id,
		...(added.isInUse('quantity', 'Quantity') && {
			quantity: added.wholeNumber('quantity', 'Quantity', count),
		}),
		...readTrial(item),
	};
}

function readTrial({ options: added, timeZone }: ItemParameters) {
	const hasDays = added.isInUse('trialPeriodDays', 'Trial Days');
	const hasEnd = added.isInUse('trialEnd', 'Trial End');
	if (hasDays && hasEnd) {
		throw invalidInput(
			'Trial Days and Trial End are both there, and only one of them can count',
			'Remove one of the two options.',
		);
	}
	if (hasDays) {
		const days = { lowest: 1, highest: 10_000, fallback: 1 };
		return { trial_period_days: added.wholeNumber('trialPeriodDays', 'Trial Days', days) };
	}
	if (!hasEnd) return {};
	const end = added.time('trialEnd', 'Trial End', timeZone);
	if (end > Date.now()) return { trial_end: new Date(end).toISOString() };
	throw invalidInput(
		'The trial would end in the past',
		'Choose a later time under Trial End, or remove the option.',
	);
}
