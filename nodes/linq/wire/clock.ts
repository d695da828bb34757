/**
 * Milliseconds on a clock that nobody sets: how long things take is measured with it, since the date
 * may be set back, or on, at any time. It says nothing about the date.
 */
export function now(): number {
	return performance.now();
}
