import * as n8nWorkflow from 'n8n-workflow';

type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/**
 * Waits, and rejects at once when the signal is aborted.
 *
 * Before n8n 2.34, n8n-workflow's `sleep` heeds no signal and another function beside it does;
 * that one is gone since. Once 2.34 is the oldest n8n to support, `sleep` alone is enough.
 */
export const sleep: Sleep =
	(n8nWorkflow as { sleepWithAbort?: Sleep }).sleepWithAbort ?? n8nWorkflow.sleep;
