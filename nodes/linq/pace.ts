import { sleep } from 'n8n-workflow';

/**
 * One execution's shared patience: when Linq says that too much comes at once, every request of
 * the node waits, not only the one that was refused.
 */
export class Pace {
	private heldUntil = 0;

	/** Lets nothing through for this many milliseconds. */
	hold(milliseconds: number): void {
		this.heldUntil = Math.max(this.heldUntil, Date.now() + milliseconds);
	}

	/**
	 * Resolves when the next request may be sent.
	 *
	 * @throws the signal's reason, at once, when the execution is cancelled while waiting
	 */
	async turn(signal?: AbortSignal): Promise<void> {
		for (let wait = this.heldUntil - Date.now(); wait > 0; wait = this.heldUntil - Date.now()) {
			await sleep(wait, signal);
		}
	}
}
