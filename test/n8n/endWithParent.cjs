// Loaded into n8n before its own code: standard input is a pipe from the process that started it,
// and closes however that process ends. n8n can't shut down in order then, because writing to its
// log fails, so it is killed together with its task runner, which is in the same process group.
const { rmSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
	const { FOLDER_TO_REMOVE } = process.env;
	delete process.env.FOLDER_TO_REMOVE;
	const end = () => {
		try {
			if (FOLDER_TO_REMOVE) rmSync(FOLDER_TO_REMOVE, { recursive: true, force: true });
		} finally {
			process.kill(-process.pid, 'SIGKILL');
		}
	};
	process.stdin.once('end', end).once('error', end).resume();
}
