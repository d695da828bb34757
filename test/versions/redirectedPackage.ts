/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../n8n/command';

/** Where Linq is when nothing else is said, for this package and for `n8n-nodes-linq`. */
const linqAddress = 'https://api.linqapp.com/api/partner';

/** A package to install, and the folder it was packed from. */
export interface RedirectedPackage {
	tarball: string;
	folder: string;
}

/**
 * Packs a package anew with Linq's address in its code replaced, since nothing that a test does may
 * leave this machine and not every address can be set.
 *
 * @param unpacked the folder with its package.json
 * @param destination an existing folder to work in
 */
export async function packRedirected(
	unpacked: string,
	address: string,
	destination: string,
): Promise<RedirectedPackage> {
	const folder = path.join(destination, path.basename(unpacked));
	const dist = path.join(folder, 'dist');
	await mkdir(folder);
	await cp(path.join(unpacked, 'package.json'), path.join(folder, 'package.json'));
	await cp(path.join(unpacked, 'dist'), dist, { recursive: true });
	for (const name of await readdir(dist, { recursive: true })) {
		if (!name.endsWith('.js')) continue;
		const code = await readFile(path.join(dist, name), 'utf8');
		await writeFile(path.join(dist, name), code.replaceAll(linqAddress, address));
	}
	const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', destination];
	const packed = await runCommand('npm', args, { cwd: folder });
	return { folder, tarball: path.join(destination, packed.trim()) };
}
