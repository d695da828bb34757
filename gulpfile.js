const { spawn } = require('node:child_process');
const { mkdir, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { commonJsOf, filesOfTheirOwn, sourcesReadLater, withTabs } = require('./build/chunks');
const { halfOfSources } = require('./build/halves');
const { licencesOf } = require('./build/licences');
const { dataThatIsUsed } = require('./build/libraryData');
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
			plugins: dataThatIsUsed,
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
