/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import type { LinqRequest } from '../../../../nodes/linq/wire/client';
import { asFailure, LinqError } from '../../../../nodes/linq/errors';
import { path } from '../../../../nodes/linq/wire/path';
import type { Fault } from '../../../emulator';
import { connected } from '../connected';
import { laterFailureOf } from '../failures';

// n8n-workflow's `sleep` is this one, but with the timers of the world outside the test.
jest.mock('n8n-workflow', () => jest.requireActual<object>('@n8n/utils/sleep'));

const executions: AbortController[] = [];
const opened: Array<Awaited<ReturnType<typeof connected>>> = [];

/** A client whose execution is cancelled when the test is over, if not before. */
async function open() {
	const execution = new AbortController();
	executions.push(execution);
	const connection = await connected({ signal: execution.signal });
	opened.push(connection);
	return { ...connection, cancel: (reason: Error) => execution.abort(reason) };
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));

afterEach(async () => {
	for (const execution of executions.splice(0)) execution.abort();
	await Promise.all(opened.splice(0).map(({ linq }) => linq.close()));
	jest.useRealTimers();
});

const lines: LinqRequest = { method: 'GET', path: path`/v3/phone_numbers` };
const patience = { maxRetries: 3, timeout: 20_000 };
const impatience = { maxRetries: 0, timeout: 20_000 };
const reason = new Error('cancelled');

/** Resolves once it is so, and fails when what was asked has ended before. */
async function until(so: () => boolean, asked: Promise<unknown>): Promise<void> {
	let ended = false;
	const end = () => (ended = true);
	asked.then(end, end);
	while (!so()) {
		if (ended) throw new Error('It ended before');
		await new Promise(setImmediate);
	}
}

/** Resolves once what was asked waits for time to go by. */
const waiting = async (asked: Promise<unknown>) =>
	await until(() => jest.getTimerCount() > 0, asked);

/** Resolves once everything has gone out that goes out at this time. */
const sending = async () => await jest.advanceTimersByTimeAsync(0);

/** What comes of it, a failure as a value, with every wait on the way gone by at once. */
async function outcome<Answer>(asked: Promise<Answer>): Promise<Answer | LinqError> {
	let open = true;
	const result = asked.catch(asFailure).finally(() => (open = false));
	while (open) {
		await new Promise(setImmediate);
		await jest.runOnlyPendingTimersAsync();
	}
	return await result;
}

/** The failure that comes of it. */
async function failureOf(asked: Promise<unknown>): Promise<LinqError> {
	const result = await outcome(asked);
	if (result instanceof LinqError) return result;
	throw new Error('It did not fail');
}

const error = (status: number, code?: number, retryAfter?: number): Fault => ({
	kind: 'error',
	status,
	code,
	retryAfter,
});

const raw = (body: string, status = 200): Fault => ({ kind: 'raw', body, status });

describe('a request', () => {
	test('goes out as it is, and comes back as what Linq answered', async () => {
		const { linq, client } = await open();
		const chat = linq.account.addChat({ handles: ['+12025550121', '+12025550122'] });
		const request: LinqRequest = {
			method: 'POST',
			path: path`/v3/chats/${chat.id}/participants`,
			body: { handle: '+12025550123' },
		};
		expect(await client.send(request, patience)).toEqual({
			body: expect.objectContaining({ status: 'accepted' }) as object,
			attempts: 1,
		});
		expect(linq.requests).toMatchObject([
			{
				method: 'POST',
				url: `/api/partner/v3/chats/${chat.id}/participants`,
				body: { handle: '+12025550123' },
				headers: { accept: 'application/json', 'content-type': 'application/json' },
			},
		]);
	});

	test("that can't be written is not sent, nor tried", async () => {
		const { client, sent } = await open();
		const depths = '['.repeat(20_000) + ']'.repeat(20_000);
		const body = { parts: JSON.parse(depths) as [] };
		const failure = await laterFailureOf(client.send({ ...lines, method: 'POST', body }, patience));
		expect(failure.report()).toMatchObject({ category: 'invalid_input', attempts: 0 });
		expect(sent).toEqual([]);
	});

	test('in a preview is not sent where it would change anything', async () => {
		const { linq, client, sent } = await open();
		const { id } = linq.account.addChat({ handles: ['+12025550121', '+12025550122'] });
		const looking = { ...patience, onlyReads: true } as const;
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
			const request = { method, path: path`/v3/chats/${id}/participants`, body: {} };
			const failure = await laterFailureOf(client.send(request, looking));
			expect(failure.report()).toMatchObject({ category: 'invalid_input', attempts: 0 });
		}
		expect(sent).toEqual([]);

		await client.send(lines, looking);
		const body = { address: '+12025550121' };
		const check = path`/v3/capability/check_imessage`;
		await client.send({ method: 'POST', path: check, body, isReading: true }, looking);
		expect(sent).toEqual(['GET /v3/phone_numbers', `POST ${check}`]);
	});

	test('without more to ask for gives the answer alone', async () => {
		const { linq, client } = await open();
		linq.account.addPhoneNumber({ phone_number: '+12025550100' });
		const { phone_numbers } = await client.request(lines, patience);
		expect(phone_numbers).toEqual(linq.account.phoneNumbers);
	});

	test('may ask for another kind of answer', async () => {
		const { linq, client } = await open();
		await client.request({ ...lines, accept: 'application/vnd.api+json' }, patience);
		expect(linq.requests[0]!.headers.accept).toBe('application/vnd.api+json');
	});

	test.each<[LinqRequest['query'], string]>([
		[undefined, ''],
		[{}, ''],
		[{ cursor: undefined }, ''],
		[{ limit: 100, cursor: undefined }, '?limit=100'],
		[{ limit: 0, cursor: '' }, '?limit=0&cursor='],
		[{ handle: '+1 & 2' }, '?handle=%2B1+%26+2'],
		[{ types: ['one', 'two'] }, '?types=one%2Ctwo'],
	])('with the parameters %j asks for %j', async (query, asked) => {
		const { client, sent } = await open();
		await client.request({ ...lines, query }, patience);
		expect(sent).toEqual([`GET /v3/phone_numbers${asked}`]);
	});

	test('that Linq answers with nothing gives an empty object', async () => {
		const { linq, client } = await open();
		linq.faults.add(raw('', 204));
		expect(await client.send(lines, patience)).toEqual({ body: {}, attempts: 1 });
	});

	test('never brings the API key back', async () => {
		const { linq, client } = await open();
		linq.faults.add(raw(JSON.stringify({ said: linq.apiKey })));
		expect(await client.request(lines, patience)).toEqual({ said: '[API key]' });
	});

	test('that takes longer than it may is given up', async () => {
		const { linq, client } = await open();
		linq.faults.add({ kind: 'hang' });
		const failure = await failureOf(client.send(lines, { maxRetries: 0, timeout: 5 }));
		expect(failure.report()).toMatchObject({
			message: 'Linq did not answer within 0.005 seconds',
			category: 'timeout',
			retryable: true,
			attempts: 1,
		});
	});
});

describe('what passes', () => {
	const passing: Array<[string, Fault]> = [
		['408', error(408)],
		['429', error(429, 1007)],
		['500', error(500, 3006)],
		['503', error(503, 4004)],
		['2007', error(404, 2007)],
		['2009', error(409, 2009)],
		['a web page from a gateway', { kind: 'html' }],
		['a cut connection', { kind: 'reset' }],
		['half an answer', { kind: 'resetHalfway' }],
	];

	test.each(passing)('%s: sent again until it works', async (_what, fault) => {
		const { linq, client, sent } = await open();
		linq.faults.add({ ...fault, times: 2 });
		expect(await outcome(client.send(lines, patience))).toEqual({
			body: { phone_numbers: [] },
			attempts: 3,
		});
		expect(sent).toHaveLength(3);
	});

	test.each([0, 1, 10])(
		'with %i retries: no more often than that, and the failure counts the requests',
		async (maxRetries) => {
			const { linq, client, sent } = await open();
			linq.faults.add({ ...error(500, 3006), times: 20 });
			const failure = await failureOf(client.send(lines, { ...patience, maxRetries }));
			expect(failure.report()).toMatchObject({
				code: 3006,
				retryable: true,
				attempts: maxRetries + 1,
			});
			expect(sent).toHaveLength(maxRetries + 1);
		},
	);

	test('it is waited longer each time, 0.5 s to begin with', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add({ ...error(500, 3006), times: 3 });
		const asked = client.send(lines, patience);
		for (const [retries, longest] of [500, 1_000, 2_000].entries()) {
			await waiting(asked);
			await jest.advanceTimersByTimeAsync(longest * 0.75 - 1);
			expect(sent).toHaveLength(retries + 1);
			await jest.advanceTimersByTimeAsync(longest * 0.25 + 1);
			expect(sent).toHaveLength(retries + 2);
		}
		expect(await asked).toMatchObject({ attempts: 4 });
	});

	test('only the request that failed waits', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(error(503, 4004, 60));
		const asked = client.send(lines, patience);
		await waiting(asked);
		const other = client.send(lines, patience);
		await sending();
		expect(sent).toHaveLength(2);
		expect(await other).toMatchObject({ attempts: 1 });
		expect(await outcome(asked)).toMatchObject({ attempts: 2 });
	});
});

describe('what Linq takes few of', () => {
	const seldom: LinqRequest = { ...lines, rest: 200_000 };

	test.each<[string, Fault]>([
		['500', error(500, 3006)],
		['503', error(503, 4004)],
		['a connection that breaks', { kind: 'reset' }],
		['a 429 without a wait', error(429, 1007)],
	])('%s: is not sent again before its time, which is too long to wait for', async (_, fault) => {
		const { linq, client, sent } = await open();
		linq.faults.add(fault);
		const failure = await failureOf(client.send(seldom, patience));
		expect(failure.report()).toMatchObject({ retryable: true, attempts: 1 });
		expect(sent).toHaveLength(1);
	});

	test('it is sent again when its time is over, where that is soon', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(error(500, 3006));
		const asked = client.send({ ...lines, rest: 10_000 }, patience);
		await waiting(asked);
		await jest.advanceTimersByTimeAsync(9_999);
		expect(sent).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(await asked).toMatchObject({ attempts: 2 });
	});

	test('it is sent again after the wait that Linq asks for', async () => {
		const { linq, client } = await open();
		linq.faults.add(error(503, 4004, 3));
		expect(await outcome(client.send(seldom, patience))).toMatchObject({ attempts: 2 });
	});

	test.each([1, 45, 7_200])(
		'a limit of its own, for %i s, comes out at once with the wait, and holds nothing back',
		async (seconds) => {
			const { linq, client, sent } = await open();
			linq.faults.add(error(429, 1007, seconds));
			const request = { ...lines, hasOwnLimit: true };
			const failure = await laterFailureOf(client.send(request, patience));
			expect(failure.report()).toMatchObject({
				...{ category: 'rate_limited', retryable: true, attempts: 1 },
				hint: expect.stringMatching(/^Linq asks to wait \d+ \w+; run this record again/) as string,
			});
			expect(await client.send(request, patience)).toMatchObject({ attempts: 1 });
			expect(sent).toHaveLength(2);
		},
	);
});

describe('what does not pass', () => {
	test.each<[string, Fault, object]>([
		['400', error(400, 1005), { status: 400, code: 1005, category: 'invalid_input' }],
		['403', error(403, 2024), { status: 403, code: 2024, category: 'forbidden' }],
		['404', error(404, 2001), { status: 404, code: 2001, category: 'not_found' }],
		['409', error(409, 2015), { status: 409, code: 2015, category: 'conflict' }],
		['half the JSON', { kind: 'truncatedJson' }, { category: 'invalid_response' }],
		[
			'a redirect',
			{ kind: 'redirect', location: 'https://example.com' },
			{ status: 307, category: 'invalid_response' },
		],
	])('%s: sent once', async (_what, fault, report) => {
		const { linq, client, sent } = await open();
		linq.faults.add(fault);
		const failure = await failureOf(client.send(lines, patience));
		expect(failure.report()).toMatchObject({ ...report, retryable: false, attempts: 1 });
		expect(sent).toHaveLength(1);
	});

	test('a failure in an answer that says it was done: sent once', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(raw(JSON.stringify({ success: false, error: { status: 503, code: 4004 } })));
		expect((await failureOf(client.send(lines, patience))).report()).toMatchObject({
			status: 503,
			retryable: true,
			attempts: 1,
		});
		expect(sent).toHaveLength(1);
	});

	test('a number that can deliver nothing: sent once, though it passes', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(error(403, 2027));
		const failure = await failureOf(client.send(lines, patience));
		expect(failure.report()).toMatchObject({ category: 'forbidden', retryable: true, attempts: 1 });
		expect(sent).toHaveLength(1);
	});

	const tooLong = {
		hint: expect.stringContaining('asks to wait 3 minutes') as string,
		retryable: true,
	};

	test('Linq not available, for longer than a workflow may hang: others are not held back', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(error(503, 4004, 121));
		const failure = await failureOf(client.send(lines, patience));
		expect(failure.report()).toMatchObject({ ...tooLong, category: 'server_error', attempts: 1 });
		const other = client.send(lines, patience);
		await sending();
		expect(sent).toHaveLength(2);
		expect(await other).toMatchObject({ attempts: 1 });
	});

	test('too many requests, for longer than a workflow may hang: asked about once', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(error(429, 1007, 121));
		const first = await failureOf(client.send(lines, patience));
		expect(first.report()).toMatchObject({ ...tooLong, category: 'rate_limited', attempts: 1 });
		for (let others = 0; others < 300; others++) {
			const other = await client.send(lines, patience).catch(asFailure);
			if (!(other instanceof LinqError)) throw new Error('It was sent');
			expect(other.report()).toMatchObject({
				...tooLong,
				category: 'rate_limited',
				status: 429,
				attempts: 0,
			});
		}
		expect(sent).toHaveLength(1);
	});

	test('it is asked about again once that wait is over', async () => {
		const { linq, client } = await open();
		linq.faults.add(error(429, 1007, 7_200));
		await failureOf(client.send(lines, patience));
		await jest.advanceTimersByTimeAsync(7_200_000);
		expect(await outcome(client.send(lines, patience))).toMatchObject({ attempts: 1 });
	});
});

describe('when nothing gets through for ten minutes', () => {
	const failing = async (fault: Fault) => {
		const connection = await open();
		connection.linq.faults.add({ ...fault, times: 2 });
		await failureOf(connection.client.send(lines, impatience));
		return connection;
	};

	test.each<[string, Fault, string]>([
		['500', error(500, 3006), 'server_error'],
		['a cut connection', { kind: 'reset' }, 'network_error'],
	])('%s: what comes then is not sent', async (_what, fault, category) => {
		const { client, sent } = await failing(fault);
		await jest.advanceTimersByTimeAsync(600_000);
		const failure = await failureOf(client.send(lines, patience));
		expect(failure.report()).toMatchObject({
			hint: expect.stringContaining('No request got through for 10 minutes') as string,
			category,
			retryable: true,
			attempts: 0,
		});
		expect(sent).toHaveLength(1);
	});

	test('a little earlier, it is', async () => {
		const { client, sent } = await failing(error(500, 3006));
		await jest.advanceTimersByTimeAsync(590_000);
		await failureOf(client.send(lines, impatience));
		expect(sent).toHaveLength(2);
	});

	test.each<[string, Fault | undefined]>([
		['passed', undefined],
		['was refused for good', error(404, 2001)],
	])('it is, too, once something %s', async (_what, fault) => {
		const { linq, client, sent } = await failing(error(500, 3006));
		linq.faults.clear();
		if (fault) linq.faults.add(fault);
		await outcome(client.send(lines, impatience));
		await jest.advanceTimersByTimeAsync(3_600_000);
		await outcome(client.send(lines, impatience));
		expect(sent).toHaveLength(3);
	});
});

describe('what must be sent once', () => {
	const write = { again: 'twice', look: 'whether it is there' } as const;
	const memo: LinqRequest = { ...lines, write };
	const lookFirst =
		'It may have been sent nevertheless: look whether it is there before you try this record again.';

	test.each<[string, Fault]>([
		['500', error(500, 3006)],
		['a cut connection', { kind: 'reset' }],
		['half an answer', { kind: 'resetHalfway' }],
		['half the JSON', { kind: 'truncatedJson' }],
		['500, with a wait for hours', error(500, 3006, 7_200)],
	])('%s: it may have been done, so it is not sent again', async (_what, fault) => {
		const { linq, client, sent } = await open();
		linq.faults.add(fault);
		const failure = await failureOf(client.send(memo, patience));
		expect(failure.report()).toMatchObject({ hint: lookFirst, retryable: false, attempts: 1 });
		expect(sent).toHaveLength(1);
	});

	test.each<[string, Fault]>([
		['429', error(429, 1007)],
		['2007', error(404, 2007)],
		['2009', error(409, 2009)],
		['4004', error(503, 4004)],
	])('%s: Linq did nothing yet, so it is sent again', async (_what, fault) => {
		const { linq, client, sent } = await open();
		linq.faults.add(fault);
		expect(await outcome(client.send(memo, patience))).toMatchObject({ attempts: 2 });
		expect(sent).toHaveLength(2);
	});

	test('a refusal is told as it is', async () => {
		const { linq, client } = await open();
		linq.faults.add(error(409, 2015));
		const failure = await failureOf(client.send(memo, patience));
		expect(failure.report()).toMatchObject({ code: 2015, attempts: 1 });
		expect(failure.report().hint).not.toEqual(lookFirst);
	});

	test('what need not is never looked for first', async () => {
		const { linq, client } = await open();
		linq.faults.add(error(500, 3006));
		const failure = await failureOf(client.send(lines, impatience));
		expect(failure.report().hint).not.toEqual(lookFirst);
	});
});

describe('a refusal after a try that may have been carried out', () => {
	const write: LinqRequest = { ...lines, write: { again: 'same', look: 'into the list' } };
	const inDoubt =
		'An earlier try that failed may have done it nevertheless: look into the list before you run this record again.';

	test.each<[string, LinqRequest, Fault[], boolean]>([
		['a conflict of another kind', write, [{ kind: 'reset' }, error(409, 2016)], true],
		['a conflict', write, [{ kind: 'reset' }, error(409, 2015)], true],
		['nothing there any more', write, [error(504, 3005, 0), error(404, 2003)], true],
		['two tries later', write, [{ kind: 'reset' }, error(429, 1007, 0), error(404)], true],
		[
			'a conflict, of something that changes nothing',
			lines,
			[{ kind: 'reset' }, error(409, 2015)],
			false,
		],
		['a conflict at the first try', write, [error(409, 2015)], false],
		['a conflict after too many requests', write, [error(429, 1007, 0), error(409, 2015)], false],
		['something Linq does not take', write, [{ kind: 'reset' }, error(400, 1002)], true],
		['someone who opted out', write, [{ kind: 'reset' }, error(403, 2024)], true],
		['a key that is refused', write, [{ kind: 'reset' }, error(401, 2004)], true],
	])('%s: whether it is in doubt', async (_what, request, faults, expected) => {
		const { linq, client } = await open();
		for (const fault of faults) linq.faults.add(fault);
		const failure = await failureOf(client.send(request, patience));
		expect(failure.failure.inDoubt ?? false).toBe(expected);
		expect(failure.attempts).toBe(faults.length);
		if (expected) expect(failure.report().hint).toEqual(inDoubt);
		else expect(failure.report().hint).not.toEqual(inDoubt);
	});
});

describe('a request with hints of its own', () => {
	const hints = { 2015: 'Use another address.', 409: 'Look first.', 3006: 'Wait.', 2009: 'Wait.' };
	const own: LinqRequest = { ...lines, method: 'POST', hints };
	const said = async (request: LinqRequest, ...faults: Fault[]) => {
		const { linq, client } = await open();
		for (const fault of faults) linq.faults.add(fault);
		return (await failureOf(client.send(request, patience))).report();
	};

	test.each<[string, Fault, string]>([
		['its number', error(409, 2015), hints[2015]],
		['its status', error(409), hints[409]],
		[
			'a status in an answer that says it was done',
			raw(JSON.stringify({ success: false, error: { status: 409, code: 2015 } })),
			hints[2015],
		],
	])('gives them for %s', async (_what, fault, hint) => {
		expect(await said(own, fault)).toMatchObject({ category: 'conflict', status: 409, hint });
	});

	test('changes nothing else of the failure', async () => {
		const usual = await said({ ...lines, method: 'POST' }, error(409, 2015));
		expect(await said(own, error(409, 2015))).toEqual({
			...usual,
			hint: hints[2015],
			trace_id: expect.stringMatching(/^\w{32}$/) as string,
		});
	});

	test('says nothing of other numbers', async () => {
		expect((await said(own, error(404, 2001))).hint).toBe(
			(await said(lines, error(404, 2001))).hint,
		);
	});

	test.each<[string, Partial<LinqRequest>, Fault[], string]>([
		[
			'looking first',
			{ write: { again: 'twice', look: 'there' } },
			[error(500, 3006)],
			'look there before',
		],
		[
			'an earlier try',
			{ write: { again: 'same', look: 'there' } },
			[{ kind: 'reset' }, error(409, 2015)],
			'An earlier try that failed',
		],
		['a long wait', {}, [error(409, 2009, 7_200)], 'asks to wait 2 hours'],
	])('gives way to the advice about %s', async (_what, more, faults, hint) => {
		expect((await said({ ...own, ...more }, ...faults)).hint).toContain(hint);
	});
});

describe('how much is under way', () => {
	/** How many of twenty requests go out when none is answered any more. */
	async function width({ linq, client, sent }: Awaited<ReturnType<typeof open>>): Promise<number> {
		const before = sent.length;
		linq.faults.add({ kind: 'hang', times: Infinity });
		for (let index = 0; index < 20; index++) client.send(lines, impatience).catch(() => {});
		await sending();
		return sent.length - before;
	}

	test('who asked first goes first', async () => {
		const { client, sent } = await open();
		const limits = Array.from({ length: 10 }, (_, index) => index);
		await Promise.all(
			limits.map(async (limit) => await client.send({ ...lines, query: { limit } }, patience)),
		);
		expect(sent).toEqual(limits.map((limit) => `GET ${lines.path}?limit=${limit}`));
	});

	test('after ten answers, each two let one more in', async () => {
		const connection = await open();
		for (let index = 0; index < 16; index++) await connection.client.send(lines, impatience);
		expect(await width(connection)).toBe(8);
	});

	test('a failure does not', async () => {
		const connection = await open();
		connection.linq.faults.add({ ...error(404, 2001), times: 16 });
		for (let index = 0; index < 16; index++) {
			await failureOf(connection.client.send(lines, impatience));
		}
		expect(await width(connection)).toBe(5);
	});
});

describe('too many requests', () => {
	test('everybody waits as long as Linq asks for, what was refused goes first', async () => {
		const { linq, client, sent, answered } = await open();
		const chat = linq.account.addChat({ handles: ['+12025550121'] });
		const refused: LinqRequest = { method: 'GET', path: path`/v3/chats/${chat.id}` };
		linq.faults.add({ ...error(429, 1007, 3), path: refused.path });
		linq.faults.add({ kind: 'delay', milliseconds: 1_000, path: lines.path, times: 4 });
		const again = client.send(refused, patience);
		const others = [1, 2, 3, 4].map(() => client.send(lines, patience));
		const last = client.send(lines, patience);
		await linq.received(5);
		await until(() => answered.length > 0, again);
		await jest.advanceTimersByTimeAsync(1_000);
		await Promise.all(others);
		await jest.advanceTimersByTimeAsync(1_999);
		expect(sent).toHaveLength(5);
		await jest.advanceTimersByTimeAsync(1);
		expect(sent.slice(5)).toEqual([`GET ${refused.path}`, `GET ${lines.path}`]);
		expect(await again).toMatchObject({ attempts: 2 });
		expect(await last).toMatchObject({ attempts: 1 });
	});

	test('against a limit, everybody is answered', async () => {
		const { linq, client } = await open();
		linq.limit = { requests: 10, seconds: 1 };
		const asked = Array.from({ length: 40 }, () =>
			client.request(lines, { ...patience, maxRetries: 10 }),
		);
		expect(await outcome(Promise.all(asked))).toHaveLength(40);
	});
});

describe('a key that Linq refuses', () => {
	const refusal = { ...error(401, 2004), times: 40 };
	const unauthorized = (attempts: number) => ({
		status: 401,
		category: 'unauthorized',
		retryable: false,
		attempts,
	});

	test('is known from then on, and nothing more is sent', async () => {
		const { linq, client, sent } = await open();
		await client.send(lines, patience);
		expect(client.isRefused).toBe(false);
		linq.faults.add(refusal);
		const first = await failureOf(client.send(lines, patience));
		expect(client.isRefused).toBe(true);
		const later = Array.from({ length: 20 }, () => failureOf(client.send(lines, patience)));
		for (const failure of await Promise.all(later)) {
			expect(failure.report()).toMatchObject(unauthorized(0));
		}
		expect(first.report()).toMatchObject(unauthorized(1));
		expect(sent).toHaveLength(2);
	});

	test('ends what waits for its turn', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(refusal);
		const asked = Array.from({ length: 20 }, () => failureOf(client.send(lines, patience)));
		const attempts = (await Promise.all(asked)).map((failure) => failure.attempts);
		expect(attempts.filter((count) => count === 0)).toHaveLength(20 - sent.length);
		expect(sent).toHaveLength(5);
	});

	test('ends what is to be sent again, which counts what was sent', async () => {
		const { linq, client, sent } = await open();
		linq.faults.add(error(503, 4004, 60));
		const asked = client.send(lines, patience);
		await waiting(asked);
		linq.faults.add(refusal);
		// Its time has not come yet: nothing else sets the clock on.
		await client.send(lines, patience).catch(asFailure);
		expect((await failureOf(asked)).report()).toMatchObject(unauthorized(1));
		expect(sent).toHaveLength(2);
	});

	test.each([403, 404])('is not what %i says', async (status) => {
		const { linq, client } = await open();
		linq.faults.add(error(status));
		await failureOf(client.send(lines, patience));
		expect(client.isRefused).toBe(false);
		expect(await client.send(lines, patience)).toMatchObject({ attempts: 1 });
	});
});

test('where nothing can be cancelled, a cut connection fails like any other', async () => {
	const { linq, client } = await connected();
	linq.faults.add({ kind: 'reset' });
	const failure = await failureOf(client.send(lines, impatience));
	expect(failure.report()).toMatchObject({ category: 'network_error', attempts: 1 });
	await linq.close();
});

describe('when the execution is cancelled', () => {
	test('before, nothing is sent', async () => {
		const { client, sent, cancel } = await open();
		cancel(reason);
		await expect(client.send(lines, patience)).rejects.toBe(reason);
		expect(sent).toEqual([]);
	});

	test('what is under way is given up', async () => {
		const { linq, client, sent, cancel } = await open();
		linq.faults.add({ kind: 'hang' });
		const asked = client.send(lines, impatience);
		await Promise.race([linq.received(1), asked]);
		cancel(reason);
		await expect(asked).rejects.toBe(reason);
		expect(sent).toHaveLength(1);
	});

	test.each([
		['one request', 503, 4004],
		['everybody', 429, 1007],
	])('a wait for %s ends at once', async (_what, status, code) => {
		const { linq, client, sent, cancel } = await open();
		linq.faults.add(error(status, code, 60));
		const asked = client.send(lines, patience);
		await waiting(asked);
		cancel(reason);
		await expect(asked).rejects.toBe(reason);
		expect(sent).toHaveLength(1);
	});
});
