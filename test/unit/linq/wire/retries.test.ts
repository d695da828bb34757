import { LinqError, type Failure } from '../../../../nodes/linq/errors';
import {
	inWords,
	mayBeDone,
	retrying,
	tooLongAWait,
	restAfter,
	waitBeforeRetry,
} from '../../../../nodes/linq/wire/retries';

const failure = (retryAfter?: number) =>
	new LinqError({ message: '', hint: '', category: 'server_error', retryable: true, retryAfter });

test('the wait doubles from 0.5 s to 8 s', () => {
	const waits = [0, 1, 2, 3, 4, 5, 9].map((retries) =>
		waitBeforeRetry(failure(), retries, () => 0),
	);
	expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test('up to a quarter is taken off, so that items come back one by one', () => {
	expect(waitBeforeRetry(failure(), 1, () => 0.5)).toBe(875);
	expect(waitBeforeRetry(failure(), 1, () => 1)).toBe(750);
});

test('what the server asks for counts', () => {
	expect(waitBeforeRetry(failure(3_000), 5, () => 1)).toBe(3_000);
});

test.each([
	[0, 0, 500],
	[0, 3, 4_000],
	[20, 1, 1_000],
	[999, 0, 999],
	[999, 4, 8_000],
	[1_000, 4, 1_000],
])(
	'a wait of %i ms at retry no. %i is one of %i ms: nobody asks for less than a second',
	(asked, retries, wait) => {
		expect(waitBeforeRetry(failure(asked), retries, () => 0)).toBe(wait);
	},
);

test.each([
	[0, '1 second'],
	[1_000, '1 second'],
	[60_000, '60 seconds'],
	[119_001, '2 minutes'],
	[172_800_000, '2 days'],
	[31_622_400_000, '366 days'],
	[31_708_800_001, 'more than a year'],
	[Number.MAX_SAFE_INTEGER, 'more than a year'],
])('%i ms in words: %s', (wait, told) => {
	expect(inWords(wait)).toBe(told);
});

test('more than two minutes is too long to hang for, and the hint names the wait', () => {
	expect(tooLongAWait(failure(120_000))).toBeUndefined();
	expect(tooLongAWait(failure())).toBeUndefined();
	expect(tooLongAWait(failure(121_000))?.failure.hint).toContain('3 minutes');
	expect(tooLongAWait(failure(7_200_000))?.failure.hint).toContain('2 hours');
});

test.each([
	[120_001, '3 minutes'],
	[180_000, '3 minutes'],
	[7_080_000, '118 minutes'],
	[7_140_000, '119 minutes'],
	[7_140_001, '2 hours'],
	[7_200_001, '3 hours'],
])('a wait of %i ms is told as %s', (wait, told) => {
	expect(tooLongAWait(failure(wait))?.failure.hint).toContain(`asks to wait ${told};`);
});

test('what would fail again is not worth the wait, however long', () => {
	expect(tooLongAWait(failing({ code: 2001, retryAfter: 7_200_000 }))).toBeUndefined();
	expect(
		tooLongAWait(failing({ code: 2001, retryAfter: 7_200_000, retryable: false })),
	).toBeUndefined();
});

test('too long a wait keeps everything else of the failure', () => {
	const error = failure(200_000);
	expect(tooLongAWait(error)?.failure).toEqual({
		...error.failure,
		hint: expect.any(String) as string,
	});
});

const failing = (more: Partial<Failure>) =>
	new LinqError({ message: 'No', hint: '', category: 'server_error', retryAfter: 0, ...more });

describe('trying again', () => {
	/** Fails with each of these in turn, then succeeds. */
	function failingWith(...failures: Error[]) {
		const left = [...failures];
		const state = { calls: 0 };
		const attempt = async () => {
			state.calls++;
			const failure = left.shift();
			if (failure) throw failure;
			return await Promise.resolve('done');
		};
		return { state, attempt };
	}

	test('what passes succeeds in the end', async () => {
		const passing = failing({ retryable: true });
		const { state, attempt } = failingWith(passing, passing);
		expect(await retrying(attempt, { maxRetries: 2 })).toBe('done');
		expect(state.calls).toBe(3);
	});

	test('no more often than allowed, and the failure counts the tries', async () => {
		const passing = failing({ retryable: true });
		const { state, attempt } = failingWith(passing, passing, passing);
		await expect(retrying(attempt, { maxRetries: 1 })).rejects.toMatchObject({ attempts: 2 });
		expect(state.calls).toBe(2);
	});

	test('what does not pass is tried once', async () => {
		const { state, attempt } = failingWith(failing({ retryable: false }));
		await expect(retrying(attempt, { maxRetries: 5 })).rejects.toMatchObject({ attempts: 1 });
		expect(state.calls).toBe(1);
	});

	test('a fault of our own is thrown as it is', async () => {
		const fault = new TypeError('ours');
		const { state, attempt } = failingWith(fault);
		await expect(retrying(attempt, { maxRetries: 5 })).rejects.toBe(fault);
		expect(state.calls).toBe(1);
	});

	test('cancelling ends the wait', async () => {
		const { state, attempt } = failingWith(failing({ retryable: true, retryAfter: 60_000 }));
		const cancelled = AbortSignal.abort();
		await expect(retrying(attempt, { maxRetries: 5 }, cancelled)).rejects.toBeDefined();
		expect(state.calls).toBe(1);
	});
});

test.each<[string, Partial<Failure>, number]>([
	['a failure', {}, 7_000],
	['a wait of less than a second', { retryAfter: 999 }, 7_000],
	['a wait that Linq asks for', { retryAfter: 1_000 }, 0],
	['no connection at all', { unsent: true }, 0],
])('after %s, what Linq takes few of rests', (_what, failure, rest) => {
	expect(restAfter(failing(failure), 7_000)).toBe(rest);
	expect(restAfter(failing(failure))).toBe(0);
});

test.each<[string, Partial<Failure>, boolean]>([
	['a server error', { retryable: true }, true],
	['no answer', { category: 'timeout', retryable: true }, true],
	['an unreadable answer', { category: 'invalid_response', retryable: false }, true],
	['a refusal', { category: 'invalid_input', retryable: false }, false],
	['a failure that says nothing of it', { category: 'conflict' }, false],
	['too many requests', { category: 'rate_limited', retryable: true }, false],
	['a file being prepared', { code: 2007, retryable: true }, false],
	['a chat being created', { code: 2009, retryable: true }, false],
	['Linq not available', { code: 4004, retryable: true }, false],
	['a number that can deliver nothing', { code: 2027, retryable: true }, false],
	['what Linq refuses for now', { category: 'conflict', retryable: true, undone: true }, false],
	['another number', { code: 3006, retryable: true }, true],
	['no connection at all', { category: 'network_error', retryable: true, unsent: true }, false],
])('%s: may have been carried out, %s', (_what, failure, expected) => {
	expect(mayBeDone(failing(failure))).toBe(expected);
});
