/** Work that has to be done one after another, by what it is about. */
export class Turns {
	private readonly last = new Map<string, Promise<unknown>>();

	/**
	 * Begins when what was begun before under the same key is over, however that ended.
	 *
	 * @throws what the work throws
	 */
	async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const result = (this.last.get(key) ?? Promise.resolve()).then(work);
		this.last.set(
			key,
			result.catch(() => {}),
		);
		return await result;
	}
}
