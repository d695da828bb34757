// Loaded into n8n before its own code: to each message from the process that started it, it answers
// how many bytes the main thread's objects and buffers take once all garbage is gone.
const { setImmediate } = require('node:timers/promises');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
	const held = async () => {
		setFlagsFromString('--expose-gc');
		const collectGarbage = runInNewContext('gc');
		let least = Infinity;
		// One collection lets go of what only the next one finds: buffers, what finalizers held.
		for (let collections = 0; collections < 5; collections++) {
			collectGarbage();
			await setImmediate();
			const { heapUsed, external } = process.memoryUsage();
			least = Math.min(least, heapUsed + external);
		}
		return least;
	};
	process.on('message', async () => process.send(await held()));
	process.channel.unref();
}
