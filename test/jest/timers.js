const { AsyncResource } = require('node:async_hooks');
const { promisify } = require('node:util');
const real = require('./realTime');

/** The longest delay a timer takes, in milliseconds; Node makes 1 of what is longer. */
const longest = 2 ** 31 - 1;

/** Timers by number, for those who use it in place of the timer. */
const numbers = new Map();

/** One that is called when its time has come by the clock that has it. */
class Timer {
	isNeeded = true;

	constructor(clock, callback, given, { delay, repeats, owner }) {
		this.clock = clock;
		this.callback = callback;
		this.given = given;
		this.delay = delay >= 1 && delay <= longest ? Math.trunc(delay) : 1;
		this.repeats = repeats;
		this.owner = owner;
		this.resource = new AsyncResource('Timeout');
		this.refresh();
	}

	call() {
		if (this.repeats) this.refresh();
		else this.close();
		this.resource.runInAsyncScope(this.callback, this, ...this.given);
	}

	refresh() {
		this.clock.add(this);
		return this;
	}

	close() {
		this.clock.remove(this);
		numbers.delete(this.number);
		return this;
	}

	ref() {
		this.isNeeded = true;
		this.clock.watch();
		return this;
	}

	unref() {
		this.isNeeded = false;
		return this;
	}

	hasRef() {
		return this.isNeeded;
	}

	[Symbol.toPrimitive]() {
		this.number ??= this.order + 1_000_000_000;
		numbers.set(this.number, this);
		return this.number;
	}
}

/**
 * `setTimeout` and the like, by this clock.
 *
 * @param owner whose timers these are: see `Clock.drop`
 */
function timersBy(clock, owner) {
	const setting = (own, repeats) => {
		const set = (callback, delay, ...given) => {
			// Node also says what is wrong with it.
			const isOurs = typeof callback === 'function' && !isForNode(set);
			if (!isOurs) return own(callback, delay, ...given);
			return new Timer(clock, callback, given, { delay, repeats, owner });
		};
		return set;
	};
	const clear = (timer) => {
		const own = timer instanceof Timer ? timer : numbers.get(Number(timer));
		if (own) own.close();
		else real.clearTimeout(timer);
	};
	const setTimeout = setting(real.setTimeout, false);
	setTimeout[promisify.custom] = (delay, value, { signal } = {}) =>
		new Promise((resolve, reject) => {
			signal?.throwIfAborted();
			const end = () => {
				timer.close();
				reject(signal.reason);
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', end);
				resolve(value);
			}, delay);
			signal?.addEventListener('abort', end);
		});
	const setInterval = setting(real.setInterval, true);
	return { setTimeout, clearTimeout: clear, setInterval, clearInterval: clear };
}

/** Whether this function was called by Node's own code: its `fetch` uses the timers of everybody. */
function isForNode(called) {
	const { prepareStackTrace, stackTraceLimit } = Error;
	const caller = {};
	Error.stackTraceLimit = 1;
	Error.prepareStackTrace = (_, [site]) => site?.getFileName();
	Error.captureStackTrace(caller, called);
	const file = caller.stack;
	Object.assign(Error, { prepareStackTrace, stackTraceLimit });
	return typeof file === 'string' && file.startsWith('node:');
}

module.exports = { timersBy };
