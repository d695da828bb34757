import { WAIT_INDEFINITELY, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { storeOpenQuestion } from '../steps/openQuestion';
import type { Wait } from '../steps/step';
import { timedOut, unansweredOutputs } from './outcomes';

/**
 * Has the execution wait. When its time is over, n8n goes on with what stands in the step's input
 * then, and none of this node's code runs: so the input becomes what comes out where nobody answered.
 *
 * @param item what was asked about
 * @param others items on Error that could not be asked beside it
 * @returns what the step shows while it waits: its input
 */
export async function beginWaiting(
	context: IExecuteFunctions,
	{ open, until }: Wait,
	item: INodeExecutionData,
	others: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	const input = context.getInputData();
	const asked = { item, others };
	context.getExecuteData().data.main = unansweredOutputs(open, 'timed_out', timedOut(), asked);
	storeOpenQuestion(context, open);
	await context.putExecutionToWait(until === undefined ? WAIT_INDEFINITELY : new Date(until));
	return [input];
}
