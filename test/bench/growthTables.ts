import { fewItems, manyItems, type Growth, type GrowthFigures } from './growth';
import type { LoadingFigures } from './loading';
import { median, medianRatio } from './rounds';
import { figure, verdict, verdictCells, type FigureTable } from './table';

const factorTarget = 10.5;
const memoryTarget = 0.9;

/** Target c: many records beside few, in time and memory. */
export function growthTable(figures: GrowthFigures): FigureTable {
	const few = fewItems.toLocaleString('en');
	const many = manyItems.toLocaleString('en');
	const of = (figure: keyof Growth): Beside => ({
		thisNode: figures.thisNode.map((round) => round[figure]),
		httpRequest: figures.httpRequest.map((round) => round[figure]),
	});
	const factor = of('factor');
	return {
		title: `${many} people beside ${few}`,
		explanation: `Each step in an n8n started for it, which runs the workflow with ${few} people twice and then with ${many}. Memory is the most n8n held (its resident set) while it ran the workflow with ${many} people and stored it, less what it held when it had just started. What it held more than after the runs with ${few} people has no target: a step that had n8n take more memory in those runs needs less on top of it, since n8n uses again what they left, so the more wasteful step looks the better one there.`,
		head: ['What', 'Linq Chat', 'HTTP Request', 'Ratio', 'Target', 'Verdict'],
		rows: [
			secondsRow(`Seconds for ${few}`, of('few')),
			secondsRow(`Seconds for ${many}`, of('many')),
			[
				`${many} take … times as long`,
				figure(median(factor.thisNode), 1),
				figure(median(factor.httpRequest), 1),
				'–',
				`≤ ${factorTarget} times`,
				verdict(median(factor.thisNode), factorTarget),
			],
			memoryRow('MB more than when n8n had started', of('sinceStart'), memoryTarget),
			memoryRow(`MB more than after ${few}`, of('sinceFew')),
		],
	};
}

/** One figure of each round. */
interface Beside {
	thisNode: number[];
	httpRequest: number[];
}

function secondsRow(what: string, { thisNode, httpRequest }: Beside): string[] {
	return [what, seconds(median(thisNode)), seconds(median(httpRequest)), '–', '–', '–'];
}

function memoryRow(what: string, { thisNode, httpRequest }: Beside, target?: number): string[] {
	const ratio = medianRatio(thisNode, httpRequest);
	const measured = [figure(median(thisNode), 0), figure(median(httpRequest), 0), figure(ratio)];
	return [what, ...measured, ...verdictCells(ratio, target)];
}

/** Target e: what loading the package takes. */
export function loadingTable({ time, kept, resident }: LoadingFigures): FigureTable {
	return {
		title: 'Loading the package',
		explanation:
			"What requiring the package's files takes in a new process of n8n's Node.js once n8n-workflow is loaded, which n8n always is.",
		head: ['What', 'Measured', 'Target', 'Verdict'],
		rows: [
			['Milliseconds', figure(time, 1), '≤ 8', verdict(time, 8)],
			['MB kept after a garbage collection', figure(kept, 1), '≤ 2', verdict(kept, 2)],
			['MB by which the process grew', figure(resident, 1), '≤ 2', verdict(resident, 2)],
		],
	};
}

function seconds(milliseconds: number): string {
	return figure(milliseconds / 1000);
}
