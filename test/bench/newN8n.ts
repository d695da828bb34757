import type { N8nClient } from '../n8n/client';
import type { LinqServer } from './linq';
import { processOf, type ProcessOfN8n } from './measure';
import { currentMemory } from './memory';
import type { Place } from './n8n';

/** An n8n that has just started. */
export interface NewN8n {
	client: N8nClient;
	process: ProcessOfN8n;
	/** What it held when it had started, in MB. */
	atStart: number;
}

/** Runs something in an n8n that is started for it and ended after it. */
export async function inNewN8n<Result>(
	place: Place,
	linq: LinqServer,
	run: (n8n: NewN8n) => Promise<Result>,
): Promise<Result> {
	const { client, stop } = await place.start();
	try {
		const process = await processOf(client, linq);
		return await run({ client, process, atStart: await currentMemory(process.pid) });
	} finally {
		await stop();
	}
}
