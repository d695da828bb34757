/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { cpus, totalmem } from 'node:os';
import { version } from '../../package.json';
import { commitOf } from '../commit';
import { runCommand } from '../n8n/command';
import { installN8n, N8N_VERSION } from '../n8n/installation';
import { moreRounds } from './rounds';

/**
 * What a page of figures says about how they came about, in one paragraph.
 *
 * @param rounds how often each was measured
 * @param page the file that the figures are written to, which counts as no change of the package
 */
export async function circumstancesOf(rounds: number, page: string): Promise<string> {
	const processors = cpus();
	const model = processors[0]?.model.trim() ?? 'unknown';
	const memory = Math.round(totalmem() / 1024 ** 3);
	const { hash, isChanged } = await commitOf(page);
	const commit = `commit ${hash}${isChanged ? ' and uncommitted changes' : ''}`;
	const node = (await runCommand((await installN8n()).node, ['--version'])).trim();
	return [
		`Measured on ${new Date().toISOString().slice(0, 10)}`,
		`on a machine with ${processors.length} cores (${model}) and ${memory} GB of memory,`,
		`with n8n-nodes-linq-chat ${version} (${commit}),`,
		`packed and installed in n8n ${N8N_VERSION} on Node.js ${node.replace('v', '')}.`,
		`Every figure is the median of ${rounds}, taken in turns`,
		`(of ${moreRounds(rounds)} for the time and the processor time of 1,000 people);`,
		"a ratio is the median of each round's own ratio.",
		'Times that stand beside others are taken after a run that is not counted, of as many records or of fewer.',
		'The Linq server runs on the same machine, in a process of its own.',
		'Seconds differ from machine to machine, and so do ratios to HTTP Request: it sends all requests at once, so a processor twice as fast makes it twice as fast, while a step that has 25 requests under way waits for answers. `npm run bench` measures anew and writes this page.',
	].join(' ');
}
