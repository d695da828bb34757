/** The middle one of the values; of an even number the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
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
