const { readdirSync } = require('node:fs');
const path = require('node:path');

const tests = path.join(__dirname, '..');

/** The files that take longest; the first groups are theirs alone, and begin first. */
const longest = [
	['engine/triggerDeliveries.test.ts'],
	['engine/properties.test.ts'],
	['engine/previewReads.test.ts'],
	['engine/adversarialText.properties.test.ts'],
	['engine/expressions.test.ts', 'engine/hostileAnswers.test.ts'],
];

/**
 * Runs a group of the files of tests in test/engine and test/contract as if all stood in one: what
 * a file of its own costs, jest's sandbox, n8n's engine in it and the loading of all that the tests
 * use, is then paid for once a group.
 *
 * @param group one of the files of test/together, counted from 0
 */
function testTogether(group) {
	const stubs = readdirSync(path.join(tests, 'together')).filter((file) =>
		/^group\d+\.test\.js$/.test(file),
	);
	const groups = stubs.length;
	// Else files would be run by nobody.
	if (groups <= longest.length) throw new Error('There is no group for what is left');
	for (let each = 0; each < groups; each++) {
		if (!stubs.includes(`group${each}.test.js`)) throw new Error(`There is no group ${each}`);
	}
	for (const file of filesOf(group, groups)) {
		describe(file, () => {
			require(path.join(tests, file));
		});
	}
}

function filesOf(group, groups) {
	if (group < longest.length) return longest[group];
	const others = ['engine', 'contract']
		.flatMap((folder) =>
			readdirSync(path.join(tests, folder), { recursive: true })
				.filter((file) => file.endsWith('.test.ts'))
				.map((file) => `${folder}/${file.split(path.sep).join('/')}`),
		)
		.filter((file) => !longest.flat().includes(file))
		.sort();
	const [first, rest] = [longest.length, groups - longest.length];
	return others.filter((_, index) => first + (index % rest) === group);
}

module.exports = { testTogether };
