import { announce } from '../n8n/command';
import type { Candidate } from './candidates';
import type { LinqProcess } from './linq';
import { measure, processOf } from './measure';
import { currentMemory } from './memory';
import type { Place } from './n8n';
import { interleaved, median } from './rounds';
import { speedCandidates } from './speed';

export const fewItems = 1000;
export const manyItems = 10_000;

/** Medians for few and for many items. */
export interface Growth {
	/** Milliseconds. */
	few: number;
	many: number;
	/** How many times as long the many took, the median of each round's own ratio. */
	factor: number;
	/** By how much n8n's memory rose with many since it started, in MB. */
	sinceStart: number;
	/** The same since the runs with few, which leave memory that can be used again. */
	sinceFew: number;
}

export interface GrowthFigures {
	thisNode: Growth;
	httpRequest: Growth;
}

/**
 * Each candidate in an n8n started for it, after one run with few items that isn't counted. The
 * HTTP Request node takes part in about half of the rounds, since it takes the most time.
 */
export async function measureGrowth(
	place: Place,
	linqs: LinqProcess,
	rounds: number,
): Promise<GrowthFigures> {
	const linq = await linqs.open(50);
	const run = async (candidate: Candidate) => {
		const { client, stop } = await place.start();
		try {
			const n8n = await processOf(client, linq);
			const atStart = await currentMemory(n8n.pid);
			await measure(client, linq, candidate, fewItems, n8n);
			const few = await measure(client, linq, candidate, fewItems, n8n);
			const afterFew = await currentMemory(n8n.pid);
			const many = await measure(client, linq, candidate, manyItems, n8n);
			const sinceStart = many.peakMemory - atStart;
			announce(
				`${candidate.name}: ${few.time} ms, ${many.time} ms, ${Math.round(sinceStart)} MB more`,
			);
			return {
				few: few.time,
				many: many.time,
				factor: many.time / few.time,
				sinceStart,
				sinceFew: many.peakMemory - afterFew,
			};
		} finally {
			await stop();
		}
	};
	const { atDefaults, httpRequest } = speedCandidates;
	const together = Math.ceil(rounds / 2);
	const runs = await interleaved([atDefaults, httpRequest], together, run);
	const more = await interleaved([atDefaults], rounds - together, run);
	runs.get(atDefaults)!.push(...more.get(atDefaults)!);
	const growthOf = (candidate: Candidate): Growth => {
		const of = (figure: keyof Growth) => median(runs.get(candidate)!.map((round) => round[figure]));
		return {
			few: of('few'),
			many: of('many'),
			factor: of('factor'),
			sinceStart: of('sinceStart'),
			sinceFew: of('sinceFew'),
		};
	};
	return { thisNode: growthOf(atDefaults), httpRequest: growthOf(httpRequest) };
}
