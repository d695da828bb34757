import { announce } from '../n8n/command';
import { bareLoop, httpRequest, thisNode, type Candidate } from './candidates';
import type { LinqProcess } from './linq';
import { measure, processOf, type Measurement } from './measure';
import type { MeasuredN8n } from './n8n';
import { interleaved, moreRounds } from './rounds';

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

/** What each round took. */
export type SpeedFigures = Record<keyof typeof speedCandidates, Measurement[]>;

/** All candidates beside each other in one n8n, after one run each that isn't counted. */
export async function measureSpeed(
	{ client }: MeasuredN8n,
	linqs: LinqProcess,
	rounds: number,
): Promise<SpeedFigures> {
	const linq = await linqs.open(50);
	const n8n = await processOf(client, linq);
	const run = async (candidate: Candidate) => {
		const measurement = await measure(client, linq, candidate, speedItems, n8n);
		const { time, cpu } = measurement;
		announce(`${candidate.name}: ${time} ms, ${Math.round(cpu)} ms of processor time`);
		return measurement;
	};
	const candidates = Object.values(speedCandidates);
	await interleaved(candidates, 1, run);
	const runs = await interleaved(candidates, moreRounds(rounds), run);
	return Object.fromEntries(
		Object.entries(speedCandidates).map(([name, candidate]) => [name, runs.get(candidate)!]),
	) as SpeedFigures;
}
