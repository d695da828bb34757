import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { inOneLine, type LinqError } from '../linq/errors';
import { isReviewTool } from './parameters/stepExecution';

/**
 * n8n runs an agent's tool either directly, where `isToolExecution` tells, or as a node of its own
 * whose type ends in `Tool`, as does that of a review. Either way the agent sees output 0 only, or the
 * message of an error.
 */
export function isToolOfAgent(context: IExecuteFunctions): boolean {
	// n8n has `isToolExecution` since 2.3; before that, nothing but the type tells.
	const onAnyN8n: Partial<IExecuteFunctions> = context;
	const { type } = context.getNode();
	const isCalled = type.endsWith('Tool') && !isReviewTool(type);
	return onAnyN8n.isToolExecution?.() === true || isCalled;
}

/** What the model is told of a failure, as the result of its call. */
export function toolError(context: IExecuteFunctions, { failure }: LinqError): NodeOperationError {
	const message = inOneLine(failure);
	const error = new NodeOperationError(context.getNode(), message, { level: 'warning' });
	// n8n replaces messages that name a connection error by advice of its own, such as to retry at once.
	error.message = message;
	return error;
}

/** An agent's model would get an empty text for a list without entries, and make what it will of it. */
export function nothingFound(): INodeExecutionData {
	return { json: { message: 'Nothing was found' }, pairedItem: { item: 0 } };
}
