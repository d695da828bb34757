const { default: TestRunner } = require('jest-runner');

/** The tests of a file, as jest reports them. Stryker goes on in the same process until a time limit. */
const testsIn = new Map();

/**
 * Runs for one mutation what jest would, but only what can change the verdict: no file in which no
 * test gets to the mutation, and none after the first in which one fails; the quick ones first.
 */
module.exports = class MutationRunner extends TestRunner {
	hasFailed = false;

	constructor(globalConfig, context) {
		super(globalConfig, context);
		this.on('test-file-success', ([{ path }, { numFailingTests, testResults }]) => {
			this.hasFailed ||= numFailingTests > 0;
			if (!testsIn.has(path)) testsIn.set(path, testResults);
		});
	}

	async runTests(files, watcher, options) {
		// The names of the tests that get to the mutation; without a mutation there is none.
		const { testNamePattern } = this._globalConfig;
		if (!testNamePattern) return await super.runTests(files, watcher, options);
		const pattern = new RegExp(testNamePattern, 'i');
		const asked = files
			.map((file) => ({ file, time: timeOf(file.path, pattern) }))
			.filter(({ time }) => time !== undefined)
			.sort((one, other) => one.time - other.time);
		for (const { file } of asked) {
			if (!this.hasFailed) await super.runTests([file], watcher, { ...options, serial: true });
		}
	}
};

/** Milliseconds that a file's tests of these names take, as far as is known; undefined without any. */
function timeOf(path, pattern) {
	const tests = testsIn.get(path);
	if (tests === undefined) return 0;
	const asked = tests.filter(({ fullName }) => pattern.test(fullName));
	if (asked.length === 0) return undefined;
	return asked.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
}
