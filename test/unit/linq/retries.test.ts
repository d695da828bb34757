import { LinqError } from '../../../nodes/linq/errors';
import { tooLongAWait, waitBeforeRetry } from '../../../nodes/linq/retries';

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

test('more than two minutes is too long to hang for, and the hint names the wait', () => {
	expect(tooLongAWait(failure(120_000))).toBeUndefined();
	expect(tooLongAWait(failure())).toBeUndefined();
	expect(tooLongAWait(failure(121_000))?.failure.hint).toContain('3 minutes');
	expect(tooLongAWait(failure(7_200_000))?.failure.hint).toContain('2 hours');
});
