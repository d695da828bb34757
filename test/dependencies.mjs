// Installs what package-lock.json asks for, unless it is there already. It runs before anything is
// installed, so it may use nothing but Node itself. Not `npm ci`: that refuses a lock file written
// where a registry lacks an optional package for some other platform.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

function packagesOf(lockFile) {
	try {
		return JSON.parse(readFileSync(new URL(lockFile, root), 'utf8')).packages;
	} catch {
		return {};
	}
}

const installed = packagesOf('node_modules/.package-lock.json');
const missing = Object.entries(packagesOf('package-lock.json')).some(
	([folder, { version, optional }]) =>
		folder !== '' && !optional && installed[folder]?.version !== version,
);

if (missing) {
	const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
		cwd: fileURLToPath(root),
		stdio: 'inherit',
	});
	process.exitCode = status ?? 1;
}
