/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { runCommand } from '../../n8n/command';

/** The name of the throw-away package; n8n puts it before the names of its nodes. */
export const benchPackage = 'n8n-nodes-linq-chat-bench';

const nodes = ['Records', 'Pictures', 'Meter', 'Arrivals', 'BareLoop'];

/**
 * Builds and packs the throw-away community package with the nodes of this folder.
 *
 * @param folder an existing one, which takes the package and its tarball
 * @returns the absolute path of the .tgz
 */
export async function packBenchNodes(folder: string): Promise<string> {
	const unpacked = path.join(folder, benchPackage);
	await mkdir(unpacked);
	await build({
		entryPoints: nodes.map((name) => path.join(__dirname, `${name}.node.ts`)),
		outdir: unpacked,
		bundle: true,
		external: ['n8n-workflow'],
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		logLevel: 'warning',
	});
	const manifest = {
		name: benchPackage,
		version: '1.0.0',
		keywords: ['n8n-community-node-package'],
		peerDependencies: { 'n8n-workflow': '*' },
		n8n: { n8nNodesApiVersion: 1, nodes: nodes.map((name) => `${name}.node.js`) },
	};
	await writeFile(path.join(unpacked, 'package.json'), JSON.stringify(manifest));
	const pack = ['pack', '--silent', '--pack-destination', folder];
	return path.join(folder, (await runCommand('npm', pack, { cwd: unpacked })).trim());
}
