import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

const certificate = new URL('node_modules/.cache/n8n-nodes-linq-chat/certificate/', root);

/** The emulator's certificate; absolute. */
const certificateFile = fileURLToPath(new URL('certificate.pem', certificate));

/**
 * The file for `NODE_EXTRA_CA_CERTS`; absolute. It has the emulator's certificate and those that the
 * caller trusts besides Node's: without these, nothing could be installed behind a company's proxy,
 * and Node reads one file only.
 */
export function trustedFile() {
	const { NODE_EXTRA_CA_CERTS: given } = process.env;
	let trusted;
	try {
		trusted = [certificateFile, given].map((file) => readFileSync(file, 'utf8')).join('\n');
	} catch {
		// None is named, or one that Node couldn't read either.
		return certificateFile;
	}
	// By its content, so that no two runs take each other's.
	const name = `trusted-${createHash('sha256').update(trusted).digest('hex').slice(0, 16)}.pem`;
	const file = fileURLToPath(new URL(name, certificate));
	const part = `${file}.${process.pid}`;
	writeFileSync(part, trusted);
	renameSync(part, file);
	return file;
}

/**
 * Installs what package-lock.json asks for, and makes the certificate of the emulator's storage,
 * unless they are there already. Not `npm ci`: that refuses a lock file written where a registry
 * lacks an optional package for some other platform. The certificate can't wait for the emulator:
 * Node looks at NODE_EXTRA_CA_CERTS only when a process starts.
 */
export function installDependencies() {
	const installed = packagesOf('node_modules/.package-lock.json');
	const isMissing = Object.entries(packagesOf('package-lock.json')).some(
		([folder, { version, optional }]) =>
			folder !== '' && !optional && installed[folder]?.version !== version,
	);
	if (isMissing) run('npm', 'install', '--no-save', '--no-audit', '--no-fund');
	if (!existsSync(certificate)) {
		run(process.execPath, '--import', 'tsx', 'test/emulator/certificate.ts');
	}
}

function packagesOf(lockFile) {
	try {
		return JSON.parse(readFileSync(new URL(lockFile, root), 'utf8')).packages;
	} catch {
		return {};
	}
}

/** Ends this process when the command fails. */
function run(command, ...parameters) {
	const { status } = spawnSync(command, parameters, { cwd: fileURLToPath(root), stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}
