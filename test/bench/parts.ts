import { announce } from '../n8n/command';
import { measureList, type ListResults } from './chatList';
import { measureEvents, type EventResults } from './events';
import { measureGroups, type GroupResults } from './groups';
import { measureGrowth, type GrowthFigures } from './growth';
import { measureJoining, type JoiningResults } from './joining';
import { measureLimits, type LimitResults } from './limits';
import { LinqProcess } from './linq';
import { measureLoading, type LoadingFigures } from './loading';
import { Place, type MeasuredN8n } from './n8n';
import { measureOwnLimit, type OwnLimitResults } from './ownLimit';
import { measurePictures, type PictureResults } from './pictures';
import { measureSpeed, type SpeedFigures } from './speed';

/** What each part of the benchmarks comes to. */
export interface Parts {
	speed: SpeedFigures;
	groups: GroupResults;
	joining: JoiningResults;
	limits: LimitResults;
	ownLimit: OwnLimitResults;
	growth: GrowthFigures;
	pictures: PictureResults;
	list: ListResults;
	events: EventResults;
	loading: LoadingFigures;
}

type Part = keyof Parts;
type Measuring<Where, Name extends Part> = {
	[Each in Name]: (where: Where, linqs: LinqProcess, rounds: number) => Promise<Parts[Each]>;
};

/** Those that share one n8n. */
const together = {
	speed: measureSpeed,
	groups: measureGroups,
	joining: measureJoining,
	limits: measureLimits,
	ownLimit: measureOwnLimit,
} satisfies Partial<Measuring<MeasuredN8n, Part>>;

/** Those that start an n8n, or several, for themselves. */
const apart: Measuring<Place, Exclude<Part, keyof typeof together>> = {
	growth: measureGrowth,
	pictures: measurePictures,
	list: measureList,
	events: measureEvents,
	loading: async ({ tarball }, _, rounds) => await measureLoading(tarball, rounds),
};

const partNames = Object.keys({ ...together, ...apart }) as Part[];

/**
 * The parts that somebody named, such as `speed,groups`; all where nobody named any.
 *
 * @throws Error when there is no such part
 */
export function partsNamed(names: string | undefined): Set<Part> {
	const named = names?.split(',').map((name) => name.trim()) ?? partNames;
	const unknown = named.find((name) => !partNames.some((part) => part === name));
	if (unknown === undefined) return new Set(named as Part[]);
	throw new Error(`There is no part ${unknown}; there are ${partNames.join(', ')}`);
}

/** Measures the parts that are asked for, as often as there are rounds. */
export async function measureParts(asked: Set<Part>, rounds: number): Promise<Partial<Parts>> {
	const place = await Place.prepare();
	const linqs = new LinqProcess();
	const figures: Partial<Parts> = {};
	const measureEach = async <Where>(
		measuring: Partial<Measuring<Where, Part>>,
		where: Where,
	): Promise<void> => {
		const measureOne = async <Name extends Part>(name: Name) => {
			const began = Date.now();
			announce(`Measuring: ${name} …`);
			figures[name] = await measuring[name]?.(where, linqs, rounds);
			announce(`… took ${Math.round((Date.now() - began) / 1000)} s`);
		};
		for (const name of Object.keys(measuring) as Part[]) {
			if (asked.has(name)) await measureOne(name);
		}
	};
	try {
		if (Object.keys(together).some((name) => asked.has(name as Part))) {
			const n8n = await place.start();
			await measureEach(together, n8n).finally(n8n.stop);
		}
		await measureEach(apart, place);
		return figures;
	} finally {
		linqs.end();
		await place.remove();
	}
}
