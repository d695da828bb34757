import { startEmulator, type Emulator, type Fault } from '../emulator';
import {
	answer,
	falseSuccesses,
	noAnswers,
	redirects,
	tenMegabytes,
	unusualRefusals,
	type AnswerRow,
} from './faultTables';
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

async function expectError(...row: AnswerRow): Promise<void> {
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
	test.each(noAnswers)(title, expectError);
});

describe('a refusal in an unusual form', () => {
	test.each(unusualRefusals)(title, expectError);
});

describe('a 200 whose envelope says success: false', () => {
	test.each(falseSuccesses)(title, expectError);
});

describe('a redirect is not followed', () => {
	test.each(redirects)('%i to the same host: Error', async (status) => {
		const location = '/api/partner/v3/phone_numbers';
		await expectError(...(['', 'Error', 'invalid_response', false, 1, status, null] as const), {
			kind: 'redirect',
			status,
			location,
		});
	});

	test.each(redirects)('%i to another host: Error', async (status) => {
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
