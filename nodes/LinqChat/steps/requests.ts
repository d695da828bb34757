import type { IDataObject } from 'n8n-workflow';
import { asFailure, counted, isGone, type Failure } from '../../linq/errors';
import { objectsOf, type JsonObject } from '../../linq/values/json';
import type { LinqRequest } from '../../linq/wire/client';
import { isNothingOrAbout } from '../../linq/wire/evidence';
import { notAList } from '../../linq/wire/lists';
import { asOutput, type Sieve } from './lists';
import type { Step } from './step';

/** Linq answers some calls with nothing at all; the official client asks for no kind of answer then. */
const anything = '*/*';

/** A step of one request: Linq's answer is the output. */
export function request(asked: LinqRequest, lane?: string): Step {
	return {
		lane,
		run: async ({ client }, patience) => [asOutput(await client.request(asked, patience))],
	};
}

/**
 * A step of one request that Linq answers with nothing: the output is `success` and the IDs.
 *
 * @param ids what was acted on
 */
export function requestWithoutAnswer(asked: LinqRequest, ids: IDataObject, lane?: string): Step {
	const request = { evidence: isNothingOrAbout(ids), ...asked, accept: anything };
	return {
		lane,
		async run({ client }, patience) {
			const answer = await client.request(request, patience);
			const isEmpty = Object.keys(answer).length === 0;
			return [{ json: isEmpty ? { success: true, ...ids } : (answer as IDataObject) }];
		},
	};
}

/** What of a list comes out, and in which form. */
interface ListChoice {
	limit?: number;
	keep?: Sieve;
	read?: (list: unknown) => JsonObject[];
}

/**
 * A step that deletes. When Linq doesn't know any more what is to be deleted after an earlier try
 * failed, that try has deleted it.
 *
 * @param ids what is deleted
 * @param look where it shows whether it is: see `Write.look`
 */
export function deletion(asked: LinqRequest, ids: IDataObject, lane: string, look: string): Step {
	const step = requestWithoutAnswer({ ...asked, write: { again: 'same', look } }, ids, lane);
	return orDoneBefore(step, { success: true, ...ids }, isGone);
}

/**
 * The same step, but an earlier try that failed, and did it nevertheless, counts as its success.
 *
 * @param output what comes out then
 * @param shows whether a refusal in doubt shows that the earlier try has done it
 */
export function orDoneBefore(
	step: Step,
	output: IDataObject,
	shows: (refusal: Failure) => boolean,
): Step {
	return {
		...step,
		run: async (session, patience) =>
			await step.run(session, patience).catch((error: unknown) => {
				const { failure } = asFailure(error);
				if (failure.inDoubt && shows(failure)) return [{ json: output }];
				throw error;
			}),
	};
}

/**
 * A step of one request that Linq answers with a list in one piece: one output item for each entry.
 *
 * @param field where the list stands in the answer
 * @param choice.limit how many at most; undefined for all
 * @param choice.keep leaves out what it says no to; the limit counts what is kept
 * @param choice.read makes objects of entries that are none
 */
export function requestList(
	asked: LinqRequest,
	field: string,
	{ limit, keep = () => true, read = objectsOf }: ListChoice = {},
): Step {
	return {
		async run({ client }, patience) {
			const { body, attempts } = await client.send(asked, patience);
			const list = body[field];
			if (!Array.isArray(list)) throw counted(notAList(), attempts);
			return read(list).filter(keep).slice(0, limit).map(asOutput);
		},
	};
}
