import type { IDataObject } from 'n8n-workflow';
import { asFailure, counted, isGone, type Failure } from '../../linq/errors';
import { objectsOf, type JsonObject } from '../../linq/values/json';
import type { LinqRequest } from '../../linq/wire/client';
import { isNothingOrAbout } from '../../linq/wire/evidence';
import { notAList } from '../../linq/wire/lists';
import type { Sieve } from './lists';
import { asOutput } from './output';
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
 * A step of one request that Linq answers with nothing.
 *
 * @param ids what was acted on
 * @param output what comes out then: `success` and the IDs, unless it is more
 */
export function requestWithoutAnswer(
	asked: LinqRequest,
	ids: IDataObject,
	lane?: string,
	output: IDataObject = { success: true, ...ids },
): Step {
	const request = { evidence: isNothingOrAbout(ids), ...asked, accept: anything };
	return {
		lane,
		async run({ client }, patience) {
			const answer = await client.request(request, patience);
			const isEmpty = Object.keys(answer).length === 0;
			return [{ json: isEmpty ? output : (answer as IDataObject) }];
		},
	};
}

/** What of a list comes out, and in which form. */
interface ListChoice {
	limit?: number;
	keep?: Sieve;
	read?: (list: unknown) => JsonObject[];
}

/** A step that deletes, and says so with `deleted`, as n8n's own nodes do; else as {@link removal}. */
export function deletion(asked: LinqRequest, ids: IDataObject, lane: string, look: string): Step {
	return removal(asked, ids, lane, look, { success: true, deleted: true, ...ids });
}

/**
 * A step that takes something away. When Linq doesn't know any more what is to go after an earlier
 * try failed, that try has done it.
 *
 * @param ids what goes
 * @param look where it shows whether it is gone: see `Write.look`
 * @param output what comes out where it is gone
 */
export function removal(
	asked: LinqRequest,
	ids: IDataObject,
	lane: string,
	look: string,
	output: IDataObject = { success: true, ...ids },
): Step {
	const request = { ...asked, write: { again: 'same', look } } as const;
	return orDoneBefore(requestWithoutAnswer(request, ids, lane, output), output, isGone);
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
