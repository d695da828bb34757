/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { commitOf } from '../commit';
import { announce } from '../n8n/command';
import { countsOf, leastShare, pageOf, shareOf, type Report } from './page';
import { reportOf, rooms, root } from './rooms';

const page = path.join(root, 'docs/mutations.md');

/**
 * `npm run test:mutations`: changes the sources one spot at a time and sees whether the unit tests of
 * their room notice. With names of rooms, such as `linq/people`, it tries only those. After each room
 * docs/mutations.md is written anew from what is known of all of them, since a whole run takes hours.
 */
async function main(asked: string[]): Promise<void> {
	const unknown = asked.find((room) => !rooms.includes(room));
	if (unknown) throw new Error(`There is no room ${unknown}; there are ${rooms.join(', ')}`);
	const commit = await commitOf(page);
	for (const room of asked.length > 0 ? asked : rooms) {
		announce(`Mutations of ${room} …`);
		await tryIn(room);
		await writePage(commit);
	}
}

async function writePage(commit: string): Promise<void> {
	const tried = rooms.filter((room) => existsSync(reportOf(room)));
	const reports = tried.map((room) => JSON.parse(readFileSync(reportOf(room), 'utf8')) as Report);
	const counts = countsOf(reports);
	const missing = rooms.filter((room) => !tried.includes(room));
	const written = pageOf(counts, { commit, missing }, readFileSync(page, 'utf8'));
	writeFileSync(page, await format(written, { ...(await resolveConfig(page)), filepath: page }));
	if (shareOf(counts) < leastShare) throw new Error(`Less than ${leastShare} % were noticed`);
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
