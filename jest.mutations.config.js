const base = require('./jest.config');

/** For `npm run test:mutations`: the tests that import the sources themselves, and no other. */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
	maxWorkers: 1,
	setupFilesAfterEnv: [require.resolve('./test/jest/oneByOne.js')],
	// Stryker wraps the environment in its own, and takes no <rootDir> here.
	testEnvironment: require.resolve('./test/jest/environment.js'),
};
