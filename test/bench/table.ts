import Table from 'cli-table3';

/** Figures under a title, with one sentence on how they were taken. */
export interface FigureTable {
	title: string;
	explanation: string;
	head: string[];
	rows: string[][];
}

/** What a target asks for at most, beside what was measured. */
export function verdict(measured: number, target: number): 'met' | 'missed' {
	return measured <= target ? 'met' : 'missed';
}

/** The same where at least so much is asked for. */
export function verdictAtLeast(measured: number, target: number): 'met' | 'missed' {
	return measured >= target ? 'met' : 'missed';
}

/** The last two cells of a row: what is asked for at most, and the verdict; dashes without a target. */
export function verdictCells(measured: number, target?: number): [string, string] {
	return target === undefined ? ['–', '–'] : [`≤ ${figure(target)}`, verdict(measured, target)];
}

/** `1.234` → `1.23` */
export function figure(value: number, digits = 2): string {
	return value.toFixed(digits);
}

/** For a terminal. */
export function asText({ title, head, rows }: FigureTable): string {
	const table = new Table({ head, style: { head: [], border: [] } });
	table.push(...rows);
	return `\n${title}\n${table.toString()}\n`;
}

/** For a page; prettier aligns the columns. */
export function asMarkdown({ title, explanation, head, rows }: FigureTable): string {
	const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return [`## ${title}`, explanation, lines.join('\n')].join('\n\n');
}
