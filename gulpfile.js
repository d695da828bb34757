const { spawn } = require('node:child_process');
const { mkdir, readFile, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { commonJsOf, filesOfTheirOwn, sourcesReadLater, withTabs } = require('./build/chunks');
const { halfOfSources } = require('./build/halves');
const { licencesOf } = require('./build/licences');
const { n8n } = require('./package.json');

const dist = path.join(__dirname, 'dist');

async function clean() {
	await rm(dist, { recursive: true, force: true });
}

/** With the compiler that takes a quarter of the time; the linter needs the older one. */
function typecheck() {
	const folder = path.dirname(require.resolve('typescript-native/package.json'));
	const compiler = path.join(folder, 'bin', 'tsc');
	return spawn(process.execPath, [compiler, '--project', __dirname], { stdio: 'inherit' });
}

/** Where a country's metadata has the ways to write its numbers for people: a third of it all. */
const formats = 4;

/**
 * What writing a number takes that is complete: for which numbers it is (the last and narrowest of
 * the patterns for their first digits), and how it is written within its country.
 */
const withinCountry = ([pattern, format, firstDigits, nationalPrefix]) => [
	...[pattern, format, firstDigits?.slice(-1), nationalPrefix],
];

/**
 * As text, phone number metadata is read ten times as fast as when it is written out as code. It has
 * no backtick in it, and needs no escaping between them. How numbers are written from abroad, or
 * while they are typed, is left out.
 */
const metadataAsText = {
	name: 'metadata as text',
	setup(bundler) {
		bundler.onLoad({ filter: /[\\/]metadata\.max\.json\.js$/ }, async ({ path: file }) => {
			const metadata = JSON.parse(await readFile(file.replace(/\.js$/, ''), 'utf8'));
			for (const plans of [metadata.countries, metadata.nonGeographic]) {
				for (const plan of Object.values(plans)) {
					plan[formats] = plan[formats] && plan[formats].map(withinCountry);
				}
			}
			const text = JSON.stringify(metadata);
			return { contents: `export default JSON.parse(String.raw\`${text}\`);` };
		});
	},
};

/** Of each country's codes, the two and the three letters are used, not the numbers. */
const letterCodes = {
	name: 'letter codes',
	setup(bundler) {
		bundler.onLoad({ filter: /i18n-iso-countries[\\/]codes\.json$/ }, async ({ path: file }) => {
			const codes = JSON.parse(await readFile(file, 'utf8'));
			const letters = codes.map(([two, three]) => [two, three]);
			return { contents: `export default ${JSON.stringify(letters)};`, loader: 'js' };
		});
	},
};

/**
 * What all bundles have in common. `console` is dropped because n8n's scan refuses the calls
 * libphonenumber-js makes. Nothing is minified, so that reviewers can read it.
 */
const common = {
	absWorkingDir: __dirname,
	outbase: '.',
	outdir: 'dist',
	bundle: true,
	external: ['n8n-workflow'],
	platform: 'node',
	target: 'node20',
	legalComments: 'inline',
	drop: ['console'],
	logLevel: 'warning',
	write: false,
	metafile: true,
	// Only modules have `import()`, and share what several have in common.
	format: 'esm',
};

const libraryRoom = 'nodes/linq/libraries';

function sourcesOf(files) {
	return files.map((file) => path.relative('dist', file).replace(/\.js$/, '.ts'));
}

/**
 * The files n8n loads have what the editor shows, and nothing else. What a node does stands in files
 * that are read when n8n first asks for it, each library in one that is read when it is first used.
 * A package that n8n may install has no dependencies of its own.
 */
async function bundle() {
	const libraries = await readdir(path.join(__dirname, libraryRoom));
	const files = await Promise.all([
		build({ ...common, entryPoints: sourcesOf(n8n.credentials) }),
		build({
			...common,
			entryPoints: libraries.map((file) => `${libraryRoom}/${file}`),
			plugins: [metadataAsText, letterCodes],
		}),
		build({
			...common,
			entryPoints: sourcesOf(n8n.nodes),
			plugins: [halfOfSources('shown'), filesOfTheirOwn],
		}),
	]);
	const done = await build({
		...common,
		entryPoints: files.flatMap(sourcesReadLater),
		splitting: true,
		chunkNames: 'nodes/shared/[hash]',
		plugins: [halfOfSources('done'), filesOfTheirOwn],
	});
	const results = [...files, done];
	for (const { path: file, text } of results.flatMap((result) => commonJsOf(result, dist))) {
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, await withTabs(text));
	}
	await writeFile(path.join(dist, 'licences.txt'), await licencesOf(results, __dirname));
}

function filesAsTheyAre() {
	return src(['nodes/**/*.{svg,node.json}', 'nodes/**/__schema__/**', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest(dist));
}

exports.typecheck = typecheck;
exports.build = series(clean, parallel(typecheck, bundle, filesAsTheyAre));
exports.default = exports.build;
