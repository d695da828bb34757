/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './command';

const project = path.resolve(__dirname, '../..');

/**
 * Packs this project as it would be published. `dist` must have been built.
 * @param destination an existing folder for the tarball; a new temporary one when left out
 * @returns the absolute path of the .tgz
 */
export async function packTarball(destination?: string): Promise<string> {
	if (!existsSync(path.join(project, 'dist'))) {
		throw new Error('There is no dist folder: run `npm run build` first.');
	}
	const folder = destination ?? (await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-')));
	const packed = await runCommand('npm', ['pack', '--silent', '--pack-destination', folder], {
		cwd: project,
	});
	return path.join(folder, packed.trim());
}

/**
 * Installs a packed community package where n8n looks for them, `<user folder>/.n8n/nodes`.
 * n8n loads it when it starts.
 */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	// Without it npm would look for a package.json further up and install there.
	const manifest = path.join(nodes, 'package.json');
	if (!existsSync(manifest)) await writeFile(manifest, '{ "private": true }\n');
	await runCommand(
		'npm',
		[
			'install',
			path.resolve(tarball),
			'--legacy-peer-deps',
			'--omit=peer',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
		],
		{ cwd: nodes },
	);
}
