import type { Redis } from './redis';

/**
 * Puts the job of a worker that died back into the queue, for another worker to run its execution
 * again from the beginning. n8n 1 did so by default; n8n 2 gives the execution up instead.
 */
export async function runAgain({ command }: Redis, execution: string): Promise<void> {
	const active = await command('LRANGE', 'bull:jobs:active', '0', '-1');
	for (const [, job = ''] of active.matchAll(/^\$\d+\r\n(\d+)\r$/gm)) {
		const data = await command('HGET', `bull:jobs:${job}`, 'data');
		if (!data.includes(`"executionId":"${execution}"`)) continue;
		await command('DEL', `bull:jobs:${job}:lock`);
		await command('LREM', 'bull:jobs:active', '1', job);
		await command('RPUSH', 'bull:jobs:wait', job);
		return;
	}
	throw new Error(`Nobody was running execution ${execution}`);
}
