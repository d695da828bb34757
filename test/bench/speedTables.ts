import { speedCandidates, speedItems, type SpeedFigures } from './speed';
import { figure, verdict, type FigureTable } from './table';

const timeTargets: Partial<Record<keyof SpeedFigures, number>> = { atDefaults: 0.85, wide: 0.55 };
const cpuTarget = 1.15;

/** Targets a and b: time beside the HTTP Request node, processor time beside a bare loop. */
export function speedTables(figures: SpeedFigures): FigureTable[] {
	return [timeTable(figures), cpuTable(figures)];
}

function timeTable(figures: SpeedFigures): FigureTable {
	const names = Object.keys(speedCandidates) as Array<keyof SpeedFigures>;
	return {
		title: `Time for ${speedItems.toLocaleString('en')} people in 200 chats`,
		explanation:
			'The time n8n notes for the step alone, with a Linq server that takes 50 ms for every answer.',
		head: ['Step', 'Seconds', 'Ratio to HTTP Request', 'Target', 'Verdict'],
		rows: names.map((name) => {
			const { time } = figures[name];
			const ratio = time / figures.httpRequest.time;
			const target = timeTargets[name];
			return [
				speedCandidates[name].name,
				figure(time / 1000),
				figure(ratio),
				...(target === undefined ? ['–', '–'] : [`≤ ${target}`, verdict(ratio, target)]),
			];
		}),
	};
}

function cpuTable(figures: SpeedFigures): FigureTable {
	const row = (name: keyof SpeedFigures, besides: keyof SpeedFigures): string[] => {
		const ratio = figures[name].cpu / figures[besides].cpu;
		return [
			speedCandidates[name].name,
			figure(figures[name].cpu),
			speedCandidates[besides].name,
			figure(figures[besides].cpu),
			figure(ratio),
			`≤ ${cpuTarget}`,
			verdict(ratio, cpuTarget),
		];
	};
	return {
		title: 'Processor time for each person',
		explanation:
			'What all threads of n8n used while the step ran, in milliseconds for each person. A bare loop is a node that sends the same requests through the same n8n function, as many at once, and does nothing else; "with parameters" means that n8n works out the chat and the number for each record, as it does for any node that someone maps fields in.',
		head: ['Step', 'ms', 'Beside', 'ms', 'Ratio', 'Target', 'Verdict'],
		rows: [
			row('atDefaults', 'readingAtDefaults'),
			row('wide', 'readingWide'),
			row('atDefaults', 'bareAtDefaults'),
			row('wide', 'bareWide'),
		],
	};
}
