const base = require('./jest.config');

/** `npm run test:e2e`: the packed tarball in a real n8n and a real browser. */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testTimeout: 120_000,
	maxWorkers: 1,
};
