// Its time limits are for the tests' own work. It takes what it measures with when it loads.
const fastCheck = globalThis.inRealTime(() => globalThis.requireOnce('fast-check'));

/** With `npm run test:mutations` each property is tried this many times, for each of thousands of mutations. */
const fewest = 20;

/** There, and a hundredth as often as in `npm test` where that is more. */
const share = 100;

const { assert } = fastCheck;

/** As fast-check's own, which without a number tries 100. */
const assertForMutations = (property, parameters = {}) => {
	const numRuns = Math.max(fewest, (parameters.numRuns ?? 100) / share);
	return assert(property, { ...parameters, numRuns });
};

const changed =
	process.env.SUITE === 'mutations' ? { ...fastCheck, assert: assertForMutations } : fastCheck;

module.exports = changed === fastCheck ? fastCheck : { ...changed, default: changed };
