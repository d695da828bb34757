import { runInLanes, type Task } from '../../../../nodes/items/lanes';
import type { Answered } from '../../../../nodes/linq/wire/client';
import { path } from '../../../../nodes/linq/wire/path';
import { ownLine } from '../account';
import { account, startStoppedAccount } from '../stoppedAccount';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

/** As without any option, but for the time-out: real time, in which a slow machine may be late. */
const usualPatience = { maxRetries: 3, timeout: 3_600_000 };
const usualWidth = 25;

startStoppedAccount();

/** Time goes on, from one wait to the next, only while no request is under way. */
async function finished<Result>(work: Promise<Result>): Promise<Result> {
	let isDone = false;
	void work.finally(() => (isDone = true));
	for (;;) {
		// An answer is followed by all that it leads to before this comes.
		await new Promise((resolve) => setImmediate(resolve));
		if (isDone) return await work;
		if (account.sent.length > account.answered.length) continue;
		if (jest.getTimerCount() === 0) throw new Error('It waits for nothing');
		jest.advanceTimersToNextTimer();
	}
}

/**
 * Adds people, each to a group of their own, against a limit.
 *
 * @param people how many
 * @param requests how many Linq takes in a second; the second figure from half way on
 * @returns how many requests Linq let pass and how many it got
 */
async function addAgainst(people: number, requests: number, later: number) {
	const { linq, client } = account;
	linq.limit = { requests, seconds: 1 };
	void linq.received(people / 2).then(() => (linq.limit = { requests: later, seconds: 1 }));
	const others = ['+12025550101', '+12025550102'];
	const adding = Array.from({ length: people }, (_, index): Task<Answered> => {
		const { id } = linq.account.addChat({ from: ownLine, handles: others });
		const body = { handle: `+1202556${1000 + index}` };
		const request = { method: 'POST', path: path`/v3/chats/${id}/participants`, body } as const;
		return {
			lane: id,
			run: async (aside) =>
				await client.send(request, { ...usualPatience, lane: { name: id, aside } }),
		};
	});
	await finished(runInLanes(adding, usualWidth));
	const passed = linq.requests.filter(({ status }) => status === 202).length;
	return { passed, sent: linq.requests.length };
}

test.each([
	['20 a second', 200, 20, 20],
	['5 a second', 60, 5, 5],
	['40, then 10 a second', 120, 40, 10],
	['10, then 40 a second', 120, 10, 40],
])('%s: at most half as many requests again as people', async (_, people, requests, later) => {
	const { passed, sent } = await addAgainst(people, requests, later);
	expect(passed).toBe(people);
	expect(sent).toBeLessThanOrEqual(people * 1.5);
});
