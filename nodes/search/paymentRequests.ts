import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { invalidInput, type LinqError } from '../linq/errors';
import { paymentRequestList } from '../linq/payments/paymentRequests';
import { isIdentifier } from '../linq/values/identifiers';
import { textOf, type JsonObject } from '../linq/values/json';
import { answerPicker, searchPages, typed } from './picker';

/**
 * The account's payment requests, for the picker, the newest first.
 *
 * @param filter what was typed: part of the description, the amount, the status or the day
 * @param paginationToken where the look before stopped
 * @throws NodeApiError with Linq's reason, which the picker shows
 */
export async function searchPaymentRequests(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await answerPicker(this, async (client) => {
		const look = { filter, cursor: paginationToken };
		const found = await searchPages(client, paymentRequestList(), look, tooMany, entry);
		const isNone = found.results.length === 0 && typed(filter) === '';
		if (isNone && !paginationToken) throw noneYet();
		return found;
	});
}

/** What is paid and when stands first, since the editor cuts off what is long. */
function entry(request: JsonObject): INodeListSearchItems[] {
	const { id, created_at, description, status } = request;
	if (!isIdentifier(id)) return [];
	const day = textOf(created_at, 40)?.slice(0, 10);
	const details = [textOf(status, 40), day].filter(Boolean).join(', ');
	const what = [amountOf(request), textOf(description, 80)].filter(Boolean).join(' · ');
	return [{ name: `${what || 'Payment request'} (${details})`, value: id }];
}

/** In words such as 12.50 USD; a currency without a smaller unit is shown as Linq counts it. */
function amountOf({ amount, currency }: JsonObject): string | undefined {
	if (typeof amount !== 'number') return undefined;
	const code = textOf(currency, 10)?.toUpperCase();
	return code === 'USD' ? `${(amount / 100).toFixed(2)} USD` : [amount, code].join(' ').trim();
}

function tooMany(): LinqError {
	return invalidInput(
		'Your account has more payment requests than can be searched',
		'Choose By ID and give the ID of the payment request.',
	);
}

function noneYet(): LinqError {
	return invalidInput(
		'Your Linq account has no payment requests yet',
		'Create one first, with the operation Create of the resource Payment Request.',
	);
}
