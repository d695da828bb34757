import { answerTime, listedChats, pageSize, type ListFigures, type ListResults } from './chatList';
import { median, medianRatio } from './rounds';
import { figure, verdictCells, type FigureTable } from './table';

/** What reading a long list to its end takes. */
export function chatListTable({ thisNode, httpRequest }: ListResults): FigureTable {
	const count = listedChats.toLocaleString('en');
	const pages = listedChats / pageSize;
	const row = (
		what: string,
		of: keyof ListFigures,
		shown: (value: number) => string,
		target?: number,
	) => {
		const [ours, others] = [thisNode, httpRequest].map((rounds) =>
			rounds.map((round) => round[of]),
		) as [number[], number[]];
		const ratio = medianRatio(ours, others);
		const measured = [shown(median(ours)), shown(median(others)), figure(ratio)];
		return [what, ...measured, ...verdictCells(ratio, target)];
	};
	return {
		title: `A list of ${count} chats`,
		explanation: `Chat → Get Many with Return All; HTTP Request with its pagination and then Split Out, which makes an item of each chat. Linq gives ${pageSize} chats at once, each page names the next, and each answer takes ${answerTime} ms: ${(pages * answerTime) / 1000} seconds at best. Each in an n8n started for it, which lists 1,000 chats first; memory is the most n8n held while it listed ${count} and stored them, less what it held when it had just started.`,
		head: ['What', 'Linq Chat', 'HTTP Request', 'Ratio', 'Target', 'Verdict'],
		rows: [
			row('Seconds', 'time', (time) => figure(time / 1000), 1),
			row('Requests', 'requests', String, 1),
			row('MB more than when n8n had started', 'sinceStart', (mb) => figure(mb, 0), 1),
		],
	};
}
