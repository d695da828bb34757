// Run by n8n's own Node with --expose-gc and the folder of an unpacked package: says as JSON what
// requiring its nodes and credentials takes once n8n-workflow is loaded.
const { createRequire } = require('node:module');
const path = require('node:path');

const folder = process.argv[2];
const requireThere = createRequire(path.join(folder, 'package.json'));
requireThere('n8n-workflow');
const { n8n } = requireThere('./package.json');
const files = [...n8n.credentials, ...n8n.nodes].map((file) => path.join(folder, file));

function memory() {
	globalThis.gc();
	const { heapUsed, external, rss } = process.memoryUsage();
	return { kept: heapUsed + external, resident: rss };
}

const before = memory();
const start = performance.now();
for (const file of files) requireThere(file);
const time = performance.now() - start;
const after = memory();

const megabytes = (figure) => (after[figure] - before[figure]) / 1024 / 1024;
const figures = { time, kept: megabytes('kept'), resident: megabytes('resident') };
process.stdout.write(JSON.stringify(figures));
