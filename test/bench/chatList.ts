import { announce } from '../n8n/command';
import { everyItemOf } from '../n8n/shapes';
import { httpRequestListing, stepName, thisNodeListing, type Candidate } from './candidates';
import type { LinqProcess, LinqServer } from './linq';
import { measureWorkflow, workflowFor } from './measure';
import type { Place } from './n8n';
import { inNewN8n, type NewN8n } from './newN8n';
import { interleaved } from './rounds';

/** How many chats there are. */
export const listedChats = 10_000;

/** As many are listed first, which isn't counted. */
const fewChats = 1000;

/** Linq's largest page. */
export const pageSize = 100;

/** Linq takes so many milliseconds for every answer. */
export const answerTime = 50;

/** What one round came to. */
export interface ListFigures {
	/** Milliseconds. */
	time: number;
	/** By how much n8n's memory rose since it started, in MB. */
	sinceStart: number;
	requests: number;
}

/** Of each round. */
export interface ListResults {
	thisNode: ListFigures[];
	httpRequest: ListFigures[];
}

const thisNode = thisNodeListing('Linq Chat');
const httpRequest = httpRequestListing('HTTP Request with its pagination, and Split Out');

/** Each candidate in an n8n started for it, in each round. */
export async function measureList(
	place: Place,
	linqs: LinqProcess,
	rounds: number,
): Promise<ListResults> {
	const linq = await linqs.open(answerTime);
	const run = async (candidate: Candidate) =>
		await inNewN8n(place, linq, async (n8n) => {
			await list(n8n, linq, candidate, fewChats);
			const figures = await list(n8n, linq, candidate, listedChats);
			announce(`${candidate.name}: ${JSON.stringify(figures)}`);
			return figures;
		});
	const runs = await interleaved([thisNode, httpRequest], rounds, run);
	return { thisNode: runs.get(thisNode)!, httpRequest: runs.get(httpRequest)! };
}

/** @throws Error when a chat is missing: then the figures mean nothing */
async function list(
	{ client, process, atStart }: NewN8n,
	linq: LinqServer,
	candidate: Candidate,
	chats: number,
): Promise<ListFigures> {
	const workflow = await workflowFor(client, linq, candidate, 1);
	await linq.beginList(chats);
	const pages = chats / pageSize;
	const measured = await measureWorkflow(client, linq, workflow, pages, process);
	const last = stepName(candidate.steps(linq).length - 1);
	const listed = new Set(everyItemOf(measured.execution, last).map(({ json }) => json.id));
	if (listed.size !== chats) {
		throw new Error(`${candidate.name}: ${listed.size} of ${chats} chats came out`);
	}
	const { requests } = await linq.tally();
	return { time: measured.time, sinceStart: measured.peakMemory - atStart, requests };
}
