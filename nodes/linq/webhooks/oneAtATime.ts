import { Turns } from '../wire/turns';

/** By address. */
const turns = new Turns();

/**
 * Does what concerns the subscription of one address after what was begun before, in this process.
 * Two that subscribe at the same time would end each other's subscription, and a look in the midst
 * of a change finds what nobody knows yet.
 */
export async function oneAtATime<Result>(
	targetUrl: string,
	work: () => Promise<Result>,
): Promise<Result> {
	return await turns.take(targetUrl, work);
}

/** Settles when what was begun for the address so far is over. */
export async function whenOver(targetUrl: string): Promise<void> {
	await turns.whenOver(targetUrl);
}
