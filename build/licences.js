const { readdir, readFile } = require('node:fs/promises');
const path = require('node:path');

/** The folder of the package that a file belongs to, of those within each other the innermost. */
const packageOf = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

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
 * The licences of all that is bundled, as they ask to be passed on.
 *
 * @param results of esbuild, with their metafiles
 * @param root the folder that their paths start from
 * @throws Error where a package has no text of its licence
 */
async function licencesOf(results, root) {
	const texts = packagesIn(results).map(async (name) => {
		const folder = path.join(root, name);
		const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
		if (!file) throw new Error(`${name} has no text of its licence`);
		const text = await readFile(path.join(folder, file), 'utf8');
		return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

module.exports = { licencesOf };
