import { median, medianRatio } from './rounds';
import { speedCandidates, speedItems, type SpeedFigures } from './speed';
import { figure, verdictCells, type FigureTable } from './table';

type Name = keyof SpeedFigures;

const timeTargets: Partial<Record<Name, number>> = { atDefaults: 0.7, wide: 0.45 };

/** Both in time and in processor time. */
const bareTarget = 1.1;

/** Which bare loop a step stands beside. */
const pairs: Array<[step: Name, bare: Name, target?: number]> = [
	['atDefaults', 'readingAtDefaults', bareTarget],
	['wide', 'readingWide', bareTarget],
	['atDefaults', 'bareAtDefaults'],
	['wide', 'bareWide'],
];

/** Targets a and b: time beside the HTTP Request node, time and processor time beside a bare loop. */
export function speedTables(figures: SpeedFigures): FigureTable[] {
	return [
		timeTable(figures),
		{
			title: 'Time beside a bare loop',
			explanation:
				'The same runs, in seconds. A bare loop is a node that sends the same requests through the same n8n function, as many at once, and does nothing else; "with parameters" means that n8n works out the chat and the number for each record, as it does for any node that someone maps fields in. The loop without parameters has no target: it does less than any node must.',
			head: ['Step', 'Seconds', 'Beside', 'Seconds', 'Ratio', 'Target', 'Verdict'],
			rows: bareRows(figures, 'time', 1000),
		},
		{
			title: 'Processor time for each person',
			explanation:
				'What all threads of n8n used while the step ran, in milliseconds for each person.',
			head: ['Step', 'ms', 'Beside', 'ms', 'Ratio', 'Target', 'Verdict'],
			rows: bareRows(figures, 'cpu', speedItems),
		},
	];
}

function timeTable(figures: SpeedFigures): FigureTable {
	const times = (name: Name) => figures[name].map(({ time }) => time);
	return {
		title: `Time for ${speedItems.toLocaleString('en')} people in 200 chats`,
		explanation:
			'The time n8n notes for the step alone, with a Linq server that takes 50 ms for every answer.',
		head: ['Step', 'Seconds', 'Ratio to HTTP Request', 'Target', 'Verdict'],
		rows: (Object.keys(speedCandidates) as Name[]).map((name) => {
			const ratio = medianRatio(times(name), times('httpRequest'));
			return [
				speedCandidates[name].name,
				figure(median(times(name)) / 1000),
				figure(ratio),
				...verdictCells(ratio, timeTargets[name]),
			];
		}),
	};
}

/** @param unit what the figures are divided by */
function bareRows(figures: SpeedFigures, what: 'time' | 'cpu', unit: number): string[][] {
	const values = (name: Name) => figures[name].map((round) => round[what]);
	const cells = (name: Name) => [speedCandidates[name].name, figure(median(values(name)) / unit)];
	return pairs.map(([step, bare, target]) => {
		const ratio = medianRatio(values(step), values(bare));
		return [...cells(step), ...cells(bare), figure(ratio), ...verdictCells(ratio, target)];
	});
}
