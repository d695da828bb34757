import fc from 'fast-check';
import type { Fault } from '../emulator';
import { failing, twoFaults } from './faultTables';
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const handle = '+12025561000';

describe('two faults, then success', () => {
	test.each(twoFaults)(
		'%s, then %s: %s, attempts %i',
		async (...[, , , attempts, first, second]) => {
			setting.linq.faults.add(first);
			setting.linq.faults.add(second);
			const { success, error, task } = await setting.add([{ phone: handle }]);
			expect(error).toEqual([]);
			expect(success.map(({ json }) => json)).toEqual([
				expect.objectContaining({ chat_id: setting.chatId, handle, status: 'accepted' }),
			]);
			expect(setting.asked()).toEqual(Array(attempts).fill(handle));
			expect(task.hints).toEqual([]);
		},
	);
});

describe('a fault that passes, then one that does not', () => {
	test.each<[number, number, output: 'Error', string, boolean, attempts: number]>([
		[404, 2001, 'Error', 'not_found', false, 2],
		[409, 2015, 'Error', 'conflict', false, 2],
		[401, 2004, 'Error', 'unauthorized', false, 2],
	])(
		'500, then %i/%i: %s, %s, retryable %j, attempts %i',
		async (status, code, _, category, retryable, attempts) => {
			setting.linq.faults.add(failing(500, 3006));
			setting.linq.faults.add(failing(status, code));
			const { success, error } = await setting.add([{ phone: handle }]);
			expect(success).toEqual([]);
			expect(error.map(({ json }) => json.error)).toEqual([
				expect.objectContaining({ status, code, category, retryable, attempts }),
			]);
			expect(setting.asked()).toHaveLength(attempts);
		},
	);
});

describe('a fault that never ends', () => {
	const rows = (
		[
			[408, 3005, 'timeout'],
			[429, 1007, 'rate_limited'],
			[500, 3006, 'server_error'],
			[503, 4004, 'server_error'],
			[404, 2007, 'not_found'],
			[409, 2009, 'conflict'],
		] as const
	).flatMap((row) => [0, 3, 10].map((maxRetries) => [...row, maxRetries, maxRetries + 1] as const));

	test.each(rows)(
		'%i/%i: Error, %s, retryable true; with %i retries attempts %i',
		async (status, code, category, maxRetries, attempts) => {
			const own = await startSetting();
			own.linq.faults.add({ ...failing(status, code), handle, times: Infinity });
			// A chat in which a limit lets nothing through for most of a minute is given up.
			const isGivenUp = status === 429 && maxRetries > 3;
			const other = { phone: '+12025561001', chat: isGivenUp ? own.group() : own.chatId };
			const { success, error } = await own.add([{ phone: handle }, other], {
				options: { maxRetries },
			});
			await own.linq.close();
			expect(error.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[
					expect.objectContaining({ status, code, category, retryable: true, attempts }),
					{ item: 0 },
				],
			]);
			expect(success.map(({ json }) => json.handle)).toEqual([other.phone]);
			const asked = [...Array<string>(attempts).fill(handle), other.phone];
			if (isGivenUp) expect(own.asked().toSorted()).toEqual(asked.toSorted());
			else expect(own.asked()).toEqual(asked);
		},
		120_000,
	);
});

describe('faults on half the items at random', () => {
	const faults: Array<[fault: Fault, category: string, retryable: boolean, attempts: number]> = [
		[failing(400, 1005), 'invalid_input', false, 1],
		[failing(403, 2024), 'forbidden', false, 1],
		[failing(404, 2001), 'not_found', false, 1],
		[failing(409, 2017), 'conflict', false, 1],
		[failing(429, 1007), 'rate_limited', true, 2],
		[failing(500, 3006), 'server_error', true, 2],
		[{ kind: 'reset' }, 'network_error', true, 2],
		[{ kind: 'html', status: 200 }, 'invalid_response', false, 1],
		[{ kind: 'truncatedJson' }, 'invalid_response', false, 1],
		[{ kind: 'redirect', location: '/' }, 'invalid_response', false, 1],
	];
	const indices = Array.from({ length: 24 }, (_, index) => index);

	test.each([1, 2, 3, 4])(
		'seed %i: 12 on Error, 12 on Success, each as it should',
		async (seed) => {
			const size = { minLength: 12, maxLength: 12 };
			const [draw] = fc.sample(
				fc.record({
					struck: fc.subarray(indices, size),
					kinds: fc.array(fc.constantFrom(...faults), size),
				}),
				{ seed, numRuns: 1 },
			);
			const { struck, kinds } = draw!;
			const chats = Array.from({ length: 8 }, () => setting.group());
			const items = indices.map((id) => ({
				id,
				phone: `+${12025561000 + id}`,
				chat: chats[id % 8],
			}));
			struck.forEach((index, position) => {
				const [fault] = kinds[position]!;
				setting.linq.faults.add({ ...fault, handle: items[index]!.phone, times: Infinity });
			});

			const { success, error } = await setting.add(items, {
				options: { maxRetries: 1, includeInputFields: true },
			});

			expect(success.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
				items
					.filter(({ id }) => !struck.includes(id))
					.map((item) => [
						expect.objectContaining({ ...item, handle: item.phone, status: 'accepted' }) as unknown,
						{ item: item.id },
					]),
			);
			expect(error).toEqual(
				struck.map((index, position) => {
					const [, category, retryable, attempts] = kinds[position]!;
					const { phone, chat } = items[index]!;
					const report = { category, retryable, attempts, handle: phone, chat_id: chat };
					return {
						json: { ...items[index]!, error: expect.objectContaining(report) as unknown },
						pairedItem: { item: index },
					};
				}),
			);
			for (const { id, phone } of items) {
				const attempts = struck.includes(id) ? kinds[struck.indexOf(id)]![3] : 1;
				expect(setting.asked().filter((asked) => asked === phone)).toHaveLength(attempts);
			}
		},
	);
});
