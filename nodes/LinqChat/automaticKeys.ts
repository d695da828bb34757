import { createHash, randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Idempotency keys for the items of one run of a node. They are the same when n8n runs the node
 * again for the same items: with Retry On Fail, or when a worker died and another one takes the
 * execution over. A run started anew by hand gets new ones, and so does every turn of a loop.
 *
 * @param isTool an agent may well send the same thing twice in one execution, and mean it
 * @returns the key of the item at an index, 40 characters
 */
export function automaticKeys(
	context: IExecuteFunctions,
	isTool: boolean,
): (index: number) => string {
	const run = (isTool ? undefined : runOf(context)) ?? randomUUID();
	return (index) => createHash('sha256').update(`${run} ${index}`).digest('hex').slice(0, 40);
}

/** Undefined where n8n gives the execution no number. */
function runOf(context: IExecuteFunctions): string | undefined {
	const execution = context.getExecutionId();
	if (!execution) return undefined;
	const { id: workflow } = context.getWorkflow();
	const { $runIndex: turn } = context.getWorkflowDataProxy(0);
	// Generated workflows may give several steps the same ID; their names are distinct.
	const { id, name } = context.getNode();
	return [context.getInstanceId(), workflow, execution, id, name, turn].join(' ');
}
