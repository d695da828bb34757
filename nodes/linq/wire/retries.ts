import { asFailure, LinqError } from '../errors';
import { sleep } from './sleep';

/** The longest wait, in milliseconds, that a workflow is kept hanging for a server that asks. */
const longestWait = 120_000;

/** Waits are asked for in whole seconds; what is shorter comes of clocks that differ. Milliseconds. */
const shortestStatedWait = 1_000;

/**
 * How long to wait before trying a failed request again: what the server asked for, else 0.5 s
 * doubling to 8 s, less up to a quarter, so that items that failed together don't come back
 * together. A wait of nothing, or until a date gone by, is at least as long as if none was asked for.
 *
 * @param retries how often this request was tried again already
 * @returns milliseconds
 */
export function waitBeforeRetry(
	error: LinqError,
	retries: number,
	random: () => number = Math.random,
): number {
	const { retryAfter = 0 } = error.failure;
	if (retryAfter >= shortestStatedWait) return retryAfter;
	return Math.max(retryAfter, Math.min(500 * 2 ** retries, 8_000) * (1 - random() / 4));
}

/**
 * A failure to give up on although it would pass: the server asks for a longer wait than a
 * workflow should hang for.
 *
 * @param longest milliseconds that are borne
 * @returns the failure with the wait in its hint, or undefined when the wait is bearable
 */
export function tooLongAWait(error: LinqError, longest = longestWait): LinqError | undefined {
	const { retryable, retryAfter = 0 } = error.failure;
	if (!retryable || retryAfter <= longest) return undefined;
	return new LinqError({
		...error.failure,
		hint: `Linq asks to wait ${inWords(retryAfter)}; run this record again after that.`,
	});
}

/** Whether a wait in milliseconds is longer than a workflow should hang for. */
export function isTooLong(wait: number): boolean {
	return wait > longestWait;
}

/**
 * How long what was asked for rests before it is tried again: not at all where it never got to Linq,
 * or where Linq itself says how long.
 *
 * @param rest milliseconds; see `LinqRequest.rest`
 */
export function restAfter({ failure }: LinqError, rest = 0): number {
	const { unsent, retryAfter = 0 } = failure;
	return unsent || retryAfter >= shortestStatedWait ? 0 : rest;
}

/**
 * Tries until it succeeds, fails for good, or was tried again often enough.
 *
 * @throws LinqError with the number of tries; the signal's reason when cancelled
 */
export async function retrying<Result>(
	attempt: () => Promise<Exclude<Result, LinqError>>,
	{ maxRetries }: { maxRetries: number },
	signal?: AbortSignal,
): Promise<Exclude<Result, LinqError>> {
	for (let attempts = 1; ; attempts++) {
		const result = await attempt().catch(asFailure);
		if (!(result instanceof LinqError)) return result;
		if (!result.failure.retryable || attempts > maxRetries) {
			result.attempts = attempts;
			throw result;
		}
		await sleep(waitBeforeRetry(result, attempts - 1), signal);
	}
}

/**
 * Numbers with which Linq says that it did nothing yet: not ready, still being created, a number that
 * can't deliver, not available.
 */
const nothingDone = new Set([2007, 2009, 2027, 4004]);

/** Whether the request may have been carried out although it failed. */
export function mayBeDone({ failure }: LinqError): boolean {
	const { category, code, retryable, unsent, undone } = failure;
	if (unsent || undone || category === 'rate_limited' || nothingDone.has(code ?? 0)) return false;
	return retryable === true || category === 'invalid_response';
}

/** A wait in milliseconds as people say it, rounded up. */
export function inWords(milliseconds: number): string {
	const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
	if (seconds < 120) return counted(seconds, 'second');
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 120) return counted(minutes, 'minute');
	const hours = Math.ceil(minutes / 60);
	if (hours < 48) return counted(hours, 'hour');
	const days = Math.ceil(hours / 24);
	return days <= 366 ? counted(days, 'day') : 'more than a year';
}

function counted(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
