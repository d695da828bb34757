/** Work that has to be done one after another, by what it is about. */
export class Turns {
	/** By key: settles when what was last begun for it is over. */
	private readonly underWay = new Map<string, Promise<void>>();

	/**
	 * Begins when what was begun before under the same key is over, however that ended.
	 *
	 * @throws what the work throws
	 */
	async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const result = (this.underWay.get(key) ?? Promise.resolve()).then(work);
		const over = result.then(
			() => {},
			() => {},
		);
		this.underWay.set(key, over);
		void over.then(() => {
			if (this.underWay.get(key) === over) this.underWay.delete(key);
		});
		return await result;
	}

	/** Settles when what was begun under the key so far is over. */
	async whenOver(key: string): Promise<void> {
		await this.underWay.get(key);
	}
}
