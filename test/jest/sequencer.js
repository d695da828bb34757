const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The groups of test/together begin before all other files, in the order of their numbers: whatever
 * begins last ends last, and should be short. On a fresh clone jest itself would go by the size of the
 * files, of which those of the groups are the smallest.
 */
module.exports = class extends Sequencer {
	sort(tests) {
		const numberOf = ({ path }) => Number(/group(\d+)\.test\.js$/.exec(path)?.[1] ?? Infinity);
		const isGroup = (test) => numberOf(test) < Infinity;
		const sorted = super.sort(tests);
		return [
			...sorted.filter(isGroup).sort((one, other) => numberOf(one) - numberOf(other)),
			...sorted.filter((test) => !isGroup(test)),
		];
	}
};
