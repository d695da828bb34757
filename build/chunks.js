const path = require('node:path');
const { transform } = require('esbuild');

/** How bundles name other files until it is known where in `dist` each of them stands. */
const inDist = 'dist:';

/** Third-party libraries stand in a room of their own. */
const isLibrary = (file) => /(?:^|[\\/:])nodes[\\/]linq[\\/]libraries[\\/]/.test(file);

/** An esbuild plugin: libraries, and what is imported by `import()`, become files of their own. */
const filesOfTheirOwn = {
	name: 'files of their own',
	setup(bundler) {
		bundler.onResolve({ filter: /^\./ }, ({ kind, path: imported, resolveDir }) => {
			const file = path.join(resolveDir, imported);
			if (kind !== 'dynamic-import' && !isLibrary(file)) return undefined;
			const { absWorkingDir } = bundler.initialOptions;
			return { path: `${inDist}${slashed(path.relative(absWorkingDir, file))}.js`, external: true };
		});
		bundler.onResolve({ filter: /^[^.]/ }, ({ kind, path: imported }) => {
			if (kind === 'entry-point' || /^(?:n8n-workflow$|node:)/.test(imported)) return undefined;
			const text = `${imported} belongs into libraries/, where it is read when it is first used`;
			return { errors: [{ text }] };
		});
	},
};

/** The sources that bundles import by `import()`. */
function sourcesReadLater({ metafile: { outputs } }) {
	const imports = Object.values(outputs).flatMap((bundle) => bundle.imports);
	const later = imports.filter(({ kind }) => kind === 'dynamic-import');
	const files = later.map(({ path: file }) => file.slice(inDist.length).replace(/\.js$/, '.ts'));
	return [...new Set(files)].sort();
}

/**
 * The bundles of a build of modules, as n8n requires them. What several share is called after those
 * that share it.
 *
 * @param result of esbuild, with `metafile` and `write: false`
 */
function commonJsOf({ outputFiles, metafile: { outputs } }, dist) {
	const sharers = new Map(Object.keys(outputs).map((file) => [file, new Set()]));
	const share = (file, entry) => {
		sharers.get(file).add(entry);
		for (const { path: imported, external } of outputs[file].imports) {
			if (!external) share(imported, entry);
		}
	};
	for (const [file, { entryPoint }] of Object.entries(outputs)) {
		if (entryPoint !== undefined) share(file, entryName(entryPoint));
	}
	const chunks = [...sharers]
		.filter(([file]) => outputs[file].entryPoint === undefined)
		.map(([file, names]) => [`/${path.basename(file)}`, `/${[...names].sort().join('-')}.js`]);
	const named = (text) => chunks.reduce((left, [from, to]) => left.replaceAll(from, to), text);
	return outputFiles.map(({ path: file, text }) => {
		const place = named(slashed(path.relative(dist, file)));
		return { path: path.join(dist, place), text: asCommonJs(named(text), path.dirname(place)) };
	});
}

/** `LinqChat` for nodes/LinqChat/work.ts, `pickers` for nodes/search/pickers.ts. */
function entryName(entryPoint) {
	const { dir, name } = path.parse(entryPoint);
	return name === 'work' ? path.basename(dir) : name;
}

/**
 * @param text as esbuild writes modules, with imports and exports on lines of their own
 * @param folder where it stands in `dist`
 */
function asCommonJs(text, folder) {
	const required = (from) => {
		if (!from.startsWith(inDist)) return `require("${from}")`;
		const way = slashed(path.relative(folder, from.slice(inDist.length)));
		return `require("${way.startsWith('.') ? way : `./${way}`}")`;
	};
	const libraries = new Set();
	const imported = (_, names, from) => {
		if (!isLibrary(from)) return `const {${names.replaceAll(' as ', ': ')}} = ${required(from)};`;
		const library = `${path.parse(from).name}Library`;
		const declared = libraries.has(library) ? [] : [`let ${library};`];
		libraries.add(library);
		return [...declared, ...functionsOf(library, names, required(from))].join('\n');
	};
	const importedWhole = (_, name, from) => `const ${name} = ${required(from)};`;
	const importedLater = (_, from) => `Promise.resolve().then(() => ${required(from)})`;
	const exported = (_, names) =>
		`module.exports = {${names.replace(/(\w+) as (\w+)/g, '$2: $1')}};`;
	const code = text
		// What esbuild says of where things came from.
		.replace(/^\/\/ (?:nodes|credentials)\/.*\n/gm, '')
		// No import does anything by itself.
		.replace(/^import "[^"]+";\n/gm, '')
		.replace(/^import \{([^}]*)\} from "([^"]+)";$/gm, imported)
		.replace(/^import \* as (\w+) from "([^"]+)";$/gm, importedWhole)
		.replace(/\bimport\("([^"]+)"\)/g, importedLater)
		.replace(/^export \{([^}]*)\};$/m, exported);
	// Modules are strict by themselves.
	return `"use strict";\n${code}`;
}

/** A library's functions, of which the first that is called requires it. */
function functionsOf(library, names, required) {
	return names.split(',').map((name) => {
		const [inLibrary, here = inLibrary] = name.trim().split(' as ');
		return `const ${here} = (...given) => (${library} ??= ${required}).${inLibrary}(...given);`;
	});
}

/** Indented by tabs, as the sources are: esbuild's spaces are a tenth of all that is published. */
async function withTabs(code) {
	const indented = code.replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2));
	const [before, after] = await Promise.all(
		[code, indented].map(async (each) => await transform(each, { minifyWhitespace: true })),
	);
	if (before.code !== after.code)
		throw new Error('A text in the code has lines indented by spaces');
	return indented;
}

const slashed = (file) => file.split(path.sep).join('/');

module.exports = { commonJsOf, filesOfTheirOwn, sourcesReadLater, withTabs };
