/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import type { INodeExecutionData } from 'n8n-workflow';
import { startEmulator } from '../emulator';
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

/** Runs the bad item between two good ones, which must come through, and returns its error. */
async function between(bad: object, parameters = {}): Promise<Record<string, unknown>> {
	const { success, error } = await setting.add(
		[{ phone: '+12025561000' }, bad, { phone: '+12025561001' }],
		parameters,
	);
	expect(success.map(({ json }) => json.handle)).toEqual(['+12025561000', '+12025561001']);
	expect(error).toHaveLength(1);
	expect(error[0]!.pairedItem).toEqual({ item: 1 });
	expect(JSON.stringify(error)).not.toContain(setting.linq.apiKey);
	const report = error[0]!.json.error as Record<string, unknown>;
	expect(report.hint).toMatch(/^\S.*\.$/);
	return report;
}

const additions = () =>
	setting.linq.requests.filter(({ path }) => path.endsWith(`/${setting.chatId}/participants`));

describe('refused before anything is sent', () => {
	test.each<[string, object]>([
		['a missing handle', {}],
		['an empty handle', { phone: '' }],
		['null', { phone: null }],
		['an object', { phone: { number: '+12025561002' } }],
		['a list', { phone: ['+12025561002'] }],
		['a yes/no value', { phone: true }],
		['10,000 characters', { phone: '1'.repeat(10_000) }],
		['control characters', { phone: '+1202\u00005561002' }],
		['a header in the handle', { phone: '+12025561002\r\nX-Other: 1' }],
		['JSON in the handle', { phone: '","handle":"+12025561003' }],
		['a missing chat', { phone: '+12025561002', chat: '' }],
		['a path', { phone: '+12025561002', chat: '../webhook-subscriptions/x?y=' }],
		['an encoded path', { phone: '+12025561002', chat: '..%2fphone_numbers' }],
		['an address', { phone: '+12025561002', chat: 'https://elsewhere.example/' }],
		['an object for a chat', { phone: '+12025561002', chat: { id: 1 } }],
		['a number for a chat', { phone: '+12025561002', chat: 7 }],
		['a chat name', { phone: '+12025561002', chat: 'Acme onboarding' }],
	])('%s', async (_, item) => {
		expect(await between(item)).toMatchObject({
			category: 'invalid_input',
			attempts: 0,
			code: null,
			status: null,
			retryable: false,
		});
		expect(setting.linq.requests).toHaveLength(2);
		expect(additions()).toHaveLength(2);
	});

	test('an expression that fails', async () => {
		const report = await between(
			{ phone: '+12025561002', broken: true },
			{ handle: '={{ $json.broken ? $("Nowhere").item.json.phone : $json.phone }}' },
		);
		expect(report).toMatchObject({ category: 'invalid_input', attempts: 0, handle: null });
		expect(report.message).toContain('handle');
	});

	test('a whole parameter that is an object', async () => {
		const report = await between(
			{ phone: { mode: 'x', value: '+1' } },
			{ handle: '={{ $json.phone }}' },
		);
		expect(report).toMatchObject({ message: 'The phone number or email address is not text' });
	});

	test.each([
		['concurrency', 0],
		['concurrency', 101],
		['concurrency', 'many'],
		['maxRetries', -1],
		['maxRetries', 11],
		['maxRetries', 1.5],
		['timeout', 0],
		['timeout', 301],
		['timeout', {}],
		['includeInputFields', 'perhaps'],
		['defaultCountry', 'Narnia'],
		['defaultCountry', { code: 'DE' }],
	])('the option %s: %j', async (option, value) => {
		const options = { [option]: '={{ $json.value }}' };
		const good = option === 'defaultCountry' ? 'US' : option === 'includeInputFields' ? true : 2;
		const plus = option === 'defaultCountry' ? '' : '+';
		const { success, error } = await setting.add(
			[
				{ phone: `${plus}12025561000`, value: good },
				{ phone: `${plus}12025561001`, value },
			],
			{ options },
		);
		expect(success.map(({ json }) => json.handle)).toEqual(['+12025561000']);
		expect(error.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ category: 'invalid_input', attempts: 0 }),
		]);
	});
});

describe('answers that are none', () => {
	const fault = { handle: '+12025561002', times: Infinity } as const;
	const bad = { phone: '+12025561002' };
	const options = { options: { maxRetries: 0 } };

	test('a web page', async () => {
		setting.linq.faults.add({ ...fault, kind: 'html', status: 502 });
		expect(await between(bad, options)).toMatchObject({ category: 'server_error', status: 502 });
	});

	test('cut JSON', async () => {
		setting.linq.faults.add({ ...fault, kind: 'truncatedJson', status: 200 });
		expect(await between(bad, options)).toMatchObject({ category: 'invalid_response' });
	});

	test.each(['[]', 'null', '42', '"accepted"', ''])('%j', async (body) => {
		setting.linq.faults.add({ ...fault, kind: 'raw', body, status: 200 });
		expect(await between(bad, options)).toMatchObject({
			category: 'invalid_response',
			status: 200,
			attempts: 1,
		});
	});

	test('an answer that repeats the key', async () => {
		const body = JSON.stringify({ error: { message: `Bad key ${setting.linq.apiKey}` } });
		setting.linq.faults.add({ ...fault, kind: 'raw', body, status: 403 });
		expect(await between(bad, options)).toMatchObject({ message: 'Bad key [API key]' });
	});

	test('a redirect to another host: the key does not follow', async () => {
		const elsewhere = await startEmulator();
		setting.linq.faults.add({ ...fault, kind: 'redirect', location: elsewhere.baseUrl });
		const report = await between(bad, options);
		const seen = elsewhere.requests.length;
		await elsewhere.close();
		expect(report).toMatchObject({ category: 'invalid_response', status: 307, attempts: 1 });
		expect(seen).toBe(0);
	});

	test('no answer at all', async () => {
		setting.linq.faults.add({ ...fault, kind: 'reset' });
		expect(await between(bad, options)).toMatchObject({
			category: 'network_error',
			retryable: true,
			attempts: 1,
			status: null,
		});
	});

	test('an answer that comes too late', async () => {
		setting.linq.faults.add({ ...fault, kind: 'hang' });
		expect(await between(bad, { options: { maxRetries: 0, timeout: 1 } })).toMatchObject({
			message: 'Linq did not answer within 1 second',
			category: 'timeout',
			retryable: true,
			attempts: 1,
		});
	});
});

test('fields named like parts of an object come out like any other', async () => {
	const item = JSON.parse('{"phone":"","__proto__":{"x":1},"constructor":1}') as object;
	const { error } = await setting.add([item]);
	expect(Object.keys(error[0]!.json)).toEqual(
		expect.arrayContaining(['phone', 'constructor', 'error']),
	);
});

describe('credentials that cannot work', () => {
	const items: INodeExecutionData[] = [{ json: { id: 1 } }, { json: { id: 2 } }];
	const run = async (credential: Record<string, string>) => {
		const { error, success } = await setting.engine.run(
			items,
			{
				chatId: { __rl: true, mode: 'id', value: setting.chatId },
				handle: '+12025561000',
			},
			{ ...setting.credential, ...credential },
		);
		expect(success).toEqual([]);
		expect(error).toHaveLength(2);
		return error.map(({ json }) => json.error as Record<string, unknown>);
	};

	test('a base URL that is no web address', async () => {
		for (const report of await run({ baseUrl: 'ftp://127.0.0.1' })) {
			expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
			expect(report.message).toBe('The base URL in the Linq credential is not a web address');
		}
		expect(setting.linq.requests).toEqual([]);
	});

	test('a key with a line break in it', async () => {
		const apiKey = 'abc\r\nX-Other: 1';
		const reports = await run({ apiKey });
		expect(reports[0]).toMatchObject({ category: 'unauthorized', attempts: 0 });
		expect(JSON.stringify(reports)).not.toContain('X-Other');
		expect(setting.linq.requests).toEqual([]);
	});

	test('a key Linq refuses: nothing more is sent after it said so', async () => {
		const reports = await run({ apiKey: 'another-key-0123456789' });
		expect(reports.map(({ category, code, attempts }) => [category, code, attempts])).toEqual([
			['unauthorized', 2004, 1],
			['unauthorized', 2004, 0],
		]);
		expect(setting.linq.requests).toHaveLength(1);
	});

	test('an address where nobody listens', async () => {
		const { linq } = setting;
		const baseUrl = linq.baseUrl;
		await linq.close();
		const { error } = await setting.engine.run(
			items,
			{
				chatId: { __rl: true, mode: 'id', value: setting.chatId },
				handle: '+12025561000',
				options: { maxRetries: 0 },
			},
			{ apiKey: linq.apiKey, baseUrl },
		);
		expect(error.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ category: 'network_error', attempts: 1 }),
			expect.objectContaining({ category: 'network_error', attempts: 1 }),
		]);
	});
});
