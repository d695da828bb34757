import {
	joinDelay,
	joiningCandidates,
	joiningCount,
	type JoiningFigures,
	type JoiningResults,
} from './joining';
import { median, medianRatio } from './rounds';
import { figure, verdict, type FigureTable } from './table';

/** One addition and one look at the chat for each person. */
const mostRequests = 2 * joiningCount;

/** What waiting for people to join takes. */
export function joiningTable(results: JoiningResults): FigureTable {
	const names = Object.keys(joiningCandidates) as Array<keyof JoiningResults>;
	return {
		title: `${joiningCount.toLocaleString('en')} people waited for until they have joined`,
		explanation: `Chat → Add Participant with Wait Until Joined into 200 chats; Linq takes 50 ms for every answer, and ${joinDelay} ms more until someone whom it accepted is in the chat. Everybody must come out on Success as joined, and be asked for once; and as the people of a chat are looked for together, fewer requests must do than one addition and one look for each. HTTP Request can't wait for it, nor does the step unless it is told to: they stand beside it to show what the wait adds.`,
		head: ['Step', 'Joined', 'Again', 'Requests', 'Seconds', 'Ratio to HTTP Request', 'Verdict'],
		rows: names.map((name) => rowOf(name, results)),
	};
}

function rowOf(name: keyof JoiningResults, results: JoiningResults): string[] {
	const of = (figure: keyof JoiningFigures, rounds = results[name]) =>
		rounds.map((round) => round[figure]);
	const [joined, repeated, requests] = (['joined', 'repeated', 'requests'] as const).map((figure) =>
		median(of(figure)),
	) as [number, number, number];
	const misses = [
		joined < joiningCount && 'people',
		repeated > 0 && 'again',
		verdict(requests, mostRequests) === 'missed' && 'requests',
	].filter((miss) => miss !== false);
	const result = misses.length === 0 ? 'met' : `missed: ${misses.join(', ')}`;
	const isWaiting = name === 'waiting';
	return [
		joiningCandidates[name].name,
		isWaiting ? `${joined} of ${joiningCount}` : 'not waited for',
		String(repeated),
		isWaiting ? `${requests} (≤ ${mostRequests})` : String(requests),
		figure(median(of('time')) / 1000),
		figure(medianRatio(of('time'), of('time', results.httpRequest))),
		isWaiting ? result : '–',
	];
}
