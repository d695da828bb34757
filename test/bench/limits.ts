/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimit, type Limit } from '../emulator/rateLimit';
import { announce } from '../n8n/command';
import type { N8nClient } from '../n8n/client';
import { httpRequest, thisNode, type Candidate } from './candidates';
import type { LinqProcess, LinqServer, Stage, Tally } from './linq';
import { timeOf, workflowFor } from './measure';
import type { MeasuredN8n } from './n8n';
import { interleaved, median } from './rounds';

/** So many people to be added at a server that allows only so much. */
export interface Scenario {
	/** As it is called in the tables. */
	name: string;
	items: number;
	stages: Stage[];
}

/** What became of a scenario, the median of each figure. */
export interface LimitFigures extends Tally {
	/** Records that came out on Error, or null where the whole step failed in some round. */
	failed: number | null;
	/** How long the step took. */
	seconds: number;
}

const perSecond = (requests: number): Limit => ({ requests, seconds: 1 });
const changing = (first: number, then: number): Stage[] => [
	{ from: 0, limit: perSecond(first) },
	{ from: 100, limit: perSecond(then) },
];

export const scenarios: Scenario[] = [
	{
		name: '200 people, 20 per second',
		items: 200,
		stages: [{ from: 0, limit: perSecond(20) }],
	},
	{
		name: '60 people, 5 per second',
		items: 60,
		stages: [{ from: 0, limit: perSecond(5) }],
	},
	{ name: '200 people, 20 per second, half way 5', items: 200, stages: changing(20, 5) },
	{ name: '200 people, 5 per second, half way 20', items: 200, stages: changing(5, 20) },
];

/**
 * It keeps so far below what the machine can do that its scenarios may run side by side. The others
 * send as fast as they can and run one after another: slowed down, they would meet the limit less.
 */
export const thisNodeAtLimits = thisNode('Linq Chat');
const sendingAll = httpRequest('HTTP Request', { onError: 'continueErrorOutput' });
const retrying = httpRequest('HTTP Request, Retry On Fail', { retryOnFail: true, maxTries: 5 });

export const limitCandidates = [thisNodeAtLimits, sendingAll, retrying];

/** The servers' answers take so many milliseconds. */
const answerTime = 50;

/** Long enough for every window of a server to have passed, in milliseconds. */
const pause = 1_500;

/** No execution should ever take longer, in milliseconds. */
const patience = 180_000;

/**
 * How many seconds the limits of a scenario allow at best, for one who sends as soon as the server
 * would let through.
 */
export function leastSeconds({ items, stages }: Scenario): number {
	const server = new RateLimit();
	let now = 0;
	for (let added = 0; added < items;) {
		const limit = stages.findLast(({ from }) => added >= from)?.limit;
		const wait = server.secondsToWait(limit, now);
		if (wait === 0) added++;
		now += wait * 1000;
	}
	return now / 1000;
}

/** By candidate and scenario; not every candidate meets every scenario. */
export type LimitResults = Map<Candidate, Map<Scenario, LimitFigures>>;

/** Every candidate meets its scenarios in each round, at one Linq server for each scenario. */
export async function measureLimits(
	{ client }: MeasuredN8n,
	linqs: LinqProcess,
	rounds: number,
): Promise<LimitResults> {
	const servers = new Map<Scenario, LinqServer>();
	for (const scenario of scenarios) servers.set(scenario, await linqs.open(answerTime));
	const one = async (candidate: Candidate, scenario: Scenario) => {
		const figures = await meet(client, servers.get(scenario)!, candidate, scenario);
		const { added, requests, seconds } = figures;
		announce(
			`${candidate.name}, ${scenario.name}: ${added} added, ${requests} requests, ${seconds} s`,
		);
		return figures;
	};
	const all = async (candidate: Candidate) => {
		await sleep(pause);
		if (candidate === thisNodeAtLimits) {
			return await Promise.all(scenarios.map((scenario) => one(candidate, scenario)));
		}
		const figures: LimitFigures[] = [];
		for (const scenario of scenariosOf(candidate)) figures.push(await one(candidate, scenario));
		return figures;
	};
	const runs = await interleaved(limitCandidates, rounds, all);
	const middle = (candidate: Candidate) =>
		scenariosOf(candidate).map((scenario, index): [Scenario, LimitFigures] => [
			scenario,
			medianOf(runs.get(candidate)!.map((figures) => figures[index]!)),
		]);
	return new Map(limitCandidates.map((candidate) => [candidate, new Map(middle(candidate))]));
}

/** Someone who retries the whole step does the same in every scenario: the first one will do. */
function scenariosOf(candidate: Candidate): Scenario[] {
	return candidate === retrying ? scenarios.slice(0, 1) : scenarios;
}

async function meet(
	client: N8nClient,
	linq: LinqServer,
	candidate: Candidate,
	{ items, stages }: Scenario,
): Promise<LimitFigures> {
	const workflow = await client.createWorkflow(await workflowFor(client, linq, candidate, items));
	await linq.begin({ stages });
	const execution = await client.runWorkflow(workflow, 'Start', patience);
	const [run] = execution.data.resultData.runData.Candidate ?? [];
	return {
		...(await linq.tally()),
		failed: run?.data ? (run.data.main?.[1]?.length ?? 0) : null,
		seconds: timeOf(execution) / 1000,
	};
}

function medianOf(rounds: LimitFigures[]): LimitFigures {
	const of = (figure: keyof Tally | 'seconds') => median(rounds.map((round) => round[figure]));
	const failed = rounds.flatMap((round) => round.failed ?? []);
	return {
		requests: of('requests'),
		added: of('added'),
		repeated: of('repeated'),
		seconds: of('seconds'),
		failed: failed.length < rounds.length ? null : median(failed),
	};
}
