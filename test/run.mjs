// node test/run.mjs [--built] <program> [its parameters]: what every npm script does. It installs what
// is missing, builds where the program works on what is in dist/, and runs a program of the project's
// own, which trusts the certificate of the emulator's storage. It runs before anything is installed,
// so it may use nothing but Node itself.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installDependencies, trustedFile } from './dependencies.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Resolves with the program's exit code. */
async function run(program, parameters) {
	// Node's own options go on to the program, and from jest to the processes that it starts.
	const given = [...process.execArgv, `${root}node_modules/.bin/${program}`, ...parameters];
	const child = spawn(process.execPath, given, {
		stdio: 'inherit',
		env: { ...process.env, NODE_EXTRA_CA_CERTS: trustedFile() },
	});
	// Ctrl+C reaches the program by itself; it ends in its own time, and this process with it.
	const wait = () => {};
	const end = () => child.kill('SIGTERM');
	process.on('SIGINT', wait).on('SIGTERM', end);
	try {
		return await new Promise((resolve, reject) => {
			child.on('error', reject).on('exit', (code) => resolve(code ?? 1));
		});
	} finally {
		process.off('SIGINT', wait).off('SIGTERM', end);
	}
}

const [first, ...others] = process.argv.slice(2);
const isBuilt = first === '--built';
const [program, ...parameters] = isBuilt ? others : [first, ...others];

installDependencies();
const built = isBuilt ? await run('gulp', ['build']) : 0;
process.exitCode = built === 0 ? await run(program, parameters) : built;
