/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../n8n/client';
import { announce } from '../n8n/command';
import { outputOf, type StoredWorkflow } from '../n8n/shapes';
import { tellingArrivals, triggerStarter, webhookStarter, type Starter } from './eventWorkflows';
import type { LinqProcess, LinqServer } from './linq';
import type { Place } from './n8n';
import { interleaved } from './rounds';

/** How many events are sent in a round, and how many wait for an answer at once. */
export const eventCount = 300;
export const eventsAtOnce = 10;

/** As many are sent first, which isn't counted. */
const fewEvents = 50;

/** Linq takes no other than a public one; the events come to this machine all the same. */
const publicAddress = 'https://n8n.example.com/';

/** Executions are over soon after the last answer; milliseconds. */
const patience = 60_000;

/** What one round came to, in milliseconds. */
export interface EventFigures {
	/** From the first event until the last was answered. */
	answered: number;
	/** From the first event until the last execution had come to its end. */
	ended: number;
	/** Processor time n8n used meanwhile, all its threads together. */
	cpu: number;
}

/** Of each round. */
export interface EventResults {
	trigger: EventFigures[];
	webhook: EventFigures[];
}

/** This package's trigger and n8n's Webhook step beside each other in one n8n, in each round. */
export async function measureEvents(
	place: Place,
	linqs: LinqProcess,
	rounds: number,
): Promise<EventResults> {
	const linq = await linqs.open(0);
	await linq.begin();
	const { client, stop } = await place.start({ WEBHOOK_URL: publicAddress });
	try {
		const trigger = await triggerStarter(client, linq);
		const webhook = await webhookStarter(client);
		const published: StoredWorkflow[] = [];
		for (const { workflow } of [trigger, webhook]) {
			published.push(await client.publish(await client.createWorkflow(workflow)));
		}
		const arrivals = await client.createWorkflow(tellingArrivals);
		const run = async (starter: Starter, count = eventCount) =>
			await send(client, linq, starter, count, arrivals);
		for (const starter of [trigger, webhook]) await run(starter, fewEvents);
		const runs = await interleaved([trigger, webhook], rounds, async (starter) => {
			const figures = await run(starter);
			announce(`${starter.name}: ${JSON.stringify(figures)}`);
			return figures;
		});
		for (const workflow of published) await client.unpublish(workflow);
		return { trigger: runs.get(trigger)!, webhook: runs.get(webhook)! };
	} finally {
		await stop();
	}
}

/** @throws Error when an event started no execution, or more than one */
async function send(
	client: N8nClient,
	linq: LinqServer,
	{ name, to }: Starter,
	count: number,
	arrivals: StoredWorkflow,
): Promise<EventFigures> {
	const tell = async () =>
		outputOf(await client.runWorkflow(arrivals, 'Start'), 'Arrivals')[0]![0]!
			.json as unknown as Arrived;
	const before = await tell();
	const { began, answered, refused } = await linq.sendEvents(to, count, eventsAtOnce);
	if (refused > 0) throw new Error(`${name} refused ${refused} of ${count} events`);
	const deadline = Date.now() + patience;
	let now = await tell();
	let arrived = now.count;
	while (arrived < count && Date.now() < deadline) {
		await sleep(200);
		now = await tell();
		arrived += now.count;
	}
	if (arrived !== count) throw new Error(`${name} ran ${arrived} times for ${count} events`);
	return { answered: answered - began, ended: now.last - began, cpu: now.cpu - before.cpu };
}

/** See the node `Arrivals`. */
interface Arrived {
	count: number;
	last: number;
	cpu: number;
}
