/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { setTimeout as sleep } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import type { N8nClient } from '../n8n/client';
import { outputOf, type Execution, type NewWorkflow } from '../n8n/shapes';
import { stepName, type Candidate } from './candidates';
import type { LinqServer } from './linq';
import { peakMemory, resetPeakMemory } from './memory';
import { benchPackage } from './package';

/** What one execution took. */
export interface Measurement {
	/** The candidate's nodes alone, from their first line to their last, in milliseconds. */
	time: number;
	/** Processor time n8n used meanwhile, all its threads together, in milliseconds. */
	cpu: number;
	/** The most memory n8n had meanwhile, storing the execution included, in MB. */
	peakMemory: number;
}

/** The process a measured n8n runs in. */
export interface ProcessOfN8n {
	pid: number;
}

/** What the records are: those of a CRM, or those and a picture each. */
export type RecordKind = 'records' | 'pictures';

/** No measurement should ever take longer, in milliseconds. */
const patience = 180_000;

/** Manual trigger → records → the candidate → the meter. */
export async function workflowFor(
	client: N8nClient,
	linq: LinqServer,
	candidate: Candidate,
	count: number,
	records: RecordKind = 'records',
): Promise<NewWorkflow> {
	const { id, name } = await client.createCredential({
		name: `Linq at ${linq.baseUrl}`,
		type: 'linqApi',
		data: { apiKey: linq.apiKey, baseUrl: linq.baseUrl },
	});
	const credentials = { linqApi: { id, name } };
	const steps = candidate.steps(linq).map(({ takesRecords = false, ...step }, place) => ({
		takesRecords,
		node: { name: stepName(place), credentials, ...step },
	}));
	const nodes: Array<Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'>> = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{ name: 'Records', type: `${benchPackage}.${records}`, typeVersion: 1, parameters: { count } },
		...steps.map(({ node }) => node),
		{ name: 'Meter', type: `${benchPackage}.meter`, typeVersion: 1, parameters: {} },
	];
	const to = (node: string, index = 0) => ({ node, type: 'main' as const, index });
	const connections = Object.fromEntries(
		nodes.slice(1).map(({ name }, place) => [nodes[place]!.name, { main: [[to(name)]] }]),
	);
	for (const { takesRecords, node } of steps) {
		if (takesRecords) connections.Records!.main[0]!.push(to(node.name, 1));
	}
	return {
		name: `${candidate.name}, ${count}`,
		nodes: nodes.map((node, place) => ({ id: node.name, position: [place * 200, 0], ...node })),
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/** Asks n8n which process it is. */
export async function processOf(client: N8nClient, linq: LinqServer): Promise<ProcessOfN8n> {
	const meter: Candidate = {
		name: 'Meter',
		steps: () => [{ type: `${benchPackage}.meter`, typeVersion: 1, parameters: {} }],
	};
	const workflow = await client.createWorkflow(await workflowFor(client, linq, meter, 1));
	const execution = await client.runWorkflow(workflow, 'Start');
	return outputOf(execution, 'Meter')[0]![0]!.json as unknown as ProcessOfN8n;
}

/**
 * Lets a candidate add so many people, each of them once and successfully.
 *
 * @throws Error when one is missing or was asked for again: then the figures mean nothing
 */
export async function measure(
	client: N8nClient,
	linq: LinqServer,
	candidate: Candidate,
	count: number,
	n8n: ProcessOfN8n,
): Promise<Measurement> {
	const workflow = await workflowFor(client, linq, candidate, count);
	await linq.begin();
	const measurement = await measureWorkflow(client, linq, workflow, count, n8n);
	const { requests, added } = await linq.tally();
	if (added !== count || requests !== count) {
		throw new Error(`${candidate.name}: ${requests} requests added ${added} of ${count} people`);
	}
	return measurement;
}

/**
 * Runs a workflow made by `workflowFor`, and leaves n8n alone until Linq has got so many requests:
 * asking n8n whether it is done would cost it processor time while it is being measured.
 *
 * @returns also the execution, well or badly ended
 */
export async function measureWorkflow(
	client: N8nClient,
	linq: LinqServer,
	workflow: NewWorkflow,
	requests: number,
	{ pid }: ProcessOfN8n,
): Promise<Measurement & { execution: Execution }> {
	const stored = await client.createWorkflow(workflow);
	await resetPeakMemory(pid);
	const id = await client.startWorkflow(stored, 'Start');
	await Promise.race([linq.received(requests), sleep(patience, undefined, { ref: false })]);
	await untilStored(client, id);
	const peak = await peakMemory(pid);
	const execution = await client.execution(id);
	return { time: timeOf(execution), cpu: cpuOf(execution), peakMemory: peak, execution };
}

/** How long the candidate's nodes took, in milliseconds. */
export function timeOf({ data: { resultData } }: Execution): number {
	const runs = Object.entries(resultData.runData).flatMap(([name, run]) =>
		name.startsWith(stepName(0)) ? run : [],
	);
	if (runs.length === 0) throw new Error('The candidate did not run');
	return runs.reduce((time, { executionTime }) => time + executionTime, 0);
}

function cpuOf(execution: Execution): number {
	const reading = (node: string) => outputOf(execution, node)[0]![0]!.json.cpu as number;
	return reading('Meter') - reading('Records');
}

/** Waits until n8n has stored an execution, without having its data loaded and sent. */
async function untilStored({ url, browserId, cookies }: N8nClient, id: string): Promise<void> {
	const [cookie] = cookies;
	const headers = { 'browser-id': browserId, cookie: `${cookie?.name}=${cookie?.value}` };
	const deadline = Date.now() + patience;
	while (Date.now() < deadline) {
		await sleep(200);
		const response = await fetch(`${url}/rest/executions?limit=1`, { headers });
		// Busy for seconds on end, n8n answers 503 for a while because it has lost sight of its database.
		if (!response.ok) continue;
		const { data } = (await response.json()) as {
			data: { results: Array<{ id: string; status: string }> };
		};
		const found = data.results.find((execution) => execution.id === id);
		if (found && !['new', 'running', 'waiting'].includes(found.status)) return;
	}
	throw new Error(`n8n did not end execution ${id} within ${patience / 1000} seconds`);
}
