import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../emulator';
import { unknownId } from './operations';
import { reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const itemsOf = (...records: object[]) => records.map((json) => ({ json }) as INodeExecutionData);
const ask = async (parameters: INodeParameters, items = itemsOf({})) =>
	await setting.run('api', 'request', items, parameters);
const raw = (status: number, body: string, headers?: Record<string, string>): Fault => {
	return { kind: 'raw', status, body, headers };
};
const adding = (more: INodeParameters = {}): INodeParameters => ({
	...{ method: 'POST', path: `chats/${setting.chatId}/participants` },
	body: '{ "handle": "+12025561000" }',
	...more,
});

describe('what comes out', () => {
	test('a list is the one object that Linq answers', async () => {
		const { success, error } = await ask({ path: 'chats' });
		expect(error).toEqual([]);
		expect(success).toEqual([
			{
				json: expect.objectContaining({ chats: [expect.anything()], next_cursor: null }) as object,
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each<[string, Fault]>([
		['nothing under 204', raw(204, '')],
		['nothing under 202', raw(202, '')],
		['an empty object', raw(200, '{}')],
	])('%s is success', async (_, fault) => {
		setting.linq.faults.add(fault);
		const { success } = await ask({ method: 'DELETE', path: 'messages/x' });
		expect(success.map(({ json }) => json)).toEqual([{ success: true }]);
	});

	test.each<[string, Fault, string]>([
		['nothing under 200', raw(200, ''), 'Linq answered without saying anything'],
		['a page', raw(200, '<html>'), 'A web page came back instead of an answer from Linq'],
		['plain text', raw(200, 'OK'), 'The answer from Linq could not be read'],
		['a bare list', raw(200, '[1]'), 'The answer from Linq could not be read'],
		['a picture', raw(200, '\u0089PNG'), 'The answer from Linq could not be read'],
		['a redirect', { kind: 'redirect', location: '/' }, 'Linq answered with a redirect'],
	])('%s is an error', async (_, fault, message) => {
		setting.linq.faults.add(fault);
		const result = await ask({ path: 'chats' });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{ message, category: 'invalid_response', retryable: false, attempts: 1 },
		]);
	});

	test('what Linq refuses is on Error, with the input’s fields and what to do', async () => {
		const result = await ask({ path: 'nowhere' }, itemsOf({ name: 'Jo' }));
		expect(result.error[0]!.json).toMatchObject({ name: 'Jo' });
		expect(reportsOf(result)).toMatchObject([
			{
				...{ category: 'not_found', status: 404, attempts: 1 },
				hint: 'Check the path: Linq has no such call, or nothing with the ID in it.',
			},
		]);
	});

	test.each(['payments/pay_7/credentials', '/v3/payments/pay_7/Credentials/'])(
		'what Linq says beside a secret is in no error (%s)',
		async (path) => {
			const error = { status: 409, code: 2015, message: 'Take secret-token' };
			setting.linq.faults.add(raw(409, JSON.stringify({ error, user_token: 'secret-token' })));
			const result = await ask({ path });
			expect(reportsOf(result)[0]!.message).toMatch(/^Linq answered with status 409/);
			expect(JSON.stringify(result.task)).not.toContain('secret-token');
		},
	);

	test('a number of Linq’s has its usual advice', async () => {
		const result = await ask({ path: `chats/${unknownId}` });
		expect(reportsOf(result)[0]).toMatchObject({
			...{ category: 'not_found', code: 2001 },
			hint: expect.stringMatching(/^Check the chat ID/) as string,
		});
	});
});

describe('what is sent', () => {
	test('the query, each parameter as often as it is named', async () => {
		const values = [
			...[
				{ name: 'to', value: 'a@b.example' },
				{ name: ' to ', value: '={{ $json.number }}' },
			],
			{ name: 'q&r', value: 'x=y&z=é #' },
		];
		const queryParameters = { parameters: values };
		await ask({ path: 'available_number', queryParameters }, itemsOf({ number: 7 }));
		expect(setting.linq.requests[0]!.queryAll).toEqual({
			...{ to: ['a@b.example', '7'], 'q&r': ['x=y&z=é #'] },
		});
	});

	const body = { handle: '+12025561000', more: [{ a: null }], __proto: 1 };

	test.each<[string, unknown]>([
		['JSON', JSON.stringify(body)],
		['JSON with what programs leave at its ends', `\ufeff ${JSON.stringify(body)}\r\n`],
		['an object', body],
	])('a body by expression: %s', async (_, given) => {
		await ask({ ...adding(), body: '={{ $json.given }}' }, itemsOf({ given }));
		expect(setting.linq.requests).toMatchObject([{ method: 'POST', body }]);
		expect(setting.linq.requests[0]!.headers['content-type']).toBe('application/json');
	});

	test.each<[string, INodeParameters]>([
		['without one', { method: 'POST', body: '' }],
		['to read', { method: 'GET', body: '{ "a": 1 }' }],
	])('no body %s', async (_, parameters) => {
		await ask({ path: 'chats', ...parameters });
		expect(setting.linq.requests[0]).toMatchObject({ rawBody: '' });
	});

	test('a body to delete with', async () => {
		setting.group();
		await ask(adding({ method: 'DELETE', body: '{ "handle": "+12025550101" }' }));
		expect(setting.linq.requests).toMatchObject([
			{ method: 'DELETE', body: { handle: '+12025550101' } },
		]);
	});

	test.each<[string, unknown, string]>([
		['a list', [1], 'The body is no JSON object'],
		['a number', 7, 'The body is no JSON object'],
		['true', true, 'The body is no JSON object'],
		['half of it', '{ "handle": ', 'The body is no JSON object'],
		['words', 'Hello', 'The body is no JSON object'],
		['a list in text', '[{}]', 'The body is no JSON object'],
		['null in text', 'null', 'The body is no JSON object'],
		[
			'what is nested very deep',
			`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
			"What this step is to send can't be written as JSON",
		],
	])('%s is no body, and nothing is sent', async (_, given, message) => {
		const result = await ask({ ...adding(), body: '={{ $json.given }}' }, itemsOf({ given }));
		expect(reportsOf(result)).toMatchObject([{ message, category: 'invalid_input', attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each<[object, string]>([
		[{ name: '', value: 'a' }, 'The name of a query parameter is missing'],
		[{ name: 'from', value: '' }, 'The query parameter from is empty'],
		[{ name: 'from', value: '={{ $json.nothing }}' }, 'The query parameter from is empty'],
		[{ name: 'from', value: 'a\u0000' }, 'The query parameter from has characters in it'],
		[{ name: 'from', value: '={{ [1] }}' }, "The field Value can't be used as it is"],
	])('%j is refused, since it would ask for something else', async (row, message) => {
		const result = await ask({ path: 'chats', queryParameters: { parameters: [row as never] } });
		expect(reportsOf(result)[0]).toMatchObject({ category: 'invalid_input', attempts: 0 });
		expect(reportsOf(result)[0]!.message).toContain(message);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each(['OPTIONS', 'get', 7])('%j is no method', async (method) => {
		const result = await ask({ path: 'chats', method: '={{ $json.method }}' }, itemsOf({ method }));
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});
});

describe('a key', () => {
	const options = { idempotencyKey: 'order 7' };
	const key = expect.stringMatching(/^order 7-[0-9a-f]{16}$/) as string;

	test('goes out as a header, and where a message or a poll takes it', async () => {
		for (const body of [{ amount: 50 }, { message: { parts: [] } }, { poll: { options: [] } }]) {
			await ask({ method: 'POST', path: 'x', body: JSON.stringify(body), options });
		}
		const sent = setting.linq.requests.map(({ headers, body }) => [
			...[headers['idempotency-key'], body],
		]);
		expect(sent).toEqual([
			[key, { amount: 50 }],
			[key, { message: { parts: [], idempotency_key: key } }],
			[key, { poll: { options: [], idempotency_key: key } }],
		]);
	});

	test('a header takes letters of English only, so any other key goes out as a fingerprint', async () => {
		await ask({ method: 'POST', path: 'x', options: { idempotencyKey: 'Bestellung №7' } });
		expect(setting.linq.requests[0]!.headers['idempotency-key']).toMatch(
			/^[0-9a-f]{40}-[0-9a-f]{16}$/,
		);
	});

	test('that the body brings stays what it is', async () => {
		const body = JSON.stringify({ message: { idempotency_key: 'mine' } });
		await ask({ method: 'POST', path: 'x', body, options });
		expect(setting.linq.requests[0]!.body).toEqual({ message: { idempotency_key: 'mine' } });
	});

	test.each<[string, unknown]>([
		['empty', ''],
		['blank', ' \n'],
		['null', null],
		['a number', 7],
		['an object', { key: 'mine' }],
	])('that the body brings, but %s, is none: the option’s goes in its place', async (_, none) => {
		for (const name of ['message', 'poll']) {
			const body = JSON.stringify({ [name]: { idempotency_key: none, of: name } });
			await ask({ method: 'POST', path: 'x', body, options });
		}
		expect(setting.linq.requests.map(({ body }) => body)).toEqual([
			{ message: { idempotency_key: key, of: 'message' } },
			{ poll: { idempotency_key: key, of: 'poll' } },
		]);
	});

	test('for other work in the same run is refused', async () => {
		const parameters = { method: 'POST', path: 'x', body: '={{ $json }}', options };
		const result = await ask(parameters, itemsOf({ a: 1 }, { a: 2 }));
		expect(reportsOf(result)[1]).toMatchObject({
			message: 'Another item has the same Idempotency Key for something else',
			attempts: 0,
		});
	});

	test('that a record lacks is not left out', async () => {
		const empty = { idempotencyKey: '={{ $json.order }}' };
		const result = await ask({ method: 'POST', path: 'x', options: empty });
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});
});

describe('trying again', () => {
	const lost: Fault = { kind: 'error', status: 504, code: 3005, retryAfter: 0 };
	const message = (more: object = {}) => ({
		...{ method: 'POST', path: `chats/${setting.chatId}/messages` },
		body: JSON.stringify({ message: { parts: [{ type: 'text', value: 'Hi' }], ...more } }),
	});

	test('what reads is asked again', async () => {
		setting.linq.faults.add(lost);
		const { success } = await ask({ path: 'chats' });
		expect(success).toHaveLength(1);
		expect(setting.linq.requests).toHaveLength(2);
	});

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
		'%s without a key is not asked again where it may have been done',
		async (method) => {
			setting.linq.faults.add({ ...lost, applied: true });
			const result = await ask(adding({ method }));
			expect(setting.linq.requests).toHaveLength(1);
			expect(reportsOf(result)).toMatchObject([
				{
					...{ category: 'server_error', retryable: false, attempts: 1 },
					hint: 'It may have been sent nevertheless: look into your Linq account before you try this record again.',
				},
			]);
		},
	);

	test('what Linq surely did not do is asked again', async () => {
		const codes = [
			[429, 1007],
			[409, 2009],
			[503, 4004],
		] as const;
		for (const [status, code] of codes) {
			setting.linq.faults.add({ kind: 'error', status, code, retryAfter: 0 });
		}
		const { success } = await ask(adding());
		expect(success).toHaveLength(1);
		expect(setting.linq.requests).toHaveLength(4);
	});

	test.each([
		['in the options', {}, { idempotencyKey: 'order 7' }],
		['in the body', { idempotency_key: 'order 7' }, {}],
	])('with a key %s, it is asked again, and Linq does it once', async (_, more, options) => {
		setting.linq.faults.add({ ...lost, applied: true });
		const { success, error } = await ask({ ...message(more), options });
		expect(error).toEqual([]);
		expect(success).toHaveLength(1);
		expect(setting.linq.requests).toHaveLength(2);
		expect(setting.linq.account.messages).toHaveLength(1);
	});

	test.each<[string, object]>([
		['messages', { message: { idempotency_key: 'order 7' } }],
		['chats/', { message: { idempotency_key: 'order 7' } }],
		['chats/7/polls', { poll: { idempotency_key: 'order 7' } }],
	])('a key in the body for %s makes it safe to ask again', async (path, body) => {
		setting.linq.faults.add(lost);
		await ask({ method: 'POST', path, body: JSON.stringify(body) });
		expect(setting.linq.requests).toHaveLength(2);
	});

	test.each<[string, INodeParameters, object]>([
		['empty', {}, { message: { idempotency_key: '' } }],
		['blank', {}, { message: { idempotency_key: ' ' } }],
		['no text', {}, { message: { idempotency_key: 7 } }],
		['not where messages have it', {}, { idempotency_key: 'order 7' }],
		['in a poll for a message', {}, { poll: { idempotency_key: 'order 7' } }],
		['for a call that takes none', { path: 'payments' }, { message: { idempotency_key: 'a' } }],
		['for a change', { method: 'PUT' }, { message: { idempotency_key: 'order 7' } }],
	])('a key in the body that is %s makes nothing safe', async (_, more, body) => {
		setting.linq.faults.add(lost);
		const result = await ask({ ...message(), body: JSON.stringify(body), ...more });
		expect(setting.linq.requests).toHaveLength(1);
		expect(reportsOf(result)).toMatchObject([{ retryable: false, attempts: 1 }]);
	});

	test('the whole step waits after 429, as long as Linq says', async () => {
		const { linq } = setting;
		linq.limit = { requests: 5, seconds: 1 };
		const { success, error } = await ask({ path: 'chats' }, itemsOf(...Array<object>(8).fill({})));
		expect(error).toEqual([]);
		expect(success).toHaveLength(8);
	});
});

describe('in order', () => {
	const names = Array.from({ length: 6 }, (_, at) => ({ at, lane: at % 2 === 0 ? 'even' : 'odd' }));
	const arrived = (which: (at: number) => boolean) =>
		setting.linq.requests.map(({ query }) => Number(query.at)).filter(which);
	/** Whichever came first was held up, and the others of its lane with it. */
	const expectOneHeldUp = () => {
		const [first, ...others] = arrived(() => true);
		expect([0, 1]).toContain(first);
		expect(others.slice(0, 3)).toEqual(first === 0 ? [1, 3, 5] : [0, 2, 4]);
	};
	const path = 'phone_numbers';
	const queryParameters = { parameters: [{ name: 'at', value: '={{ $json.at }}' }] };

	test('items of the same lane go one after another, others beside them', async () => {
		const { linq } = setting;
		linq.faults.add({ kind: 'delay', milliseconds: 300 });
		const options = { lane: '={{ $json.lane }}' };
		const { success } = await ask({ path, queryParameters, options }, itemsOf(...names));
		expect(success).toHaveLength(6);
		expect(arrived((at) => at % 2 === 0)).toEqual([0, 2, 4]);
		expect(arrived((at) => at % 2 === 1)).toEqual([1, 3, 5]);
		expectOneHeldUp();
	});

	test('items for the same chat do without being told', async () => {
		const { linq, chatId } = setting;
		linq.faults.add({ kind: 'delay', milliseconds: 300 });
		const records = names.map((one) => ({ ...one, chat: one.at % 2 === 0 ? chatId : unknownId }));
		const parameters = { path: '=/v3/chats/{{ $json.chat }}/messages', queryParameters };
		await ask(parameters, itemsOf(...records));
		expectOneHeldUp();
	});

	test('a lane that a record lacks is refused, since its order would be lost', async () => {
		const result = await ask({ path, options: { lane: '={{ $json.nothing }}' } });
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
	});
});
