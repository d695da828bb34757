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
	// Most tests wait for answers; one core less, as is jest's way, would leave half of two idle.
	maxWorkers: '100%',
};
