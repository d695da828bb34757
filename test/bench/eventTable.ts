import { eventCount, eventsAtOnce, type EventFigures, type EventResults } from './events';
import { median, medianRatio } from './rounds';
import { figure, verdictAtLeast, type FigureTable } from './table';

const target = 0.95;

/** How many events a second the trigger takes, and what they cost. */
export function eventTable(results: EventResults): FigureTable {
	const perSecond = (milliseconds: number) => (eventCount * 1000) / milliseconds;
	const ended = beside(results, 'ended', perSecond);
	return {
		title: 'Events a second',
		explanation: `${eventCount} messages come in, ${eventsAtOnce} calls at a time, each signed as Linq signs, at an n8n of one process. The Linq Chat Trigger has its defaults; n8n's Webhook step has a credential (Header Auth) and answers at once. Without a credential n8n leaves out a check that any step with one pays. Behind each stands one step that counts the executions, and n8n stores nothing of them. Seconds count from the first call on; processor time is what all threads of n8n used for each event, in milliseconds.`,
		head: ['What', 'Linq Chat Trigger', 'Webhook', 'Ratio', 'Target', 'Verdict'],
		rows: [
			[
				'Events a second until the last execution has come to its end',
				...ended.cells,
				`≥ ${target}`,
				verdictAtLeast(ended.ratio, target),
			],
			[
				'Events a second until the last call is answered',
				...beside(results, 'answered', perSecond).cells,
				...['–', '–'],
			],
			[
				'Processor time for each event',
				...beside(results, 'cpu', (cpu) => cpu / eventCount).cells,
				...['–', '–'],
			],
		],
	};
}

function beside(
	{ trigger, webhook }: EventResults,
	figureName: keyof EventFigures,
	asShown: (value: number) => number,
): { ratio: number; cells: string[] } {
	const [ours, others] = [trigger, webhook].map((rounds) =>
		rounds.map((round) => asShown(round[figureName])),
	) as [number[], number[]];
	const ratio = medianRatio(ours, others);
	return { ratio, cells: [figure(median(ours), 1), figure(median(others), 1), figure(ratio)] };
}
