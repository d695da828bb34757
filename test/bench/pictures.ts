import { announce } from '../n8n/command';
import { httpRequestsSendingPictures, thisNodeSendingPictures, type Candidate } from './candidates';
import type { LinqProcess, LinqServer, PictureTally } from './linq';
import { measureWorkflow, workflowFor } from './measure';
import type { Place } from './n8n';
import { inNewN8n, type NewN8n } from './newN8n';
import { interleaved } from './rounds';

/** How many messages are sent. */
export const pictureCount = 1000;

/** As many are sent first, which isn't counted. */
const fewPictures = 100;

/** To send a picture, Linq is asked for a place, gets the file there, and then the message. */
const requestsForEach = 3;

/** What one round came to. */
export interface PictureFigures extends PictureTally {
	/** Milliseconds. */
	time: number;
	/** By how much n8n's memory rose since it started, in MB. */
	sinceStart: number;
}

/** Of each round. */
export interface PictureResults {
	thisNode: PictureFigures[];
	httpRequests: PictureFigures[];
}

const thisNode = thisNodeSendingPictures('Linq Chat');
const httpRequests = httpRequestsSendingPictures('HTTP Request, three times, and Merge');

/** Each candidate in an n8n started for it, in each round. */
export async function measurePictures(
	place: Place,
	linqs: LinqProcess,
	rounds: number,
): Promise<PictureResults> {
	const linq = await linqs.open(50);
	const run = async (candidate: Candidate) =>
		await inNewN8n(place, linq, async (n8n) => {
			await send(n8n, linq, candidate, fewPictures);
			const figures = await send(n8n, linq, candidate, pictureCount);
			announce(`${candidate.name}: ${JSON.stringify(figures)}`);
			return figures;
		});
	const runs = await interleaved([thisNode, httpRequests], rounds, run);
	return { thisNode: runs.get(thisNode)!, httpRequests: runs.get(httpRequests)! };
}

/** @throws Error when a message is missing: then the figures mean nothing */
async function send(
	{ client, process, atStart }: NewN8n,
	linq: LinqServer,
	candidate: Candidate,
	count: number,
): Promise<PictureFigures> {
	const workflow = await workflowFor(client, linq, candidate, count, 'pictures');
	await linq.begin();
	// Uploads are counted apart.
	const requests = count * (requestsForEach - 1);
	const { time, peakMemory } = await measureWorkflow(client, linq, workflow, requests, process);
	const tally = await linq.tallyPictures();
	if (tally.sent !== count || tally.requests !== count * requestsForEach) {
		throw new Error(`${candidate.name}: ${tally.requests} requests sent ${tally.sent} of ${count}`);
	}
	return { ...tally, time, sinceStart: peakMemory - atStart };
}
