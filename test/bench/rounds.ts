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
 * @param others of the same rounds; where there are fewer, the rounds of both count
 */
export function medianRatio(values: number[], others: number[]): number {
	const both = Math.min(values.length, others.length);
	return median(values.slice(0, both).map((value, round) => value / others[round]!));
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

/** How many of the rounds are measured of what takes long. */
export function fewerRounds(rounds: number): number {
	return Math.ceil(rounds / 2);
}
