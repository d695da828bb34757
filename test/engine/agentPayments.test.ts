/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../emulator';
import { reportsOf, startSetting, type Setting } from './setting';

const person = '+12025550101';
const secret = 'secret-token-of-pay_7';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
	const { agentPayments } = setting.linq.account;
	agentPayments.connect(person, { status: 'connected' });
	agentPayments.payments.push({
		...{ id: 'pay_7', status: 'ready', amount_cents: 1_250, currency: 'usd', handle: person },
	});
});

afterEach(async () => {
	await setting.linq.close();
});

const run = async (
	operation: string,
	parameters: INodeParameters,
	items: INodeExecutionData[] = [{ json: {} }],
) => await setting.run('payment', operation, items, parameters);

describe('no payment is made twice', () => {
	const usual = { handle: person, amountCents: 1_250 };
	const payments = () => setting.linq.account.agentPayments.payments;
	const keys = () => setting.linq.requests.map(({ headers }) => headers['idempotency-key']);

	test('when its answer is lost', async () => {
		setting.linq.faults.add({ kind: 'reset', applied: true });
		const { success } = await run('create', usual);
		expect(success).toMatchObject([{ json: { status: 'ready' } }]);
		expect(keys()).toHaveLength(2);
		expect(new Set(keys()).size).toBe(1);
		expect(payments()).toHaveLength(2);
	});

	test('under one’s own key, and each item without one is another', async () => {
		const options = { idempotencyKey: 'order 4711' };
		for (let times = 0; times < 2; times++) await run('create', { ...usual, options });
		expect(payments()).toHaveLength(2);
		await run('create', usual, [{ json: {} }, { json: {} }]);
		expect(payments()).toHaveLength(4);
	});

	test('led back after all answers got lost', async () => {
		setting.linq.faults.add({ kind: 'reset', applied: true, times: Infinity });
		const options = { maxRetries: 0 };
		const [lost] = (await run('create', { ...usual, options })).error;
		expect(lost!.json.error).toMatchObject({ retryable: true });
		setting.linq.faults.clear();
		const { success } = await run('create', { ...usual, options }, [{ json: lost!.json }]);
		expect(success).toHaveLength(1);
		expect(payments()).toHaveLength(2);
	});
});

describe('the credentials of a payment are a secret', () => {
	const get = async (fault?: Fault, options: INodeParameters = { maxRetries: 1 }) => {
		if (fault) setting.linq.faults.add({ ...fault, times: Infinity });
		return await run('getCredentials', { paymentId: 'pay_7', options });
	};
	const told = { kind: 'raw', body: '' } as const;
	const handoff = { user_token: secret };
	const refusal = (status: number) =>
		JSON.stringify({
			success: false,
			...{ handoff, error: { status, code: 2015, message: `Take ${secret}` } },
			error_doc: secret,
		});

	test('which comes out on Success, and nowhere else', async () => {
		const { success, task } = await get();
		expect(success[0]!.json).toMatchObject({ handoff });
		const { data, ...rest } = task;
		expect(JSON.stringify(data)).toContain(secret);
		expect(JSON.stringify(rest)).not.toContain(secret);
	});

	test.each<[string, Fault]>([
		['cut JSON', { kind: 'truncatedJson', applied: true } as Fault],
		['half an answer', { kind: 'resetHalfway', applied: true } as Fault],
		['a refusal with words', { ...told, status: 409, body: refusal(409) }],
		['an error with words', { ...told, status: 500, body: refusal(500) }],
		['a failure under 200', { ...told, body: refusal(409) }],
		['a failure without a status', { ...told, body: refusal(0) }],
		['the secret beside what was asked for', { ...told, body: JSON.stringify({ secret }) }],
		['the secret in a list', { ...told, body: JSON.stringify([{ handoff }]) }],
		['the secret alone', { ...told, body: secret }],
		[
			'a link to more',
			{
				...told,
				status: 409,
				body: JSON.stringify({ error: { status: 409, doc_url: `https://example.com/${secret}` } }),
			},
		],
	])('%s: nothing of it gets into the error', async (_, fault) => {
		const result = await get(fault);
		expect(result.success).toEqual([]);
		const [report] = reportsOf(result);
		expect(report!.message).toMatch(/\S/);
		expect(JSON.stringify(result.task)).not.toContain(secret);
	});

	test('an agent is told nothing of it either', async () => {
		setting.linq.faults.add({ ...told, status: 409, body: refusal(409) });
		const parameters = { resource: 'payment', operation: 'getCredentials', paymentId: 'pay_7' };
		const failure: unknown = await setting.engine
			.callTool(parameters, setting.credential)
			.catch((error: unknown) => error);
		expect((failure as Error).message).toMatch(/^Linq answered with status 409 and error 2015/);
		expect(JSON.stringify(failure) + String(failure)).not.toContain(secret);
	});

	test('the menu, the panel and the model say what to do about that', () => {
		const { properties } = setting.engine.nodeType('linqChat').description;
		const shown = properties.filter(
			({ displayOptions: { show } = {} }) =>
				show?.resource?.includes('payment') && show.operation?.includes('getCredentials'),
		);
		expect(shown.find(({ name }) => name === 'paymentId')!.hint).toMatch(/don't pin it/);
		expect(shown.find(({ name }) => name === 'toolDescription')!.default).toMatch(
			/Never repeat, show or keep user_token/,
		);
		const menu = JSON.stringify(properties.filter(({ name }) => name === 'operation'));
		expect(menu).toMatch(/"value":"getCredentials","description":"[^"]*Do not pin/);
	});
});

test.each<[string, string, INodeParameters, RegExp]>([
	['dollars', 'create', { handle: person, amountCents: 12.5 }, /^Amount in Cents can't be used/],
	['nothing', 'create', { handle: person, amountCents: 0 }, /^Amount in Cents is 0/],
	[
		'a currency in words',
		'create',
		{ handle: person, amountCents: 1, currency: 'dollars' },
		/Currency can't be used/,
	],
	[
		'no currency',
		'create',
		{ handle: person, amountCents: 1, currency: '={{ "" }}' },
		/^Currency is missing$/,
	],
	[
		'a merchant’s address that is none',
		'create',
		{ handle: person, amountCents: 1, options: { merchantUrl: 'acme' } },
		/^The merchant's web address/,
	],
	['a short code', 'create', { handle: '262966', amountCents: 1 }, /no country code/],
	['nobody', 'connectHandle', { handle: '={{ "" }}' }, /is missing$/],
	[
		'a whole message for a code',
		'verifyHandle',
		{ handle: person, connectId: 'c', code: 'My code is 123456' },
		/Code can't be used/,
	],
	['no code', 'verifyHandle', { handle: person, connectId: 'c', code: ' ' }, /^Code is missing$/],
	[
		'no connection',
		'verifyHandle',
		{ handle: person, connectId: '={{ "" }}', code: '123456' },
		/^Connection ID is missing$/,
	],
	[
		'a page that is none',
		'connectProvider',
		{ provider: 'agentcard', returnUrl: 'example' },
		/^The return page's web address/,
	],
	[
		'no page',
		'connectProvider',
		{ provider: 'agentcard', returnUrl: '={{ "" }}' },
		/^Web Address to Return To is missing$/,
	],
])('%s is refused before anything is sent: %s', async (_, operation, parameters, message) => {
	const [report] = reportsOf(await run(operation, parameters));
	expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
	expect(report!.message).toMatch(message);
	expect(setting.linq.requests).toEqual([]);
});

test.each<[string, INodeParameters, string]>([
	[
		'create',
		{ handle: person, amountCents: 1, options: { merchantUrl: 'acme' } },
		'Give the whole address, such as https://example.com, that everyone can open.',
	],
	[
		'connectProvider',
		{ provider: 'agentcard', returnUrl: 'acme' },
		'Give the whole address, such as https://example.com/connected, that everyone can open.',
	],
])('%s: the address that is missing is shown as one of a page', async (...asked) => {
	const [operation, parameters, hint] = asked;
	expect(reportsOf(await run(operation, parameters))).toMatchObject([{ hint }]);
});

test('a code that is wrong says what to do', async () => {
	setting.linq.account.agentPayments.connect(person, { status: 'pending', connect_id: 'c' });
	const verify = async (code: string) =>
		await run('verifyHandle', { handle: person, connectId: 'c', code });
	expect(reportsOf(await verify('654321'))).toMatchObject([
		{ code: 1005, hint: expect.stringMatching(/connect the customer again/) as string },
	]);
	expect((await verify('123456')).success).toMatchObject([{ json: { status: 'connected' } }]);
});

test('a card that is not there yet can be asked for later, but is not asked for again at once', async () => {
	setting.linq.account.agentPayments.payments[0]!.status = 'connecting';
	expect(reportsOf(await run('getCredentials', { paymentId: 'pay_7' }))).toMatchObject([
		{ ...{ category: 'conflict', code: 2015, retryable: true, attempts: 1 } },
	]);
});
