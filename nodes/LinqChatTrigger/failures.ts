import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { inOneLine, LinqError, type ErrorCategory } from '../linq/errors';

/** Linq's advice speaks of records, chats and IDs, of which a trigger has none. */
const hints: Partial<Record<ErrorCategory, string>> = {
	conflict: 'Look at the webhook subscriptions of your Linq account, and try again.',
	not_found: 'Check the base URL in the Linq credential and try again.',
	rate_limited: 'Linq limits how much can be asked at once; try again in a few minutes.',
	server_error:
		"Something is wrong on Linq's side: try again in a few minutes, and give Linq the trace ID if it stays.",
	invalid_input: 'Open the trigger and change what Linq names here, and try again.',
	timeout: 'Linq took too long; try again in a few minutes.',
	unauthorized: 'Put a valid API key into the Linq credential and try again.',
};

/**
 * A failure as n8n shows it. What to do stands in the message too: of a workflow that could not be
 * switched on, n8n shows the message and nothing else.
 */
export function asNodeError(node: INode, error: unknown): Error {
	if (!(error instanceof LinqError)) return error instanceof Error ? error : new Error();
	const { category, status, trace_id } = error.failure;
	const isOurs = category === 'invalid_input' && !status;
	const hint = isOurs ? error.failure.hint : (hints[category] ?? error.failure.hint);
	const message = inOneLine({ message: error.failure.message, hint });
	const description = trace_id ? `Linq's trace ID: ${trace_id}` : undefined;
	if (isOurs) {
		return new NodeOperationError(node, message, { description });
	}
	const shown = new NodeApiError(node, {}, { message, description, httpCode: status?.toString() });
	// n8n replaces messages that name a connection error by its own, which tell less.
	shown.message = message;
	return shown;
}
