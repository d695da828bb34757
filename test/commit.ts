/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import path from 'node:path';
import { runCommand } from './n8n/command';

/**
 * The commit that is checked out, by its whole hash, and whether anything was changed since.
 *
 * @param page the file that figures are written to, which counts as no change of the package
 */
export async function commitOf(page: string): Promise<{ hash: string; isChanged: boolean }> {
	const cwd = path.dirname(page);
	const git = async (...parameters: string[]) =>
		(await runCommand('git', parameters, { cwd })).trim();
	const hash = await git('rev-parse', 'HEAD');
	const changes = await git(
		'status',
		'--porcelain',
		'--',
		':/',
		`:(exclude)${path.basename(page)}`,
	);
	return { hash, isChanged: changes !== '' };
}
