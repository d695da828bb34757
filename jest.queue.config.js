const base = require('./jest.config');

/** `npm run test:queue`: the packed tarball in an n8n of many processes. */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/queue/**/*.test.ts'],
	testTimeout: 240_000,
	maxWorkers: 1,
};
