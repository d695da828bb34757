import type { LinqClient } from './client';
import { Capabilities } from './capabilities';
import { Confirmations } from './confirmations';
import { ChatReadings } from './readings';

/** What all items of one execution share. */
export interface Session {
	client: LinqClient;
	readings: ChatReadings;
	confirmations: Confirmations;
	capabilities: Capabilities;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
}

export function openSession(client: LinqClient, signal?: AbortSignal): Session {
	return {
		client,
		readings: new ChatReadings(client),
		confirmations: new Confirmations(client, signal),
		capabilities: new Capabilities(client, signal),
		signal,
	};
}
