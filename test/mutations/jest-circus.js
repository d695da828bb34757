const { default: circus } = require('jest-circus/runner');

/**
 * Runs the tests of a file as jest does, but none after the first that fails: for one mutation that
 * is enough to know. Stryker goes by the file's name when it asks how tests are run.
 */
module.exports = async (globalConfig, config, environment, ...rest) => {
	if (globalConfig.testNamePattern) skipAfterFailure(environment);
	return await circus(globalConfig, config, environment, ...rest);
};

function skipAfterFailure(environment) {
	const handle = environment.handleTestEvent.bind(environment);
	let hasFailed = false;
	environment.handleTestEvent = async (event, state) => {
		if (event.name === 'test_done') hasFailed ||= event.test.errors.length > 0;
		if (event.name === 'test_start' && hasFailed) event.test.mode = 'skip';
		await handle(event, state);
	};
}
