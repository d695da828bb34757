import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { announce } from '../n8n/command';
import { measureGroups } from './groups';
import { measureGrowth } from './growth';
import { measureLimits } from './limits';
import { LinqProcess } from './linq';
import { measureLoading } from './loading';
import { processOf } from './measure';
import { Place } from './n8n';
import { measureOwnLimit } from './ownLimit';
import { pageOf, tablesOf, type Figures } from './report';
import { measureSpeed } from './speed';
import { asText } from './table';

const page = path.resolve(__dirname, '../../docs/benchmarks.md');

async function measureAll(rounds: number): Promise<Figures> {
	const place = await Place.prepare();
	const linqs = new LinqProcess();
	try {
		const loading = await measureLoading(place.tarball, rounds);
		const n8n = await place.start();
		let beside: Pick<Figures, 'node' | 'speed' | 'groups' | 'limits' | 'ownLimit'>;
		try {
			const linq = await linqs.open(50);
			const { node } = await processOf(n8n.client, linq);
			const speed = await measureSpeed(n8n, linq, rounds);
			const groups = await measureGroups(n8n, linqs, rounds);
			const limits = await measureLimits(n8n, linqs, rounds);
			const ownLimit = await measureOwnLimit(n8n, linqs, rounds);
			beside = { node, speed, groups, limits, ownLimit };
		} finally {
			await n8n.stop();
		}
		return { rounds, loading, ...beside, growth: await measureGrowth(place, linqs, rounds) };
	} finally {
		linqs.end();
		await place.remove();
	}
}

/**
 * `npm run bench`: this package in a real n8n beside what one would take instead. Prints the
 * figures and writes them to `docs/benchmarks.md`; with `--quick`, of one round, it only prints.
 */
async function bench(): Promise<void> {
	const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
	const figures = await measureAll(values.quick ? 1 : 5);
	for (const table of tablesOf(figures)) process.stdout.write(asText(table));
	if (values.quick) return;
	await writeFile(page, await pageOf(figures, page));
	announce('Written to docs/benchmarks.md');
}

void bench().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
