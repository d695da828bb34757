/** What Stryker says of the mutations of one run: https://github.com/stryker-mutator/mutation-testing-elements */
export interface Report {
	/** By the path of the source, below the checkout. */
	files: Record<string, { mutants: Mutation[] }>;
}

interface Mutation {
	status: Status;
	/** Of one that was noticed: what the test said that failed. */
	statusReason?: string;
}

type Status =
	'Killed' | 'Survived' | 'NoCoverage' | 'Timeout' | 'Ignored' | 'CompileError' | 'RuntimeError';

/** How many mutations of a module became what. */
export interface Counts {
	/** The module's path below `nodes/`, without its ending. */
	module: string;
	/** At which commit it was tried, shortened. */
	commit: string;
	noticed: number;
	/** Of those that were noticed, those that made a test run into its time limit. */
	endless: number;
	survived: number;
	/** No unit test of the room gets there. */
	unreached: number;
}

/** Below this share of all that were reached, in per cent, `npm run test:mutations` fails. */
export const leastShare = 85;

/**
 * The counts of each module that has mutations.
 *
 * @param commit what is checked out
 */
export function countsOf({ files }: Report, commit: string): Counts[] {
	return Object.entries(files)
		.map(([file, { mutants }]): Counts => {
			const count = (...wanted: Status[]) =>
				mutants.filter(({ status }) => wanted.includes(status)).length;
			return {
				module: file.replace(/^nodes\//, '').replace(/\.ts$/, ''),
				commit,
				noticed: count('Killed', 'Timeout'),
				endless: mutants.filter(isEndless).length,
				survived: count('Survived'),
				unreached: count('NoCoverage'),
			};
		})
		.filter(({ noticed, survived, unreached }) => noticed + survived + unreached > 0);
}

/** What waits is ended by jest, what never waits by Stryker. */
function isEndless({ status, statusReason = '' }: Mutation): boolean {
	return status === 'Timeout' || (status === 'Killed' && /Exceeded timeout of/.test(statusReason));
}

/** The share of what was reached that was noticed, in per cent. */
export function shareOf(counts: Counts[]): number {
	const { noticed, survived } = totalOf(counts);
	return noticed + survived === 0 ? 100 : (100 * noticed) / (noticed + survived);
}

function totalOf(counts: Counts[]): Omit<Counts, 'module' | 'commit'> {
	const sum = (name: 'noticed' | 'endless' | 'survived' | 'unreached') =>
		counts.reduce((total, one) => total + one[name], 0);
	return {
		noticed: sum('noticed'),
		endless: sum('endless'),
		survived: sum('survived'),
		unreached: sum('unreached'),
	};
}

/** What the page says of each module. */
export function readCounts(page: string): Counts[] {
	const rows = page.matchAll(
		/^\| (?<module>[a-z]\S+) +\| +(?<tried>[\d,]+) \| +(?<noticed>[\d,]+) \| +(?<endless>[\d,]+) \| +\S+(?: %)? \| +(?<unreached>[\d,]+) \| (?<commit>\S+) +\|$/gm,
	);
	return [...rows].map(({ groups = {} }) => {
		const count = (name: string) => Number(groups[name]?.replaceAll(',', ''));
		return {
			module: groups.module!,
			commit: groups.commit!,
			noticed: count('noticed'),
			endless: count('endless'),
			survived: count('tried') - count('noticed'),
			unreached: count('unreached'),
		};
	});
}

/** Where what people wrote on the page begins: what survives, and why. */
const written = '## What survives, and why';

/**
 * docs/mutations.md with these counts; what people wrote on it stays.
 *
 * @param missing the rooms of which nothing is known
 * @param page as it was
 */
export function pageOf(counts: Counts[], missing: string[], page: string): string {
	const total = totalOf(counts);
	const rest = missing.map((room) => `\`nodes/${room}\``).join(', ');
	const reached = total.noticed + total.survived;
	const rows = counts.toSorted((one, other) => (one.module < other.module ? -1 : 1));
	return [
		'# Mutation tests',
		'`npm run test:mutations` changes the sources in `nodes/linq` and `nodes/items`, signature checking among them, one spot at a time and sees whether a unit test of the same room notices. Allow two hours on one core, with nothing else running; `npm run test:mutations -- linq/people` tries one room. It uses Stryker 9.5.1, since Stryker 10 needs Node 22.',
		"Left out are tables that are made when a module is loaded (`ignoreStatic`), `eventTypes`, which is a table, the libraries, and `connect` and `session`, which only put others together in n8n. `nodes/LinqChat` and `nodes/LinqChatTrigger` are proved in n8n's engine, by tests that run the built bundle, in which Stryker can't switch mutations. So are the parts of these modules that no unit test gets to: they are counted apart.",
		"Each room is tried with its own tests only, and properties are tried a hundredth as often as in `npm test`, or twenty times where that is more, so what another room's tests or a rare case would notice counts as survived.",
		`**${number(total.noticed)} of ${number(reached)} mutations were noticed, ${percent(shareOf(counts))}**; each row says at which commit. It fails below ${leastShare} %.${rest && ` Not tried yet: ${rest}.`}`,
		[
			'| Module | Tried | Noticed | Of those by never ending | Share | Not reached | At commit |',
			'| --- | ---: | ---: | ---: | ---: | ---: | --- |',
			...rows.map((one) => rowOf(one, (text) => text)),
			rowOf({ ...total, module: 'All', commit: '' }, (text) => text && `**${text}**`),
		].join('\n'),
		'"Never ending" are those that made a test run into its time limit: a wait that nobody ends, a retry for ever.',
		page.slice(page.indexOf(written)),
	].join('\n\n');
}

function rowOf(
	{ module, commit, noticed, endless, survived, unreached }: Counts,
	inType: (text: string) => string,
): string {
	const tried = noticed + survived;
	const share = tried === 0 ? '–' : percent((100 * noticed) / tried);
	const numbers = [tried, noticed, endless].map(number);
	const cells = [module, ...numbers, share, number(unreached), commit];
	return `| ${cells.map(inType).join(' | ')} |`;
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}

function percent(value: number): string {
	return `${value.toFixed(1)} %`;
}
