const { closeSync, openSync, readdirSync, readSync } = require('node:fs');
const real = require('./realTime');

let processorTime = process.cpuUsage();
let askedAt = real.now();

/** Where Linux says how each thread is, by its number. */
const files = new Map();

/** Whether another thread of this process has something to do, though it may not get to it. */
function othersWork() {
	if (process.platform !== 'linux') return isBusy();
	const others = readdirSync('/proc/self/task').filter((id) => id !== String(process.pid));
	return others.some((id) => !sleeps(id));
}

/** See proc_pid_stat(5). */
function sleeps(id) {
	const line = Buffer.alloc(64);
	try {
		if (!files.has(id)) files.set(id, openSync(`/proc/self/task/${id}/stat`));
		readSync(files.get(id), line, 0, line.length, 0);
	} catch {
		// It has ended.
		if (files.has(id)) closeSync(files.get(id));
		files.delete(id);
		return true;
	}
	return line[line.lastIndexOf(')') + 2] === 'S'.charCodeAt(0);
}

/** Whether this process has worked for half of the time since it was asked last. */
function isBusy() {
	const { user, system } = process.cpuUsage(processorTime);
	const elapsed = real.now() - askedAt;
	processorTime = process.cpuUsage();
	askedAt = real.now();
	return (user + system) / 1_000 > elapsed / 2;
}

module.exports = { othersWork };
