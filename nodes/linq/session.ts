import type { LinqClient } from './client';
import { Capabilities } from './capabilities';
import { Confirmations } from './confirmations';
import { ChatReadings } from './readings';
import { Replacements } from './replacements';
import type { FileTransport } from './transport';

/** What all items of one execution share. */
export interface Session {
	client: LinqClient;
	readings: ChatReadings;
	confirmations: Confirmations;
	capabilities: Capabilities;
	replacements: Replacements;
	/** Moves files to and from the addresses that Linq names. */
	files: FileTransport;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
}

export function openSession(
	client: LinqClient,
	files: FileTransport,
	signal?: AbortSignal,
): Session {
	const readings = new ChatReadings(client);
	return {
		client,
		readings,
		confirmations: new Confirmations(client, signal),
		capabilities: new Capabilities(client, signal),
		replacements: new Replacements(client, readings, signal),
		files,
		signal,
	};
}
