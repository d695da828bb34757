import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { parseAmount } from '../../../linq/payments/amounts';
import { trimmed } from '../../../linq/values/trimmed';
import { withOperation } from '../../../linq/wire/doubt';
import { allOf, hasText, isNotOtherAmount } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { writeUnder } from '../../parameters/idempotencyKeys';
import { defaultCountryOption, fromOption, idempotencyKeyOption } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { checkedLine } from '../../parameters/line';
import { inForm } from '../../steps/answerForms';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { paymentRequestFormFields, simplifiedPaymentRequest } from './answerForm';
import { metadataOf, metadataOption, paymentRequestHints } from './fields';

/** The least that can be asked for, in cents (https://docs.linqapp.com/, Create a payment request). */
const leastAmount = 50;

const fields: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'Payment', value: 'payment', description: 'An amount, once' },
			{
				name: 'Subscription',
				value: 'subscription',
				description: 'A recurring price of your Stripe account, which Stripe then renews by itself',
			},
		],
		default: 'payment',
		description: 'What the person is asked to pay',
	},
	{
		displayName: 'Amount in the Smallest Unit',
		name: 'amount',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { mode: ['payment'] } },
		default: 0,
		required: true,
		hint: 'In cents: 1250 is $12.50',
		description: 'What is to be paid, as a whole number of cents, at least 50',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		displayOptions: { show: { mode: ['payment'] } },
		options: [{ name: 'US Dollar', value: 'usd' }],
		default: 'usd',
	},
	{
		displayName: 'Price ID',
		name: 'priceId',
		type: 'string',
		displayOptions: { show: { mode: ['subscription'] } },
		default: '',
		placeholder: 'e.g. price_1PqRsT2eZvKYlo2C',
		description: 'The ID of an active recurring price in your Stripe account',
	},
];

const options: INodeProperties[] = [
	{
		displayName: 'Customer ID',
		name: 'customerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. cus_9s6XKzkNRiz8i3',
		description: 'A customer that your Stripe account has already, whom the payment belongs to',
	},
	defaultCountryOption,
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'What the payment is for; the person sees it when they pay',
	},
	{
		...idempotencyKeyOption,
		description:
			'Linq makes only one payment request under the same key. Without one, each item gets its own, which stays the same when a request is tried again or the item comes back with its error. Give one, such as the ID of the order, so that running the workflow again makes no second one. It counts for this step and operation only.',
	},
	metadataOption,
	{
		displayName: 'Payer',
		name: 'payerHandle',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 202 555 0100',
		description: 'The phone number of the person who pays. For the rail Natural, which needs it.',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'How many units of the price are subscribed to. For a subscription.',
	},
	{
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
	},
	{
		displayName: 'Trial Days',
		name: 'trialPeriodDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 7,
		description: 'After how many days the first payment is due. For a subscription.',
	},
	{
		displayName: 'Trial End',
		name: 'trialEnd',
		type: 'dateTime',
		default: '',
		description: 'When the first payment is due, in place of Trial Days. For a subscription.',
	},
	{
		...fromOption,
		description:
			'Which of your numbers the request comes from. For the rail Natural, which needs it.',
	},
];

/** Payment Request → Create: https://docs.linqapp.com/, Create a payment request. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description: 'Make a payment request, whose link a person opens to pay',
		action: 'Create payment request',
	},
	toolDescription:
		'Make a payment request: it gives a link (checkout_url) that is then sent to a person, who opens it to pay. Nothing is sent and nobody pays by this alone. Amount: a whole number of cents, at least 50; 1250 is $12.50. Comes back: id, amount, currency, status (requested until it is paid) and checkout_url.',
	fields: [...fields, ...paymentRequestFormFields],
	options,
	prepare(item) {
		const body = readBody(item);
		const idempotencyKey = item.idempotencyKey(() => [body], 'header');
		const look = withOperation('Payment Request → Get Many');
		const created = request({
			method: 'POST',
			path: path`/v3/payment_requests`,
			body,
			idempotencyKey,
			evidence: allOf(
				hasText('id'),
				hasText('checkout_url'),
				isNotOtherAmount('amount', body.amount),
			),
			write: writeUnder(item.usedKey, look, 'made'),
			hints: paymentRequestHints,
		});
		return inForm(item, created, simplifiedPaymentRequest);
	},
};

function readBody(item: ItemParameters): IDataObject & { amount?: number } {
	const mode = item.fields.choice('mode', 'Mode', ['payment', 'subscription']) ?? 'payment';
	const customerId = item.options.trimmedText('customerId', 'Customer ID');
	const description = item.options.trimmedText('description', 'Description');
	return {
		mode,
		...(mode === 'payment' ? readPayment(item) : readSubscription(item)),
		...(customerId !== '' && { customer_id: oneWord(customerId, 'Customer ID') }),
		...(description !== '' && { description }),
		...metadataOf(item),
		...readRail(item),
	};
}

function readPayment({ fields: given, options: added }: ItemParameters) {
	const ofSubscription = ['quantity', 'trialPeriodDays', 'trialEnd'].some((name) =>
		added.has(name),
	);
	if (ofSubscription) {
		throw invalidInput(
			'Quantity, Trial Days and Trial End are for subscriptions, and this is a payment',
			'Remove these options, or choose Subscription under Mode.',
		);
	}
	const label = 'Amount in the Smallest Unit';
	return {
		amount: parseAmount(given.value('amount'), { label, least: leastAmount }),
		currency: given.choice('currency', 'Currency', ['usd']) ?? 'usd',
	};
}

function readSubscription(item: ItemParameters) {
	const { options: added } = item;
	const count = { lowest: 1, highest: 1_000_000, fallback: 1 };
	const price_id = oneWord(trimmed(item.fields.requiredText('priceId', 'Price ID')), 'Price ID');
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

function readRail(item: ItemParameters) {
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

const payer = {
	name: "The payer's phone number",
	hint: 'Under Payer, give the phone number of the person who pays, with + and the country code.',
};

/** @throws LinqError `invalid_input` for an ID of Stripe's with something beside it */
function oneWord(text: string, label: string): string {
	if (/^[\w.-]{1,255}$/.test(text)) return text;
	throw invalidInput(
		`${label} can't be used as it is`,
		`Copy the ${label} from your Stripe dashboard, and nothing beside it.`,
	);
}
