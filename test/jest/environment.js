const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { TestEnvironment } = require('jest-environment-node');
require('./compileOnce');

// n8n-core makes itself a settings folder when it loads, by default in the home folder.
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-engine-'));
process.env.N8N_ENCRYPTION_KEY ??= 'for tests only';
process.env.N8N_HMAC_SIGNATURE_SECRET ??= 'for tests only';

/**
 * Node's environment, in which n8n's engine and fast-check are loaded once for all test files of a
 * process: jest would load them anew for each, which takes seconds of work.
 */
module.exports = class Environment extends TestEnvironment {
	async setup() {
		await super.setup();
		// As in n8n: jest has each of a hundred thousand errors and expectations note 100 places.
		for (const { Error } of [globalThis, this.global]) Error.stackTraceLimit = 10;
		this.global.requireOnce = (name) => {
			require('reflect-metadata');
			return require(name);
		};
		this.global.forgetModules = forgetModules;
		// n8n and its nodes don't see what a test does with its own.
		this.global.engineDate = Date;
	}
};

/** Unloads what n8n has loaded from a folder. */
function forgetModules(folder) {
	for (const file of Object.keys(require.cache)) {
		if (!file.startsWith(folder + path.sep)) continue;
		const { parent } = require.cache[file];
		delete require.cache[file];
		if (parent) parent.children = parent.children.filter(({ filename }) => filename !== file);
	}
}
