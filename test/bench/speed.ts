import { announce } from '../n8n/command';
import { bareLoop, httpRequest, thisNode, type Candidate } from './candidates';
import type { LinqServer } from './linq';
import { measure, processOf, type Measurement } from './measure';
import type { MeasuredN8n } from './n8n';
import { interleaved, median } from './rounds';

export const speedItems = 1000;

export const speedCandidates = {
	httpRequest: httpRequest('HTTP Request'),
	atDefaults: thisNode('Linq Chat, defaults'),
	wide: thisNode('Linq Chat, 100 at the same time', { concurrency: 100 }),
	readingAtDefaults: bareLoop('Bare loop with parameters, 25 at the same time', 25, true),
	readingWide: bareLoop('Bare loop with parameters, 100 at the same time', 100, true),
	bareAtDefaults: bareLoop('Bare loop, 25 at the same time', 25, false),
	bareWide: bareLoop('Bare loop, 100 at the same time', 100, false),
};

/** Medians for 1,000 items: milliseconds, and milliseconds of processor time for each item. */
export type SpeedFigures = Record<keyof typeof speedCandidates, { time: number; cpu: number }>;

/** All candidates beside each other in one n8n, after one run each that isn't counted. */
export async function measureSpeed(
	{ client }: MeasuredN8n,
	linq: LinqServer,
	rounds: number,
): Promise<SpeedFigures> {
	const n8n = await processOf(client, linq);
	const run = async (candidate: Candidate) => {
		const measurement = await measure(client, linq, candidate, speedItems, n8n);
		const { time, cpu } = measurement;
		announce(`${candidate.name}: ${time} ms, ${Math.round(cpu)} ms of processor time`);
		return measurement;
	};
	const candidates = Object.values(speedCandidates);
	await interleaved(candidates, 1, run);
	const runs = await interleaved(candidates, rounds, run);
	const figures = (candidate: Candidate) => {
		const of = (figure: keyof Measurement) => median(runs.get(candidate)!.map((m) => m[figure]));
		return { time: of('time'), cpu: of('cpu') / speedItems };
	};
	return Object.fromEntries(
		Object.entries(speedCandidates).map(([name, candidate]) => [name, figures(candidate)]),
	) as SpeedFigures;
}
