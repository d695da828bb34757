/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync, statSync } from 'node:fs';
import { driftOf, driftReport, isThereDrift } from './drift';
import { readOpenApi } from './openApi';

/**
 * `npm run api:drift -- <file or folder>`: what an OpenAPI file, or an official client in its folder,
 * has and the package doesn't. Ends with 1 where there is something, and with 2 where it can't tell.
 */
async function findDrift(source: string | undefined): Promise<void> {
	if (source === undefined) {
		throw new Error('Name an OpenAPI file, or the folder of an official client of Linq');
	}
	// What reads a client takes a while to load.
	const linq = statSync(source).isDirectory()
		? (await import('./officialClient')).readOfficialClient(source)
		: readOpenApi(readFileSync(source, 'utf8'));
	const drift = driftOf(linq);
	process.stdout.write(driftReport(linq, drift));
	process.exitCode = isThereDrift(drift) ? 1 : 0;
}

findDrift(process.argv[2]).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
});
