const { readFile } = require('node:fs/promises');

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

/** esbuild plugins that leave out what of the libraries' data is never looked at. */
const dataThatIsUsed = [metadataAsText, letterCodes];

module.exports = { dataThatIsUsed };
