import { announce } from '../n8n/command';
import type { Candidate } from './candidates';
import type { LinqProcess } from './linq';
import { measure } from './measure';
import { currentMemory } from './memory';
import type { Place } from './n8n';
import { inNewN8n } from './newN8n';
import { interleaved } from './rounds';
import { speedCandidates } from './speed';

export const fewItems = 1000;
export const manyItems = 10_000;

/** What few and many items took in one round. */
export interface Growth {
	/** Milliseconds. */
	few: number;
	many: number;
	/** How many times as long the many took. */
	factor: number;
	/** By how much n8n's memory rose with many since it started, in MB. */
	sinceStart: number;
	/** The same since the runs with few, which leave memory that can be used again. */
	sinceFew: number;
}

/** Of each round. */
export interface GrowthFigures {
	thisNode: Growth[];
	httpRequest: Growth[];
}

/** Each candidate in an n8n started for it, after one run with few items that isn't counted. */
export async function measureGrowth(
	place: Place,
	linqs: LinqProcess,
	rounds: number,
): Promise<GrowthFigures> {
	const linq = await linqs.open(50);
	const run = async (candidate: Candidate) =>
		await inNewN8n(place, linq, async ({ client, process, atStart }): Promise<Growth> => {
			await measure(client, linq, candidate, fewItems, process);
			const few = await measure(client, linq, candidate, fewItems, process);
			const afterFew = await currentMemory(process.pid);
			const many = await measure(client, linq, candidate, manyItems, process);
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
		});
	const { atDefaults, httpRequest } = speedCandidates;
	const runs = await interleaved([atDefaults, httpRequest], rounds, run);
	return { thisNode: runs.get(atDefaults)!, httpRequest: runs.get(httpRequest)! };
}
