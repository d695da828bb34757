/**
 * n8n lets a regular expression run for 250 ms of the world's time, which on a busy machine are over
 * before it has begun. Its results are the same without that limit.
 *
 * @param workflow the package n8n-workflow
 */
function takeTheirTime({ setSafeRegexEngine }) {
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) =>
			input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags = '') =>
			Array.from(input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`))),
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}

module.exports = { takeTheirTime };
