import { asFailure, LinqError } from './errors';
import { sleep } from './sleep';

/** The longest wait, in milliseconds, that a workflow is kept hanging for a server that asks. */
const longestWait = 120_000;

/**
 * How long to wait before trying a failed request again: what the server asked for, else 0.5 s
 * doubling to 8 s, less up to a quarter, so that items that failed together don't come back
 * together.
 *
 * @param retries how often this request was tried again already
 * @returns milliseconds
 */
export function waitBeforeRetry(
	error: LinqError,
	retries: number,
	random: () => number = Math.random,
): number {
	return error.failure.retryAfter ?? Math.min(500 * 2 ** retries, 8_000) * (1 - random() / 4);
}

/**
 * A failure to give up on although it would pass: the server asks for a longer wait than a
 * workflow should hang for.
 *
 * @returns the failure with the wait in its hint, or undefined when the wait is bearable
 */
export function tooLongAWait(error: LinqError): LinqError | undefined {
	const { retryable, retryAfter = 0 } = error.failure;
	if (!retryable || retryAfter <= longestWait) return undefined;
	return new LinqError({
		...error.failure,
		hint: `Linq asks to wait ${inWords(retryAfter)}; run this record again after that.`,
	});
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

/** Numbers with which Linq says that it did nothing yet: not ready, still being created, not available. */
const nothingDone = new Set([2007, 2009, 4004]);

/** Whether the request may have been carried out although it failed. */
export function mayBeDone({ failure }: LinqError): boolean {
	const { category, code, retryable, unsent } = failure;
	if (unsent || category === 'rate_limited' || nothingDone.has(code ?? 0)) return false;
	return retryable === true || category === 'invalid_response';
}

function inWords(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
