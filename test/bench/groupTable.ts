import {
	groupCount,
	requestsOf,
	type GroupCase,
	type GroupFigures,
	type GroupResults,
} from './groups';
import { groupSize } from './records';
import { figure, verdict, type FigureTable } from './table';

/** Beside a bare loop of as many requests: within a group, one change waits for the other. */
const target = 1.5;

/** What keeping groups in step takes. */
export function groupTable(results: GroupResults): FigureTable {
	return {
		title: `${groupCount} groups of ${groupSize} people kept in step`,
		explanation: `Chat → Set Participants with Remove Others, one record for each group; Linq takes 50 ms for every answer. It must send one request to look at each group and one for each change, none for who is there already, and one for all to know one's own numbers where anybody is removed; and take at most ${target} times as long as a bare loop takes that reads the same parameters and sends as many requests, 25 at once, in the same n8n.`,
		head: ['Groups', 'In step', 'Requests', 'Seconds', 'Bare loop', 'Ratio', 'Target', 'Verdict'],
		rows: [...results].map(([subject, figures]) => rowOf(subject, figures)),
	};
}

function rowOf(
	subject: GroupCase,
	{ requests, inStep, time, bareTime, ratio }: GroupFigures,
): string[] {
	const needed = requestsOf(subject);
	const isRight = inStep >= groupCount && requests === needed;
	return [
		subject.name,
		`${Math.min(inStep, groupCount)} of ${groupCount}`,
		`${requests} of ${needed} needed`,
		figure(time / 1000),
		figure(bareTime / 1000),
		figure(ratio),
		`≤ ${target}`,
		isRight ? verdict(ratio, target) : 'missed: requests',
	];
}
