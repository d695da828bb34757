import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { version } from '../../package.json';
import { N8N_VERSION } from '../n8n/installation';
import type { GroupResults } from './groups';
import { groupTable } from './groupTable';
import type { GrowthFigures } from './growth';
import { growthTable, loadingTable } from './growthTables';
import { scenarios, limitCandidates, type LimitResults } from './limits';
import { limitTables } from './limitTables';
import type { LoadingFigures } from './loading';
import type { OwnLimitResults } from './ownLimit';
import { ownLimitTable } from './ownLimitTable';
import type { SpeedFigures } from './speed';
import { speedTables } from './speedTables';
import { asMarkdown, figure, type FigureTable } from './table';

/** Everything a run of the benchmarks came to. */
export interface Figures {
	/** How often each was measured; the figures are medians. */
	rounds: number;
	/** The version of the Node.js that n8n runs on. */
	node: string;
	speed: SpeedFigures;
	groups: GroupResults;
	growth: GrowthFigures;
	limits: LimitResults;
	ownLimit: OwnLimitResults;
	loading: LoadingFigures;
}

/** All tables, in the order of the page. */
export function tablesOf({
	speed,
	groups,
	growth,
	limits,
	ownLimit,
	loading,
}: Figures): FigureTable[] {
	return [
		...speedTables(speed),
		groupTable(groups),
		growthTable(growth),
		...limitTables(limits),
		ownLimitTable(ownLimit),
		loadingTable(loading),
	];
}

/**
 * The page on the benchmarks, formatted as prettier wants it.
 *
 * @param file where it will be kept, which decides on the format
 */
export async function pageOf(figures: Figures, file: string): Promise<string> {
	const sections = [
		'# Benchmarks',
		summary(figures),
		circumstances(figures),
		...tablesOf(figures).map(asMarkdown),
	];
	return await format(sections.join('\n\n'), { ...(await resolveConfig(file)), filepath: file });
}

function summary({ speed, limits }: Figures): string {
	const [linqChat, httpRequest] = limitCandidates.map((candidate) =>
		limits.get(candidate)!.get(scenarios[0]!)!,
	);
	return [
		`To add 1,000 people to 200 group chats, the Linq Chat step took ${seconds(speed.atDefaults.time)}`,
		`as it comes and ${seconds(speed.wide.time)} when told to work on 100 chats at the same time;`,
		`n8n's own HTTP Request step took ${seconds(speed.httpRequest.time)}.`,
		'When Linq allowed only 20 additions per second,',
		`Linq Chat added ${linqChat!.added} of 200 people, and HTTP Request ${httpRequest!.added}.`,
	].join(' ');
}

function circumstances({ rounds, node }: Figures): string {
	const processors = cpus();
	const model = processors[0]?.model.trim() ?? 'unknown';
	const memory = Math.round(totalmem() / 1024 ** 3);
	return [
		`Measured on ${new Date().toISOString().slice(0, 10)}`,
		`on a machine with ${processors.length} cores (${model}) and ${memory} GB of memory,`,
		`with n8n-nodes-linq-chat ${version}, packed and installed in n8n ${N8N_VERSION} on Node.js ${node}.`,
		`Every figure is the median of ${rounds}, taken in turns`,
		`(of ${Math.ceil(rounds / 2)} for HTTP Request where 10,000 people stand beside 1,000);`,
		'times and processor time after a run that is not counted.',
		'The Linq server runs on the same machine, in a process of its own.',
		'Ratios hold elsewhere, seconds do not. `npm run bench` measures anew and writes this page.',
	].join(' ');
}

function seconds(milliseconds: number): string {
	return `${figure(milliseconds / 1000, 1)} seconds`;
}
