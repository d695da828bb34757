import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { parseAmount } from '../../../linq/payments/amounts';
import { checkWebAddress } from '../../../linq/values/links';
import {
	allOf,
	hasText,
	isNotOfAnotherPerson,
	isNotOtherAmount,
} from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption, idempotencyKeyOption } from '../../parameters/fields';
import { writeUnder } from '../../parameters/idempotencyKeys';
import type { ItemParameters } from '../../parameters/itemParameters';
import { metadataOf, metadataOption } from '../../parameters/metadata';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { customerField, customerForTools } from './fields';

const fields: INodeProperties[] = [
	customerField,
	{
		displayName: 'Amount in Cents',
		name: 'amountCents',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		required: true,
		hint: '1250 is $12.50',
		description: 'What the card may be charged, as a whole number of cents',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'usd',
		required: true,
		placeholder: 'e.g. usd',
		description: 'The currency in the three letters of ISO 4217',
	},
];

const options: INodeProperties[] = [
	defaultCountryOption,
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'What the payment is for',
	},
	{
		...idempotencyKeyOption,
		description:
			'Linq makes only one payment under the same key. Without one, each item gets its own, which stays the same when a request is tried again or the item comes back with its error. Give one, such as the ID of the order, where the customer has to approve: running this step again with the same key then goes on with that payment, and makes no second one. It counts for this step and operation only.',
	},
	{
		displayName: 'Merchant',
		name: 'merchantName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme',
		description: 'The name of the business that is paid',
	},
	{
		displayName: "Merchant's Web Address",
		name: 'merchantUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com',
		description: 'The website of the business that is paid',
	},
	metadataOption,
];

/** Agent Payment → Create: https://docs.linqapp.com/, Create a payment. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description: "Pay on a customer's behalf, with a virtual card for this one purchase",
		action: 'Create agent payment',
	},
	toolDescription: `Pay on a customer's behalf: Linq makes a virtual card for this one purchase. Use it only when the customer has agreed to this purchase and amount. ${customerForTools} Amount: a whole number of cents; 1250 is $12.50. Currency: three letters, such as usd. Comes back: status (needs_connection, connecting, awaiting_user_action, ready and so on), id once there is a card, and approval_url or attach_url where the customer has to do something first.`,
	fields,
	options,
	prepare(item) {
		const handle = item.handle();
		const description = item.options.trimmedText('description', 'Description');
		const body = {
			handle,
			amount_cents: parseAmount(item.fields.value('amountCents'), {
				label: 'Amount in Cents',
				least: 1,
			}),
			currency: readCurrency(item),
			...(description !== '' && { description }),
			...readMerchant(item),
			...metadataOf(item),
		};
		const idempotencyKey = item.idempotencyKey(() => [body], 'header');
		const asked = {
			method: 'POST',
			path: path`/v3/payments`,
			body,
			idempotencyKey,
			evidence: allOf(
				hasText('status'),
				isNotOfAnotherPerson('handle', handle),
				isNotOtherAmount('amount_cents', body.amount_cents),
			),
			write: { ...writeUnder(item.usedKey, 'into your Linq account', 'made'), isUnlisted: true },
		} as const;
		return request(asked, handle.toLowerCase());
	},
};

function readCurrency({ fields: given }: ItemParameters): string {
	const currency = given.trimmedText('currency', 'Currency').toLowerCase();
	if (/^[a-z]{3}$/.test(currency)) return currency;
	throw invalidInput(
		currency === '' ? 'Currency is missing' : "The field Currency can't be used as it is",
		'Give the currency in its three letters, such as usd.',
	);
}

function readMerchant({ options: added }: ItemParameters) {
	const name = added.trimmedText('merchantName', 'Merchant');
	const url = added.trimmedText('merchantUrl', "Merchant's Web Address");
	if (url !== '') checkWebAddress(url, 'merchant', 'https://example.com');
	if (name === '' && url === '') return {};
	return { merchant: { ...(name !== '' && { name }), ...(url !== '' && { url }) } };
}
