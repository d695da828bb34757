import { bareStatuses, documentedErrors, type CodeRow } from './faultTables';
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

async function expectRow(
	...[code, status, , category, retryable, attempts]: CodeRow
): Promise<void> {
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
	expect(task.hints![0]!.message).toMatch(/^1 of 1 item went to the Error output: [^;]+\. .+/);
}

describe("Linq's documented errors", () => {
	test.each(documentedErrors)('%i with status %i: %s, %s, retryable %j, attempts %i', expectRow);
});

describe('a status without a number of Linq’s', () => {
	test.each(bareStatuses)('%j with status %i: %s, %s, retryable %j, attempts %i', expectRow);
});

test('a number of Linq’s that nobody knows yet goes by its status', async () => {
	await expectRow(9999, 400, 'Error', 'invalid_input', false, 1);
	setting.linq.faults.clear();
	setting.linq.requests.length = 0;
	await expectRow(9999, 500, 'Error', 'server_error', true, 2);
});
