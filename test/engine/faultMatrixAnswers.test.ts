import { startEmulator, type Emulator, type Fault } from '../emulator';
import { startSetting, type Setting } from './setting';

let setting: Setting;
let elsewhere: Emulator;

beforeEach(async () => {
	[setting, elsewhere] = await Promise.all([startSetting(), startEmulator()]);
});

afterEach(async () => {
	await Promise.all([setting.linq.close(), elsewhere.close()]);
});

/** Runs one item that meets this fault each time, with one retry allowed. */
const add = async (fault: Fault) => {
	setting.linq.faults.add({ ...fault, times: Infinity });
	return await setting.add([{ phone: '+12025561000' }], { options: { maxRetries: 1 } });
};

/** An answer with this body; it asks for no wait, so that a retry comes at once. */
const answer = (body: string | Buffer, status = 200, contentType = 'application/json'): Fault => ({
	kind: 'raw',
	body,
	status,
	contentType,
	headers: { 'Retry-After': '0' },
});

const page = '<!doctype html><html><body>Bad gateway</body></html>';
const tenMegabytes = 'x'.repeat(10_000_000);
const refusal = (error?: object) => JSON.stringify({ success: false, error });

type ErrorRow = [
	what: string,
	output: 'Error',
	category: string,
	retryable: boolean,
	attempts: number,
	status: number,
	code: number | null,
	fault: Fault,
];

async function expectError(...row: ErrorRow): Promise<void> {
	const [, , category, retryable, attempts, status, code, fault] = row;
	const { success, error } = await add(fault);
	expect(success).toEqual([]);
	expect(error.map(({ json }) => json.error)).toEqual([
		expect.objectContaining({
			message: expect.stringMatching(/^[^<>]{1,500}$/) as string,
			hint: expect.stringMatching(/^[A-Z].*\.$/) as string,
			category,
			retryable,
			attempts,
			status,
			code,
			handle: '+12025561000',
		}),
	]);
	expect(setting.asked()).toEqual(Array(attempts).fill('+12025561000'));
	expect(setting.linq.requests).toHaveLength(attempts);
}

const title = '%s: %s, %s, retryable %j, attempts %i';

describe('no answer of Linq’s', () => {
	test.each<ErrorRow>([
		['an empty 200', 'Error', 'invalid_response', false, 1, 200, null, answer('')],
		['an empty 202', 'Error', 'invalid_response', false, 1, 202, null, answer('', 202)],
		['spaces', 'Error', 'invalid_response', false, 1, 200, null, answer(' \r\n ')],
		['HTML with 200', 'Error', 'invalid_response', false, 1, 200, null, answer(page)],
		['HTML with 403', 'Error', 'forbidden', false, 1, 403, null, answer(page, 403, 'text/html')],
		['HTML with 404', 'Error', 'not_found', false, 1, 404, null, answer(page, 404, 'text/html')],
		['HTML with 429', 'Error', 'rate_limited', true, 2, 429, null, answer(page, 429, 'text/html')],
		['HTML with 502', 'Error', 'server_error', true, 2, 502, null, answer(page, 502, 'text/html')],
		['HTML with 503', 'Error', 'server_error', true, 2, 503, null, answer(page, 503, 'text/html')],
		[
			...(['truncated JSON', 'Error', 'invalid_response', false, 1, 202, null] as const),
			{ kind: 'truncatedJson' },
		],
		[
			...(['truncated JSON with 500', 'Error', 'server_error', true, 2, 500, null] as const),
			answer('{"success":false,"error":{"sta', 500),
		],
		[
			'an array',
			'Error',
			'invalid_response',
			false,
			1,
			200,
			null,
			answer('[{"status":"accepted"}]'),
		],
		['a number', 'Error', 'invalid_response', false, 1, 200, null, answer('42')],
		['null', 'Error', 'invalid_response', false, 1, 200, null, answer('null')],
		['a string', 'Error', 'invalid_response', false, 1, 200, null, answer('"accepted"')],
		['an array with 500', 'Error', 'server_error', true, 2, 500, null, answer('[]', 500)],
		['null with 409', 'Error', 'conflict', false, 1, 409, null, answer('null', 409)],
		[
			...(['10 MB of HTML', 'Error', 'invalid_response', false, 1, 200, null] as const),
			answer(page + tenMegabytes, 200, 'text/html'),
		],
	])(title, expectError);
});

describe('a refusal in an unusual form', () => {
	test.each<ErrorRow>([
		[
			...(['a reason of 10 MB', 'Error', 'invalid_input', false, 1, 400, 1005] as const),
			answer(refusal({ status: 400, code: 1005, message: tenMegabytes }), 400),
		],
		[
			...(['the wrong content type', 'Error', 'conflict', false, 1, 409, 2015] as const),
			answer(refusal({ status: 409, code: 2015, message: 'A member already' }), 409, 'text/html'),
		],
	])(title, expectError);
});

describe('a 200 whose envelope says success: false', () => {
	test.each<ErrorRow>([
		['nothing else', 'Error', 'invalid_response', false, 1, 200, null, answer(refusal())],
		[
			...(['a reason and no status', 'Error', 'invalid_response', false, 1, 200, null] as const),
			answer(refusal({ message: 'No' })),
		],
		[
			...(['a status of no failure', 'Error', 'invalid_response', false, 1, 200, null] as const),
			answer(refusal({ status: 200, message: 'No' })),
		],
		[
			...(['a failure for good', 'Error', 'not_found', false, 1, 404, 2001] as const),
			answer(refusal({ status: 404, code: 2001, message: 'Chat not found' })),
		],
		// Linq took the request, so a second one could add the person again.
		[
			...(['a failure that passes', 'Error', 'server_error', true, 1, 503, 4004] as const),
			answer(refusal({ status: 503, code: 4004, message: 'Not now' })),
		],
		[
			...(['a chat being created', 'Error', 'conflict', true, 1, 409, 2009] as const),
			answer(refusal({ status: 409, code: 2009, message: 'Not now' })),
		],
	])(title, expectError);
});

describe('a redirect is not followed', () => {
	test.each([301, 302, 303, 307, 308])('%i to the same host: Error', async (status) => {
		const location = '/api/partner/v3/phone_numbers';
		await expectError(...(['', 'Error', 'invalid_response', false, 1, status, null] as const), {
			kind: 'redirect',
			status,
			location,
		});
	});

	test.each([301, 302, 303, 307, 308])('%i to another host: Error', async (status) => {
		await expectError(...(['', 'Error', 'invalid_response', false, 1, status, null] as const), {
			kind: 'redirect',
			status,
			location: elsewhere.baseUrl,
		});
		expect(elsewhere.requests).toEqual([]);
	});
});

describe('an answer in an unusual form', () => {
	const accepted = { message: 'Participant addition queued', status: 'accepted', trace_id: 'abc' };
	const json = JSON.stringify(accepted);

	test.each<[what: string, output: 'Success', attempts: number, fault: Fault]>([
		['JSON as a web page', 'Success', 1, answer(json, 202, 'text/html')],
		['JSON as text', 'Success', 1, answer(json, 202, 'text/plain; charset=utf-8')],
		['JSON as bytes', 'Success', 1, answer(json, 202, 'application/octet-stream')],
		['JSON of no known type', 'Success', 1, answer(json, 202, 'nonsense')],
		['a byte order mark', 'Success', 1, answer(`\ufeff${json}`, 202)],
		['spaces around', 'Success', 1, answer(`\r\n ${json} \n`, 202)],
		[
			...(['10 MB of JSON', 'Success', 1] as const),
			answer(JSON.stringify({ ...accepted, participants: tenMegabytes }), 202),
		],
	])('%s: %s, attempts %i', async (...[, , attempts, fault]) => {
		const { success, error } = await add(fault);
		expect(error).toEqual([]);
		expect(success.map(({ json }) => json)).toEqual([
			{ chat_id: setting.chatId, handle: '+12025561000', ...accepted },
		]);
		expect(setting.asked()).toEqual(Array(attempts).fill('+12025561000'));
	});
});
