import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { leadsSomewhere } from '../items/connections';
import { describeFailure, summarizeFailures, type Reason } from '../items/summary';
import type { LinqError } from '../linq/errors';
import type { WhenNothingWorks } from './parameters/whenNothingWorks';

const errorOutput = 1;

const nobodyHears =
	'Nothing is connected to Error, so nobody would hear of it: connect it to a step that takes care of what failed.';

/**
 * Ends the execution as failed where nothing worked and nobody would hear of it. A failed item in an
 * execution that n8n calls succeeded, since Error leads nowhere, tells no error workflow.
 *
 * @param total how many items came in
 * @param errors what failed
 * @param read the step's choice, which is asked for only where everything failed
 * @throws NodeOperationError with how many failed, the most frequent reasons, and what to do
 */
export function failWhereNobodyHears(
	context: IExecuteFunctions,
	total: number,
	errors: LinqError[],
	read: () => WhenNothingWorks,
): void {
	if (errors.length === 0 || errors.length < total) return;
	const whenNothingWorks = read();
	if (whenNothingWorks === 'errorOutput') return;
	// With any other setting than Stop Workflow, n8n would put the failed items on Success.
	if (context.continueOnFail()) return;
	if (isSentAgain(context, errors)) return;
	const isAsked = whenNothingWorks === 'fail';
	if (!isAsked && (isRunByHand(context) || leadsSomewhere(context, errorOutput) !== false)) return;
	const { message, description } = describeFailure(reasonsOf(errors), isAsked ? '' : nobodyHears);
	throw new NodeOperationError(context.getNode(), message, { description, level: 'warning' });
}

/** Shows in the node's panel what failed, and what is connected in a way that keeps it unheard. */
export function noteFailures(context: IExecuteFunctions, total: number, errors: LinqError[]): void {
	const note = (message: string) => {
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	};
	const summary = summarizeFailures(total, reasonsOf(errors));
	if (summary) note(summary);
	if (summary && isRunByHand(context) && leadsSomewhere(context, errorOutput) === false) {
		note(nobodyHears);
	}
	if (context.getNode().onError === 'continueErrorOutput') {
		note(
			'There are two outputs called Error: failed items come out on the first. The second is n8n\'s own, for On Error → "Continue (using error output)"; choose Stop Workflow there to be without it.',
		);
	}
}

/** With Retry On Fail, n8n would have done again what may be done and isn't safe to ask for twice. */
function isSentAgain(context: IExecuteFunctions, errors: LinqError[]): boolean {
	const isUnsafe = ({ failure: { isPerhapsDone, retryable } }: LinqError) =>
		isPerhapsDone === true && retryable !== true;
	return context.getNode().retryOnFail === true && errors.some(isUnsafe);
}

/** By somebody who sees in the editor what comes out. */
function isRunByHand(context: IExecuteFunctions): boolean {
	return ['manual', 'evaluation'].includes(context.getMode());
}

function reasonsOf(errors: LinqError[]): Reason[] {
	return errors.map(({ failure: { message, hint } }) => ({ message, advice: hint }));
}
