import { LinqError, type Failure } from '../../../nodes/linq/errors';

/** What something goes wrong with, which must say in whole sentences what to do. */
export function failureOf(doing: () => unknown): Failure {
	try {
		doing();
	} catch (error) {
		return failureIn(error).failure;
	}
	throw new Error('Nothing went wrong');
}

/** The same for something that takes its time, with the number of requests in it. */
export async function laterFailureOf(doing: Promise<unknown>): Promise<LinqError> {
	const ending: unknown = await doing.then(
		() => 'Nothing went wrong',
		(error: unknown) => error,
	);
	return failureIn(ending);
}

function failureIn(ending: unknown): LinqError {
	if (!(ending instanceof LinqError)) throw new Error(`Ended with ${String(ending)}`);
	expect(ending.failure.hint).toMatch(/^[A-Z].+\.$/s);
	return ending;
}
