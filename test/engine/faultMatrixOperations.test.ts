import type { Fault } from '../emulator';
import {
	bareStatuses,
	documentedErrors,
	falseSuccesses,
	noAnswers,
	redirects,
	unusualRefusals,
	type AnswerRow,
} from './faultTables';
import { kinds } from './operationKinds';
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	const { requests, uploads, faults } = setting.linq;
	requests.length = 0;
	uploads.length = 0;
	faults.clear();
});

afterAll(async () => {
	await setting.linq.close();
});

/** What Add Participant meets, these meet with the same outcome. */
describe.each(kinds)(
	'$kind, $resource: $operation',
	({ resource, operation, parameters, item, hasChat }) => {
		/** Runs one item that meets this fault each time, with one retry allowed. */
		async function expectReport(fault: Fault, expected: { attempts: number }): Promise<void> {
			const { linq, chatId, run } = setting;
			linq.faults.add({ ...fault, times: Infinity });
			const given = item(chatId);
			const { success, error, task } = await run(resource, operation, [given], {
				...parameters,
				options: { maxRetries: 1 },
			});
			expect(success).toEqual([]);
			const report: unknown = expect.objectContaining({
				hint: expect.stringMatching(/^[A-Z].*\.$/) as string,
				...{ chat_id: hasChat ? chatId : null, handle: null },
				...expected,
			});
			expect(error).toEqual([
				{ ...given, json: { ...given.json, error: report }, pairedItem: { item: 0 } },
			]);
			expect(linq.requests).toHaveLength(expected.attempts);
			expect(linq.uploads).toEqual([]);
			expect(JSON.stringify(task)).not.toContain(linq.apiKey);
		}

		test.each([...documentedErrors, ...bareStatuses])(
			'%j with status %i: %s, %s, retryable %j, attempts %i',
			async (code, status, _, category, retryable, attempts) => {
				const message = `The reason for ${code ?? status}`;
				await expectReport(
					{ kind: 'error', status, message, ...(code !== null && { code }), retryAfter: 0 },
					{ ...{ message, category, code, status, retryable, attempts } },
				);
			},
		);

		const expectAnswer = async (...row: AnswerRow) => {
			const [, , category, retryable, attempts, status, code, fault] = row;
			const message = expect.stringMatching(/^[^<>]{1,500}$/) as string;
			const expected = { message, category, code, status, retryable, attempts };
			await expectReport(fault, expected);
		};

		/** An answer that is cut short has the status of the whole one. */
		const answers = [...noAnswers, ...unusualRefusals, ...falseSuccesses].map((row): AnswerRow => {
			const [what, output, category, retryable, attempts, status, code, fault] = row;
			const whole = fault.kind === 'truncatedJson' ? { ...fault, status } : fault;
			return [what, output, category, retryable, attempts, status, code, whole];
		});

		test.each(answers)('%s: %s, %s, retryable %j, attempts %i', expectAnswer);

		test.each(redirects)('%i is not followed: Error', async (status) => {
			const location = '/api/partner/v3/phone_numbers';
			await expectReport(
				{ kind: 'redirect', status, location },
				{ ...{ category: 'invalid_response', status, attempts: 1 } },
			);
		});
	},
);
