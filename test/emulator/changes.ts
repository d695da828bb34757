/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
/** What Linq has accepted but not done yet. */
export class QueuedChanges {
	private readonly cancellations = new Set<() => void>();
	private waiting: Array<() => void> = [];

	/**
	 * Makes the change `delay` ms from now; with 0 right after the answer under way, before anyone
	 * can read it; with Infinity never, and then nothing is queued.
	 */
	add(change: () => void, delay: number): void {
		if (delay === Infinity) return;
		const make = () => {
			this.cancellations.delete(cancel);
			change();
			this.settleIfDone();
		};
		const timer = delay > 0 ? setTimeout(make, delay) : undefined;
		const cancel = () => clearTimeout(timer);
		this.cancellations.add(cancel);
		if (!timer) queueMicrotask(make);
	}

	/** Resolves once nothing is queued any more. */
	settled(): Promise<void> {
		return new Promise((resolve) => {
			this.waiting.push(resolve);
			this.settleIfDone();
		});
	}

	/** Drops what is queued. */
	clear(): void {
		for (const cancel of this.cancellations) cancel();
		this.cancellations.clear();
		this.settleIfDone();
	}

	private settleIfDone(): void {
		if (this.cancellations.size > 0) return;
		for (const resolve of this.waiting.splice(0)) resolve();
	}
}
