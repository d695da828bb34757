// Runs a program as long as the process lives that started this one: standard input is a pipe from
// it, and closes however it ends. Started as `node runWithParent.cjs <JSON>`, with the shape of
// `WithParent` in background.ts.
const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');

const { program, args, user, stopSignal, folder } = JSON.parse(process.argv[2]);
const child = spawn(program, args, {
	...user,
	cwd: folder,
	stdio: ['ignore', 'inherit', 'inherit'],
});
const stop = () => child.kill(stopSignal);

process.once('SIGTERM', stop).once('SIGINT', () => {});
process.stdin.once('end', stop).once('error', stop).resume();
// Nobody may be left to read what the program writes.
process.stdout.on('error', () => {});
child.once('error', ({ message }) => {
	process.stderr.write(`${message}\n`);
	process.exitCode = 1;
});
child.once('close', (status) => {
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	process.exit(status ?? 1);
});
