/**
 * A method of a node whose code is read when n8n first calls it: an n8n that starts reads what the
 * editor shows of every node, and of most no more.
 *
 * @param read imports the method
 */
export function whenCalled<Context, Given extends unknown[], Result>(
	read: () => Promise<(this: Context, ...given: Given) => Promise<Result>>,
): (this: Context, ...given: Given) => Promise<Result> {
	return async function (this: Context, ...given: Given) {
		const method = await read();
		return await method.apply(this, given);
	};
}
