/** The middle one of the values; of an even number the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/**
 * How many times the others the values are: the median of each round's own ratio, since what slows
 * a machine down for a while slows down both of a round.
 *
 * @param others of the same rounds
 */
export function medianRatio(values: number[], others: number[]): number {
	return median(values.map((value, round) => value / others[round]!));
}

/** Runs all subjects one after another, and that as often as there are rounds: A B C A B C … */
export async function interleaved<Subject, Result>(
	subjects: Subject[],
	rounds: number,
	run: (subject: Subject) => Promise<Result>,
): Promise<Map<Subject, Result[]>> {
	const results = new Map<Subject, Result[]>(subjects.map((subject) => [subject, []]));
	for (let round = 0; round < rounds; round++) {
		for (const subject of subjects) results.get(subject)!.push(await run(subject));
	}
	return results;
}

/** How many rounds there are of what is quick to measure, where others have so many. */
export function moreRounds(rounds: number): number {
	return 2 * rounds - 1;
}
