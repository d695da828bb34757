const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { TestEnvironment } = require('jest-environment-node');
const { clock } = require('./clock');
const { takeTheirTime } = require('./regularExpressions');
require('./compileOnce');
require('./noDelay');

// n8n-core makes itself a settings folder when it loads, by default in the home folder.
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-engine-'));
process.env.N8N_ENCRYPTION_KEY ??= 'for tests only';
process.env.N8N_HMAC_SIGNATURE_SECRET ??= 'for tests only';

/**
 * Node's environment, in which n8n's engine and fast-check are loaded once for all test files of a
 * process: jest would load them anew for each, which takes seconds of work.
 *
 * With the option `clock: 'own'` time is that of ./clock.js, for the tests as for n8n.
 */
module.exports = class Environment extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.hasOwnClock = config.projectConfig.testEnvironmentOptions.clock === 'own';
	}

	async setup() {
		await super.setup();
		// As in n8n: jest has each of a hundred thousand errors and expectations note 100 places.
		for (const { Error } of [globalThis, this.global]) Error.stackTraceLimit = 10;
		this.global.requireOnce = (name) => {
			require('reflect-metadata');
			if (name.startsWith('n8n-')) takeTheirTime(require('n8n-workflow'));
			return require(name);
		};
		this.global.forgetModules = forgetModules;
		this.global.setDate = (milliseconds) => clock.setDate(milliseconds);
		this.global.inRealTime = (work) => this.inRealTime(work);
	}

	handleTestEvent({ name }) {
		if (!this.hasOwnClock) return;
		if (name === 'setup') {
			// By now jest has taken what it measures the tests with.
			clock.begin();
			this.takeTime();
		}
		if (name === 'test_done') clock.resetDate();
		if (name === 'teardown') this.giveTimeBack();
	}

	takeTime() {
		const takenBack = [clock.install(globalThis), clock.install(this.global, this)];
		this.giveTimeBack = () => {
			for (const giveBack of takenBack) giveBack();
			this.giveTimeBack = undefined;
		};
	}

	/** @param work not a promise */
	inRealTime(work) {
		if (!this.giveTimeBack) return work();
		this.giveTimeBack();
		try {
			return work();
		} finally {
			this.takeTime();
		}
	}

	async teardown() {
		this.giveTimeBack?.();
		clock.drop(this);
		// What a mutation left waiting in n8n, which is loaded outside, would hold up the next one's time.
		if (process.env.SUITE === 'mutations') clock.drop(undefined);
		await super.teardown();
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
