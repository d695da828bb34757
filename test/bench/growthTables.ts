import { fewItems, manyItems, type GrowthFigures } from './growth';
import type { LoadingFigures } from './loading';
import { figure, verdict, type FigureTable } from './table';

/** Target c: many records beside few, in time and memory. */
export function growthTable({ thisNode, httpRequest }: GrowthFigures): FigureTable {
	const few = fewItems.toLocaleString('en');
	const many = manyItems.toLocaleString('en');
	return {
		title: `${many} people beside ${few}`,
		explanation: `Each step in an n8n started for it, which runs the workflow with ${few} people twice and then with ${many}. Memory is the most n8n held (its resident set) while it ran the workflow with ${many} people and stored it, less what it held when it had just started, and less what the runs with ${few} people had left it with.`,
		head: ['What', 'Linq Chat', 'HTTP Request', 'Ratio', 'Target', 'Verdict'],
		rows: [
			[`Seconds for ${few}`, seconds(thisNode.few), seconds(httpRequest.few), '–', '–', '–'],
			[`Seconds for ${many}`, seconds(thisNode.many), seconds(httpRequest.many), '–', '–', '–'],
			[
				`${many} take … times as long`,
				figure(thisNode.factor, 1),
				figure(httpRequest.factor, 1),
				'–',
				'≤ 11 times',
				verdict(thisNode.factor, 11),
			],
			memoryRow('MB more than when n8n had started', thisNode.sinceStart, httpRequest.sinceStart),
			memoryRow(`MB more than after ${few}`, thisNode.sinceFew, httpRequest.sinceFew),
		],
	};
}

function memoryRow(what: string, thisNode: number, httpRequest: number): string[] {
	const ratio = thisNode / httpRequest;
	const measured = [figure(thisNode, 0), figure(httpRequest, 0), figure(ratio)];
	return [what, ...measured, '≤ 1', verdict(ratio, 1)];
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
