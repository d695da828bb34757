import { startSetting, type Setting } from './setting';

/**
 * What becomes of an item when every answer to it is this error: the category, whether trying later
 * makes sense, and how many requests were sent with one retry allowed.
 */
type Row = [
	code: number | null,
	status: number,
	output: 'Error',
	category: string,
	retryable: boolean,
	attempts: number,
];

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

async function expectRow(...[code, status, , category, retryable, attempts]: Row): Promise<void> {
	const message = `The reason for ${code ?? status}`;
	setting.linq.faults.add({
		kind: 'error',
		status,
		message,
		...(code !== null && { code }),
		retryAfter: 0,
		times: Infinity,
	});
	const { success, error, task } = await setting.add([{ id: 7, phone: '+1 202 556 1000' }], {
		options: { maxRetries: 1 },
	});
	expect(success).toEqual([]);
	expect(error).toEqual([
		{
			json: {
				id: 7,
				phone: '+1 202 556 1000',
				error: {
					message,
					hint: expect.stringMatching(/^[A-Z].*\.$/) as string,
					category,
					code,
					status,
					doc_url:
						code === null
							? null
							: `https://docs.linqapp.com/error/codes/${String(code)[0]}xxx/${code}/`,
					trace_id: expect.stringMatching(/^\w{32}$/) as string,
					retryable,
					attempts,
					chat_id: setting.chatId,
					handle: '+12025561000',
				},
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(setting.asked()).toEqual(Array(attempts).fill('+12025561000'));
	expect(task.hints![0]!.message).toContain(`1 × ${category.replace('_', ' ')}`);
}

describe("Linq's documented errors", () => {
	test.each<Row>([
		[1001, 400, 'Error', 'invalid_input', false, 1],
		[1002, 400, 'Error', 'invalid_input', false, 1],
		[1003, 400, 'Error', 'invalid_input', false, 1],
		[1004, 400, 'Error', 'invalid_input', false, 1],
		[1005, 400, 'Error', 'invalid_input', false, 1],
		[1006, 409, 'Error', 'conflict', false, 1],
		[1007, 429, 'Error', 'rate_limited', true, 2],
		[1008, 400, 'Error', 'invalid_input', false, 1],
		[2001, 404, 'Error', 'not_found', false, 1],
		[2002, 404, 'Error', 'not_found', false, 1],
		[2003, 404, 'Error', 'not_found', false, 1],
		[2004, 401, 'Error', 'unauthorized', false, 1],
		[2005, 403, 'Error', 'forbidden', false, 1],
		[2006, 403, 'Error', 'forbidden', false, 1],
		[2007, 404, 'Error', 'not_found', true, 2],
		[2008, 403, 'Error', 'forbidden', false, 1],
		[2009, 409, 'Error', 'conflict', true, 2],
		[2010, 404, 'Error', 'not_found', false, 1],
		[2011, 403, 'Error', 'forbidden', false, 1],
		[2012, 404, 'Error', 'not_found', false, 1],
		[2013, 409, 'Error', 'conflict', false, 1],
		[2014, 409, 'Error', 'conflict', false, 1],
		[2015, 409, 'Error', 'conflict', false, 1],
		[2016, 409, 'Error', 'conflict', false, 1],
		[2017, 409, 'Error', 'conflict', false, 1],
		[2018, 409, 'Error', 'conflict', false, 1],
		[2019, 404, 'Error', 'not_found', false, 1],
		[2021, 404, 'Error', 'not_found', false, 1],
		[2022, 500, 'Error', 'server_error', true, 2],
		[2024, 403, 'Error', 'forbidden', false, 1],
		[3001, 500, 'Error', 'server_error', true, 2],
		[3002, 500, 'Error', 'server_error', true, 2],
		[3003, 500, 'Error', 'server_error', true, 2],
		[3004, 500, 'Error', 'server_error', true, 2],
		[3005, 504, 'Error', 'server_error', true, 2],
		[3006, 500, 'Error', 'server_error', true, 2],
		[3007, 500, 'Error', 'server_error', true, 2],
		[4001, 500, 'Error', 'server_error', true, 2],
		[4002, 500, 'Error', 'server_error', true, 2],
		[4003, 500, 'Error', 'server_error', true, 2],
		[4004, 503, 'Error', 'server_error', true, 2],
		[4005, 422, 'Error', 'invalid_input', false, 1],
		[5001, 400, 'Error', 'invalid_input', false, 1],
		[5002, 400, 'Error', 'invalid_input', false, 1],
		[5003, 400, 'Error', 'invalid_input', false, 1],
		[5004, 400, 'Error', 'invalid_input', false, 1],
		[5005, 400, 'Error', 'invalid_input', false, 1],
		[5006, 400, 'Error', 'invalid_input', false, 1],
		[5007, 400, 'Error', 'invalid_input', false, 1],
		[5001, 500, 'Error', 'server_error', true, 2],
		[5002, 500, 'Error', 'server_error', true, 2],
		[5003, 500, 'Error', 'server_error', true, 2],
		[5004, 500, 'Error', 'server_error', true, 2],
		[5005, 500, 'Error', 'server_error', true, 2],
		[5006, 500, 'Error', 'server_error', true, 2],
		[5007, 500, 'Error', 'server_error', true, 2],
	])('%i with status %i: %s, %s, retryable %j, attempts %i', expectRow);
});

describe('a status without a number of Linq’s', () => {
	test.each<Row>([
		[null, 400, 'Error', 'invalid_input', false, 1],
		[null, 401, 'Error', 'unauthorized', false, 1],
		[null, 403, 'Error', 'forbidden', false, 1],
		[null, 404, 'Error', 'not_found', false, 1],
		[null, 405, 'Error', 'invalid_input', false, 1],
		[null, 408, 'Error', 'timeout', true, 2],
		[null, 409, 'Error', 'conflict', false, 1],
		[null, 413, 'Error', 'invalid_input', false, 1],
		[null, 422, 'Error', 'invalid_input', false, 1],
		[null, 429, 'Error', 'rate_limited', true, 2],
		[null, 500, 'Error', 'server_error', true, 2],
		[null, 501, 'Error', 'server_error', true, 2],
		[null, 502, 'Error', 'server_error', true, 2],
		[null, 503, 'Error', 'server_error', true, 2],
		[null, 504, 'Error', 'server_error', true, 2],
		[null, 599, 'Error', 'server_error', true, 2],
	])('%j with status %i: %s, %s, retryable %j, attempts %i', expectRow);
});

test('a number of Linq’s that nobody knows yet goes by its status', async () => {
	await expectRow(9999, 400, 'Error', 'invalid_input', false, 1);
	setting.linq.faults.clear();
	setting.linq.requests.length = 0;
	await expectRow(9999, 500, 'Error', 'server_error', true, 2);
});
