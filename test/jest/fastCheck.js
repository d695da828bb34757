// Its time limits are for the tests' own work. It takes what it measures with when it loads.
const fastCheck = globalThis.inRealTime(() => globalThis.requireOnce('fast-check'));

/** With `npm run test:mutations` a property is tried this often at least, if it is as often in `npm test`. */
const fewest = 20;

/** There, and a hundredth as often as in `npm test` where that is more. */
const share = 100;

/** As fast-check's own, which without a number tries 100, but with the same values for each mutation. */
function assertForMutations(property, parameters = {}) {
	const asked = parameters.numRuns ?? 100;
	const numRuns = Math.min(asked, Math.max(fewest, Math.ceil(asked / share)));
	return fastCheck.assert(property, { seed: 1, ...parameters, numRuns });
}

module.exports =
	process.env.SUITE === 'mutations' ? { ...fastCheck, assert: assertForMutations } : fastCheck;
