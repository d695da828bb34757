/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { chromium, type Browser } from 'playwright-core';
import { onPath } from './command';
import { canInstallDebianPackages, installDebianPackages } from './debian';

function findChromium(): string | undefined {
	return (
		process.env.CHROMIUM_PATH ||
		onPath('chromium') ||
		onPath('chromium-browser') ||
		onPath('google-chrome')
	);
}

/**
 * The path of a Chromium or Chrome: `CHROMIUM_PATH`, else what is on PATH, else Debian's package,
 * which is installed where that is possible.
 * @throws Error when there is none and none can be installed.
 */
export async function installChromium(): Promise<string> {
	if (!findChromium() && canInstallDebianPackages()) await installDebianPackages('chromium');
	const found = findChromium();
	if (!found) throw new Error('Install Chromium or Chrome, or set CHROMIUM_PATH to one.');
	return found;
}

/** Starts a headless Chromium with an empty profile that calls nobody by itself. */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: await installChromium(),
		chromiumSandbox: false,
		args: [
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
