import { LinqError, type PeopleReport } from '../../../../linq/errors';

/** So many people are told by name, with what became of them. */
const mostToTell = 3;

/** Someone who could not be added or removed. */
export interface Refused {
	handle: string;
	reason: LinqError;
}

/**
 * The failure of an item that is about several people, of whom some failed: like that of the first,
 * with what became of everyone.
 *
 * @param refused one or more
 * @param total how many people were to be added or removed
 * @param lists what was done, by handles
 * @param isPreview whether nothing was tried
 */
export function failedFor(
	refused: Refused[],
	total: number,
	lists: Omit<PeopleReport, 'people'>,
	{ isPreview }: { isPreview: boolean } = { isPreview: false },
): LinqError {
	const [{ reason }] = refused as [Refused];
	const { category, code, status, doc_url, trace_id } = reason.failure;
	return new LinqError({
		...{ category, code, status, doc_url, trace_id },
		message: `It ${isPreview ? 'would' : 'did'} not work for ${told(refused, total)}`,
		hint: isPreview ? adviceFor(refused) : `${adviceFor(refused)} ${safeAgain}`,
		retryable: refused.some((one) => one.reason.failure.retryable === true),
		...lists,
		people: refused.map((one) => {
			const { message, hint, category: why } = one.reason.failure;
			return { handle: one.handle, message, hint, category: why };
		}),
	});
}

const safeAgain = 'Running this record again is safe: what is done is not done again.';

/** How many of how many, and why for the first of them. */
function told(refused: Refused[], total: number): string {
	const count =
		total === 1
			? 'the one person to add or remove'
			: `${refused.length} of ${total} people to add or remove`;
	const reasons = refused
		.slice(0, mostToTell)
		.map(({ handle, reason }) => `${handle}: ${reason.message.replace(/(?<![.\s])[.\s]+$/, '')}`);
	const others = refused.length - reasons.length;
	if (others > 0) reasons.push(others === 1 ? 'and 1 other' : `and ${others} others`);
	return `${count}: ${reasons.join('; ')}`;
}

/** What to do, for everyone where it is the same. */
function adviceFor(refused: Refused[]): string {
	const [{ handle, reason }, ...others] = refused as [Refused, ...Refused[]];
	const { hint } = reason.failure;
	const isForAll = others.every((one) => one.reason.failure.hint === hint);
	return isForAll ? hint : `For ${handle}: ${hint}`;
}
