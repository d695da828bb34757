import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { workflowOf } from './engine';
import { byId, ownLine, reportsOf, startSetting, type Report, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const items = (...records: object[]) => records.map((json) => ({ json }) as INodeExecutionData);
const create = async (given: INodeExecutionData[], parameters: INodeParameters = {}) =>
	await setting.run('paymentRequest', 'create', given, { amount: 1_250, ...parameters });
const made = () => setting.linq.account.paymentRequests;
const keys = () => setting.linq.requests.map(({ headers }) => headers['idempotency-key']);

const passing = { kind: 'error', status: 500, code: 3006, retryAfter: 0 } as const;

describe('an amount', () => {
	test.each<[unknown, number]>([
		[50, 50],
		['1250', 1_250],
		[' 1250 ', 1_250],
		[19.99 * 100, 1_999],
		[1.1 * 100 * 3, 330],
	])('%j is asked for as %i cents', async (amount, cents) => {
		const { error } = await create(items({ amount }), { amount: '={{ $json.amount }}' });
		expect(error).toEqual([]);
		expect(made()).toMatchObject([{ amount: cents }]);
	});

	test.each<[unknown, RegExp]>([
		[12.5, /^Amount in the Smallest Unit can't be used as it is: it holds "12.5"$/],
		['12.50', /it holds "12.50"$/],
		['1250.00', /it holds "1250.00"$/],
		['12,50', /it holds/],
		['$1250', /it holds/],
		['1,250', /it holds/],
		['1e3', /it holds/],
		['0x50', /it holds/],
		['-1250', /it holds/],
		['9'.repeat(16), /it holds/],
		[1e21, /it holds/],
		[49, /is 49, and the least that Linq takes is 50$/],
		[0, /is 0, and the least/],
		[-1_250, /is -1250, and the least/],
		['', /is missing$/],
		[null, /is missing$/],
		[true, /can't be used as it is$/],
		[[1_250], /can't be used as it is$/],
		[{ cents: 1_250 }, /can't be used as it is$/],
	])('%j is refused before anything is sent', async (amount, message) => {
		const result = await create(items({ amount }), { amount: '={{ $json.amount }}' });
		const [report] = reportsOf(result);
		expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
		expect(report!.message).toMatch(message);
		expect(setting.linq.requests).toEqual([]);
	});
});

const subscription = { mode: 'subscription', priceId: 'price_1' };
const entries = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ name: `name ${at}`, value: 'a' }));
const metadata = (...entry: INodeParameters[]) => ({ options: { metadata: { entry } } });

test.each<[string, INodeParameters, RegExp]>([
	['another mode', { mode: '={{ "gift" }}' }, /Mode can't be used/],
	['another currency', { currency: '={{ "eur" }}' }, /Currency can't be used/],
	['no price', { ...subscription, priceId: ' ' }, /^Price ID is missing$/],
	['a price with more beside it', { ...subscription, priceId: 'price_1, price_2' }, /Price ID/],
	['a customer that is a sentence', { options: { customerId: 'Jo Doe' } }, /Customer ID/],
	['a quantity for a payment', { options: { quantity: 2 } }, /are for subscriptions/],
	['a trial for a payment', { options: { trialPeriodDays: 7 } }, /are for subscriptions/],
	['no quantity', { ...subscription, options: { quantity: 0 } }, /Quantity can't be used/],
	['half a day of trial', { ...subscription, options: { trialPeriodDays: 0.5 } }, /Trial Days/],
	[
		'two trials',
		{ ...subscription, options: { trialPeriodDays: 7, trialEnd: '2999-01-01T00:00:00Z' } },
		/Trial Days and Trial End are both there/,
	],
	['a trial gone by', { ...subscription, options: { trialEnd: '2020-01-01' } }, /in the past$/],
	['a trial until some day', { ...subscription, options: { trialEnd: 'soon' } }, /Trial End can't/],
	['an empty trial end', { ...subscription, options: { trialEnd: '={{ "" }}' } }, /is empty$/],
	['another rail', { options: { rail: '={{ "cash" }}' } }, /Rail can't be used/],
	['Natural without a line', { options: { rail: 'natural' } }, /^Your number is missing$/],
	[
		'Natural without a payer',
		{ options: { rail: 'natural', from: byId(ownLine) } },
		/^The payer's phone number is missing$/,
	],
	[
		'Natural for an email address',
		{ options: { rail: 'natural', from: byId(ownLine), payerHandle: 'jo@example.com' } },
		/^The payer's phone number is an email address$/,
	],
	['a payer by Stripe', { options: { payerHandle: '+12025550101' } }, /for the rail Natural only/],
	['an entry without a name', metadata({ name: ' ', value: 'a' }), /has no name$/],
	['an entry without a value', metadata({ name: 'deal', value: '' }), /"deal".* has no value$/],
	['a name that is Linq’s', metadata({ name: 'linq_id', value: 'a' }), /one of Linq's own$/],
	[
		'a name that is there twice',
		metadata({ name: 'deal', value: 'a' }, { name: ' deal', value: 'b' }),
		/"deal" is there twice/,
	],
	['fifty entries', metadata(...entries(50)), /^There are 50 entries/],
	['an object for a value', metadata({ name: 'deal', value: '={{ {} }}' }), /Value can't be used/],
])('%s is refused before anything is sent', async (_, parameters, message) => {
	const [report] = reportsOf(await create(items({}), parameters));
	expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
	expect(report!.message).toMatch(message);
	expect(report!.hint).toMatch(/^[A-Z].*\.$/);
	expect(setting.linq.requests).toEqual([]);
});

test('49 entries are taken', async () => {
	const { error } = await create(items({}), metadata(...entries(49)));
	expect(error).toEqual([]);
	expect(Object.keys(made()[0]!.metadata!)).toHaveLength(49);
});

describe('no payment request is made twice', () => {
	test('tried again, it keeps its key', async () => {
		setting.linq.faults.add({ ...passing, times: 2 });
		const { success } = await create(items({}));
		expect(success).toHaveLength(1);
		expect(keys()).toHaveLength(3);
		expect(new Set(keys()).size).toBe(1);
		expect(made()).toHaveLength(1);
	});

	test.each(['reset', 'resetHalfway', 'truncatedJson', 'html'] as const)(
		'when its answer is lost (%s)',
		async (kind) => {
			setting.linq.faults.add({ kind, applied: true });
			await create(items({}));
			expect(made()).toHaveLength(1);
			expect(new Set(keys()).size).toBe(1);
		},
	);

	test('each item has a key of its own, and so has each run', async () => {
		await create(items({}, {}));
		await create(items({}));
		expect(new Set(keys()).size).toBe(3);
		expect(made()).toHaveLength(3);
	});

	test('under one’s own key, in whatever run', async () => {
		const options = { idempotencyKey: ' order 4711 ' };
		await create(items({}, {}), { options });
		await create(items({}), { options });
		expect(keys()).toEqual(Array(3).fill(expect.stringMatching(/^order 4711-[0-9a-f]{16}$/)));
		expect(made()).toHaveLength(1);
	});

	test('one’s own key can be of any script', async () => {
		for (const idempotencyKey of ['Größe', 'Größe', '注文', '請求']) {
			const { error } = await create(items({}), { options: { idempotencyKey } });
			expect(error).toEqual([]);
		}
		const inHex = expect.stringMatching(/^[0-9a-f]{40}-[0-9a-f]{16}$/) as string;
		expect(keys()).toEqual([inHex, inHex, inHex, inHex]);
		expect(new Set(keys()).size).toBe(3);
		expect(made()).toHaveLength(3);
	});

	test('one’s own key for another amount is refused', async () => {
		const result = await create(items({ amount: 100 }, { amount: 200 }), {
			...{ amount: '={{ $json.amount }}', options: { idempotencyKey: 'order' } },
		});
		expect(result.success).toHaveLength(1);
		expect(reportsOf(result)).toMatchObject([
			{ message: 'Another item has the same Idempotency Key for something else', attempts: 0 },
		]);
	});

	test('one’s own key that another run used for another amount: the hint says so', async () => {
		const options = { idempotencyKey: 'order 4711' };
		await create(items({}), { options });
		const result = await create(items({}), { amount: 1_300, options });
		expect(made()).toHaveLength(1);
		expect(reportsOf(result)).toMatchObject([
			{
				...{ category: 'invalid_response', retryable: false, attempts: 1 },
				hint: "This Idempotency Key may have been used for something else before, another amount, for instance: look with Payment Request → Get Many first, and try this record again under another key only where it isn't there.",
			},
		]);
	});

	test('led back into the step after all answers got lost, it is made once', async () => {
		setting.linq.faults.add({
			...{ kind: 'error', status: 504, code: 3005, retryAfter: 0 },
			...{ applied: true, times: Infinity },
		});
		const options = { maxRetries: 1 };
		const [lost] = (await create(items({ order: 7 }), { options })).error;
		const error = lost!.json.error as unknown as Report & { idempotency_key: string };
		expect(error).toMatchObject({ retryable: true, attempts: 2 });
		expect(error.hint).toMatch(
			/It may have been made nevertheless: .* and Linq makes it only once\.$/,
		);
		expect(error.idempotency_key).toContain(keys()[0]);

		setting.linq.faults.clear();
		const { success } = await create([{ json: lost!.json }], { options });
		expect(success).toHaveLength(1);
		expect(made()).toHaveLength(1);
		const other = await create([{ json: lost!.json }], { amount: 1_300 });
		expect(other.success).toHaveLength(1);
		expect(made().map(({ amount }) => amount)).toEqual([1_250, 1_300]);
	});

	test('an agent whose answer got lost is told where to look, since it keeps no key', async () => {
		setting.linq.faults.add({ kind: 'reset', times: Infinity });
		const parameters = {
			...{ resource: 'paymentRequest', operation: 'create', amount: 1_250 },
			options: { maxRetries: 0 },
		};
		await expect(setting.engine.callTool(parameters, setting.credential)).rejects.toThrow(
			'It may have been made nevertheless: look with Payment Request → Get Many before you try this record again.',
		);
	});

	test('when n8n runs the step again for the same items', async () => {
		const file = workflowOf(items({ error: 'of an earlier run' }), {
			...{ resource: 'paymentRequest', operation: 'create', amount: 1_250 },
			options: { includeInputFields: true },
		});
		Object.assign(file.nodes[1]!, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
		await setting.engine.start(file, setting.credential).finished;
		expect(keys()).toHaveLength(2);
		expect(made()).toHaveLength(1);
	});
});

test('cancelled after an answer that got lost, the refusal says where to look', async () => {
	const { id } = setting.linq.account.addPaymentRequest();
	setting.linq.faults.add({ ...passing, applied: true });
	const result = await setting.run('paymentRequest', 'cancel', items({}), {
		paymentRequestId: byId(id),
	});
	expect(made()).toMatchObject([{ status: 'canceled' }]);
	expect(reportsOf(result)).toMatchObject([
		{
			code: 2015,
			hint: 'An earlier try that failed may have done it nevertheless: look with Payment Request → Get before you run this record again.',
		},
	]);
});

test('new ones that come while the list is read leave none out, and none twice', async () => {
	const { account } = setting.linq;
	const ids = Array.from({ length: 150 }, () => account.addPaymentRequest().id).reverse();
	void setting.linq.received(1).then(() => account.addPaymentRequest());
	const { success } = await setting.run('paymentRequest', 'getAll', items({}), { returnAll: true });
	const listed = success.map(({ json }) => json.id);
	expect(listed.filter((id) => ids.includes(id as string))).toEqual(ids);
	expect(new Set(listed).size).toBe(listed.length);
});

test('a status that is none, or of a field that is not there, is refused', async () => {
	const result = await setting.run(
		...(['paymentRequest', 'getAll', items({ status: 'paid' }, { status: '' })] as const),
		{ filters: { status: '={{ $json.status }}' } },
	);
	expect(reportsOf(result)).toMatchObject([
		{ message: "The filter Status can't be used as it is", attempts: 0 },
		{ message: 'The filter Status is empty', attempts: 0 },
	]);
});
