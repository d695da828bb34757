/** The date is set on, or back, by so many milliseconds, without any time going by. */
export function later(milliseconds: number): void {
	setDate(milliseconds);
}

/** See test/jest/environment.js. */
declare function setDate(milliseconds: number): void;
