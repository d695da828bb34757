/** Time goes on by so many milliseconds, for the test as for n8n and its nodes, without anyone waiting. */
export function later(milliseconds: number): void {
	for (const clock of [Date, engineDate]) {
		const now = clock.now.bind(clock);
		jest.spyOn(clock, 'now').mockImplementation(() => now() + milliseconds);
	}
}

/** The one of n8n and its nodes, which jest keeps apart: see test/jest/environment.js. */
declare const engineDate: DateConstructor;
