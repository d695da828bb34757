/** At most `requests` within any `seconds`. */
export interface Limit {
	requests: number;
	seconds: number;
}

/** What Linq allows for messages from one line to the same people. */
export const linqMessageLimit: Limit = { requests: 30, seconds: 60 };

/** What Linq allows for changes of one line's contact card, new cards among them. */
export const linqCardLimit: Limit = { requests: 3, seconds: 600 };

/** Counts the requests let through within a sliding window. */
export class RateLimit {
	private letThrough: number[] = [];

	/** 0 when one more request fits (it then counts); otherwise the whole seconds until one does. */
	secondsToWait(limit: Limit | undefined, now = Date.now()): number {
		if (!limit) return 0;
		const window = limit.seconds * 1000;
		this.letThrough = this.letThrough.filter((time) => time > now - window);
		if (this.letThrough.length < limit.requests) {
			this.letThrough.push(now);
			return 0;
		}
		// The one whose leaving makes room: the oldest, unless the limit was lowered meanwhile.
		const leaving = this.letThrough[this.letThrough.length - limit.requests] ?? now;
		return Math.max(1, Math.ceil((leaving + window - now) / 1000));
	}
}
