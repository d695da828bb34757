/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { existsSync } from 'node:fs';
import { announce, runCommand } from './command';

/** Whether packages can be installed with apt-get: root, on Debian or a system made from it. */
export function canInstallDebianPackages(): boolean {
	return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Installs Debian packages, without the ones they merely recommend. */
export async function installDebianPackages(...packages: string[]): Promise<void> {
	announce(`Installing ${packages.join(', ')} with apt-get …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await runCommand('apt-get', ['update'], { env });
	await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}
