/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../n8n/command';
import { installN8n } from '../n8n/installation';
import { median } from './rounds';

/** What loading the built package takes beyond n8n-workflow, which n8n has loaded already. */
export interface LoadingFigures {
	/** Milliseconds. */
	time: number;
	/** What it keeps on the heap and beside it after a garbage collection, in MB. */
	kept: number;
	/** By how much the whole process grew (resident set), in MB. */
	resident: number;
}

/** Loads the packed package in new processes of n8n's own Node, once more than there are rounds. */
export async function measureLoading(tarball: string, rounds: number): Promise<LoadingFigures> {
	const { node, folder } = await installN8n();
	const unpacked = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-loading-'));
	try {
		const home = path.join(unpacked, 'package');
		await mkdir(home);
		await runCommand('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
		const env = { ...process.env, NODE_PATH: path.join(folder, 'node_modules') };
		const script = path.join(__dirname, 'loadPackage.cjs');
		const load = async () => {
			const output = await runCommand(node, ['--expose-gc', script, home], { env });
			return JSON.parse(output) as LoadingFigures;
		};
		// The first one finds the files on the disk, the others find them in memory.
		await load();
		const loadings: LoadingFigures[] = [];
		for (let round = 0; round < rounds; round++) loadings.push(await load());
		const of = (figure: keyof LoadingFigures) => median(loadings.map((each) => each[figure]));
		return { time: of('time'), kept: of('kept'), resident: of('resident') };
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}
