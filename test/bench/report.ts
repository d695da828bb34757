import { format, resolveConfig } from 'prettier';
import { chatListTable } from './chatListTable';
import { eventTable } from './eventTable';
import { groupTable } from './groupTable';
import { growthTable, loadingTable } from './growthTables';
import { joiningTable } from './joiningTable';
import { limitCandidates, scenarios } from './limits';
import { limitTables } from './limitTables';
import { ownLimitTable } from './ownLimitTable';
import type { Parts } from './parts';
import { pictureTable } from './pictureTable';
import { median } from './rounds';
import { speedTables } from './speedTables';
import { asMarkdown, figure, type FigureTable } from './table';
import type { Measurement } from './measure';

/** The tables of the parts that were measured, in the order of the page. */
export function tablesOf(parts: Partial<Parts>): FigureTable[] {
	const { speed, groups, joining, pictures, list, growth, limits, ownLimit, events, loading } =
		parts;
	return [
		...(speed ? speedTables(speed) : []),
		...(groups ? [groupTable(groups)] : []),
		...(joining ? [joiningTable(joining)] : []),
		...(pictures ? [pictureTable(pictures)] : []),
		...(list ? [chatListTable(list)] : []),
		...(growth ? [growthTable(growth)] : []),
		...(limits ? limitTables(limits) : []),
		...(ownLimit ? [ownLimitTable(ownLimit)] : []),
		...(events ? [eventTable(events)] : []),
		...(loading ? [loadingTable(loading)] : []),
	];
}

/**
 * The page on the benchmarks, formatted as prettier wants it.
 *
 * @param circumstances in a paragraph
 * @param file where it will be kept, which decides on the format
 */
export async function pageOf(parts: Parts, circumstances: string, file: string): Promise<string> {
	const sections = [
		'# Benchmarks',
		summary(parts),
		circumstances,
		...tablesOf(parts).map(asMarkdown),
	];
	return await format(sections.join('\n\n'), { ...(await resolveConfig(file)), filepath: file });
}

function summary({ speed, limits }: Parts): string {
	const [linqChat, httpRequest] = limitCandidates.map((candidate) =>
		limits.get(candidate)!.get(scenarios[0]!)!,
	);
	return [
		`To add 1,000 people to 200 group chats, the Linq Chat step took ${seconds(speed.atDefaults)}`,
		`as it comes and ${seconds(speed.wide)} when told to work on 100 chats at the same time;`,
		`n8n's own HTTP Request step took ${seconds(speed.httpRequest)}.`,
		'When Linq allowed only 20 additions per second,',
		`Linq Chat added ${linqChat!.added} of 200 people, and HTTP Request ${httpRequest!.added}.`,
	].join(' ');
}

function seconds(rounds: Measurement[]): string {
	return `${figure(median(rounds.map(({ time }) => time)) / 1000, 1)} seconds`;
}
