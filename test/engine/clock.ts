/** How far each clock is ahead, by its replacement. */
const ahead = new WeakMap<object, number>();

/** Time goes on by so many milliseconds, for the test as for n8n and its nodes, without anyone waiting. */
export function later(milliseconds: number): void {
	for (const clock of [Date, engineDate]) {
		const before = ahead.get(clock.now);
		const now = clock.now.bind(clock);
		if (before === undefined) {
			const replaced = jest.spyOn(clock, 'now');
			replaced.mockImplementation(() => now() + ahead.get(replaced)!);
		}
		ahead.set(clock.now, (before ?? 0) + milliseconds);
	}
}

/** The one of n8n and its nodes, which jest keeps apart: see test/jest/environment.js. */
declare const engineDate: DateConstructor;
