const { Idleness, isWaitedFor, turns } = require('./idleness');
const real = require('./realTime');
const { timersBy } = require('./timers');

/**
 * The time of a process of tests. It stands still as long as anything happens, and goes on to the
 * next timer as soon as nothing does: when all that the process does is wait. So a wait of an hour
 * costs a few real milliseconds, and a time-out is over only if what it limits really came to nothing,
 * however busy the machine is. Each turn of the event loop in which somebody asks takes a
 * millisecond, so that what happens one after the other has different times.
 *
 * It is the time of all that asks JavaScript for it: `setTimeout`, `setInterval`, `Date` and
 * `performance.now()`, in jest's sandbox as in n8n, which is loaded outside of it. What Node keeps
 * for itself (of sockets, say) and what jest measures tests by goes by the time of the world.
 *
 * Everything the tests talk to is in this process, so nothing is on its way while it sleeps. While
 * another process lives that it started, time goes on with that of the world.
 */
class Clock {
	/** Milliseconds since any moment; whole ones, or sums of them would be off by a little. */
	passed = Math.ceil(real.now());
	/** Milliseconds between that moment and 1970. */
	epoch = 0;
	/** Milliseconds by which the date is set on. */
	ahead = 0;
	/** The last turn of the loop in which somebody asked. */
	turn = 0;
	timers = new Set();
	/** How many timers were set so far. */
	order = 0;
	idleness = new Idleness();
	isWatching = false;

	/** As `performance.now()`. */
	now() {
		const { loopCount } = turns();
		if (loopCount !== this.turn) this.passed++;
		this.turn = loopCount;
		return this.passed;
	}

	/** As `Date.now()`. */
	date() {
		return this.epoch + this.ahead + this.now();
	}

	/** Sets the date on, or back, without any time going by. */
	setDate(milliseconds) {
		this.ahead += milliseconds;
	}

	/** The date is what time has made of it again. */
	resetDate() {
		this.ahead = 0;
	}

	/** The date is that of the world again, as that of files and certificates always is. */
	begin() {
		this.epoch = real.Date.now() - this.passed;
		this.resetDate();
	}

	/**
	 * From now on this is the time of a realm.
	 *
	 * @param owner whose timers they are that are set in it
	 * @returns gives the realm back what it had before
	 */
	install(realm, owner) {
		const puts = [
			...Object.entries(timersBy(this, owner)).map(([name, value]) => [realm, name, value]),
			[realm, 'Date', this.dateLike(realm.Date)],
			// One and the same object in all realms.
			...(realm === globalThis ? [[performance, 'now', () => this.now()]] : []),
		];
		const before = puts.map(([place, name]) => Object.getOwnPropertyDescriptor(place, name));
		for (const [place, name, value] of puts) {
			Object.defineProperty(place, name, { value, configurable: true, writable: true });
		}
		return () => {
			for (const [index, [place, name]] of puts.entries()) {
				if (before[index]) Object.defineProperty(place, name, before[index]);
				else delete place[name];
			}
		};
	}

	/** Ends what an owner has left running. */
	drop(owner) {
		for (const timer of this.timers) if (timer.owner === owner) timer.close();
	}

	/** Like `Origin`, at this clock's time. */
	dateLike(Origin) {
		let now = () => this.date();
		return new Proxy(Origin, {
			apply: (target) => new target(this.date()).toString(),
			construct: (target, given, asked) =>
				Reflect.construct(target, given.length === 0 ? [this.date()] : given, asked),
			get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
			// A test may put another in its place.
			set(target, key, value, receiver) {
				if (key !== 'now') return Reflect.set(target, key, value, receiver);
				now = value;
				return true;
			},
		});
	}

	/** Has a timer called once its delay is over, counted from now. */
	add(timer) {
		timer.due = this.passed + timer.delay;
		timer.order = this.order++;
		this.timers.add(timer);
		this.watch();
	}

	remove(timer) {
		this.timers.delete(timer);
	}

	/** The timer that is next; of several the one that was set first. */
	next() {
		let next;
		for (const timer of this.timers) {
			if (!next || timer.due < next.due || (timer.due === next.due && timer.order < next.order)) {
				next = timer;
			}
		}
		return next;
	}

	isNeeded() {
		return [...this.timers].some(({ isNeeded }) => isNeeded);
	}

	/** Time goes on as long as there are timers that anybody waits for. */
	watch() {
		if (this.isWatching) return;
		if (!this.isNeeded()) {
			this.idleness.reset();
			return;
		}
		this.isWatching = true;
		const lookedAt = real.now();
		this.idleness.wait();
		real.setTimeout(() => {
			this.isWatching = false;
			if (isWaitedFor(/^ProcessWrap$/)) this.goOn(real.now() - lookedAt);
			else if (this.idleness.look() && this.isNeeded()) this.goOn(this.next().due - this.passed);
			else this.watch();
		}, 1);
	}

	/** Time goes on, and what is due by then is called, one after the other, as by Node. */
	goOn(milliseconds) {
		const till = this.passed + Math.max(0, milliseconds);
		this.isWatching = true;
		this.idleness.reset();
		const callNext = () => {
			const timer = this.next();
			if (!timer || timer.due > till) {
				this.passed = Math.max(this.passed, till);
				this.isWatching = false;
				this.watch();
				return;
			}
			this.passed = Math.max(this.passed, timer.due);
			try {
				timer.call();
			} finally {
				// After all that follows from it at once.
				queueMicrotask(() => process.nextTick(callNext));
			}
		};
		callNext();
	}
}

/** One for the process: what n8n has loaded lives on from one file of tests to the next. */
const clock = new Clock();

module.exports = { clock };
