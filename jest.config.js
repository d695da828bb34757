/** Everything `npm test` runs. The end-to-end suite has a configuration of its own. */
module.exports = {
	testMatch: ['<rootDir>/test/{unit,engine,contract}/**/*.test.ts'],
	transform: {
		'\\.(ts|js)$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!(p-limit|yocto-queue)/)'],
	testTimeout: 20_000,
	// Many tests wait for answers most of the time.
	maxWorkers: '100%',
	testEnvironment: '<rootDir>/test/jest/environment.js',
	moduleNameMapper: {
		'^n8n-core$': '<rootDir>/test/jest/n8nCore.js',
		'^n8n-workflow$': '<rootDir>/test/jest/n8nWorkflow.js',
	},
};
