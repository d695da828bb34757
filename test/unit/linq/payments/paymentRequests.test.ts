import {
	paymentRequestList,
	paymentRequestStatuses,
} from '../../../../nodes/linq/payments/paymentRequests';
import { readList } from '../../../../nodes/linq/wire/lists';
import { openAccount, patience, type Connected } from '../account';

let account: Connected;

beforeEach(async () => {
	account = await openAccount();
});

afterEach(async () => {
	await account.linq.close();
});

test('all payment requests are listed, the newest first, however many pages they fill', async () => {
	const ids = Array.from({ length: 150 }, () => account.linq.account.addPaymentRequest().id);
	const listed = await readList(account.client, paymentRequestList(), {}, patience);
	expect(listed.map(({ id }) => id)).toEqual(ids.toReversed());
	expect(account.sent).toEqual([
		'GET /v3/payment_requests?limit=100',
		'GET /v3/payment_requests?limit=100&offset=100',
	]);
});

test('those of one status are listed, whichever', async () => {
	const ids = paymentRequestStatuses.map(
		(status) => account.linq.account.addPaymentRequest({ status }).id,
	);
	for (const [place, status] of paymentRequestStatuses.entries()) {
		const listed = await readList(account.client, paymentRequestList({ status }), {}, patience);
		expect(listed.map(({ id }) => id)).toEqual([ids[place]]);
	}
});
