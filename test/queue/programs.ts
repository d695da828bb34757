/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { existsSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { onPath } from '../n8n/command';
import { canInstallDebianPackages, installDebianPackages } from '../n8n/debian';

/** Where Debian keeps PostgreSQL's programs: one folder for each version, none of them on PATH. */
const debianPostgres = '/usr/lib/postgresql';

/** The folder with PostgreSQL's programs; of several the newest version's. */
async function findPostgres(): Promise<string | undefined> {
	const initdb = onPath('initdb');
	// The others may be where the link leads only.
	if (initdb) return path.dirname(await realpath(initdb));
	const versions = await readdir(debianPostgres).catch(() => []);
	return versions
		.sort((one, other) => Number(other) - Number(one))
		.map((version) => path.join(debianPostgres, version, 'bin'))
		.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/** What `find` finds, after installing a Debian package where it finds nothing. */
async function findOrInstall(
	find: () => Promise<string | undefined> | string | undefined,
	debianPackage: string,
): Promise<string> {
	const found = await find();
	if (found) return found;
	if (canInstallDebianPackages()) await installDebianPackages(debianPackage);
	const installed = await find();
	if (!installed) throw new Error(`Install ${debianPackage}, which n8n's queue mode needs.`);
	return installed;
}

/**
 * The path of `redis-server`: what is on PATH, else Debian's package, which is installed where that
 * is possible.
 * @throws Error when there is none and none can be installed
 */
export async function installRedis(): Promise<string> {
	return await findOrInstall(() => onPath('redis-server'), 'redis-server');
}

/**
 * The folder with `initdb` and `postgres`, found or installed as Redis is.
 * @throws Error when there is none and none can be installed
 */
export async function installPostgres(): Promise<string> {
	return await findOrInstall(findPostgres, 'postgresql');
}
