// Its time limits are for the tests' own work. It takes what it measures with when it loads.
module.exports = globalThis.inRealTime(() => globalThis.requireOnce('fast-check'));
