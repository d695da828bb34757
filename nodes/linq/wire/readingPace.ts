/** The pause before the first reading of what is waited for, in milliseconds; each next one doubles. */
export const firstPause = 1_000;

const longestPause = 10_000;

/** The pause after this one, in milliseconds. */
export function nextPause(pause: number): number {
	return Math.min(pause * 2, longestPause);
}

/** How long an answer may take after the time of what is waited for is up, in milliseconds. */
export const lastAnswer = 1_000;
