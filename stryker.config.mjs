/** `npm run test:mutations`: docs/mutations.md. */
export default {
	testRunner: 'jest',
	jest: { configFile: 'jest.config.js', enableFindRelatedTests: true },
	mutate: [
		'nodes/items/*.ts',
		'nodes/linq/**/*.ts',
		// Nothing to decide: a table, and what only puts others together in n8n.
		'!nodes/linq/webhooks/eventTypes.ts',
		'!nodes/linq/wire/connect.ts',
		'!nodes/linq/session.ts',
	],
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	concurrency: 1,
	tempDirName: '.stryker',
	reporters: ['clear-text', 'json'],
	jsonReporter: { fileName: 'coverage/mutations.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 85, break: 85 },
};
