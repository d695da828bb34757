const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The groups of test/together begin before all other files, in the order of their numbers: whatever
 * begins last ends last, and should be short. On a fresh clone jest itself would go by the size of the
 * files, of which those of the groups are the smallest.
 */
module.exports = class extends Sequencer {
	sort(tests) {
		const last = Number.MAX_SAFE_INTEGER;
		const placeOf = ({ path }) => Number(/group(\d+)\.test\.js$/.exec(path)?.[1] ?? last);
		return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
	}
};
