import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const handle = '+12025561000';

const errorOf = async (parameters = {}) => {
	const { success, error } = await setting.add([{ phone: handle }], parameters);
	expect(success).toEqual([]);
	return error[0]!.json.error as Record<string, unknown>;
};

test.each([
	['408', { kind: 'error', status: 408 }],
	['429 with Retry-After', { kind: 'error', status: 429, code: 1007, retryAfter: 0 }],
	['500', { kind: 'error', status: 500, code: 3006 }],
	['503', { kind: 'error', status: 503, code: 4004 }],
	['2009', { kind: 'error', status: 409, code: 2009 }],
	['a reset', { kind: 'reset' }],
	['a reset half way', { kind: 'resetHalfway' }],
] as const)('%s passes: tried again until it works', async (_, fault) => {
	setting.linq.faults.add({ ...fault, handle });
	const { success, error } = await setting.add([{ phone: handle }]);
	expect(error).toEqual([]);
	expect(success).toHaveLength(1);
	expect(setting.asked()).toEqual([handle, handle]);
});

test.each([
	[400, 1005],
	[403, 2024],
	[404, 2001],
	[409, 2015],
	[422, 4005],
])('%i/%i does not pass: asked once', async (status, code) => {
	setting.linq.faults.add({ kind: 'error', status, code, handle, times: Infinity });
	expect(await errorOf()).toMatchObject({ status, code, attempts: 1, retryable: false });
	expect(setting.asked()).toHaveLength(1);
});

test.each([0, 1, 2])(
	'gives up after %i retries, and says how often it asked',
	async (maxRetries) => {
		setting.linq.faults.add({
			kind: 'error',
			status: 500,
			code: 3006,
			retryAfter: 0,
			times: Infinity,
		});
		expect(await errorOf({ options: { maxRetries } })).toMatchObject({
			code: 3006,
			attempts: maxRetries + 1,
			retryable: true,
		});
		expect(setting.asked()).toHaveLength(maxRetries + 1);
	},
);

test('a server that asks for a wait of hours is not waited for', async () => {
	setting.linq.faults.add({ kind: 'error', status: 429, code: 1007, retryAfter: 7_200 });
	const report = await errorOf();
	expect(report).toMatchObject({ category: 'rate_limited', attempts: 1, retryable: true });
	expect(report.hint).toBe('Linq asks to wait 2 hours; run this record again after that.');
});

describe('an addition whose answer got lost, and that Linq refuses the second time', () => {
	const inDoubt =
		'An earlier try that failed may have done it nevertheless: look into the chat before you run this record again.';
	const lostThen = (refusal: { status: number; code: number }) => {
		setting.linq.faults.add({ kind: 'reset', handle, applied: true });
		setting.linq.faults.add({ kind: 'error', ...refusal, handle });
	};
	const already = { status: 409, code: 2015 };

	test.each([already, { status: 400, code: 1005 }, { status: 404, code: 2001 }])(
		'is on Success when the chat shows the person, after %j',
		async (refusal) => {
			const { linq, chatId } = setting;
			lostThen(refusal);
			const { success, error } = await setting.add([{ phone: handle }]);
			expect(error).toEqual([]);
			expect(success[0]!.json).toEqual({
				chat_id: chatId,
				handle,
				status: 'already_in_chat',
				message: 'The person is in the chat; an earlier try that failed may have done it',
				trace_id: null,
			});
			expect(linq.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
		},
	);

	test.each<[string, () => void]>([
		['does not show the person', () => (setting.linq.joinDelay = 60_000)],
		[
			'can not be read',
			() => setting.linq.faults.add({ kind: 'error', status: 403, method: 'GET' }),
		],
	])('is on Error with the advice to look when the chat %s', async (_, prepare) => {
		prepare();
		lostThen(already);
		expect(await errorOf()).toMatchObject({
			...already,
			category: 'conflict',
			hint: inDoubt,
			attempts: 2,
		});
	});

	test('is on Error with the advice to look when the reason is another', async () => {
		lostThen({ status: 403, code: 2024 });
		const report = await errorOf();
		expect(report).toMatchObject({ code: 2024, category: 'forbidden', attempts: 2 });
		expect(report.hint).toBe(inDoubt);
		expect(setting.linq.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
	});
});

test('a limit delays, and nothing is lost to it', async () => {
	setting.linq.limit = { requests: 10, seconds: 1 };
	const phones = Array.from({ length: 25 }, (_, index) => `+1202556${1000 + index}`);
	const { success, error } = await setting.add(
		phones.map((phone) => ({ phone, chat: setting.group() })),
	);
	expect(error).toEqual([]);
	expect(success.map(({ json }) => json.handle)).toEqual(phones);
});
