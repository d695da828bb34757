/** The modules that the unit tests import themselves. */
const rules = [
	'advice',
	'answers',
	'client',
	'connection',
	'contentTypes',
	'credential',
	'decorations',
	'errors',
	'events',
	'files',
	'handles',
	'identifiers',
	'json',
	'links',
	'lists',
	'messages',
	'pace',
	'path',
	'phoneNumbers',
	'retries',
	'signatures',
	'sleep',
	'transport',
];

// Left out: capabilities, confirmations, readings, newGroup and webhookSubscriptions. The tests in
// test/engine prove them, in n8n's engine and against the emulator, but run the built bundle, in
// which Stryker can't switch mutants.

/** `npm run test:mutations`: docs/mutations.md. */
export default {
	testRunner: 'jest',
	jest: { configFile: 'jest.mutations.config.js', enableFindRelatedTests: true },
	mutate: ['nodes/items/*.ts', `nodes/linq/{${rules.join(',')}}.ts`],
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	concurrency: 1,
	tempDirName: '.stryker',
	reporters: ['clear-text', 'json'],
	jsonReporter: { fileName: 'coverage/mutations.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 85, break: 85 },
};
