const base = require('./jest.config');

/** `npm run test:versions`: the packed tarball in the oldest and in the newest n8n. */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/versions/**/*.test.ts'],
	testTimeout: 120_000,
	maxWorkers: 1,
};
