import { client, date, linq, refusal, startContract, unknownId, uuid } from './contract';

startContract((account) => account.addPhoneNumber({ phone_number: '+12025550100' }));

const path = '/v3/payment_requests';
const usual = { amount: 1_250, currency: 'usd' };
const create = async (body: object, key?: string) =>
	await client.post<{ id: string }>(path, {
		body,
		...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
	});

test('a payment request has a link to pay by, and waits', async () => {
	const created = await create({ ...usual, description: 'Order', metadata: { order: '7' } });
	expect(created).toMatchObject({
		...{ id: uuid, mode: 'payment', ...usual, status: 'requested', created_at: date },
		checkout_url: expect.stringMatching(/^https:/) as string,
		...{ description: 'Order', metadata: { order: '7' } },
	});
	expect(await client.get(`${path}/${created.id}`)).toEqual(created);
});

test('under one key there is one payment request', async () => {
	const first = await create(usual, 'a');
	expect(await create(usual, 'a')).toEqual(first);
	expect((await create(usual, 'b')).id).not.toBe(first.id);
	await create(usual);
	await create(usual);
	expect(linq.account.paymentRequests).toHaveLength(4);
});

test('a subscription has a price, and perhaps a trial', async () => {
	const mode = 'subscription';
	const subscription = { mode, price_id: 'price_1', quantity: 2 };
	expect(await create({ ...subscription, trial_period_days: 7 })).toMatchObject({
		...subscription,
		...{ interval: 'month', trial_end: date },
	});
	const trial_end = new Date(Date.now() + 1_000_000).toISOString();
	expect(await create({ ...subscription, trial_end })).toMatchObject({ trial_end });
});

test.each<[string, object, number]>([
	['no amount', { currency: 'usd' }, 1001],
	['too little', { ...usual, amount: 49 }, 1005],
	['a fraction', { ...usual, amount: 99.5 }, 1005],
	['text for an amount', { ...usual, amount: '1250' }, 1005],
	['no currency', { amount: 50 }, 1001],
	['another currency', { amount: 50, currency: 'eur' }, 1005],
	['another mode', { ...usual, mode: 'gift' }, 1005],
	['a price for a payment', { ...usual, price_id: 'price_1' }, 1005],
	['a trial for a payment', { ...usual, trial_period_days: 7 }, 1005],
	['a subscription without a price', { mode: 'subscription' }, 1001],
	['an amount for one', { mode: 'subscription', price_id: 'price_1', amount: 50 }, 1005],
	[
		'two trials',
		{
			mode: 'subscription',
			price_id: 'p',
			trial_period_days: 7,
			trial_end: '2999-01-01T00:00:00Z',
		},
		1005,
	],
	[
		'a trial gone by',
		{ mode: 'subscription', price_id: 'p', trial_end: '2020-01-01T00:00:00Z' },
		1005,
	],
	['a name that is Linq’s', { ...usual, metadata: { linq_id: '7' } }, 1005],
	['a value that is no text', { ...usual, metadata: { order: 7 } }, 1005],
	['another rail', { ...usual, rail: 'cash' }, 1005],
	['Natural without a line', { ...usual, rail: 'natural' }, 1001],
	['Natural without a payer', { ...usual, rail: 'natural', from: '+12025550100' }, 1001],
])('%s is refused', async (_, body, code) => {
	await expect(create(body)).rejects.toMatchObject(refusal(400, code));
	expect(linq.account.paymentRequests).toEqual([]);
});

test('Natural takes a line of yours and a payer', async () => {
	const natural = { ...usual, rail: 'natural', payer_handle: '+12025550101' };
	expect(await create({ ...natural, from: '+12025550100' })).toMatchObject({ rail: 'natural' });
	const foreign = create({ ...natural, from: '+12025550199' });
	await expect(foreign).rejects.toMatchObject(refusal(403, 2006));
});

test('without a Stripe account nobody can be asked to pay', async () => {
	linq.account.takesPayments = false;
	await expect(create(usual)).rejects.toMatchObject(refusal(403, 2005));
});

test('the list has the newest first, by limit, offset and status', async () => {
	const ids = [1, 2, 3].map(() => linq.account.addPaymentRequest().id).reverse();
	linq.account.paymentRequests[0]!.status = 'succeeded';
	const list = async (query: object) =>
		await client.get<{ data: Array<{ id: string }> }>(path, { query });
	const idsOf = ({ data }: { data: Array<{ id: string }> }) => data.map(({ id }) => id);
	expect(idsOf(await list({}))).toEqual(ids);
	const page = await list({ limit: 2 });
	expect([idsOf(page), page]).toMatchObject([ids.slice(0, 2), { object: 'list', has_more: true }]);
	const rest = await list({ limit: 2, offset: 2 });
	expect([idsOf(rest), rest]).toMatchObject([ids.slice(2), { has_more: false }]);
	expect(idsOf(await list({ status: 'succeeded' }))).toEqual(ids.slice(2));
	for (const query of [{ limit: 101 }, { offset: -1 }, { status: 'paid' }]) {
		await expect(list(query)).rejects.toMatchObject(refusal(400, 1005));
	}
});

test('what is not paid can be canceled, once', async () => {
	const { id } = linq.account.addPaymentRequest();
	const cancel = async (which: string) => await client.post(`${path}/${which}/cancel`);
	expect(await cancel(id)).toMatchObject({ id, status: 'canceled' });
	await expect(cancel(id)).rejects.toMatchObject(refusal(409, 2015));
	await expect(cancel(unknownId)).rejects.toMatchObject(refusal(404, 2021));
	await expect(client.get(`${path}/${unknownId}`)).rejects.toMatchObject(refusal(404, 2021));
});
