import { readAnswer, retryAfterOf } from '../../../../nodes/linq/wire/answers';
import { LinqError } from '../../../../nodes/linq/errors';

const secret = 'key-0123456789';

const refused = (status: number, body: unknown, headers: Record<string, unknown> = {}) => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const result = readAnswer({ status, headers, text }, secret);
	if (!(result instanceof LinqError)) throw new Error('taken for a success');
	return result;
};

test("a refusal keeps Linq's words, number, page and trace ID", () => {
	const body = {
		success: false,
		error: {
			status: 400,
			code: 1002,
			message: 'Phone number must be in E.164 format',
			doc_url: 'https://docs.linqapp.com/error/codes/1xxx/1002/',
		},
		trace_id: '2eff5df5c6f688733c007523c4d61cd9',
	};
	expect(refused(400, body).report()).toEqual({
		message: 'Phone number must be in E.164 format',
		hint: 'Write the number with + and the country code, such as +1 202 555 0100.',
		category: 'invalid_input',
		code: 1002,
		status: 400,
		doc_url: 'https://docs.linqapp.com/error/codes/1xxx/1002/',
		trace_id: '2eff5df5c6f688733c007523c4d61cd9',
		retryable: false,
		attempts: 0,
	});
});

test('the trace ID of the header counts where the body has none', () => {
	expect(refused(500, {}, { 'x-trace-id': 'abc' }).report().trace_id).toBe('abc');
});

test.each([
	[400, null, 'invalid_input', false],
	[401, 2004, 'unauthorized', false],
	[403, 2005, 'forbidden', false],
	[404, 2001, 'not_found', false],
	[404, 2007, 'not_found', true],
	[408, null, 'timeout', true],
	[409, 2013, 'conflict', false],
	[409, 2009, 'conflict', true],
	[418, null, 'invalid_input', false],
	[422, 4005, 'invalid_input', false],
	[429, 1007, 'rate_limited', true],
	[500, 3006, 'server_error', true],
	[503, null, 'server_error', true],
])('status %i with code %s is %s, retryable: %s', (status, code, category, retryable) => {
	const report = refused(status, { error: { code, message: 'No' } }).report();
	expect(report).toMatchObject({ category, retryable, code, status });
	expect(report.hint).not.toBe('');
});

test('a 200 that reports a failure is one', () => {
	const body = { success: false, error: { status: 409, code: 2013, message: 'You left' } };
	expect(refused(200, body).report()).toMatchObject({
		message: 'You left',
		category: 'conflict',
		code: 2013,
		status: 409,
	});
	expect(refused(200, { success: false }).report().category).toBe('invalid_response');
});

test.each([
	['nothing', '', 'Linq answered without saying anything'],
	['a web page', '<!doctype html><p>Hello', 'A web page came back instead of an answer from Linq'],
	['cut JSON', '{"status":"acc', 'The answer from Linq could not be read'],
	['a list', [], 'The answer from Linq could not be read'],
	['null', 'null', 'The answer from Linq could not be read'],
	['a number', '42', 'The answer from Linq could not be read'],
])('%s with status 200 is no answer', (_, body, message) => {
	expect(refused(200, body).report()).toMatchObject({
		message,
		category: 'invalid_response',
		status: 200,
		retryable: false,
	});
});

test('a redirect is no answer, and is not followed', () => {
	const headers = { location: 'https://elsewhere.example' };
	expect(refused(307, '', headers).report()).toMatchObject({
		message: 'Linq answered with a redirect',
		category: 'invalid_response',
		status: 307,
	});
});

test.each([
	[202, 202, true],
	[202, 204, true],
	[202, 200, false],
	[undefined, 202, false],
])('where Linq answers with an empty %j, nothing under %j is a success: %j', (...row) => {
	const [emptyStatus, status, isSuccess] = row;
	const read = readAnswer({ status, headers: {}, text: '' }, secret, { emptyStatus });
	expect(read instanceof LinqError).toBe(!isSuccess);
});

test('what is no JSON is none either, where nothing is expected', () => {
	const answer = { status: 202, headers: {}, text: '<html>' };
	expect(readAnswer(answer, secret, { emptyStatus: 202 })).toBeInstanceOf(LinqError);
});

test('an empty 204 is a success', () => {
	expect(readAnswer({ status: 204, headers: {}, text: '' }, secret)).toEqual({});
});

test('what a hostile answer puts into the envelope does no harm', () => {
	const report = refused(400, {
		error: {
			code: '1002; DROP',
			message: { toString: 'no function' },
			doc_url: 'javascript:alert(1)',
		},
		trace_id: ['x'],
	}).report();
	expect(report).toMatchObject({
		message: 'Linq answered with status 400 and no reason',
		code: null,
		doc_url: null,
		trace_id: null,
	});
	const long = refused(400, { error: { message: `a\n\u0000b${'x'.repeat(100_000)}` } });
	expect(long.message).toMatch(/^a b/);
	expect(long.message.length).toBeLessThanOrEqual(500);
});

test('the key is hidden wherever it stands and however it is written', () => {
	const escaped = '\\u006bey-0123456789';
	const text = `{"error":{"message":"Bad ${escaped}"},"trace_id":"${secret}","${escaped}":1}`;
	expect(JSON.stringify(refused(403, text))).not.toContain(secret);
	expect(refused(403, text).message).toBe('Bad [API key]');
	const success = { status: 200, headers: {}, text: `{"deep":[{"${escaped}":"${escaped}"}]}` };
	expect(readAnswer(success, secret)).toEqual({ deep: [{ '[API key]': '[API key]' }] });
	expect(refused(500, {}, { 'x-trace-id': secret }).report().trace_id).toBe('[API key]');
});

describe('how long to wait', () => {
	const now = Date.parse('2026-11-23T10:00:00Z');

	test.each([
		['seconds', { 'retry-after': '3' }, {}, 3_000],
		['zero', { 'retry-after': '0' }, {}, 0],
		['a date', { 'retry-after': 'Mon, 23 Nov 2026 10:00:07 GMT' }, {}, 7_000],
		['a date gone by', { 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, {}, 0],
		['the body', {}, { error: { retry_after: 5 } }, 5_000],
		['the header before the body', { 'retry-after': '2' }, { error: { retry_after: 5 } }, 2_000],
		['nothing', {}, {}, undefined],
		['nonsense', { 'retry-after': 'soon' }, { error: { retry_after: 'later' } }, undefined],
		['a negative wait', { 'retry-after': '-5' }, {}, undefined],
		['an endless wait', {}, { error: { retry_after: 'Infinity' } }, undefined],
	])('%s', (_, headers, body, expected) => {
		expect(retryAfterOf(headers, body, now)).toBe(expected);
	});
});

describe('where one kind of answer ends and the next begins', () => {
	test('a redirect begins at 300', () => {
		expect(refused(300, {}).message).toBe('Linq answered with a redirect');
		expect(readAnswer({ status: 299, headers: {}, text: '{"a":1}' }, secret)).toEqual({ a: 1 });
	});

	test.each([
		[399, 'invalid_response', 200],
		[400, 'invalid_input', 400],
		[599, 'server_error', 599],
		[600, 'invalid_response', 200],
	])('a 200 that reports status %i is %s', (stated, category, status) => {
		const { failure } = refused(200, { success: false, error: { status: stated } });
		expect(failure).toMatchObject({ category, status });
		// It may have been done, so nobody sends it again by himself.
		expect(failure.settled).toBe(category === 'invalid_response' ? undefined : true);
	});

	test('a failure without a status keeps its words, or gets some', () => {
		const told = { success: false, error: { message: 'You left' } };
		expect(refused(200, told).message).toBe('You left');
		expect(refused(200, { success: false }).message).toBe('Linq says that it did not work');
	});
});

test.each([
	[' \n\t', 'Linq answered without saying anything'],
	[' \n<html>', 'A web page came back instead of an answer from Linq'],
	['see <html>', 'The answer from Linq could not be read'],
	['x<html>', 'The answer from Linq could not be read'],
])('%j is told as it is', (text, message) => {
	expect(refused(200, text).message).toBe(message);
});

test.each([
	['http://docs.example/1', 'http://docs.example/1'],
	['HTTPS://docs.example/1', 'HTTPS://docs.example/1'],
	['javascript:https://docs.example/1', null],
	[undefined, null],
])('the page %j is given as %j', (doc_url, expected) => {
	expect(refused(400, { error: { doc_url } }).report().doc_url).toBe(expected);
});

test('what is too short for a key may stand in an answer by chance', () => {
	const text = '{"a":"1234567","b":"12345678"}';
	const read = (key: string) => readAnswer({ status: 200, headers: {}, text }, key);
	expect(read('1234567')).toEqual({ a: '1234567', b: '12345678' });
	expect(read('12345678')).toEqual({ a: '1234567', b: '[API key]' });
	expect(read('')).toEqual({ a: '1234567', b: '12345678' });
});

test.each<[string, Record<string, unknown>, Record<string, unknown> | undefined]>([
	['an empty header', { 'retry-after': '' }, undefined],
	['a null header', { 'retry-after': null }, undefined],
	['an empty field', {}, { error: { retry_after: '' } }],
	['a null field', {}, { error: { retry_after: null } }],
	['a header that is no text', { 'retry-after': ['Mon, 23 Nov 2026 10:00:07 GMT', 'x'] }, {}],
])('%s asks for no wait', (_what, headers, body) => {
	expect(retryAfterOf(headers, body, 0)).toBeUndefined();
});

describe('an answer that was too large to be read', () => {
	const large = (status: number) =>
		readAnswer({ status, headers: { 'x-trace-id': 'abc' }, text: undefined }, 'a-key-for-tests');

	test('is none, and says so', () => {
		expect((large(200) as LinqError).failure).toMatchObject({
			message: 'Linq answered with more than 10 MB, which is no answer',
			hint: expect.stringMatching(/^[A-Z].*\.$/) as string,
			...{ category: 'invalid_response', status: 200, trace_id: 'abc', retryable: false },
		});
	});

	test('is a refusal where its status says so, and nothing where there is to be none', () => {
		expect((large(404) as LinqError).failure).toMatchObject({
			...{ category: 'not_found', status: 404, trace_id: 'abc' },
		});
		expect((large(503) as LinqError).failure).toMatchObject({ retryable: true, status: 503 });
		expect(large(204)).toEqual({});
	});
});

test.each<[string, Record<string, unknown>, number]>([
	["a date counts from the server's own", { date: 'Wed, 25 Nov 2026 10:00:00 GMT' }, 30_000],
	['a date that the server does not tell, from here', {}, 90_000],
	['a date that is none, from here', { date: 'soon' }, 90_000],
])('%s', (_, headers, wait) => {
	const until = { ...headers, 'retry-after': 'Wed, 25 Nov 2026 10:00:30 GMT' };
	expect(retryAfterOf(until, undefined, Date.UTC(2026, 10, 25, 9, 59))).toBe(wait);
});

test.each([Number.MAX_VALUE, 1e306])('a wait of %d seconds is a finite one', (seconds) => {
	for (const given of [{ 'retry-after': String(seconds) }, {}]) {
		const wait = retryAfterOf(given, { error: { retry_after: seconds } });
		expect(wait).toBe(Number.MAX_SAFE_INTEGER);
	}
});

test.each<[number, string, string]>([
	[409, '{"error":{"code":2015,"message":"s3cret","doc_url":"https://s3cret"}}', ' and error 2015'],
	[500, '{"error":{"message":"s3cret"}}', ''],
	[200, '{"success":false,"error":{"message":"s3cret"}}', ''],
	[
		200,
		'{"success":false,"error":{"status":409,"code":2015,"message":"s3cret"}}',
		' and error 2015',
	],
])('where the answer is a secret, %i %s is told without its words', (status, text, number) => {
	const failure = readAnswer({ status, headers: {}, text }, secret, { isSecret: true });
	const told = text.includes('409') ? 409 : status;
	expect(failure).toMatchObject({
		failure: {
			message: `Linq answered with status ${told}${number}; its words are left out, since they may hold a secret`,
			doc_url: null,
		},
	});
	expect(JSON.stringify(failure)).not.toContain('s3cret');
	expect(
		readAnswer({ status: 200, headers: {}, text: '{"a":1}' }, secret, { isSecret: true }),
	).toEqual({
		a: 1,
	});
});
