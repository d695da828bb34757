/** The slow ones have the machine to themselves. */
const alone = { maxWorkers: 1, testTimeout: 120_000 };

/** The time of these is that of test/jest/clock.js: nobody waits for what only waits. */
const withoutWaits = { testEnvironmentOptions: { clock: 'own' } };

/** What chooses no files; everything else on the command line does, or their names. */
const choosesNothing =
	/^(?:-i|--(?:runInBand|maxWorkers=|ci$|json$|outputFile=|verbose|silent|bail|coverage))/;
const isWhole = process.argv.slice(2).every((argument) => choosesNothing.test(argument));

/** What `SUITE` chooses from, by the folders of its tests; without it, it is what `npm test` runs. */
const suites = {
	package: {
		folders: isWhole ? '{unit,together}' : '{unit,engine,contract}',
		maxWorkers: '100%',
		testTimeout: 20_000,
		...withoutWaits,
	},
	// The packed tarball in a real n8n and a real browser.
	e2e: { folders: 'e2e', ...alone },
	// What a new user does, by clicking and typing in a real n8n.
	ui: { folders: 'ui', ...alone },
	// The packed tarball in an n8n of many processes.
	queue: { folders: 'queue', ...alone, testTimeout: 240_000 },
	// The packed tarball in the oldest and in the newest n8n.
	versions: { folders: 'versions', ...alone },
	// The tests of one room of sources, and no other, for Stryker.
	mutations: {
		testMatch: [`<rootDir>/test/unit/${process.env.ROOM}/*.test.ts`],
		roots: [`<rootDir>/test/unit/${process.env.ROOM}`],
		maxWorkers: 1,
		testTimeout: 3_000,
		...withoutWaits,
		runner: require.resolve('./test/mutations/runner.js'),
		testRunner: require.resolve('./test/mutations/jest-circus.js'),
		// Stryker wraps the environment in its own, and takes no <rootDir> here.
		testEnvironment: require.resolve('./test/jest/environment.js'),
	},
};

const name = process.env.SUITE ?? 'package';
if (!Object.hasOwn(suites, name)) {
	throw new Error(`There is no suite ${name}, but: ${Object.keys(suites).join(', ')}`);
}
const { folders, ...suite } = suites[name];

module.exports = {
	testMatch: [`<rootDir>/test/${folders}/**/*.test.{js,ts}`],
	transform: {
		'\\.(ts|js)$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!(p-limit|vcard-creator|yocto-queue)/)'],
	moduleNameMapper: {
		'^fast-check$': '<rootDir>/test/jest/fastCheck.js',
		'^n8n-core$': '<rootDir>/test/jest/n8nCore.js',
		'^n8n-workflow$': '<rootDir>/test/jest/n8nWorkflow.js',
	},
	testEnvironment: '<rootDir>/test/jest/environment.js',
	testSequencer: require.resolve('./test/jest/sequencer.js'),
	// Node takes longer than jest's half a second to give back a gigabyte, with nothing left to do.
	workerGracefulExitTimeout: 20_000,
	...suite,
};
