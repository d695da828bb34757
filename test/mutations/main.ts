/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { commitOf } from '../commit';
import { announce } from '../n8n/command';
import { countsOf, leastShare, pageOf, readCounts, shareOf, type Report } from './page';
import { reportOf, rooms, root } from './rooms';

const page = path.join(root, 'docs/mutations.md');

/**
 * `npm run test:mutations`: changes the sources one spot at a time and sees whether the unit tests of
 * their room notice. With names of rooms, such as `linq/people`, it tries only those. After each room
 * its rows in docs/mutations.md are written anew, since a whole run takes hours.
 */
async function main(asked: string[]): Promise<void> {
	const unknown = asked.find((room) => !rooms.includes(room));
	if (unknown) throw new Error(`There is no room ${unknown}; there are ${rooms.join(', ')}`);
	const commit = await shortCommit();
	for (const room of asked.length > 0 ? asked : rooms) {
		announce(`Mutations of ${room} …`);
		await tryIn(room);
		await writePage(room, commit);
	}
}

/** As rows name it; a plus stands for changes that are not committed. */
async function shortCommit(): Promise<string> {
	const { hash, isChanged } = await commitOf(page);
	return `${hash.slice(0, 7)}${isChanged ? '+' : ''}`;
}

async function writePage(room: string, commit: string): Promise<void> {
	const report = JSON.parse(readFileSync(reportOf(room), 'utf8')) as Report;
	const before = readFileSync(page, 'utf8');
	const others = readCounts(before).filter(({ module }) => isOfOthers(module, room));
	const counts = [...others, ...countsOf(report, commit)];
	const missing = rooms.filter((one) => !counts.some(({ module }) => path.dirname(module) === one));
	const written = pageOf(counts, missing, before);
	writeFileSync(page, await format(written, { ...(await resolveConfig(page)), filepath: page }));
	if (shareOf(counts) < leastShare) throw new Error(`Less than ${leastShare} % were noticed`);
}

/** It is of another room, and was not moved or removed since. */
function isOfOthers(module: string, room: string): boolean {
	return path.dirname(module) !== room && existsSync(path.join(root, `nodes/${module}.ts`));
}

async function tryIn(room: string): Promise<void> {
	const stryker = path.join(root, 'node_modules/.bin/stryker');
	const environment = { ...process.env, SUITE: 'mutations', ROOM: room };
	const child = spawn(stryker, ['run'], { cwd: root, env: environment, stdio: 'inherit' });
	const status = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject).once('close', resolve);
	});
	if (status !== 0) throw new Error(`Stryker ended with ${status} in ${room}`);
}

void main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
