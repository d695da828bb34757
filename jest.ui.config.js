const base = require('./jest.config');

/** `npm run test:ui`: what a new user does, by clicking and typing in a real n8n. */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/ui/**/*.test.ts'],
	testTimeout: 120_000,
	maxWorkers: 1,
};
