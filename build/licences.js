const { readdir, readFile } = require('node:fs/promises');
const path = require('node:path');

/** The folder of the package that a file belongs to, of those within each other the innermost. */
const packageOf = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** A library may hold parts of others, under their licence. */
const toBePassedOn = /^(?:licen[cs]e|notice|copying)/i;

/** Folders of the packages of which something stands in these results of esbuild, by name. */
function packagesIn(results) {
	const inputs = results.flatMap(({ metafile }) =>
		Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs)),
	);
	const folders = inputs.flatMap(([file, { bytesInOutput }]) =>
		bytesInOutput > 0 ? (packageOf.exec(file) ?? []) : [],
	);
	return [...new Set(folders)].sort();
}

/**
 * The licences of all that is bundled, and what else they ask to be passed on.
 *
 * @param results of esbuild, with their metafiles
 * @param root the folder that their paths start from
 * @throws Error where a package has no text of its licence
 */
async function licencesOf(results, root) {
	const texts = packagesIn(results).map(async (name) => {
		const folder = path.join(root, name);
		const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		const files = (await readdir(folder)).filter((file) => toBePassedOn.test(file)).sort();
		if (files.length === 0) throw new Error(`${name} has no text of its licence`);
		const read = files.map(async (file) =>
			(await readFile(path.join(folder, file), 'utf8')).trim(),
		);
		const title = `${manifest.name} ${manifest.version} (${manifest.license})`;
		return `${[title, ...(await Promise.all(read))].join('\n\n')}\n`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

module.exports = { licencesOf };
