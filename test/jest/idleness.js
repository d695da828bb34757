const { performance } = require('node:perf_hooks');
const { othersWork } = require('./threads');

/** How often in a row the process must have been found asleep. */
const rounds = 2;

/** What Node calls work that it has handed to another thread, or to a name server. */
const elsewhere = /^(FSReq|GetAddrInfo|GetNameInfo|QueryReq)/;

/**
 * Whether this process has nothing to do but wait. It is looked at again and again, a millisecond or
 * more between two looks: its event loop must have been in one and the same wait from one to the
 * next, without a single event, and no other thread may work for it.
 */
class Idleness {
	seen = turns();
	quiet = 0;

	/** Looks again, at the first thing that happens after the wait. */
	look() {
		const { loopCount, events } = turns();
		const hasSlept = loopCount === this.seen.loopCount + 1 && events === this.seen.events;
		this.quiet = hasSlept && !isWaitedFor(elsewhere) ? this.quiet + 1 : 0;
		// What another thread had done by then is heard of in the rounds that follow.
		if (this.quiet === 1 && othersWork()) this.quiet = 0;
		return this.quiet >= rounds;
	}

	/** To be called last before the wait for the next look. */
	wait() {
		this.seen = turns();
	}

	/** From now on it has to be found out anew. */
	reset() {
		this.quiet = 0;
	}
}

/** Which turn of its loop the process is in, and how many events it has had. */
function turns() {
	const { uvMetricsInfo } = performance.nodeTiming;
	if (!uvMetricsInfo) throw new Error('The tests need Node.js 20.18, 22.8 or newer');
	return uvMetricsInfo;
}

/** Whether the process waits for something whose kind has such a name. */
function isWaitedFor(kind) {
	return process.getActiveResourcesInfo().some((one) => kind.test(one));
}

module.exports = { Idleness, turns, isWaitedFor };
