/** A call that took this long to get here, in milliseconds, waited in an n8n that is behind. */
const longWait = 60_000;

/** So long after such a call, in milliseconds, n8n is taken to be behind still. */
const lately = 60_000;

/**
 * Tells an n8n that is behind with its work from somebody who repeats an old call. When more comes
 * in than n8n gets done, genuine calls wait in it for minutes, each longer than the one before,
 * until they are too old to be let in. Linq takes 401 as final, so those events would be lost.
 */
export class Backlog {
	private last = { waited: 0, at: Number.NEGATIVE_INFINITY };

	/**
	 * Told of every call that Linq surely made.
	 *
	 * @param signedAt milliseconds since 1970, as are all times here
	 */
	note(signedAt: number, now: number): void {
		this.last = { waited: now - signedAt, at: now };
	}

	/** Whether calls may have grown old here, rather than on their way. */
	isLikely(now: number): boolean {
		return this.last.waited > longWait && now - this.last.at < lately;
	}
}
