/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { announce } from '../n8n/command';
import { circumstancesOf } from './circumstances';
import { measureParts, partsNamed, type Parts } from './parts';
import { pageOf, tablesOf } from './report';
import { asText } from './table';

const page = path.resolve(__dirname, '../../docs/benchmarks.md');

/**
 * `npm run bench`: this package in a real n8n beside what one would take instead. Prints the
 * figures and writes them to `docs/benchmarks.md`. With `--quick`, of one round, and with `--only`
 * and names of parts, such as `--only speed,groups`, it only prints.
 */
async function bench(): Promise<void> {
	const { values } = parseArgs({
		options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
	});
	const rounds = values.quick ? 1 : 3;
	// While it measures, someone may go on working on the package.
	const circumstances = await circumstancesOf(rounds, page);
	const figures = await measureParts(partsNamed(values.only), rounds);
	for (const table of tablesOf(figures)) process.stdout.write(asText(table));
	if (values.quick || values.only !== undefined) return;
	await writeFile(page, await pageOf(figures as Parts, circumstances, page));
	announce('Written to docs/benchmarks.md');
}

void bench().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
