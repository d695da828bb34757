import { announce } from '../n8n/command';
import { bareLoop, thisNode, type Candidate } from './candidates';
import type { LinqProcess, LinqServer } from './linq';
import { timeOf, workflowFor } from './measure';
import type { MeasuredN8n } from './n8n';
import { groupChanges, groupSize } from './records';
import { interleaved, median } from './rounds';

/** How many groups are kept in step, one for each record. */
export const groupCount = 100;

/** Groups of which each has so many people who don't belong in it, and lacks as many. */
export interface GroupCase {
	/** As it is called in the table. */
	name: string;
	changed: number;
}

export const groupCases: GroupCase[] = [
	{ name: 'Everyone is there already', changed: 0 },
	{ name: `${groupChanges} join and ${groupChanges} leave`, changed: groupChanges },
];

/**
 * The requests that a case needs at least: one to look at each group, one for each change, and one to
 * know one's own numbers, where anybody is removed.
 */
export function requestsOf({ changed }: GroupCase): number {
	return groupCount * (1 + 2 * changed) + (changed > 0 ? 1 : 0);
}

/** What came of it, the median of each figure. */
export interface GroupFigures {
	/** Requests that Linq got. */
	requests: number;
	/** Groups that have exactly the people they are to have. */
	inStep: number;
	/** How long the step took, in milliseconds. */
	time: number;
	/** How long a bare loop took for as many requests, as many at once. */
	bareTime: number;
	/** How many times as long as that the step took. */
	ratio: number;
}

export type GroupResults = Map<GroupCase, GroupFigures>;

/** The people of the record's group, as its deal team has them. */
const team = `={{ Array.from({ length: ${groupSize} }, (_, number) => 'person' + number + '.of.chat' + $itemIndex + '@example.com') }}`;

const keepingInStep: Candidate = thisNode(
	'Linq Chat, Set Participants',
	{ removeOthers: true },
	{ operation: 'setParticipants', to: team },
);
const bare = bareLoop('Bare loop with parameters, 25 at the same time', 25, true, {
	to: team,
	groups: groupCount,
});

/** The step and a bare loop beside each other for each case, in each round. */
export async function measureGroups(
	n8n: MeasuredN8n,
	linqs: LinqProcess,
	rounds: number,
): Promise<GroupResults> {
	const linq = await linqs.open(50);
	const measured = async (subject: GroupCase): Promise<GroupFigures> => {
		await linq.begin();
		const bareTime = await timed(n8n, linq, bare, requestsOf(subject));
		await linq.beginGroups(subject.changed);
		const time = await timed(n8n, linq, keepingInStep, groupCount);
		const ratio = time / bareTime;
		const figures = { ...(await linq.tallyGroups()), time, bareTime, ratio };
		announce(`${subject.name}: ${JSON.stringify(figures)}`);
		return figures;
	};
	// n8n reads the parameters of a step more slowly the first time.
	await measured(groupCases[0]!);
	const runs = await interleaved(groupCases, rounds, measured);
	return new Map([...runs].map(([subject, figures]) => [subject, medianOf(figures)]));
}

async function timed(
	{ client }: MeasuredN8n,
	linq: LinqServer,
	candidate: Candidate,
	count: number,
): Promise<number> {
	const workflow = await client.createWorkflow(await workflowFor(client, linq, candidate, count));
	return timeOf(await client.runWorkflow(workflow, 'Start', 180_000));
}

function medianOf(rounds: GroupFigures[]): GroupFigures {
	const of = (figure: keyof GroupFigures) => median(rounds.map((round) => round[figure]));
	return {
		requests: of('requests'),
		inStep: of('inStep'),
		time: of('time'),
		bareTime: of('bareTime'),
		ratio: of('ratio'),
	};
}
