import { LinqError } from './errors';

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
	const { retryAfter = 0 } = error.failure;
	if (retryAfter <= longestWait) return undefined;
	return new LinqError({
		...error.failure,
		hint: `Linq asks to wait ${inWords(retryAfter)}; run this record again after that.`,
	});
}

function inWords(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
