import type { Patience } from './client';

/** Something that one execution reads once, when somebody wants to know it. */
export class ReadOnce<Value> {
	private reading?: Promise<Value>;

	constructor(private readonly read: (patience: Patience) => Promise<Value>) {}

	/** @throws LinqError of the reading, for all who wait for it; whoever comes later has it read again */
	async value(patience: Patience): Promise<Value> {
		this.reading ??= this.read(patience);
		const reading = this.reading;
		return await reading.catch((error: unknown) => {
			if (this.reading === reading) this.reading = undefined;
			throw error;
		});
	}
}
