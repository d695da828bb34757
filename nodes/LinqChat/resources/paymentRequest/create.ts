import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { parseAmount } from '../../../linq/payments/amounts';
import type { Hints } from '../../../linq/wire/advice';
import { withOperation } from '../../../linq/wire/doubt';
import { allOf, hasText, isNotOtherAmount } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption, idempotencyKeyOption } from '../../parameters/fields';
import { writeUnder } from '../../parameters/idempotencyKeys';
import type { ItemParameters } from '../../parameters/itemParameters';
import { metadataOf, metadataOption } from '../../parameters/metadata';
import { answerFormFields, inForm } from '../../steps/answerForms';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { paymentRequestAnswer } from './answerForm';
import { railOptions, readRail } from './rail';
import { checkedStripeId } from './stripeIds';
import {
	priceField,
	readSubscription,
	refuseSubscription,
	subscriptionOptions,
} from './subscription';

const connectStripe =
	'Connect a Stripe account that can take payments with your Linq account; if there is one, ask Linq whether your account may do this.';

/** https://docs.linqapp.com/, Payment requests: nobody can be asked to pay before that. */
const hints: Hints = { 2005: connectStripe, 403: connectStripe };

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
		description: `What is to be paid, as a whole number of cents, at least ${leastAmount}`,
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		displayOptions: { show: { mode: ['payment'] } },
		options: [{ name: 'US Dollar', value: 'usd' }],
		default: 'usd',
	},
	priceField,
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
	...railOptions,
	...subscriptionOptions,
];

/** Payment Request → Create: https://docs.linqapp.com/, Create a payment request. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description: 'Make a payment request, whose link a person opens to pay',
		action: 'Create payment request',
	},
	toolDescription: `Make a payment request: it gives a link (checkout_url) that is then sent to a person, who opens it to pay. Nothing is sent and nobody pays by this alone. Amount: a whole number of cents, at least ${leastAmount}; 1250 is $12.50. Comes back: id, amount, currency, status (requested until it is paid) and checkout_url.`,
	fields: [...fields, ...answerFormFields(paymentRequestAnswer)],
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
			hints,
		});
		return inForm(item, created, paymentRequestAnswer);
	},
};

function readBody(item: ItemParameters): IDataObject & { amount?: number } {
	const mode = item.fields.choice('mode', 'Mode', ['payment', 'subscription']) ?? 'payment';
	const customerId = item.options.trimmedText('customerId', 'Customer ID');
	const description = item.options.trimmedText('description', 'Description');
	return {
		mode,
		...(mode === 'payment' ? readPayment(item) : readSubscription(item)),
		...(customerId !== '' && { customer_id: checkedStripeId(customerId, 'Customer ID') }),
		...(description !== '' && { description }),
		...metadataOf(item),
		...readRail(item),
	};
}

function readPayment(item: ItemParameters) {
	const { fields: given } = item;
	refuseSubscription(item);
	const label = 'Amount in the Smallest Unit';
	return {
		amount: parseAmount(given.value('amount'), { label, least: leastAmount }),
		currency: given.choice('currency', 'Currency', ['usd']) ?? 'usd',
	};
}
