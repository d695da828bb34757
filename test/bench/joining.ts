import { announce } from '../n8n/command';
import { outputOf } from '../n8n/shapes';
import { thisNode, type Candidate } from './candidates';
import type { LinqProcess, Tally } from './linq';
import { measureWorkflow, processOf, workflowFor } from './measure';
import type { MeasuredN8n } from './n8n';
import { interleaved } from './rounds';
import { speedCandidates } from './speed';

/** How many people are added. */
export const joiningCount = 1000;

/** Someone is in the chat so many milliseconds after Linq has accepted. */
export const joinDelay = 300;

/** What one round came to. */
export interface JoiningFigures extends Tally {
	/** Milliseconds. */
	time: number;
	/** Records that came out on Success as joined. */
	joined: number;
}

export const joiningCandidates = {
	waiting: thisNode('Linq Chat, Wait Until Joined', { waitUntilJoined: true }),
	atDefaults: speedCandidates.atDefaults,
	httpRequest: speedCandidates.httpRequest,
};

/** Of each round. */
export type JoiningResults = Record<keyof typeof joiningCandidates, JoiningFigures[]>;

/** All candidates beside each other in one n8n, after one run each that isn't counted. */
export async function measureJoining(
	{ client }: MeasuredN8n,
	linqs: LinqProcess,
	rounds: number,
): Promise<JoiningResults> {
	const linq = await linqs.open(50);
	const n8n = await processOf(client, linq);
	const run = async (candidate: Candidate): Promise<JoiningFigures> => {
		const workflow = await workflowFor(client, linq, candidate, joiningCount);
		await linq.begin({ joinDelay });
		const measured = await measureWorkflow(client, linq, workflow, joiningCount, n8n);
		const [success = []] = outputOf(measured.execution, 'Candidate');
		const figures = {
			...(await linq.tally()),
			time: measured.time,
			joined: success.filter(({ json }) => json.joined === true).length,
		};
		announce(`${candidate.name}: ${JSON.stringify(figures)}`);
		return figures;
	};
	const { waiting, atDefaults, httpRequest } = joiningCandidates;
	const candidates = [waiting, atDefaults, httpRequest];
	await interleaved(candidates, 1, run);
	const runs = await interleaved(candidates, rounds, run);
	return {
		waiting: runs.get(waiting)!,
		atDefaults: runs.get(atDefaults)!,
		httpRequest: runs.get(httpRequest)!,
	};
}
