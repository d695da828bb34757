import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryOf } from '../../items/outputs';
import { LinqError } from '../../linq/errors';
import type { Answer } from '../../linq/messages/answers';
import { wordsIn } from '../../linq/messages/words';
import type { OpenQuestion } from '../steps/openQuestion';

/** More words than these say more than yes or no: an agent is told them. */
const mostWordsOfYesOrNo = 2;

/** What comes out for an answer, besides the input's fields. */
export function answered({ output, isReview }: OpenQuestion, answer: Answer): IDataObject {
	const { approved, text = '' } = answer;
	const saysMore = approved !== true && wordsIn(text).length > mostWordsOfYesOrNo;
	// n8n's agent looks for the words of a reviewer under this name.
	const feedback = isReview && saysMore ? { chatInput: text } : {};
	return { ...output, data: { ...answer, ...feedback, status: 'answered' } };
}

/** What comes out where no answer came, or none can come any more. */
export function unanswered(
	{ output, isReview }: OpenQuestion,
	status: 'timed_out' | 'ended',
	failure: LinqError,
): IDataObject {
	const feedback = isReview ? { chatInput: failure.message } : {};
	return { ...output, data: { status, ...feedback } };
}

export function timedOut(): LinqError {
	return new LinqError({
		message: 'Nobody answered in time',
		hint: 'Write to them another way, or ask again and wait for longer: see the option Limit Wait Time.',
		category: 'timeout',
	});
}

/**
 * What comes out where nobody answered, by output.
 *
 * @param item what was asked about
 * @param others items on Error that could not be asked beside it
 */
export function unansweredOutputs(
	open: OpenQuestion,
	status: 'timed_out' | 'ended',
	failure: LinqError,
	{ item, others }: { item: INodeExecutionData | undefined; others: INodeExecutionData[] },
): INodeExecutionData[][] {
	const json = unanswered(open, status, failure);
	return open.isOnError
		? [[], [errorItem(open, json, failure, item), ...others]]
		: [[successItem(open, json, item)], []];
}

/** The item with the outcome on it, as it stands on Success. */
export function successItem(
	open: OpenQuestion,
	json: IDataObject,
	item: INodeExecutionData | undefined,
): INodeExecutionData {
	const pairedItem = { item: 0 };
	if (item === undefined || !open.includeInputFields) return { json, pairedItem };
	const fields = { ...item.json };
	delete fields.error;
	return { json: { ...fields, ...json }, ...binaryOf(item.binary), pairedItem };
}

/** The same as it stands on Error: with the input's fields, and why. */
function errorItem(
	open: OpenQuestion,
	json: IDataObject,
	failure: LinqError,
	item: INodeExecutionData | undefined,
): INodeExecutionData {
	const error = { ...failure.report(), ...open.askedFor };
	return {
		json: { ...item?.json, ...json, error },
		...binaryOf(item?.binary),
		pairedItem: { item: 0 },
	};
}
