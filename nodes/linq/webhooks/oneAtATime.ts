/** By address: settles when what was last begun for it is over. */
const underWay = new Map<string, Promise<void>>();

/**
 * Does what concerns the subscription of one address after what was begun before, in this process.
 * Two that subscribe at the same time would end each other's subscription, and a look in the midst
 * of a change finds what nobody knows yet.
 */
export async function oneAtATime<Result>(
	targetUrl: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const result = (underWay.get(targetUrl) ?? Promise.resolve()).then(work);
	const over = result.then(
		() => {},
		() => {},
	);
	underWay.set(targetUrl, over);
	void over.then(() => {
		if (underWay.get(targetUrl) === over) underWay.delete(targetUrl);
	});
	return await result;
}

/** Settles when what was begun for the address so far is over. */
export async function whenOver(targetUrl: string): Promise<void> {
	await underWay.get(targetUrl);
}
